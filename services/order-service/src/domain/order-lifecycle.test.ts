import { orderEventTypes, orderStates, orderStatuses, type PaymentResult, stageOf } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { after, aPaidOrder, anOrder, aResult, later } from '../testing/builders.ts';
import {
  advance,
  type Happening,
  happeningOf,
  lifecycle,
  stockActionFor,
  type StockOutcome,
} from './order-lifecycle.ts';
import { isFinal, type OrderRecord, type Refund, refundable } from './order.ts';

const context = { at: later, guestKey: undefined };
const step = (order: OrderRecord, happening: Happening) => advance(order, happening, context);
const to = (order: OrderRecord, happening: Happening): OrderRecord => step(order, happening)?.order ?? order;
const apply = (order: OrderRecord, result: PaymentResult, stock?: StockOutcome) => {
  const happening = happeningOf(order, result, stock);
  return happening && step(order, happening);
};
const sent = (change: ReturnType<typeof apply>) => change?.outbox.map(({ message }) => message.type);
const statuses = (order: OrderRecord | undefined) => order?.timeline.map(({ status }) => status);

const aRefund = (overrides: Partial<Refund> = {}): Refund => ({
  id: 'r1',
  amount: 1_000,
  reason: 'scratched',
  status: 'requested',
  all: false,
  ...overrides,
});
const shipment = { key: 'k', carrier: 'DHL', shippedAt: later };
const cancelled = () => to(anOrder(), { trigger: 'cancel' });
const cancelledPaid = () => to(aPaidOrder(), { trigger: 'cancel' });
const shipped = () => to(aPaidOrder(), { trigger: 'ship', shipment });
const declined = () => after(anOrder(), aResult(anOrder(), 'payment.declined'));
const refunding = (order: OrderRecord, refund = aRefund()) => to(order, { trigger: 'refund', refund });

describe('a payment that succeeded', () => {
  it('makes a pending order paid, and says so', () => {
    const order = anOrder();
    const next = apply(order, aResult(order, 'payment.succeeded'), 'committed');
    expect(next?.order).toMatchObject({
      status: 'paid',
      version: 2,
      charged: order.totals.total.amount,
      card: { last4: '4242' },
    });
    expect(statuses(next?.order)).toEqual(['pending', 'paid']);
    expect(sent(next)).toEqual(['order.paid']);
  });

  it('goes back at once when the goods were sold meanwhile', () => {
    const order = anOrder();
    const next = apply(order, aResult(order, 'payment.succeeded'), 'unavailable');
    expect(next?.order).toMatchObject({ declineReason: 'stock_unavailable', charged: order.totals.total.amount });
    expect(statuses(next?.order)).toEqual(['pending', 'cancelled', 'refunding']);
    expect(sent(next)).toEqual(['order.cancelled', 'refund.requested']);
    expect(refundable(next!.order)).toBe(0);
  });

  it('goes back when the order was cancelled while the bank was thinking', () => {
    const order = cancelled();
    const next = apply(order, aResult(order, 'payment.succeeded'), 'released');
    expect(next?.order).toMatchObject({ status: 'refunding', charged: order.totals.total.amount });
    expect(stageOf(next!.order)).toBe('cancelled');
    expect(sent(next)).toEqual(['refund.requested']);
  });

  it('goes back when the bank had declined it before', () => {
    const order = declined();
    const next = apply(order, aResult(order, 'payment.succeeded'), 'released');
    expect(sent(next)).toEqual(['refund.requested']);
    const refunded = apply(next!.order, aResult(next!.order, 'refund.succeeded'));
    expect(refunded?.order).toMatchObject({ status: 'refunded', refunded: order.totals.total.amount });
    expect(isFinal(refunded!.order)).toBe(true);
  });

  it('changes nothing the second time', () => {
    const paid = aPaidOrder();
    expect(apply(paid, aResult(paid, 'payment.succeeded'))).toBeUndefined();
    const order = cancelled();
    const once = apply(order, aResult(order, 'payment.succeeded'))!.order;
    expect(apply(once, aResult(once, 'payment.succeeded'))).toBeUndefined();
  });
});

