import type { Logger } from '@halden/service-kit';
import type { Outcome } from '../domain/stock-decisions.ts';
import { shardNames } from '../domain/stock.ts';
import type { StockStore } from './stock-store.ts';
import type { ReplicaShards } from './shards.ts';

export interface SweepOptions {
  store: StockStore;
  stock: ReplicaShards;
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
export function createExpirySweep({ store, stock, intervalMs, now, log, onExpired }: SweepOptions): ExpirySweep {
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  let stopped = false;

  /** Rejects with the first failure, once everything that could be released is. */
  const sweepShard = async (shard: string): Promise<void> => {
    for (let more = true; more && !stopped;) {
      const expired = await store.expired(shard, { now: now(), limit: portion });
      for (const stored of expired) stock.learn(shard, stored);
      const outcomes = await Promise.allSettled(
        expired.map(({ document: { orderId } }) => stock.run(shard, { kind: 'expire', orderId })),
      );
      const released = outcomes.filter((one) => one.status === 'fulfilled' && isReleased(one.value)).length;
      onExpired(released);
      const failed = outcomes.find((one) => one.status === 'rejected');
      if (failed && released === 0) throw failed.reason;
      more = expired.length === portion;
    }
  };
  /** Sweeps in a row that failed somewhere: an outage is logged when it begins and when it is over, not at every look. */
  let failures = 0;
  const sweep = async (): Promise<void> => {
    const errors: unknown[] = [];
    for (const shard of shardNames) await sweepShard(shard).catch((error: unknown) => errors.push(error));
    if (errors.length > 0 && failures === 0)
      log.warn({ err: errors[0], shards: errors.length }, 'expired reservations cannot be released; trying again');
    if (errors.length === 0 && failures > 0) log.info({ failures }, 'expired reservations are released again');
    failures = errors.length > 0 ? failures + 1 : 0;
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

const isReleased = (outcome: Outcome) => outcome.kind === 'released' && outcome.changed;
