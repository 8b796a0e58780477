import { percentiles } from '@halden/shop-client/percentiles';
import { randomUUID } from 'node:crypto';
import {
  idempotencyKey,
  isDecided,
  isPaid,
  type Money,
  orderStatuses,
  paymentToken,
  type PlaceOrder,
  type Sku,
} from '@halden/contracts';
import { follow, type Shop, shopAs } from '@halden/shop-client/shop';
import { type LoadOptions, loadPosts, type Measured } from './load.ts';

/** What can be ordered, with what one of it costs delivered. */
export interface Offer {
  sku: Sku;
  total: Money;
}

export async function offersOf(shop: Shop, skus: readonly Sku[]): Promise<Offer[]> {
  const offers: Offer[] = [];
  for (const sku of skus) {
    const { totals } = await shop.orders.quote({ body: { currency: 'EUR', lines: [{ sku, quantity: 1 }] } });
    offers.push({ sku, total: totals.total });
  }
  return offers;
}

const orderOf = ({ sku, total }: Offer, index: number): PlaceOrder => ({
  currency: 'EUR',
  lines: [{ sku, quantity: 1 }],
  contact: { name: 'Bench', email: `bench-${index}@example.com` },
  address: { name: 'Bench', line1: 'Lindenallee 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  delivery: 'standard',
  paymentToken: paymentToken('pm_test_success'),
  agreedTotal: total,
});

/** The order of the shopper of this number. */
export const orderFrom = (offers: readonly Offer[], index: number): PlaceOrder =>
  orderOf(offers[index % offers.length] as Offer, index);

/** Orders as fast as so many shoppers at once can place them; all that is confirmed is priced, reserved and on disk. */
export function placeOrders(
  url: string,
  token: string,
  offers: readonly Offer[],
  options: LoadOptions,
): Promise<Measured> {
  return loadPosts(
    url,
    (index) => ({
      path: '/api/orders',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(orderFrom(offers, index)),
    }),
    { ...options, expect: 201 },
  );
}

/** One shopper after the other: from sending the order to seeing it paid. */
export async function checkoutToPaid(
  url: string,
  token: string,
  offers: readonly Offer[],
  count: number,
): Promise<Measured> {
  const shop: Shop = shopAs(url, token);
  const latencies: number[] = [];
  let failures = 0;
  const began = performance.now();
  for (let index = 0; index < count; index++) {
    const sent = performance.now();
    const order = await shop.orders.placeOrder({
      headers: { 'idempotency-key': idempotencyKey(randomUUID()) },
      body: orderFrom(offers, index),
    });
    const settled = await follow(url, shop, order.id, isDecided);
    if (isPaid(settled)) latencies.push(performance.now() - sent);
    else failures++;
  }
  const perSecond = Math.round((latencies.length / (performance.now() - began)) * 1000);
  return { perSecond, ...percentiles(latencies), requests: latencies.length, failures };
}

const [awaiting] = orderStatuses.filter((status) => !isDecided({ status }));

/** How long until every order of the account has left `pending`: how far the asynchronous part lags behind the checkout. */
export async function drained(shop: Shop, patienceMs: number): Promise<number | undefined> {
  const began = performance.now();
  while (performance.now() - began < patienceMs) {
    const { items } = await shop.orders.listOrders({ query: { status: awaiting, limit: 1 } });
    if (items.length === 0) return Math.round(performance.now() - began) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return undefined;
}
