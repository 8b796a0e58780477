import type { OrderEvent } from '@halden/contracts';
import { DependencyUnavailable } from '@halden/service-kit';
import { silentLog } from '@halden/service-kit/testing';
import { describe, expect, it } from '@jest/globals';
import { NotificationInProgress, SendingFailed } from '../domain/ports.ts';
import { anEvent, anOrder } from '../testing/builders.ts';
import { orderEventsHandler } from './order-events.ts';
import { underWay } from './under-way.ts';

const deliver = (tell: (event: OrderEvent) => Promise<void>, events: OrderEvent[], previousAttempts = 0) =>
  orderEventsHandler({ tell, log: silentLog })(
    events.map((message) => ({ message, previousAttempts, traceparent: undefined })),
  );
const kinds = (verdicts: { kind: string }[]) => verdicts.map(({ kind }) => kind);

describe('a batch of order events', () => {
  it('is told at the same time, and in order for each order', async () => {
    const [one, other] = [anOrder(), anOrder()];
    const begun: string[] = [];
    const running = new Set<string>();
    const tell = async ({ type, subject }: OrderEvent) => {
      expect(running.has(subject)).toBe(false);
      running.add(subject);
      begun.push(`${subject === one.orderId ? 'one' : 'other'} ${type}`);
      await new Promise((resolve) => setImmediate(resolve));
      running.delete(subject);
    };
    const events = [anEvent('order.placed', one), anEvent('order.paid', one), anEvent('order.placed', other)];
    expect(kinds(await deliver(tell, events))).toEqual(['complete', 'complete', 'complete']);
    expect(begun).toEqual(['one order.placed', 'other order.placed', 'one order.paid']);
  });

  it.each([
    ['a dependency is down', new DependencyUnavailable('cosmos', 'does not answer'), 'dependency_unavailable'],
    ['a message is not accepted', new SendingFailed('429'), 'sending_failed'],
    [
      'somebody else is at it',
      new NotificationInProgress({ id: 'n', claimedBy: 'two', claimedAt: 'now' } as never),
      'notification_in_progress',
    ],
  ])('waits, however often, while %s', async (_, error, reason) => {
    const verdicts = await deliver(() => Promise.reject(error), [anEvent()], 100);
    expect(verdicts).toEqual([{ kind: 'retry', reason }]);
  });

  it('does not hold up other orders, but what comes later of the same one', async () => {
    const bad = anOrder();
    const tell = async ({ subject }: OrderEvent) => {
      if (subject === bad.orderId) throw new SendingFailed('429');
    };
    const events = [anEvent('order.placed', bad), anEvent('order.placed'), anEvent('order.paid', bad)];
    expect(await deliver(tell, events)).toEqual([
      { kind: 'retry', reason: 'sending_failed' },
      { kind: 'complete' },
      { kind: 'retry', reason: 'after_an_earlier_event' },
    ]);
  });

  it('puts aside what fails for a fault of ours, after a few attempts', async () => {
    const bug = () => Promise.reject(new TypeError('bug'));
    expect(kinds(await deliver(bug, [anEvent()], 3))).toEqual(['retry']);
    expect(await deliver(bug, [anEvent()], 4)).toEqual([
      { kind: 'dead-letter', reason: 'handler_failed', description: 'bug' },
    ]);
  });
});

describe('work under way', () => {
  it('can be waited for, also when it fails', async () => {
    const ends: (() => void)[] = [];
    const { run, idle } = underWay(async (fail: boolean) => {
      await new Promise<void>((resolve) => ends.push(resolve));
      if (fail) throw new Error('failed');
      return 'done';
    });
    const results = Promise.allSettled([run(false), run(true)]);
    let isIdle = false;
    const waiting = idle().then(() => (isIdle = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isIdle).toBe(false);
    ends.forEach((end) => end());
    await waiting;
    expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await idle();
  });
});
