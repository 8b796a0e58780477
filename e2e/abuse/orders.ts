import { randomUUID } from 'node:crypto';
import { idempotencyKey, type OrderId, orderId, paymentToken, type PlaceOrder, type Sku } from '@halden/contracts';
import type { Shop } from '@halden/shop-client/shop';

/** Buys one of a SKU as whoever the shop is used by: without signing in, the order has a key. */
export async function placeOrder(
  { guest: buyer, sku }: { guest: Shop; sku: Sku },
  change: Partial<PlaceOrder> = {},
): Promise<{ id: OrderId; key: string }> {
  const name = 'Grace';
  const order = {
    currency: 'EUR' as const,
    lines: [{ sku, quantity: 1 }],
    contact: { name, email: `guest-${randomUUID()}@example.com` },
    address: { name, line1: 'Lindenallee 1', postalCode: '10115', city: 'Berlin', country: 'DE' as const },
    delivery: 'standard' as const,
    paymentToken: paymentToken('pm_test_success'),
    ...change,
  };
  const { currency, lines, address } = order;
  const { totals } = await buyer.orders.quote({ body: { currency, lines, country: address.country } });
  const placed = await buyer.orders.placeOrder({
    headers: { 'idempotency-key': idempotencyKey(randomUUID()) },
    body: { ...order, agreedTotal: totals.total },
  });
  return { id: orderId(placed.id), key: placed.guestKey ?? '' };
}
