import type { Container } from '@azure/cosmos';
import type { Guard } from '@halden/service-kit';
import type { CardOnFile, CardStore } from '../domain/ports.ts';
import { createDocuments } from '@halden/service-kit/cosmos';

/** `id` is the token; Cosmos deletes the document after `ttl` seconds. */
type CardDocument = CardOnFile & { id: string; ttl: number };

export function createCosmosCardStore(options: { container: Container; guard: Guard }): CardStore {
  const documents = createDocuments<CardDocument>({ ...options, partitionOf: ({ id }) => id });
  return {
    async keep(id, { card, behaviour }, ttl) {
      const { created } = await documents.create({ id, card, behaviour, ttl });
      if (!created) throw new Error(`the token ${id} is in use`);
    },
    async find(id) {
      const document = await documents.read(id, id);
      return document && { card: document.card, behaviour: document.behaviour };
    },
  };
}
