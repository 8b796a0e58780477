import { randomUUID } from 'node:crypto';
import {
  type Currency,
  idempotencyKey,
  type IdempotencyKey,
  type Order,
  orderId,
  type OrderId,
  paymentToken,
  type PlaceOrder,
  type Sku,
} from '@halden/contracts';
import type { Shop } from './shop.ts';

export interface Attempt {
  key: IdempotencyKey;
  /** The total is agreed to when the shopper buys. */
  body: Omit<PlaceOrder, 'agreedTotal'>;
  cancel: boolean;
  /** The email that will be written to: one of its own for each order, so that its mails can be counted. */
  email: string;
}
export type AttemptResult = { attempt: Attempt; orderId: OrderId } | { attempt: Attempt; refused: string };

/** So many attempts to buy, of all kinds: cards that pay, decline, time out; one or two SKUs; some cancelled afterwards. */
export function makeAttempts(
  count: number,
  skus: readonly Sku[],
  random: () => number,
  /** Begins the addresses that are written to; runs in the same shop need one of their own. */
  prefix = 'shopper',
): Attempt[] {
  const currency: Currency = 'EUR';
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const card = () => {
    const roll = random();
    if (roll < 0.72) return 'pm_test_success';
    if (roll < 0.84) return 'pm_test_decline';
    if (roll < 0.92) return 'pm_test_insufficient_funds';
    return roll < 0.96 ? 'pm_test_late_success' : 'pm_test_timeout';
  };
  return Array.from({ length: count }, (_, index) => {
    const first = pick(skus);
    const second = pick(skus);
    const lines = [
      { sku: first, quantity: 1 + Math.floor(random() * 2) },
      ...(second !== first && random() < 0.3 ? [{ sku: second, quantity: 1 }] : []),
    ];
    const email = `${prefix}-${index}@example.com`;
    return {
      key: idempotencyKey(randomUUID()),
      email,
      cancel: random() < 0.1,
      body: {
        currency,
        lines,
        contact: { name: `Shopper ${index}`, email },
        address: {
          name: `Shopper ${index}`,
          line1: 'Lindenallee 1',
          postalCode: '10115',
          city: 'Berlin',
          country: 'DE',
        },
        delivery: 'standard' as const,
        paymentToken: paymentToken(card()),
      },
    };
  });
}

const patienceMs = 120_000;

/**
 * Buys as a patient shopper does: what fails for reasons of the shop's (no answer, 5xx) is tried again with the same key until it is
 * answered. Refusals (out of stock) are final.
 */
export async function buy(shop: Shop, attempt: Attempt): Promise<AttemptResult> {
  const priced = await persistently(() => agree(shop, attempt.body));
  if ('refused' in priced) return { attempt, refused: priced.refused };
  const order = await persistently(() =>
    shop.orders.placeOrder({ headers: { 'idempotency-key': attempt.key }, body: priced.value }),
  );
  if ('refused' in order) return { attempt, refused: order.refused };
  const id = orderId(order.value.id);
  if (attempt.cancel) await persistently(() => shop.orders.cancelOrder({ params: { orderId: id } }));
  return { attempt, orderId: id };
}

/** Asks what the order costs, and agrees to that. */
export async function agree(shop: Shop, body: Attempt['body']): Promise<PlaceOrder> {
  const { currency, lines, delivery, address } = body;
  const { totals } = await shop.orders.quote({ body: { currency, lines, delivery, country: address.country } });
  return { ...body, agreedTotal: totals.total };
}

export async function persistently<T>(call: () => Promise<T>): Promise<{ value: T } | { refused: string }> {
  for (const began = Date.now(); ;) {
    try {
      return { value: await call() };
    } catch (error) {
      const { problem } = error as { problem?: { status: number; code: string } };
      if (problem && problem.status < 500 && problem.status !== 429) return { refused: problem.code };
      if (Date.now() - began > patienceMs) throw new Error(`no answer within ${patienceMs / 1000} s`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 150));
    }
  }
}

export type { Order };
