import type { OutboxStore } from '@halden/messaging';
import type { OrderStore } from '../domain/ports.ts';

/** An order store with what the process around the domain needs of it. */
export interface DurableOrderStore extends OrderStore {
  readonly outbox: OutboxStore;
  /** Forgets handled messages older than this time (milliseconds since 1970). */
  prune(before: number): Promise<void>;
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
