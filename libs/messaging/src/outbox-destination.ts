import { createBatcher, type Logger } from '@halden/service-kit';
import { backoffMs, pause } from './backoff.ts';
import type { OutboxMetrics } from './outbox-metrics.ts';
import { type Outcome, type Patience, recordOutcomes } from './outbox-outcomes.ts';
import type { OutboxRecord, OutboxStore } from './outbox-store.ts';
import type { createWakeup } from './outbox-wakeup.ts';
import type { Publisher } from './publisher.ts';

/** A message under way for longer is held up by what it waits for (a partition, a link), and takes no place from the others. */
const slowMs = 2_000;
/** While a destination is known to be down, so often is it looked whether it is not. */
const downPauseMs = 200;
/** Without any success for so long while others failed, the next success is the end of an outage. */
const outageMs = 2_000;
/** A destination takes others when it took one within this time. */
const takesOthersMs = 60_000;

/** Sends the outbox messages of one destination; see `createOutboxRelay`. */
export function createDestinationRelay(options: {
  destination: string;
  publisher: Publisher;
  store: OutboxStore;
  log: Logger;
  metrics: OutboxMetrics;
  now: () => number;
  pollMs: number;
  batchSize: number;
  leaseMs: number;
  patience: Patience;
  wakeup: ReturnType<typeof createWakeup>;
  stopped: AbortSignal;
}): { run(): Promise<void>; wake(): void } {
  const { destination, publisher, store, log, now, batchSize, leaseMs, wakeup, stopped } = options;
  const underWay = new Map<string, { since: number; delivered: Promise<void> }>();
  let lastSuccess = performance.now();
  let isFailing = false;
  let isDown = false;

  const record = async (outcomes: Outcome[]): Promise<void> => {
    const destinationTakesOthers = performance.now() - lastSuccess < takesOthersMs;
    const kinds = await recordOutcomes(outcomes, { ...options, now: now(), destinationTakesOthers });
    const anySent = kinds.includes('sent');
    isDown = kinds.every((kind) => kind === 'postponed');
    if (anySent) {
      const wasOutage = isFailing && performance.now() - lastSuccess > outageMs;
      lastSuccess = performance.now();
      isFailing = false;
      if (wasOutage) await store.expedite({ destination, after: now() });
    } else if (kinds.some((kind) => kind === 'failed' || kind === 'postponed')) isFailing = true;
  };
  /** Outcomes of the same moment are written together. */
  const recordOutcome = createBatcher<Outcome, void>({
    maxSize: 500,
    run: async (outcomes) => {
      // What cannot be written down is sent again once its lease has ended.
      await record(outcomes).catch((error: unknown) =>
        log.warn({ err: error, destination }, 'outcomes of outbox messages could not be recorded'),
      );
      return outcomes.map(() => undefined);
    },
  });
  const deliver = async (message: OutboxRecord): Promise<void> => {
    const outcome: Outcome = await publisher.publish([message]).then(
      () => ({ record: message }),
      (error: unknown) => ({ record: message, error: error ?? new Error('failed without a reason') }),
    );
    await recordOutcome(outcome);
    underWay.delete(message.id);
    wakeup.wake(); // a slot is free, and the next message of its key may be due
  };
  const room = (): number => {
    const slowSince = performance.now() - slowMs;
    let fresh = 0;
    for (const { since } of underWay.values()) if (since > slowSince) fresh++;
    return batchSize - fresh;
  };

  const run = async () => {
    for (let failedReads = 0; !stopped.aborted;) {
      const limit = room();
      if (limit <= 0) {
        await wakeup.wait(slowMs / 4);
        continue;
      }
      try {
        const claimed = await store.claim({ destination, limit, leaseMs });
        failedReads = 0;
        const since = performance.now();
        // One that is under way still, though its lease has ended (the clock was set), is not sent a second time.
        for (const message of claimed.filter(({ id }) => !underWay.has(id)))
          underWay.set(message.id, { since, delivered: deliver(message) });
        if (isDown) await pause(downPauseMs, stopped);
        else if (claimed.length < limit) await wakeup.wait(options.pollMs);
      } catch (error) {
        log.warn({ err: error, destination }, 'the outbox could not be read; trying again');
        await pause(backoffMs(failedReads++), stopped);
      }
    }
    await Promise.all([...underWay.values()].map(({ delivered }) => delivered));
  };
  return { run, wake: wakeup.wake };
}
