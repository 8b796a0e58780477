import { DependencyUnavailable, type Logger } from '@halden/service-kit';
import type { OutboxMetrics } from './outbox-metrics.ts';
import type { OutboxRecord, OutboxStore, ParkedReason } from './outbox-store.ts';
import { UnsendableMessage } from './publisher.ts';

/** What became of one message: sent when there is no error. */
export interface Outcome {
  record: OutboxRecord;
  error?: unknown;
}

/** After so many attempts over so long a time a message is parked, if its destination takes others meanwhile. */
export interface Patience {
  attempts: number;
  ms: number;
}

/** A failed message is tried again after a time that doubles from 200 ms up to a minute. */
const retryDelayMs = (attempts: number): number => Math.min(60_000, 100 * 2 ** Math.min(attempts, 20));
/** What was not tried, because the destination is known to be down, waits the longer the older it is: from one second to fifteen. */
const untriedDelayMs = (ageMs: number): number => Math.min(15_000, Math.max(1_000, Math.floor(ageMs / 2_000) * 1_000));

type Decision =
  | { kind: 'sent' }
  | { kind: 'parked'; reason: ParkedReason; error: string }
  | { kind: 'failed'; notBefore: number; error: string }
  | { kind: 'postponed'; notBefore: number };

/** Decides what happens to a message from the outcome of its handling. */
export function decide(
  { record, error }: Outcome,
  circumstances: { now: number; patience: Patience; destinationTakesOthers: boolean },
): Decision {
  if (error === undefined) return { kind: 'sent' };
  const { now, patience, destinationTakesOthers } = circumstances;
  const text = error instanceof Error ? error.message : JSON.stringify(error);
  if (error instanceof UnsendableMessage) return { kind: 'parked', reason: error.reason, error: text };
  const ageMs = now - Date.parse(record.message.time);
  if (error instanceof DependencyUnavailable) return { kind: 'postponed', notBefore: now + untriedDelayMs(ageMs) };
  const attempts = record.attempts + 1;
  if (destinationTakesOthers && attempts >= patience.attempts && ageMs >= patience.ms)
    return { kind: 'parked', reason: 'attempts_exhausted', error: text };
  return { kind: 'failed', notBefore: now + retryDelayMs(attempts), error: text };
}

/** Writes down what became of messages of one destination that ended together. */
export async function recordOutcomes(
  outcomes: readonly Outcome[],
  options: {
    destination: string;
    store: OutboxStore;
    metrics: OutboxMetrics;
    log: Logger;
    now: number;
    patience: Patience;
    destinationTakesOthers: boolean;
  },
): Promise<Decision['kind'][]> {
  const { destination, store, metrics, log, now } = options;
  const decided = outcomes.map((outcome) => ({ ...outcome, decision: decide(outcome, options) }));
  for (const { record, decision } of decided) {
    metrics.messages.labels(destination, decision.kind).inc();
    if (decision.kind === 'sent')
      metrics.delay.labels(destination).observe(Math.max(0, now - Date.parse(record.message.time)) / 1_000);
    if (decision.kind === 'parked')
      log.error(
        { destination, messageId: record.id, reason: decision.reason, error: decision.error },
        'outbox message parked: it is not tried any more until somebody replays it',
      );
  }
  const failed = decided.filter(({ decision }) => decision.kind === 'failed' || decision.kind === 'postponed');
  if (failed.length > 0)
    log.warn(
      { err: failed[0]?.error, destination, messages: failed.length },
      'outbox messages could not be sent; they are tried again',
    );
  // Those that are treated alike are written together.
  for (const group of Map.groupBy(decided, ({ decision }) => JSON.stringify(decision)).values()) {
    const { decision } = group[0] as (typeof group)[number];
    const ids = group.map(({ record }) => record.id);
    if (decision.kind === 'sent') await store.markSent(ids);
    else if (decision.kind === 'parked') await store.park(ids, decision);
    else await store.postpone(ids, decision);
  }
  return decided.map(({ decision }) => decision.kind);
}
