import type { Message } from '@halden/contracts';
import { Counter, type Logger, type Metrics } from '@halden/service-kit';
import { backoffMs, pause } from './backoff.ts';
import type { Publisher } from './publisher.ts';

/** A message that was written in the transaction that caused it, and waits to be sent. */
export interface OutboxRecord {
  /** The message's id. */
  id: string;
  /** Which publisher takes it. */
  destination: string;
  message: Message;
  traceparent?: string;
}

/** The table of what is to be sent. */
export interface OutboxStore {
  /**
   * Takes the oldest records that nobody holds, in the order they were written, and holds them for `leaseMs`; what is not marked
   * sent by then can be taken again, so a record is sent at least once.
   */
  claim(options: { limit: number; leaseMs: number }): Promise<OutboxRecord[]>;
  /** Removes what was sent. */
  markSent(ids: readonly string[]): Promise<void>;
  /** Gives records back before their lease ends. */
  release(ids: readonly string[]): Promise<void>;
}

export interface OutboxRelay {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Something was written: send it now, without waiting for the next look. */
  nudge(): void;
}

/**
 * Sends what the outbox holds, at least once, destination by destination: one that cannot be reached holds up only its own.
 * It looks when nudged and every `pollMs`, which finds what a crashed process left.
 */
export function createOutboxRelay(options: {
  store: OutboxStore;
  publishers: Record<string, Publisher>;
  log: Logger;
  metrics: Metrics;
  /** Default 1,000. */
  pollMs?: number;
  /** Default 200. */
  batchSize?: number;
  /** How long another process waits for records of one that died. Default 15,000. */
  leaseMs?: number;
}): OutboxRelay {
  const { store, publishers, log, pollMs = 1_000, batchSize = 200, leaseMs = 15_000 } = options;
  const sent = new Counter({
    name: 'outbox_messages_total',
    help: 'Outbox messages by destination and outcome',
    labelNames: ['destination', 'outcome'] as const,
    registers: [options.metrics.registry],
  });
  const stopped = new AbortController();
  let wake: () => void = () => undefined;
  let nudged = false;
  let running: Promise<void> | undefined;

  const relay = async (): Promise<{ taken: number; failed: number }> => {
    const records = await store.claim({ limit: batchSize, leaseMs });
    if (records.length === 0) return { taken: 0, failed: 0 };
    const groups = Map.groupBy(records, ({ destination }) => destination);
    const results = await Promise.all([...groups].map(([destination, group]) => send(destination, group)));
    const done = results.flatMap(({ ok, ids }) => (ok ? ids : []));
    const back = results.flatMap(({ ok, ids }) => (ok ? [] : ids));
    if (done.length > 0) await store.markSent(done);
    if (back.length > 0) await store.release(back);
    return { taken: records.length, failed: back.length };
  };
  const send = async (destination: string, group: OutboxRecord[]) => {
    const ids = group.map(({ id }) => id);
    try {
      const publisher = publishers[destination];
      if (!publisher) throw new TypeError(`the outbox names the destination '${destination}', which has no publisher`);
      await publisher.publish(group);
      sent.labels(destination, 'sent').inc(group.length);
      return { ok: true, ids };
    } catch (error) {
      sent.labels(destination, 'failed').inc(group.length);
      log.warn({ err: error, destination, messages: group.length }, 'outbox messages could not be sent; trying again');
      return { ok: false, ids };
    }
  };
  const loop = async () => {
    for (let failures = 0; !stopped.signal.aborted;) {
      nudged = false;
      const outcome = await relay().catch((error: unknown) => {
        log.warn({ err: error }, 'the outbox could not be read; trying again');
        return { taken: 0, failed: 1 };
      });
      failures = outcome.failed > 0 ? failures + 1 : 0;
      if (failures > 0) await pause(backoffMs(failures), stopped.signal);
      else if (outcome.taken === 0 && !nudged) await idle();
    }
  };
  const idle = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    async start() {
      running = loop();
    },
    async stop() {
      stopped.abort();
      nudged = true; // not to fall asleep after the round that is under way
      wake();
      await running;
    },
    nudge() {
      nudged = true;
      wake();
    },
  };
}