describe('a payment that was declined', () => {
  it('ends a pending order with the reason, and says so', () => {
    const order = anOrder();
    const next = apply(order, aResult(order, 'payment.declined', { reason: 'insufficient_funds' }), 'released');
    expect(next?.order).toMatchObject({ status: 'declined', declineReason: 'insufficient_funds', charged: 0 });
    expect(sent(next)).toEqual(['order.declined']);
  });

  it.each([
    ['cancelled', cancelled],
    ['paid', aPaidOrder],
    ['shipped', shipped],
  ])('changes nothing about an order that is %s', (_, make) => {
    const order = make();
    expect(apply(order, aResult(order, 'payment.declined'))).toBeUndefined();
  });
});

describe('a refund that succeeded', () => {
  it('ends an order when all of the charge is back', () => {
    const order = cancelledPaid();
    const next = apply(order, aResult(order, 'refund.succeeded'));
    expect(next?.order).toMatchObject({ status: 'refunded', refunded: order.charged });
    expect(statuses(next?.order)).toEqual(['pending', 'paid', 'cancelled', 'refunding', 'refunded']);
    expect(sent(next)).toEqual(['order.refunded']);
    expect(apply(next!.order, aResult(order, 'refund.succeeded'))).toBeUndefined();
  });

  it.each([
    ['paid', aPaidOrder],
    ['shipped', shipped],
  ])('leads an order that is %s back to that when only a part is back, and says how much', (status, make) => {
    const order = refunding(make());
    expect(order.status).toBe('refunding');
    const next = apply(order, aResult(order, 'refund.succeeded'));
    expect(next?.order).toMatchObject({ status, refunded: 1_000 });
    expect(next?.order.timeline.at(-1)).toMatchObject({ status, refunded: { amount: 1_000 }, detail: 'scratched' });
    expect(refundable(next!.order)).toBe(order.charged - 1_000);
  });

  it('leaves an order refunding while another refund is under way', () => {
    const order = refunding(refunding(aPaidOrder()), aRefund({ id: 'r2', amount: 500 }));
    const next = apply(order, aResult(order, 'refund.succeeded', { refundId: 'r1' }));
    expect(next?.order).toMatchObject({ status: 'refunding', refunded: 1_000 });
    expect(apply(next!.order, aResult(order, 'refund.succeeded', { refundId: 'r2' }))?.order).toMatchObject({
      status: 'paid',
      refunded: 1_500,
    });
  });

  it('takes an order back that was not shipped once nothing of it is paid', () => {
    const paid = aPaidOrder();
    const order = refunding(paid, aRefund({ amount: paid.charged }));
    const result = aResult(order, 'refund.succeeded');
    expect(stockActionFor(order, happeningOf(order, result)!)).toBe('release');
    expect(stageOf(apply(order, result)!.order)).toBe('cancelled');
  });

  it('leaves the goods with the customer once they were shipped', () => {
    const order = refunding(shipped(), aRefund({ amount: shipped().charged }));
    const result = aResult(order, 'refund.succeeded');
    expect(stockActionFor(order, happeningOf(order, result)!)).toBeUndefined();
    expect(apply(order, result)?.order).toMatchObject({ status: 'refunded' });
  });

  it('is believed for the amount that was asked for, and only where one was asked for', () => {
    const order = refunding(aPaidOrder());
    expect(apply(order, aResult(order, 'refund.succeeded', { refundId: 'other' }))).toBeUndefined();
    const refunded = { amount: 9, currency: 'EUR' as const };
    expect(apply(order, aResult(order, 'refund.succeeded', { refunded }))?.order.refunded).toBe(1_000);
  });
});

