import type { Container } from '@azure/cosmos';
import type { NotificationPreferences } from '@halden/contracts';
import type { Guard } from '@halden/service-kit';
import type { PreferenceStore } from '../domain/ports.ts';
import { createDocuments } from '@halden/service-kit/cosmos';

/** `id` is the customer. */
type PreferenceDocument = NotificationPreferences & { id: string };

export function createCosmosPreferenceStore(options: { container: Container; guard: Guard }): PreferenceStore {
  const documents = createDocuments<PreferenceDocument>({ ...options, partitionOf: ({ id }) => id });
  return {
    async find(id) {
      const document = await documents.read(id, id);
      return document && { email: document.email, sms: document.sms, locale: document.locale };
    },
    async save(id, { email, sms, locale }) {
      await documents.put({ id, email, sms, locale });
    },
  };
}
