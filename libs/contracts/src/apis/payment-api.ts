import { Closed, Type } from '../brand.ts';
import { OrderId } from '../ids.ts';
import { defineApi } from '../operation.ts';
import { CardDetails, Payment, PaymentMethod, PaymentPage, TestCard } from '../payments.ts';
import { Token } from '../text.ts';

const staff = { role: 'payments.read' } as const;

export const paymentApi = defineApi({
  service: 'payment-service',
  title: 'Payments',
  description: 'Cards become tokens here, and nowhere else is a card number seen.',
  operations: {
    createPaymentMethod: {
      method: 'POST',
      path: '/api/payments/methods',
      summary: 'Exchange a card for a short-lived token',
      access: 'public',
      body: CardDetails,
      responses: { 201: PaymentMethod },
      problems: ['card_invalid'],
    },
    listTestCards: {
      method: 'GET',
      path: '/api/payments/test-cards',
      summary: 'The cards of the simulated bank (empty in production)',
      access: 'public',
      responses: { 200: Type.Array(TestCard) },
    },
    listPayments: {
      method: 'GET',
      path: '/api/payments',
      summary: 'All payments, oldest first',
      access: staff,
      query: Closed({
        limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
        after: Type.Optional(Token(2000)),
      }),
      responses: { 200: PaymentPage },
    },
    getPayment: {
      method: 'GET',
      path: '/api/payments/{orderId}',
      summary: 'The payment of an order',
      access: staff,
      params: Closed({ orderId: OrderId }),
      responses: { 200: Payment },
      problems: ['order_not_found'],
    },
  },
});
