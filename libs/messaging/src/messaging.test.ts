import { paymentCommands } from '@halden/contracts';
import { createMetrics, DependencyUnavailable } from '@halden/service-kit';
import { silentLog } from '@halden/service-kit/testing';
import { describe, expect, it } from '@jest/globals';
import { backoffMs } from './backoff.ts';
import {
  type BatchHandler,
  complete,
  createDecoder,
  deadLetter,
  type Delivery,
  retry,
  retryTransient,
} from './consumer.ts';
import { fnv1a } from '@halden/contracts';
import { handleOnce } from './inbox.ts';
import { createProcessor } from './processing.ts';
import { aPaymentRequest } from './testing/index.ts';

const decode = createDecoder(paymentCommands);

describe('the decoder', () => {
  it('lets defined messages through', () => {
    const message = aPaymentRequest();
    expect(decode(message)).toEqual({ ok: true, message });
  });

  it.each([
    ['what is no object', 'hello', 'malformed_message'],
    ['what has no type', { id: '1' }, 'malformed_message'],
    ['a type it does not know', { ...aPaymentRequest(), type: 'payment.teleported' }, 'unknown_type'],
    ['a version it does not know', { ...aPaymentRequest(), version: 2 }, 'unsupported_version'],
    ['data that does not fit', { ...aPaymentRequest(), data: { amount: 'much' } }, 'invalid_message'],
  ])('refuses %s', (_, body, reason) => {
    expect(decode(body)).toMatchObject({ ok: false, reason });
  });
});

describe('processing a batch', () => {
  const raw = (body: unknown) => ({ messageId: 'm', body, previousAttempts: 0, traceparent: undefined });
  const processor = (handle: BatchHandler<ReturnType<typeof aPaymentRequest>>) => {
    const metrics = createMetrics('test');
    return {
      metrics,
      process: createProcessor({ consumer: 'q', decode: decode as never, handle, log: silentLog, metrics }),
    };
  };

  it('keeps one bad message from holding up the good ones, and verdicts in order', async () => {
    const { process, metrics } = processor(async (deliveries) =>
      deliveries.map((_, index) => (index === 0 ? complete : retry('busy'))),
    );
    const verdicts = await process([raw('poison'), raw(aPaymentRequest()), raw(aPaymentRequest())]);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['dead-letter', 'complete', 'retry']);
    expect(await metrics.registry.getSingleMetricAsString('messages_processed_total')).toContain(
      'consumer="q",verdict="dead-letter",reason="malformed_message"',
    );
  });

  it('takes a rejection, and a missing verdict, as retry', async () => {
    const rejecting = processor(() => Promise.reject(new DependencyUnavailable('stock', 'is down')));
    expect(await rejecting.process([raw(aPaymentRequest())])).toEqual([retryTransient('dependency_unavailable')]);
    const broken = processor(() => Promise.reject(new Error('bug')));
    expect(await broken.process([raw(aPaymentRequest())])).toEqual([retry('handler_failed')]);
    const forgetful = processor(async () => []);
    expect(await forgetful.process([raw(aPaymentRequest())])).toEqual([retry('no_verdict')]);
  });

  it('does not call the handler when nothing is good', async () => {
    const { process } = processor(() => Promise.reject(new Error('called')));
    expect(await process([raw(null)])).toMatchObject([{ kind: 'dead-letter' }]);
  });
});

describe('handleOnce', () => {
  const delivery = (id: string): Delivery => ({
    message: aPaymentRequest({ id }),
    previousAttempts: 0,
    traceparent: undefined,
  });

  it('handles what is new, once, and completes the rest', async () => {
    const handled: string[] = [];
    const handler = handleOnce({ seen: async (ids) => new Set(ids.filter((id) => id === 'old')) }, async (deliveries) =>
      deliveries.map(({ message }) => {
        handled.push(message.id);
        return message.id === 'bad' ? deadLetter('no', 'no') : complete;
      }),
    );
    const verdicts = await handler([delivery('old'), delivery('new'), delivery('new'), delivery('bad')]);
    expect(handled).toEqual(['new', 'bad']);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['complete', 'complete', 'complete', 'dead-letter']);
  });
});

describe('backoff', () => {
  it('doubles up to fifteen seconds', () => {
    expect([0, 1, 5, 50].map(backoffMs)).toEqual([100, 200, 3_200, 15_000]);
  });
});

describe('the partition hash', () => {
  it('is the same in every process and spreads orders', () => {
    expect(fnv1a('ord_0000000000000000000000000a')).toBe(fnv1a('ord_0000000000000000000000000a'));
    const counts = [0, 0, 0, 0];
    for (let n = 0; n < 4_000; n++) counts[fnv1a(`ord_${n}`) % 4]!++;
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(200);
  });
});
