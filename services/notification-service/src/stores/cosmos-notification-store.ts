import type { Container } from '@azure/cosmos';
import { DomainError, orderId } from '@halden/contracts';
import type { Guard } from '@halden/service-kit';
import type { NotificationRecord } from '../domain/notification.ts';
import type { NotificationStore } from '../domain/ports.ts';
import { createDocuments, type Stored } from '@halden/service-kit/cosmos';

/** `position` sorts by age and is unique, so that a page can go on after it; Cosmos deletes the document after `ttl` seconds. */
type NotificationDocument = Omit<NotificationRecord, 'revision'> & { position: string; ttl: number };

export function createCosmosNotificationStore(options: {
  container: Container;
  guard: Guard;
  keptForDays: number;
}): NotificationStore {
  const documents = createDocuments<NotificationDocument>({ ...options, partitionOf: ({ recipient }) => recipient });
  const toDocument = ({ revision: _, ...notification }: NotificationRecord): NotificationDocument => ({
    ...notification,
    position: `${notification.createdAt} ${notification.id}`,
    ttl: options.keptForDays * 86_400,
  });
  return {
    async create(notification) {
      const { created, document } = await documents.create(toDocument(notification));
      return { created, notification: toRecord(document) };
    },
    async save(notification) {
      const { id, revision } = notification;
      if (revision === undefined) throw new TypeError(`notification ${id} was never read, and cannot be changed`);
      const saved = await documents.replace({ ...toDocument(notification), _etag: revision });
      return saved && toRecord(saved);
    },
    async list({ limit, after, ...of }) {
      const [field, value, partition] =
        'recipient' in of ? ['recipient', of.recipient, of.recipient] : ['orderId', of.orderId];
      const query = {
        query: `SELECT TOP @limit * FROM c WHERE c.${field} = @value AND c.position < @before ORDER BY c.position DESC`,
        parameters: [
          { name: '@limit', value: limit + 1 },
          { name: '@value', value },
          { name: '@before', value: after === undefined ? '~' : positionOf(after) },
        ],
      };
      const found = await documents.query(query, partition);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const next = found.length > limit && last ? Buffer.from(last.position).toString('base64url') : undefined;
      return { items: page.map(toRecord), ...(next !== undefined && { next }) };
    },
  };
}

const toRecord = (document: Stored<NotificationDocument>): NotificationRecord => ({
  id: document.id,
  recipient: document.recipient,
  orderId: orderId(document.orderId),
  template: document.template,
  channel: document.channel,
  locale: document.locale,
  status: document.status,
  subject: document.subject,
  error: document.error,
  claimedBy: document.claimedBy,
  claimedAt: document.claimedAt,
  createdAt: document.createdAt,
  sentAt: document.sentAt,
  revision: document._etag,
});

function positionOf(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z [\da-f-]+$/.test(position)) return position;
  throw new DomainError('validation_failed', 'query /after is no cursor of this list: pass the `next` of a page', {
    errors: [{ in: 'query', pointer: '/after', detail: 'is no cursor of this list' }],
  });
}
