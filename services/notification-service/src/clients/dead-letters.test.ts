import { createGuard, createMetrics } from '@halden/service-kit';
import { silentLog } from '@halden/service-kit/testing';
import { describe, expect, it } from '@jest/globals';
import { createDeadLetters } from './dead-letters.ts';

const aQueue = (failures: number) => {
  const letters: object[] = [];
  let attempts = 0;
  const deadLetters = createDeadLetters({
    sender: {
      sendMessages: async (letter) => {
        if (++attempts <= failures) throw new Error('broker gone');
        letters.push(letter);
      },
      close: async () => undefined,
    },
    source: 'order-events/notification-service',
    guard: createGuard({ dependency: 'service-bus', metrics: createMetrics('test') }),
    log: silentLog,
    retryMs: 1,
  });
  return { ...deadLetters, letters, attempts: () => attempts };
};
const delivery = { messageId: 'm1', body: { type: 'odd' }, previousAttempts: 0, traceparent: '00-trace' };
const verdict = { kind: 'dead-letter', reason: 'unknown_type', description: 'x'.repeat(5_000) } as const;

describe('putting an event aside', () => {
  it('keeps it as it came, with the reason and the trace', async () => {
    const { sink, letters } = aQueue(0);
    await sink(delivery, verdict);
    expect(letters).toEqual([
      {
        messageId: 'm1',
        body: { type: 'odd' },
        contentType: 'application/json',
        applicationProperties: {
          reason: 'unknown_type',
          description: 'x'.repeat(1_024),
          source: 'order-events/notification-service',
          traceparent: '00-trace',
        },
      },
    ]);
  });

  it('is tried until it works, for what is not put aside would be lost', async () => {
    const { sink, letters } = aQueue(3);
    await sink({ ...delivery, messageId: undefined, traceparent: undefined }, verdict);
    expect(letters).toHaveLength(1);
  });

  it('ends with the service, so that the event comes again after the restart', async () => {
    const { sink, stop, letters } = aQueue(Infinity);
    const trying = sink(delivery, verdict);
    const outcome = expect(trying).rejects.toThrow('aborted');
    await stop();
    await outcome;
    expect(letters).toEqual([]);
  });
});
