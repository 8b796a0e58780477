import { DomainError, type paymentApi } from '@halden/contracts';
import type { Handlers } from '@halden/service-kit';
import { createPaymentMethod, knownTestCards, type PaymentMethodDeps } from '../domain/payment-methods.ts';
import { toPayment } from '../domain/payment.ts';
import type { PaymentStore } from '../domain/ports.ts';

export function paymentHandlers(
  deps: PaymentMethodDeps & {
    payments: PaymentStore;
    /** Rejects where cards cannot be charged, so that none is taken. */
    bankCheck?: () => Promise<void>;
  },
): Handlers<typeof paymentApi> {
  const { bankCheck, payments } = deps;
  const keepCard = createPaymentMethod(deps);
  return {
    async createPaymentMethod({ body }) {
      await bankCheck?.();
      return { status: 201, body: await keepCard(body), headers: { 'cache-control': 'no-store' } };
    },
    listTestCards: () => ({ status: 200, body: [...knownTestCards(deps)] }),
    async listPayments({ query: { limit, after } }) {
      const { items, next } = await payments.list({ limit, ...(after !== undefined && { after }) });
      return { status: 200, body: { items: items.map(toPayment), ...(next !== undefined && { next }) } };
    },
    async getPayment({ params }) {
      const payment = await payments.find(params.orderId);
      if (!payment) throw new DomainError('order_not_found', `there is no payment for ${params.orderId}`);
      return { status: 200, body: toPayment(payment) };
    },
  };
}
