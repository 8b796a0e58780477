import {
  type CardDetails,
  type MessageOf,
  money,
  type OrderId,
  orderId,
  type PaymentCheckDue,
  type PaymentRequested,
  type PaymentToken,
  paymentToken,
  type RefundRequested,
} from '@halden/contracts';

let serial = 0;
// Digits only: letters would have to be mapped into the alphabet of the ids, and then meet.
const next = () => `${process.pid}${Date.now()}${String(serial++).padStart(6, '0')}`;

/** An order id that no other test has. */
export const anOrderId = (): OrderId => orderId(`ord_${next().padStart(26, '0').slice(-26)}`);

export const token = (name: string): PaymentToken => paymentToken(`pm_test_${name}`);
export const eur = (amount: number) => money(amount, 'EUR');

type Overrides<D> = Partial<D> & { time?: string };
const envelope = (id: string, order: OrderId, time = new Date().toISOString()) => ({
  id,
  version: 1,
  time,
  source: 'order-service',
  subject: order,
});

/** What an order sends to be paid; say what matters to the test. */
export function aPaymentRequest({ time, ...data }: Overrides<MessageOf<typeof PaymentRequested>['data']> = {}) {
  const order = data.orderId ?? anOrderId();
  return {
    ...envelope(`${order}:payment`, order, time),
    type: 'payment.requested',
    data: { orderId: order, amount: eur(4_800), paymentToken: token('success'), ...data },
  } satisfies MessageOf<typeof PaymentRequested>;
}

export function aRefundRequest({ time, ...data }: Overrides<MessageOf<typeof RefundRequested>['data']> = {}) {
  const order = data.orderId ?? anOrderId();
  const refundId = data.refundId ?? `refund-${next()}`;
  return {
    ...envelope(`${order}:refund:${refundId}`, order, time),
    type: 'refund.requested',
    data: { amount: eur(4_800), reason: 'scratched', ...data, orderId: order, refundId },
  } satisfies MessageOf<typeof RefundRequested>;
}

export const aCheck = (order: OrderId, attempt: number) =>
  ({
    ...envelope(`${order}:payment:check:${attempt}`, order),
    type: 'payment.check-due',
    data: { orderId: order, attempt },
  }) satisfies MessageOf<typeof PaymentCheckDue>;

/** A card that pays, as somebody types it in. */
export const aCard = (overrides: Partial<CardDetails> = {}): CardDetails => ({
  number: '4242 4242 4242 4242',
  expiry: `12/${String((new Date().getUTCFullYear() + 2) % 100).padStart(2, '0')}`,
  cvc: '123',
  ...overrides,
});
