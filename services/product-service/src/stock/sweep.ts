import type { Logger } from '@halden/service-kit';
import { shards } from '../domain/stock.ts';
import type { StockStore } from '../stores/stock-store.ts';
import type { StockBooks } from './ledger.ts';

export interface SweepOptions {
  store: StockStore;
  books: StockBooks;
  intervalMs: number;
  now: () => number;
  log: Logger;
  /** So many reservations ended by themselves. */
  onExpired: (count: number) => void;
}

/** How many reservations of a shard are released at once. */
const portion = 50;

export interface ExpirySweep {
  start(): void;
  stop(): Promise<void>;
  /** Looks once at every shard. */
  sweep(): Promise<void>;
}

/**
 * Releases reservations whose time is over, again and again. Every replica does so: the ETags see to it that each reservation is
 * released once.
 */
export function createExpirySweep({ store, books, intervalMs, now, log, onExpired }: SweepOptions): ExpirySweep {
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  let stopped = false;

  const sweepShard = async (shard: string): Promise<void> => {
    let found = portion;
    while (found === portion && !stopped) {
      const expired = await store.expired(shard, { now: now(), limit: portion });
      for (const stored of expired) books.learn(shard, stored);
      const outcomes = await Promise.all(
        expired.map(({ document: { orderId } }) => books.run(shard, { kind: 'expire', orderId })),
      );
      onExpired(outcomes.filter((outcome) => outcome.kind === 'released' && outcome.changed).length);
      found = expired.length;
    }
  };
  const sweep = async (): Promise<void> => {
    for (const shard of shards)
      await sweepShard(shard).catch((error: unknown) => log.warn({ err: error, shard }, 'expired reservations remain'));
  };
  const wait = () => {
    if (!stopped) timer = setTimeout(() => void (sweeping = sweep().then(wait)), intervalMs);
  };
  return {
    sweep,
    start: wait,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await sweeping;
    },
  };
}
