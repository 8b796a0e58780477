import type { Message } from '@halden/contracts';
import { Counter, DependencyUnavailable, type Logger, type Metrics } from '@halden/service-kit';
import { type BatchHandler, type Decoded, type Delivery, retry, retryTransient, type Verdict } from './consumer.ts';

/** A delivery before it is known what it holds. */
export interface RawDelivery {
  messageId: string | undefined;
  body: unknown;
  previousAttempts: number;
  traceparent: string | undefined;
}

const counters = new WeakMap<Metrics, Counter<'consumer' | 'verdict' | 'reason'>>();

/** `messages_processed_total` by consumer, verdict and reason, in the registry of the service. */
export function processedCounter(metrics: Metrics): Counter<'consumer' | 'verdict' | 'reason'> {
  let counter = counters.get(metrics);
  if (!counter) {
    counter = new Counter({
      name: 'messages_processed_total',
      help: 'Messages by what became of them',
      labelNames: ['consumer', 'verdict', 'reason'],
      registers: [metrics.registry],
    });
    counters.set(metrics, counter);
  }
  return counter;
}

/**
 * Decodes a batch, passes the valid messages to the handler together, and returns one verdict for each. Never rejects: a handler
 * that does means `retry` for its messages, and where it returns too few verdicts, for those without one.
 */
export function createProcessor<M extends Message>(options: {
  consumer: string;
  decode: (body: unknown) => Decoded<M>;
  handle: BatchHandler<M>;
  log: Logger;
  metrics: Metrics;
}): (batch: RawDelivery[]) => Promise<Verdict[]> {
  const { consumer, decode, handle, log } = options;
  const counter = processedCounter(options.metrics);
  return async (batch) => {
    const verdicts: Verdict[] = [];
    const good: { index: number; delivery: Delivery<M> }[] = [];
    batch.forEach(({ body, previousAttempts, traceparent }, index) => {
      const decoded = decode(body);
      if (decoded.ok) good.push({ index, delivery: { message: decoded.message, previousAttempts, traceparent } });
      else verdicts[index] = { kind: 'dead-letter', reason: decoded.reason, description: decoded.description };
    });
    if (good.length > 0) {
      const given = await handle(good.map(({ delivery }) => delivery)).catch((error: unknown) => {
        const unavailable = error instanceof DependencyUnavailable;
        log[unavailable ? 'warn' : 'error'](
          { err: error, consumer, messages: good.length },
          'messages could not be handled; they will come again',
        );
        return good.map(() => (unavailable ? retryTransient('dependency_unavailable') : retry('handler_failed')));
      });
      good.forEach(({ index }, position) => (verdicts[index] = given[position] ?? retry('no_verdict')));
    }
    batch.forEach(({ messageId }, index) => {
      const verdict = verdicts[index] as Verdict;
      counter.labels(consumer, verdict.kind, verdict.kind === 'complete' ? '' : verdict.reason).inc();
      if (verdict.kind === 'dead-letter')
        log.error(
          { consumer, messageId, reason: verdict.reason, description: verdict.description },
          'message dead-lettered',
        );
    });
    return verdicts;
  };
}
