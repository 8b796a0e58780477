import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger, Metrics } from '@halden/service-kit';
import { createDestinationRelay } from './outbox-destination.ts';
import { createOutboxMetrics } from './outbox-metrics.ts';
import type { OutboxStore } from './outbox-store.ts';
import { createWakeup } from './outbox-wakeup.ts';
import type { Publisher } from './publisher.ts';

export interface OutboxRelay {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Something was written: send it now, without waiting for the next look. */
  wake(): void;
}

/** A message postponed further than this was postponed by a clock that was ahead. */
const longestPostponementMs = 5 * 60_000;

/**
 * Sends what the outbox holds, at least once. Each destination has a loop of its own, and each message its own outcome: what cannot be
 * sent is tried again later, or parked, and holds up only the later messages of its ordering key. Once it is parked those go on: a later
 * event says all that an earlier one said, and a customer who misses one e-mail should not miss them all.
 *
 * It looks when woken and every `pollMs`, which finds what a crashed process left.
 */
export function createOutboxRelay(options: {
  store: OutboxStore;
  publishers: Record<string, Publisher>;
  log: Logger;
  metrics: Metrics;
  now: () => number;
  /** Default 1,000. */
  pollMs?: number;
  /** How many messages of a destination are claimed, and under way, at once. Default 200. */
  batchSize?: number;
  /** How long another process waits for messages of one that died; longer than a message takes. Default 15,000. */
  leaseMs?: number;
  /** After how many attempts and how long a message that alone cannot be sent is parked. Default 20 attempts and a day. */
  patience?: { attempts: number; ms: number };
  /** How often unknown destinations and parked messages are looked at. Default 30,000. */
  sweepMs?: number;
}): OutboxRelay {
  const { store, publishers, log, now, sweepMs = 30_000 } = options;
  const metrics = createOutboxMetrics(options.metrics);
  const stopped = new AbortController();
  const relays = Object.entries(publishers).map(([destination, publisher]) =>
    createDestinationRelay({
      pollMs: 1_000,
      batchSize: 200,
      leaseMs: 15_000,
      patience: { attempts: 20, ms: 86_400_000 },
      ...options,
      destination,
      publisher,
      metrics,
      wakeup: createWakeup(stopped.signal),
      stopped: stopped.signal,
    }),
  );
  let running: Promise<unknown> | undefined;

  /** Parks messages without a publisher here, resumes those that have one again, and counts the parked ones. */
  const sweep = async () => {
    for (const destination of await store.destinations())
      if (!Object.hasOwn(publishers, destination)) await parkUnknown(store, destination, log);
    let replayed = 0;
    for (const destination of Object.keys(publishers)) {
      replayed += await store.replay({ destination, reason: 'unknown_destination' });
      replayed += await store.expedite({ destination, after: now() + longestPostponementMs });
    }
    metrics.parked.reset();
    for (const { destination, reason, count } of await store.countParked())
      metrics.parked.labels(destination, reason).set(count);
    if (replayed > 0) relays.forEach(({ wake }) => wake());
  };
  const sweeping = async () => {
    while (!stopped.signal.aborted) {
      await sweep().catch((error: unknown) => log.warn({ err: error }, 'the outbox could not be swept; trying again'));
      await sleep(sweepMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  return {
    async start() {
      running = Promise.all([...relays.map(({ run }) => run()), sweeping()]);
    },
    async stop() {
      stopped.abort();
      await running;
    },
    wake: () => relays.forEach(({ wake }) => wake()),
  };
}

async function parkUnknown(store: OutboxStore, destination: string, log: Logger): Promise<void> {
  for (;;) {
    const records = await store.claim({ destination, limit: 200, leaseMs: 15_000 });
    if (records.length === 0) return;
    log.error(
      { destination, messages: records.length },
      'outbox messages parked: nothing here sends to their destination',
    );
    await store.park(
      records.map(({ id }) => id),
      { reason: 'unknown_destination', error: `no publisher has the destination '${destination}'` },
    );
  }
}
