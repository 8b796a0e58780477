import { describe, expect, it } from '@jest/globals';
import { ApiProblem, UnexpectedResponse } from '@halden/contracts/client';
import {
  idempotencyKey,
  type Order,
  orderApi,
  orderId,
  paymentToken,
  problemCodes,
  type ProblemCode,
  sku,
} from '@halden/contracts';
import { place } from './place.ts';
import { blank, finished, fromPlaceOrder, newKey, readCheckout, toPlaceOrder } from './state.ts';

const filled = {
  ...blank,
  step: 'payment' as const,
  contact: { name: ' Ada ', email: 'ada@example.com', phone: '0049 170 1234567' },
  address: { ...blank.address, name: 'Ada', line1: 'St 1', postalCode: '10115', city: 'Berlin' },
};
const body = toPlaceOrder(filled, {
  currency: 'EUR',
  lines: [{ sku: sku('HAL-CER-0002-INK'), quantity: 2 }],
  paymentToken: paymentToken('pm_test_success'),
  agreedTotal: { amount: 3600, currency: 'EUR' },
  locale: 'en',
});
const order = { id: orderId(`ord_${'0'.repeat(26)}`), status: 'pending', guestKey: 'k' } as Order;
const money = (amount: number) => ({ amount, currency: 'EUR' as const });
const totals = { subtotal: money(3600), shipping: money(0), tax: money(575), total: money(3600) };

describe('the checkout', () => {
  it('asks for an order without a price but with the total that was agreed to, trimmed, without empty fields', () => {
    expect(body).toEqual({
      currency: 'EUR',
      lines: [{ sku: 'HAL-CER-0002-INK', quantity: 2 }],
      paymentToken: 'pm_test_success',
      agreedTotal: { amount: 3600, currency: 'EUR' },
      locale: 'en',
      contact: { name: 'Ada', email: 'ada@example.com', phone: '+491701234567' },
      address: { name: 'Ada', line1: 'St 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
      delivery: 'standard',
    });
  });

  it('shows what was sent in a tab where it was not typed', () => {
    expect(fromPlaceOrder(body)).toEqual({
      contact: { name: 'Ada', email: 'ada@example.com', phone: '+491701234567' },
      address: { ...filled.address, line2: '' },
      delivery: 'standard',
    });
  });

  it('survives a reload at any point', () => {
    const waiting = { ...filled, waitingFor: { orderId: order.id, guestKey: 'k' } };
    const asked = { ...filled, priceChange: { before: totals, now: totals, lines: [] } };
    for (const state of [filled, waiting, asked])
      expect(readCheckout(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('begins anew when what was kept is not a checkout', () => {
    expect(readCheckout(null)).toEqual(blank);
    const odd = {
      step: 'thanks',
      contact: { name: 7, card: '4242' },
      delivery: 'rocket',
      priceChange: 1,
      waitingFor: 2,
    };
    expect(readCheckout(odd)).toEqual(blank);
  });

  it('keeps what was typed of the person for the next order', () => {
    expect(finished({ ...filled, waitingFor: { orderId: order.id, guestKey: 'k' } })).toEqual({
      ...filled,
      step: 'contact',
    });
  });

  it('makes keys of the form the contract asks for', () => {
    const key = newKey(new Uint8Array(16).fill(7));
    expect(idempotencyKey(key)).toBe('07'.repeat(16));
  });
});

describe('sending an attempt', () => {
  const answer = (status: number, code: ProblemCode, retryAfter?: number) => () =>
    Promise.reject(new ApiProblem({ type: 't', title: 't', status, code }, retryAfter));

  it('places the order', async () => {
    expect(await place(async () => order)).toEqual({ kind: 'placed', order });
  });

  it.each([
    [400, 'validation_failed'],
    [422, 'validation_failed'],
    [409, 'out_of_stock'],
    [409, 'price_changed'],
    [422, 'unknown_product'],
  ] as const)('is over with an answer that proves that there is no order: %d %s', async (status, code) => {
    expect(await place(answer(status, code))).toMatchObject({ kind: 'refused', problem: { code } });
  });

  it.each([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'route_not_found'],
    [405, 'method_not_allowed'],
    [408, 'dependency_unavailable'],
    [413, 'payload_too_large'],
    [422, 'idempotency_key_reused'],
    [429, 'rate_limited'],
    [500, 'internal_error'],
    [503, 'dependency_unavailable'],
    // No word of the domain counts in an answer of a server that failed.
    [500, 'out_of_stock'],
  ] as const)('is not over with any other answer: %d %s', async (status, code) => {
    expect(await place(answer(status, code))).toMatchObject({ kind: 'unclear' });
  });

  it.each([
    ['no connection', new TypeError('Failed to fetch')],
    ['no answer in time', new DOMException('late', 'TimeoutError')],
    ['half an answer', new SyntaxError('Unexpected end of JSON input')],
    ["a proxy's page", new UnexpectedResponse(200, '<h1>Sign in to the hotel</h1>')],
  ])('is not over with %s', async (_, error) => {
    expect(await place(() => Promise.reject(error))).toMatchObject({ kind: 'unclear', error });
  });

  it.each([null, {}, [], 'ok', { id: order.id }])('is not over with an answer that is no order: %j', async (odd) => {
    expect(await place(async () => odd as unknown as Order)).toMatchObject({ kind: 'unclear' });
  });

  it('knows how long the service wants to be left alone', async () => {
    expect(await place(answer(429, 'rate_limited', 7))).toMatchObject({ kind: 'unclear', retryAfterSeconds: 7 });
    const proxy = new UnexpectedResponse(503, 'busy', 20);
    expect(await place(() => Promise.reject(proxy))).toMatchObject({ kind: 'unclear', retryAfterSeconds: 20 });
  });

  it('ends with few codes of the platform, each of which placing an order names, or the check of the request', async () => {
    const ending: ProblemCode[] = [];
    for (const code of problemCodes) if ((await place(answer(409, code))).kind === 'refused') ending.push(code);
    expect(ending).toEqual(['validation_failed', 'unknown_product', 'out_of_stock', 'price_changed']);
    expect([...orderApi.operations.placeOrder.problems, 'validation_failed']).toEqual(expect.arrayContaining(ending));
  });
});
