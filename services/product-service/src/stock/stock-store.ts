import type { Level, Reservation, StockDocument, Stored } from '../domain/stock.ts';

/** A document to write: in the place of the version with this ETag, or as a new one. */
export interface StockWrite {
  document: StockDocument;
  etag: string | undefined;
}

/** Where levels and reservations are kept, shard by shard. */
export interface StockStore {
  /** Documents by id; those that do not exist are left out. */
  load(shard: string, ids: readonly string[]): Promise<Stored[]>;
  /** Writes all or nothing, at most a hundred; gives their ETags, or `conflict` when one is not the version it should be. */
  write(shard: string, writes: readonly StockWrite[]): Promise<string[] | 'conflict'>;
  /** The levels of every SKU of a shard. */
  levels(shard: string): Promise<Stored<Level>[]>;
  /** Reservations whose time is over, the oldest first. */
  expired(shard: string, options: { now: number; limit: number }): Promise<Stored<Reservation>[]>;
}
