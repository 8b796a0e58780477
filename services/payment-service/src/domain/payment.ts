import { type Card, type DeclineReason, type Money, money, type OrderId, type Payment } from '@halden/contracts';

/** What became of a charge. `cancelled`: it was cancelled before the bank booked it, and never will be booked. */
export type ChargeOutcome =
  { kind: 'charged'; card: Card } | { kind: 'declined'; reason: DeclineReason; card: Card } | { kind: 'cancelled' };

export interface Refund {
  id: string;
  /** Minor units of the payment's currency. */
  amount: number;
  status: 'succeeded' | 'failed';
  /** Why it failed. */
  reason?: string;
  at: string;
}

/** A payment as it is kept. Amounts in minor units of `amount.currency`; always `charged − refunded` is what the bank holds for us. */
export interface PaymentRecord {
  orderId: OrderId;
  status: Payment['status'];
  amount: Money;
  charged: number;
  refunded: number;
  card: Card | undefined;
  declineReason: DeclineReason | undefined;
  refunds: Refund[];
  /** When the order asked for it, was first seen here, was decided, was changed last; ISO 8601. */
  requestedAt: string;
  createdAt: string;
  settledAt: string | undefined;
  updatedAt: string;
  /** Names the state that a change is made from; given by the store. */
  revision: string | undefined;
}

/** A payment that is not decided yet. */
export const newPayment = (
  request: { orderId: OrderId; amount: Money; card: Card | undefined; requestedAt: string },
  at: string,
): PaymentRecord => ({
  ...request,
  status: 'processing',
  charged: 0,
  refunded: 0,
  declineReason: undefined,
  refunds: [],
  createdAt: at,
  settledAt: undefined,
  updatedAt: at,
  revision: undefined,
});

/** The payment with what became of its charge. One that is decided stays as it is: the first decision holds. */
export function decide(payment: PaymentRecord, outcome: ChargeOutcome | undefined, at: string): PaymentRecord {
  if (payment.status !== 'processing' || !outcome) return payment;
  const decided = { ...payment, settledAt: at, updatedAt: at };
  switch (outcome.kind) {
    case 'charged':
      return { ...decided, status: 'succeeded', charged: payment.amount.amount, card: outcome.card };
    case 'declined':
      return { ...decided, status: 'declined', declineReason: outcome.reason, card: outcome.card };
    case 'cancelled':
      // Without a card nothing was asked of the bank; with one it was, and the bank never answered.
      return {
        ...decided,
        status: 'declined',
        declineReason: payment.card ? 'provider_timeout' : 'payment_method_expired',
      };
  }
}

/** The payment after a refund, whether the bank did it or refused. */
export function withRefund(payment: PaymentRecord, refund: Refund): PaymentRecord {
  const next = { ...payment, refunds: [...payment.refunds, refund], updatedAt: refund.at };
  if (refund.status === 'failed') return next;
  const refunded = payment.refunded + refund.amount;
  return { ...next, refunded, status: refunded === payment.charged ? 'refunded' : 'partially_refunded' };
}

/** The payment as staff see it. */
export function toPayment(record: PaymentRecord): Payment {
  const { currency } = record.amount;
  return {
    orderId: record.orderId,
    status: record.status,
    amount: record.amount,
    charged: money(record.charged, currency),
    refunded: money(record.refunded, currency),
    ...(record.card && { card: record.card }),
    ...(record.declineReason && { declineReason: record.declineReason }),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}
