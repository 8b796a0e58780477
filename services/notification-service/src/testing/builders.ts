import {
  customerId,
  money,
  type OrderEvent,
  type OrderId,
  orderId,
  type OrderLine,
  type OrderSnapshot,
  productId,
  sku,
} from '@halden/contracts';

let serial = 0;
const next = () => `${process.pid}${Date.now()}${String(serial++).padStart(6, '0')}`;

/** An order id that no other test has. */
export const anOrderId = (): OrderId => orderId(`ord_${next().padStart(26, '0').slice(-26)}`);
/** A customer that no other test has. */
export const aCustomerId = () => customerId(`cus_${next()}`);
/** Somebody's contact that no other test has. */
export const aContact = (overrides: Partial<OrderSnapshot['contact']> = {}): OrderSnapshot['contact'] => ({
  name: 'Ada Lovelace',
  email: `ada-${next()}@example.com`,
  ...overrides,
});
/** A telephone number that no other test has. */
export const aPhone = (): string => `+49${next().slice(-12).replace(/^0/, '1')}`;
export const eur = (amount: number) => money(amount, 'EUR');

export const aLine = (overrides: Partial<OrderLine> = {}): OrderLine => ({
  sku: sku('HAL-LMP-0001-CLY'),
  productId: productId('prd_arc-reading-lamp'),
  slug: 'arc-reading-lamp',
  name: 'Arc reading lamp',
  variant: 'Clay',
  quantity: 2,
  unitPrice: eur(4_800),
  total: eur(9_600),
  ...overrides,
});

/** An order as an event carries it; pass what matters to the test. */
export function anOrder(overrides: Partial<OrderSnapshot> = {}): OrderSnapshot {
  const lines = overrides.lines ?? [aLine()];
  const total = lines.reduce((sum, line) => sum + line.total.amount, 0);
  return {
    orderId: anOrderId(),
    number: 'H-7Q2M-4KXD',
    status: 'paid',
    customerId: aCustomerId(),
    contact: { name: 'Ada Lovelace', email: 'ada@example.com' },
    locale: 'en',
    lines,
    totals: { subtotal: eur(total), shipping: eur(490), tax: eur(1_611), total: eur(total + 490) },
    card: { brand: 'visa', last4: '4242' },
    ...overrides,
  };
}

/** The same order of somebody without an account. */
export function aGuestOrder(overrides: Partial<OrderSnapshot> = {}): OrderSnapshot {
  const { customerId: _, ...order } = anOrder(overrides);
  return { guestKey: 'k3Y_ofTheGuest-0123456789', ...order };
}

/** Something that happened to an order. */
export const anEvent = (
  type: OrderEvent['type'] = 'order.paid',
  order: OrderSnapshot = anOrder(),
  overrides: { id?: string; time?: string } = {},
): OrderEvent => ({
  id: `${order.orderId}:1:${type}`,
  type,
  version: 1,
  time: new Date().toISOString(),
  source: 'order-service',
  subject: order.orderId,
  data: order,
  ...overrides,
});
