import {
  type CustomerId,
  customerId,
  type IdempotencyKey,
  idempotencyKey,
  money,
  type OrderId,
  orderId,
  type OrderLine,
  paymentToken,
  type PaymentResult,
  type PlaceOrder,
  productId,
  sku,
} from '@halden/contracts';
import { advance, happeningOf } from '../domain/order-lifecycle.ts';
import type { OrderRecord } from '../domain/order.ts';
import type { OrderChange } from '../domain/ports.ts';
import { totalsFor } from '../domain/pricing.ts';

let serial = 0;
const next = () => `${Date.now()}${String(serial++).padStart(6, '0')}`;

export const anOrderId = (): OrderId => orderId(`ord_${next().padStart(26, '0')}`);
export const aKey = (): IdempotencyKey => idempotencyKey(next().padStart(32, 'k'));
export const ada: CustomerId = customerId('cus_ada');
export const grace: CustomerId = customerId('cus_grace');

export const aLine = (overrides: { sku?: string; quantity?: number; price?: number } = {}): OrderLine => {
  const { quantity = 1, price = 4_800 } = overrides;
  return {
    sku: sku(overrides.sku ?? 'HAL-LMP-0001-CLY'),
    productId: productId('prd_arc-reading-lamp'),
    slug: 'arc-reading-lamp',
    name: 'Arc reading lamp',
    variant: 'Clay',
    quantity,
    unitPrice: money(price, 'EUR'),
    total: money(price * quantity, 'EUR'),
    image: '/api/artwork/products/prd_arc-reading-lamp/front',
  };
};

/** What a customer sends: one lamp, delivered. */
export const anOrderRequest = (overrides: Partial<PlaceOrder> = {}): PlaceOrder => ({
  currency: 'EUR',
  lines: [{ sku: sku('HAL-LMP-0001-CLY'), quantity: 1 }],
  contact: { name: 'Ada Lovelace', email: 'ada@example.com' },
  address: { name: 'Ada Lovelace', line1: 'Lindenallee 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  delivery: 'standard',
  paymentToken: paymentToken('pm_test_success'),
  agreedTotal: money(5_290, 'EUR'),
  ...overrides,
});

/** An order as it was just placed; say what matters to the test. */
export function anOrder(overrides: Partial<OrderRecord> = {}): OrderRecord {
  const lines = overrides.lines ?? [aLine()];
  const at = '2026-01-02T03:04:05.678Z';
  const { contact, address } = anOrderRequest();
  return {
    id: anOrderId(),
    customerId: ada,
    status: 'pending',
    version: 1,
    currency: 'EUR',
    lines,
    totals: totalsFor(lines, { currency: 'EUR', method: 'standard', country: 'DE' }),
    contact,
    address,
    delivery: 'standard',
    locale: 'en',
    card: undefined,
    declineReason: undefined,
    charged: 0,
    refunded: 0,
    refunds: [],
    shipment: undefined,
    attention: undefined,
    timeline: [{ status: 'pending', at }],
    placedAt: at,
    updatedAt: at,
    ...overrides,
  };
}

export const card = { brand: 'visa', last4: '4242' };
export const later = '2026-01-02T03:04:06.000Z';

/** A next version with these facts, for tests of what keeps orders: no transition of the lifecycle. */
export const aChange = (order: OrderRecord, facts: Partial<OrderRecord>): OrderChange => ({
  from: order,
  order: { ...order, version: order.version + 1, updatedAt: later, ...facts },
  outbox: [],
});

/** The order after a payment result that changes it. */
export function after(order: OrderRecord, result: PaymentResult): OrderRecord {
  const happening = happeningOf(order, result);
  const change = happening && advance(order, happening, { at: later, guestKey: undefined });
  if (!change) throw new Error(`${result.type} changes nothing about an order that is ${order.status}`);
  return change.order;
}

/** An order that was paid in full. */
export const aPaidOrder = (overrides: Partial<OrderRecord> = {}): OrderRecord => {
  const order = anOrder(overrides);
  return after(order, aResult(order, 'payment.succeeded'));
};

type ResultOf<T extends PaymentResult['type']> = Extract<PaymentResult, { type: T }>;

/** A result of payment-service about an order. */
export function aResult<T extends PaymentResult['type']>(
  order: OrderRecord,
  type: T,
  data: Partial<ResultOf<T>['data']> = {},
): ResultOf<T> {
  const defaults: { [K in PaymentResult['type']]: ResultOf<K>['data'] } = {
    'payment.succeeded': { orderId: order.id, charged: order.totals.total, card },
    'payment.declined': { orderId: order.id, reason: 'card_declined', card },
    'refund.succeeded': {
      orderId: order.id,
      refundId: order.refunds.at(-1)?.id ?? 'none',
      refunded: money(order.refunds.at(-1)?.amount ?? 0, 'EUR'),
    },
    'refund.failed': { orderId: order.id, refundId: order.refunds.at(-1)?.id ?? 'none', reason: 'bank_refused' },
  };
  return {
    id: `${order.id}:${type}:${next()}`,
    type,
    version: 1,
    time: later,
    source: 'payment-service',
    subject: order.id,
    data: { ...defaults[type], ...data },
  } as ResultOf<T>;
}
