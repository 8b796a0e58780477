import type { OrderEvent, PaymentResult } from '@halden/contracts';
import type { SettlementResults } from '@halden/contracts';
import { announce, type OutboxMessage, requestRefund } from './messages.ts';
import { advance, type OrderRecord, type Refund, refundable } from './order.ts';

export type StockOutcome = SettlementResults['items'][number]['outcome'];

/** What is to be done with the stock before a result is applied. */
export function stockActionFor(order: OrderRecord, result: PaymentResult): 'commit' | 'release' | undefined {
  switch (result.type) {
    case 'payment.succeeded':
      if (order.status === 'pending') return 'commit';
      return order.status === 'cancelled' ? 'release' : undefined;
    case 'payment.declined':
      return order.status === 'pending' || order.status === 'cancelled' ? 'release' : undefined;
    case 'refund.succeeded':
      return order.returnsStock ? 'release' : undefined;
    case 'refund.failed':
      return undefined;
  }
}

export interface Transition {
  order: OrderRecord;
  outbox: OutboxMessage[];
}

/**
 * The order after a result, with what has to be told; `undefined` when the result changes nothing (it was applied before).
 * `stock` is what became of the reservation.
 */
export function applyPaymentResult(
  order: OrderRecord,
  result: PaymentResult,
  context: { stock: StockOutcome | undefined; at: string; guestKey: string | undefined },
): Transition | undefined {
  const tell = (type: OrderEvent['type'], next: OrderRecord) => announce(type, next, context.guestKey);
  switch (result.type) {
    case 'payment.succeeded':
      return succeeded(order, result, context.stock, context.at, tell);
    case 'payment.declined': {
      if (order.status !== 'pending') return undefined;
      const { reason, card } = result.data;
      const next = advance(order, { status: 'declined', declineReason: reason, card, detail: reason }, context.at);
      return { order: next, outbox: [tell('order.declined', next)] };
    }
    case 'refund.succeeded': {
      const refund = openRefund(order, result.data.refundId);
      if (!refund) return undefined;
      const refunded = order.refunded + refund.amount;
      const settled = { refunds: settle(order, refund, 'succeeded'), refunded };
      const status = refunded === order.charged ? 'refunded' : stillRefunding(settled.refunds) ? 'refunding' : 'paid';
      const next = advance(order, { ...settled, status, detail: refund.reason }, context.at);
      return { order: next, outbox: [tell('order.refunded', next)] };
    }
    case 'refund.failed': {
      const refund = openRefund(order, result.data.refundId);
      if (!refund) return undefined;
      const refunds = settle(order, refund, 'failed');
      const status = order.status === 'refunding' && !stillRefunding(refunds) ? 'paid' : order.status;
      return { order: advance(order, { refunds, status, detail: result.data.reason }, context.at), outbox: [] };
    }
  }
}

function succeeded(
  order: OrderRecord,
  { data }: Extract<PaymentResult, { type: 'payment.succeeded' }>,
  stock: StockOutcome | undefined,
  at: string,
  tell: (type: OrderEvent['type'], next: OrderRecord) => OutboxMessage,
): Transition | undefined {
  const charge = { charged: data.charged.amount, card: data.card };
  if (order.status === 'pending' && stock !== 'unavailable') {
    const next = advance(order, { ...charge, status: 'paid' }, at);
    return { order: next, outbox: [tell('order.paid', next)] };
  }
  if (order.status === 'pending') {
    // Paid after its reservation had ended, and the goods were sold meanwhile: the money goes back at once.
    const lost = advance(
      order,
      { ...charge, status: 'cancelled', declineReason: 'stock_unavailable', detail: 'stock_unavailable' },
      at,
    );
    return giveBackAll(lost, 'stock_unavailable', [tell('order.cancelled', lost)]);
  }
  // Cancelled while the bank was still thinking.
  if (order.status === 'cancelled' && order.charged === 0) return giveBackAll(advance(order, charge, at), 'cancelled');
  return undefined;
}

/** Everything that is left of the charge goes back; the refund is part of the version that `order` already is. */
export function giveBackAll(order: OrderRecord, reason: string, outbox: OutboxMessage[] = []): Transition {
  const refund: Refund = { id: `v${order.version}`, amount: refundable(order), reason, status: 'requested' };
  const next = { ...order, refunds: [...order.refunds, refund] };
  return { order: next, outbox: [...outbox, requestRefund(next, refund)] };
}

const openRefund = (order: OrderRecord, id: string) =>
  order.refunds.find((refund) => refund.id === id && refund.status === 'requested');

const settle = (order: OrderRecord, settled: Refund, status: Refund['status']): Refund[] =>
  order.refunds.map((refund) => (refund === settled ? { ...refund, status } : refund));

const stillRefunding = (refunds: Refund[]) => refunds.some(({ status }) => status === 'requested');
