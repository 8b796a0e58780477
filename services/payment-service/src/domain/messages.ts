import { type MessageOf, money, type OrderId, type PaymentCheckDue, type PaymentResult } from '@halden/contracts';
import type { PaymentRecord, Refund } from './payment.ts';

const source = 'payment-service';

/**
 * The result of a payment. The same payment always makes the same message under the same id, so that publishing it
 * twice has the effect of once.
 */
export function paymentResult(payment: PaymentRecord): PaymentResult {
  const { orderId, settledAt, card, charged, amount, declineReason } = payment;
  if (!settledAt) throw new TypeError(`the payment of ${orderId} is not decided yet`);
  const head = { id: `${orderId}:payment:result`, version: 1, time: settledAt, source, subject: orderId };
  if (declineReason)
    return { ...head, type: 'payment.declined', data: { orderId, reason: declineReason, ...(card && { card }) } };
  if (!card) throw new TypeError(`the payment of ${orderId} was charged to no card`);
  return { ...head, type: 'payment.succeeded', data: { orderId, charged: money(charged, amount.currency), card } };
}

/** The result of a refund. */
export function refundResult(
  orderId: OrderId,
  refund: Refund,
  currency: PaymentRecord['amount']['currency'],
): PaymentResult {
  const { id: refundId, amount, at, status, reason = 'refused' } = refund;
  const head = { id: `${orderId}:refund:${refundId}:result`, version: 1, time: at, source, subject: orderId };
  return status === 'succeeded'
    ? { ...head, type: 'refund.succeeded', data: { orderId, refundId, refunded: money(amount, currency) } }
    : { ...head, type: 'refund.failed', data: { orderId, refundId, reason } };
}

/** Our own reminder to ask the bank again. */
export const checkDue = (orderId: OrderId, attempt: number, at: string): MessageOf<typeof PaymentCheckDue> => ({
  id: `${orderId}:payment:check:${attempt}`,
  type: 'payment.check-due',
  version: 1,
  time: at,
  source,
  subject: orderId,
  data: { orderId, attempt },
});