describe('a refund that failed', () => {
  it.each([
    ['paid', () => refunding(aPaidOrder())],
    ['shipped', () => refunding(shipped())],
    ['cancelled', cancelledPaid],
  ])('leads an order that was %s back to that, asks staff to look at it, and says so', (status, make) => {
    const order = make();
    const next = apply(order, aResult(order, 'refund.failed'));
    expect(next?.order).toMatchObject({ status, refunded: 0, attention: 'refund_failed' });
    expect(next?.order.refunds).toMatchObject([{ status: 'failed' }]);
    expect(sent(next)).toEqual(['order.refund-failed']);
    expect(refundable(next!.order)).toBe(order.charged);
    expect(isFinal(next!.order)).toBe(false);
  });

  it('of a cancelled order can be tried again, and puts the goods back only', () => {
    const failed = apply(cancelledPaid(), aResult(cancelledPaid(), 'refund.failed', { refundId: 'v3' }))!.order;
    const again = refunding(failed, aRefund({ amount: failed.charged, all: true }));
    expect(again).toMatchObject({ status: 'refunding', attention: undefined });
    const done = apply(again, aResult(again, 'refund.succeeded'))!.order;
    expect(done).toMatchObject({ status: 'refunded', attention: undefined });
    expect([stageOf(done), isFinal(done)]).toEqual(['cancelled', true]);
  });
});

describe('the stock', () => {
  it('is taken for what is paid and given back for what is not, or is cancelled', () => {
    const action = (order: OrderRecord, type: PaymentResult['type']) => {
      const happening = happeningOf(order, aResult(order, type));
      return happening && stockActionFor(order, happening);
    };
    expect([
      action(anOrder(), 'payment.succeeded'),
      action(anOrder(), 'payment.declined'),
      action(cancelled(), 'payment.succeeded'),
      action(cancelled(), 'payment.declined'),
      action(declined(), 'payment.succeeded'),
      action(cancelledPaid(), 'refund.succeeded'),
      action(cancelledPaid(), 'refund.failed'),
      action(refunding(aPaidOrder()), 'refund.succeeded'),
      action(aPaidOrder(), 'payment.succeeded'),
    ]).toEqual(['commit', 'release', 'release', 'release', 'release', 'release', 'release', undefined, undefined]);
  });
});

describe('the table of the lifecycle', () => {
  const transitions = Object.values(lifecycle).flatMap((row) => Object.values(row));

  it('has a row for every state that is no refund, and leads to such states only', () => {
    const stages = orderStatuses.filter((status) => !orderStates[status].refund);
    expect(Object.keys(lifecycle).toSorted()).toEqual(stages.toSorted());
    for (const { to: target } of transitions) expect(stages).toContain(target);
  });

  it('agrees with the facts of the states: what can be cancelled or shipped, what is sold, what was published', () => {
    for (const [stage, row] of Object.entries(lifecycle)) {
      const facts = orderStates[stage as keyof typeof lifecycle];
      expect([stage, row.cancel !== undefined && !row.cancel.stockOnly]).toEqual([stage, facts.cancellable]);
      expect([stage, row.ship !== undefined]).toEqual([stage, facts.shippable]);
      for (const [trigger, { to: target, events = [], stock }] of Object.entries(row)) {
        const next = orderStates[target];
        if (target !== stage && !events.includes('order.refunded')) expect(events).toContain(next.event);
        // Without stock there is nothing to give back.
        if (facts.goods === next.goods || trigger === 'payment.without-stock') continue;
        expect([stage, trigger, stock]).toEqual([stage, trigger, next.goods === 'free' ? 'release' : 'commit']);
      }
    }
  });

  it('sends every event that is defined, besides the first', () => {
    const events = new Set(transitions.flatMap(({ events: each = [] }) => each));
    expect([...events, orderStates.pending.event].toSorted()).toEqual(orderEventTypes.toSorted());
  });
});
