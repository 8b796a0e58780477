import { describe, expect, it } from '@jest/globals';
import { ApiProblem } from '@halden/contracts/client';
import { idempotencyKey, type Order, orderId, paymentToken, sku } from '@halden/contracts';
import type { CartLine } from '../cart/cart.ts';
import { place } from './place.ts';
import {
  type Attempt,
  blank,
  declinedFor,
  finished,
  newKey,
  placedAs,
  readCheckout,
  refused,
  sending,
  toPlaceOrder,
} from './state.ts';

const line: CartLine = {
  sku: sku('HAL-CER-0002-INK'),
  quantity: 2,
  slug: 'mug',
  name: 'Mug',
  variant: 'Ink',
  image: undefined,
  unitPrice: { amount: 1800, currency: 'EUR' },
};
const filled = {
  ...blank,
  step: 'payment' as const,
  contact: { name: ' Ada ', email: 'ada@example.com', phone: '0049 170 1234567' },
  address: { ...blank.address, name: 'Ada', line1: 'St 1', postalCode: '10115', city: 'Berlin' },
};
const body = toPlaceOrder(filled, {
  currency: 'EUR',
  lines: [{ sku: line.sku, quantity: 2 }],
  paymentToken: paymentToken('pm_test_success'),
  agreedTotal: { amount: 3600, currency: 'EUR' },
  locale: 'en',
});
const attempt: Attempt = { key: idempotencyKey('a'.repeat(32)), asGuest: true, body, lines: [line] };
const order = { id: orderId(`ord_${'0'.repeat(26)}`), guestKey: 'k' } as Order;

describe('the checkout', () => {
  it('asks for an order without a price but with the total that was agreed to, trimmed, without empty fields', () => {
    expect(body).toEqual({
      currency: 'EUR',
      lines: [{ sku: line.sku, quantity: 2 }],
      paymentToken: 'pm_test_success',
      agreedTotal: { amount: 3600, currency: 'EUR' },
      locale: 'en',
      contact: { name: 'Ada', email: 'ada@example.com', phone: '+491701234567' },
      address: { name: 'Ada', line1: 'St 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
      delivery: 'standard',
    });
  });

  it('survives a reload at any point, also between sending and hearing back', () => {
    for (const state of [filled, sending(filled, attempt), placedAs(sending(filled, attempt), order)])
      expect(readCheckout(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('begins anew when what was kept is not a checkout', () => {
    expect(readCheckout(null)).toEqual(blank);
    expect(readCheckout({ step: 'thanks', contact: { name: 7, card: '4242' }, delivery: 'rocket' })).toEqual(blank);
  });

  it('returns to the payment with everything kept and the reason shown when the bank declines', () => {
    const back = declinedFor(placedAs(sending(filled, attempt), order), 'insufficient_funds');
    expect(back).toEqual({ ...filled, declined: 'insufficient_funds' });
  });

  it('remembers the lines of a placed order until the bank has answered', () => {
    const placed = placedAs(sending(filled, attempt), order);
    expect(placed).toMatchObject({ attempt: undefined, placed: { orderId: order.id, guestKey: 'k', lines: [line] } });
    expect(finished(placed)).toEqual({ ...blank, contact: filled.contact, address: filled.address });
  });

  it('forgets an attempt that was refused, so that the next one has its own key', () => {
    expect(refused(sending(filled, attempt)).attempt).toBeUndefined();
  });

  it('makes keys of the form the contract asks for', () => {
    const key = newKey(new Uint8Array(16).fill(7));
    expect(idempotencyKey(key)).toBe('07'.repeat(16));
  });
});

describe('sending an attempt', () => {
  const answer = (status: number) => () =>
    Promise.reject(new ApiProblem({ type: 't', title: 't', status, code: 'out_of_stock' }));

  it('knows three outcomes: placed, refused, and unknown', async () => {
    expect(await place(attempt, async () => order)).toEqual({ kind: 'placed', order });
    expect(await place(attempt, answer(409))).toMatchObject({ kind: 'refused', problem: { code: 'out_of_stock' } });
    expect(await place(attempt, answer(503))).toMatchObject({ kind: 'unknown' });
    expect(await place(attempt, () => Promise.reject(new TypeError('Failed to fetch')))).toMatchObject({
      kind: 'unknown',
    });
  });
});
