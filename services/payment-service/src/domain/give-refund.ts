import type { MessageOf, RefundRequested } from '@halden/contracts';
import { refundResult } from './messages.ts';
import { type Refund, withRefund } from './payment.ts';
import type { PaymentObserver, PaymentProvider, PaymentStore } from './ports.ts';
import type { FollowUp } from './take-payment.ts';

/**
 * Gives money back: the bank first, whose key makes it one refund however often the command comes; then the record; then the result.
 * A refusal of the bank is published as failed, with its reason.
 */
export const giveRefund =
  (deps: { bank: PaymentProvider; payments: PaymentStore; observe: PaymentObserver; now: () => number }) =>
  async ({ data, time }: MessageOf<typeof RefundRequested>): Promise<FollowUp> => {
    const { bank, payments, observe, now } = deps;
    const { orderId, refundId, amount } = data;
    const respond = (refund: Refund): FollowUp => ({ result: refundResult(orderId, refund, amount.currency) });
    const payment = await payments.find(orderId);
    if (!payment)
      return respond({ id: refundId, amount: amount.amount, status: 'failed', reason: 'payment_not_found', at: time });
    const earlier = payment.refunds.find(({ id }) => id === refundId);
    if (earlier) return respond(earlier);

    const outcome = await bank.refund({ key: `${orderId}:${refundId}`, chargeKey: orderId, amount });
    const refund: Refund = {
      id: refundId,
      amount: amount.amount,
      at: new Date(now()).toISOString(),
      ...(outcome.kind === 'refunded' ? { status: 'succeeded' } : { status: 'failed', reason: outcome.reason }),
    };
    await payments.save(withRefund(payment, refund));
    observe.refunded(refund.status);
    return respond(refund);
  };
