import type { PaymentResult } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { aPaidOrder, anOrder, aResult, later } from '../testing/builders.ts';
import { advance, type OrderRecord, refundable } from './order.ts';
import { applyPaymentResult, giveBackAll, stockActionFor, type StockOutcome } from './payment-results.ts';

const apply = (order: OrderRecord, result: PaymentResult, stock?: StockOutcome) =>
  applyPaymentResult(order, result, { stock, at: later, guestKey: undefined });
const told = (transition: ReturnType<typeof apply>) => transition?.outbox.map(({ message }) => message.type);
const cancelledPaid = () =>
  giveBackAll(advance(aPaidOrder(), { status: 'refunding', returnsStock: true }, later), 'cancelled').order;
const partlyRefunding = (amount: number) => {
  const paid = aPaidOrder();
  return advance(
    paid,
    { status: 'refunding', refunds: [{ id: 'r1', amount, reason: 'scratched', status: 'requested' }] },
    later,
  );
};

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
    expect(next?.order.timeline.map(({ status }) => status)).toEqual(['pending', 'paid']);
    expect(told(next)).toEqual(['order.paid']);
  });

  it('goes back at once when the goods were sold meanwhile', () => {
    const order = anOrder();
    const next = apply(order, aResult(order, 'payment.succeeded'), 'unavailable');
    expect(next?.order).toMatchObject({
      status: 'cancelled',
      declineReason: 'stock_unavailable',
      charged: order.totals.total.amount,
    });
    expect(told(next)).toEqual(['order.cancelled', 'refund.requested']);
    expect(refundable(next!.order)).toBe(0);
  });

  it('goes back when the order was cancelled while the bank was thinking', () => {
    const order = advance(anOrder(), { status: 'cancelled' }, later);
    const next = apply(order, aResult(order, 'payment.succeeded'), 'released');
    expect(next?.order).toMatchObject({ status: 'cancelled', charged: order.totals.total.amount });
    expect(told(next)).toEqual(['refund.requested']);
  });

  it('changes nothing the second time', () => {
    const paid = aPaidOrder();
    expect(apply(paid, aResult(paid, 'payment.succeeded'))).toBeUndefined();
    const order = advance(anOrder(), { status: 'cancelled' }, later);
    const once = apply(order, aResult(order, 'payment.succeeded'))!.order;
    expect(apply(once, aResult(once, 'payment.succeeded'))).toBeUndefined();
  });
});

describe('a payment that was declined', () => {
  it('ends a pending order with the reason, and says so', () => {
    const order = anOrder();
    const next = apply(order, aResult(order, 'payment.declined', { reason: 'insufficient_funds' }), 'released');
    expect(next?.order).toMatchObject({ status: 'declined', declineReason: 'insufficient_funds', charged: 0 });
    expect(told(next)).toEqual(['order.declined']);
  });

  it('changes nothing about an order that was cancelled', () => {
    const order = advance(anOrder(), { status: 'cancelled' }, later);
    expect(apply(order, aResult(order, 'payment.declined'))).toBeUndefined();
  });
});

describe('a refund that succeeded', () => {
  it('ends an order when all of the charge is back', () => {
    const order = cancelledPaid();
    const next = apply(order, aResult(order, 'refund.succeeded'));
    expect(next?.order).toMatchObject({ status: 'refunded', refunded: order.charged });
    expect(told(next)).toEqual(['order.refunded']);
    expect(apply(next!.order, aResult(order, 'refund.succeeded'))).toBeUndefined();
  });

  it('leaves an order paid when only a part is back', () => {
    const order = partlyRefunding(1_000);
    const next = apply(order, aResult(order, 'refund.succeeded'));
    expect(next?.order).toMatchObject({ status: 'paid', refunded: 1_000 });
    expect(refundable(next!.order)).toBe(order.charged - 1_000);
  });

  it('is believed for the amount that was asked for, and only where one was asked for', () => {
    const order = partlyRefunding(1_000);
    expect(apply(order, aResult(order, 'refund.succeeded', { refundId: 'other' }))).toBeUndefined();
    expect(
      apply(order, aResult(order, 'refund.succeeded', { refunded: { amount: 9, currency: 'EUR' } }))?.order.refunded,
    ).toBe(1_000);
  });
});

describe('a refund that failed', () => {
  it('leaves the order paid, to be refunded again', () => {
    const order = partlyRefunding(1_000);
    const next = apply(order, aResult(order, 'refund.failed'));
    expect(next?.order).toMatchObject({ status: 'paid', refunded: 0, refunds: [{ status: 'failed' }] });
    expect(refundable(next!.order)).toBe(order.charged);
  });
});

describe('the stock', () => {
  it('is taken for what is paid and given back for what is not, or is cancelled', () => {
    const pending = anOrder();
    const cancelled = advance(pending, { status: 'cancelled' }, later);
    const actions = [
      stockActionFor(pending, aResult(pending, 'payment.succeeded')),
      stockActionFor(pending, aResult(pending, 'payment.declined')),
      stockActionFor(cancelled, aResult(pending, 'payment.succeeded')),
      stockActionFor(cancelled, aResult(pending, 'payment.declined')),
      stockActionFor(cancelledPaid(), aResult(pending, 'refund.succeeded')),
      stockActionFor(partlyRefunding(1), aResult(pending, 'refund.succeeded')),
      stockActionFor(aPaidOrder(), aResult(pending, 'payment.succeeded')),
    ];
    expect(actions).toEqual(['commit', 'release', 'release', 'release', 'release', undefined, undefined]);
  });
});
