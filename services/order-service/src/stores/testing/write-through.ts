import type { Written } from '@halden/messaging/testing/outbox-contract';
import { aKey, anOrder } from '../../testing/builders.ts';
import type { DurableOrderStore } from '../order-store.ts';

/** Writes messages into the outbox of a store, as placing an order does. */
export const writeThrough =
  (store: DurableOrderStore) =>
  async (records: readonly Written[]): Promise<void> => {
    await store.place(anOrder(), { key: aKey(), requestHash: 'a'.repeat(64) }, records as never);
  };
