import type { OrderEvent } from '@halden/contracts';
import { complete, retry, retryTransient } from '@halden/messaging';
import { DependencyUnavailable } from '@halden/service-kit';
import { silentLog } from '@halden/service-kit/testing';
import { describe, expect, it } from '@jest/globals';
import { NotificationInProgress, SendingFailed } from '../domain/ports.ts';
import { anEvent, anOrder } from '../testing/builders.ts';
import { orderEventsHandler } from './order-events.ts';

const deliver = (notify: (event: OrderEvent) => Promise<void>, events: OrderEvent[]) =>
  orderEventsHandler({ notify, log: silentLog })(
    events.map((message) => ({ message, previousAttempts: 0, traceparent: undefined })),
  );
const kinds = (verdicts: { kind: string }[]) => verdicts.map(({ kind }) => kind);

describe('a batch of order events', () => {
  it('notifies of all orders at the same time, and of each order in sequence', async () => {
    const [one, other] = [anOrder(), anOrder()];
    const begun: string[] = [];
    const running = new Set<string>();
    const notify = async ({ type, subject }: OrderEvent) => {
      expect(running.has(subject)).toBe(false);
      running.add(subject);
      begun.push(`${subject === one.orderId ? 'one' : 'other'} ${type}`);
      await new Promise((resolve) => setImmediate(resolve));
      running.delete(subject);
    };
    const events = [anEvent('order.placed', one), anEvent('order.paid', one), anEvent('order.placed', other)];
    expect(kinds(await deliver(notify, events))).toEqual(['complete', 'complete', 'complete']);
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
    const verdicts = await deliver(() => Promise.reject(error), [anEvent()]);
    expect(verdicts).toEqual([retryTransient(reason)]);
  });

  it('does not hold up other orders, but what comes later of the same one', async () => {
    const bad = anOrder();
    const notify = async ({ subject }: OrderEvent) => {
      if (subject === bad.orderId) throw new SendingFailed('429');
    };
    const events = [anEvent('order.placed', bad), anEvent('order.placed'), anEvent('order.paid', bad)];
    expect(await deliver(notify, events)).toEqual([
      retryTransient('sending_failed'),
      complete,
      retryTransient('after_an_earlier_event'),
    ]);
  });

  it('counts what fails for a fault of ours as an attempt', async () => {
    expect(await deliver(() => Promise.reject(new TypeError('bug')), [anEvent()])).toEqual([retry('handler_failed')]);
  });
});
