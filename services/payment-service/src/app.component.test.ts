import { Writable } from 'node:stream';
import { ApiProblem, money, type OrderId, paymentToken, testCards } from '@halden/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGuard, createMetrics } from '@halden/service-kit';
import { pino } from 'pino';
import { paymentRequests } from './config.ts';
import { decide, newPayment } from './domain/payment.ts';
import { createCosmosPaymentStore } from './stores/cosmos-payment-store.ts';
import { aCard, anOrderId, aPaymentRequest, aRefundRequest, eur, token } from './testing/builders.ts';
import { type Platform, startPlatform } from './testing/harness.ts';

let platform: Platform;
let logged = '';
beforeAll(async () => {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  platform = await startPlatform({ log: pino({ level: 'trace' }, sink) });
});
afterAll(() => platform.stop());

const ledgerEntryOf = async (order: OrderId) => {
  const { resource } = await platform.database.container('bank-ledger').item(order, order).read();
  return resource as { state: string; amount?: { amount: number }; refunds: { amount: number }[] } | undefined;
};
const paymentStore = () =>
  createCosmosPaymentStore({
    container: platform.database.container('payments'),
    guard: createGuard({ dependency: 'cosmos', metrics: createMetrics('test') }),
  });
const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => (error instanceof ApiProblem ? error.problem : Promise.reject(error as Error)),
  );
const pay = async (data: Parameters<typeof aPaymentRequest>[0] = {}) => {
  const request = aPaymentRequest(data);
  await platform.send(request);
  const [result] = await platform.results(request.subject);
  return { order: request.subject, request, result };
};

describe('each test card', () => {
  const ends = {
    success: { type: 'payment.succeeded', data: { charged: eur(4_800) }, entry: 'charged' },
    decline: { type: 'payment.declined', data: { reason: 'card_declined' }, entry: 'declined' },
    insufficient_funds: { type: 'payment.declined', data: { reason: 'insufficient_funds' }, entry: 'declined' },
    timeout: { type: 'payment.declined', data: { reason: 'provider_timeout' }, entry: 'cancelled' },
    late_success: { type: 'payment.succeeded', data: { charged: eur(4_800) }, entry: 'charged' },
  } as const;

  it.each(testCards.map((card) => [card.behaviour, card] as const))('%s comes to its end', async (behaviour, card) => {
    const { entry, ...message } = ends[behaviour];
    const { order, result } = await pay({ paymentToken: card.token });
    expect(result).toMatchObject(message);
    expect(result?.data).toMatchObject({ card: { brand: card.brand, last4: card.number.slice(-4) } });
    expect((await ledgerEntryOf(order))?.state).toBe(entry);
    expect(await platform.staff.getPayment({ params: { orderId: order } })).toMatchObject({
      orderId: order,
      status: message.type === 'payment.succeeded' ? 'succeeded' : 'declined',
    });
  });

  it.each(testCards.map((card) => [card.number, card] as const))(
    'typed in as %s does the same as its token',
    async (number, card) => {
      const cvc = '123';
      const method = await platform.anyone.createPaymentMethod({ body: aCard({ number, cvc }) });
      expect(method.card).toEqual({ brand: card.brand, last4: number.slice(-4) });
      const { result } = await pay({ paymentToken: method.token });
      expect(result).toMatchObject({ type: ends[card.behaviour].type, data: ends[card.behaviour].data });
    },
  );
});

describe('POST /api/payments/methods', () => {
  it('gives a token for an hour, and keeps no more of the card than is shown of it', async () => {
    const began = Date.now();
    const method = await platform.anyone.createPaymentMethod({ body: aCard({ holder: 'Ada Lovelace' }) });
    const lasts = Date.parse(method.expiresAt) - began;
    expect(lasts).toBeGreaterThanOrEqual(3_600_000);
    const { resource } = await platform.database.container('payment-methods').item(method.token, method.token).read();
    const { id, behaviour, card, ttl, ...rest } = resource as Record<string, unknown>;
    expect({ id, behaviour, card, ttl }).toEqual({
      id: method.token,
      behaviour: 'success',
      card: { brand: 'visa', last4: '4242' },
      ttl: 3_600,
    });
    expect(Object.keys(rest).every((name) => name.startsWith('_'))).toBe(true);
  });

  it('never stores, logs or measures a card number', async () => {
    const number = '4111 1111 1111 1111';
    const { token: kept } = await platform.anyone.createPaymentMethod({ body: aCard({ number }) });
    await pay({ paymentToken: kept });
    await problemOf(platform.anyone.createPaymentMethod({ body: aCard({ number: '4111 1111 1111 1112' }) }));
    await problemOf(platform.anyone.createPaymentMethod({ body: { ...aCard({ number }), extra: 1 } as never }));
    const stored = await Promise.all(
      ['payments', 'payment-methods', 'bank-ledger'].map(
        async (name) => (await platform.database.container(name).items.readAll().fetchAll()).resources,
      ),
    );
    const metrics = await platform.metrics();
    expect(logged).toContain('/api/payments/methods');
    for (const place of [JSON.stringify(stored), logged, metrics]) expect(place).not.toMatch(/4111 ?1111 ?1111/);
  });

  it('names every fault of a card, without its number', async () => {
    const body = { number: '4242 4242 4242 4241', expiry: '01/20', cvc: '1234' };
    const problem = await problemOf(platform.anyone.createPaymentMethod({ body }));
    expect(problem).toMatchObject({ status: 422, code: 'card_invalid' });
    expect(problem?.errors?.map(({ pointer }) => pointer)).toEqual(['/number', '/expiry', '/cvc']);
    expect(JSON.stringify(problem)).not.toContain('4242');
  });

  it('declines a card that is none of the test cards', async () => {
    const { token: kept } = await platform.anyone.createPaymentMethod({ body: aCard({ number: '4111111111111111' }) });
    expect((await pay({ paymentToken: kept })).result).toMatchObject({ data: { reason: 'card_declined' } });
  });
});

describe('a token that is unknown', () => {
  it('declines the payment, which can then never be charged', async () => {
    const { order, result } = await pay({ paymentToken: paymentToken('pm_never_made') });
    expect(result).toMatchObject({ type: 'payment.declined', data: { reason: 'payment_method_expired' } });
    expect((await ledgerEntryOf(order))?.state).toBe('cancelled');
  });
});

describe('a payment request', () => {
  it('that comes many times, also past duplicate detection, is one charge and one result', async () => {
    const request = aPaymentRequest();
    await Promise.all([
      platform.send(request),
      platform.send(request),
      ...[1, 2, 3].map((copy) => platform.send(request, `copy-${copy}-${request.id}`)),
    ]);
    const after = await pay();
    await platform.results(request.subject);
    expect(after.result?.type).toBe('payment.succeeded');
    expect(platform.resultsFor(request.subject)).toHaveLength(1);
    const payment = await platform.staff.getPayment({ params: { orderId: request.subject } });
    expect(payment).toMatchObject({ status: 'succeeded', charged: eur(4_800) });
  });

  it('is resumed after a crash between the charge and the record', async () => {
    const order = anOrderId();
    const at = Date.now();
    const card = { brand: 'visa', last4: '4242' };
    const charged = { id: order, state: 'charged', amount: eur(4_800), card, bookedAt: at, refunds: [] };
    await platform.database.container('bank-ledger').items.create(charged);
    const { result } = await pay({ orderId: order });
    expect(result).toMatchObject({ type: 'payment.succeeded', data: { charged: eur(4_800), card } });
    expect(await ledgerEntryOf(order)).toMatchObject(charged);
  });

  it('is resumed after a crash between the record and the result', async () => {
    const request = aPaymentRequest();
    const at = '2026-01-02T03:04:05.678Z';
    const asked = newPayment({ ...request.data, requestedAt: at, card: undefined }, at);
    await paymentStore().create(decide(asked, { kind: 'charged', card: { brand: 'visa', last4: '4242' } }, at));
    await platform.send(request);
    expect(await platform.results(request.subject)).toMatchObject([{ type: 'payment.succeeded', time: at }]);
  });

  it('of nothing is dead-lettered with the reason', async () => {
    await platform.send(aPaymentRequest({ amount: eur(0) }));
    expect(await platform.nextDeadLetter()).toMatchObject({
      deadLetterReason: 'invalid_amount',
      deadLetterErrorDescription: 'an amount must be more than nothing, got 0',
    });
  });

  it('of an unknown version, or that is no message at all, is dead-lettered and holds up nothing', async () => {
    await platform.send({ ...aPaymentRequest(), version: 2 });
    expect(await platform.nextDeadLetter()).toMatchObject({ deadLetterReason: 'unsupported_version' });
    await platform.send('poison' as never, 'poison');
    expect(await platform.nextDeadLetter()).toMatchObject({ deadLetterReason: 'malformed_message' });
    expect((await pay()).result).toMatchObject({ type: 'payment.succeeded' });
  });
});

describe('a refund', () => {
  const refund = async (order: OrderId, refundId: string, amount: number, count: number) => {
    await platform.send(aRefundRequest({ orderId: order, refundId, amount: eur(amount) }));
    return (await platform.results(order, count)).at(-1);
  };

  it('in parts, then of all that is left, then of too much', async () => {
    const { order } = await pay();
    expect(await refund(order, 'r1', 1_000, 2)).toMatchObject({
      type: 'refund.succeeded',
      data: { refunded: eur(1_000) },
    });
    expect(await platform.staff.getPayment({ params: { orderId: order } })).toMatchObject({
      status: 'partially_refunded',
      charged: eur(4_800),
      refunded: eur(1_000),
    });
    expect(await refund(order, 'r2', 3_801, 3)).toMatchObject({
      type: 'refund.failed',
      data: { reason: 'exceeds_charge' },
    });
    expect(await refund(order, 'r3', 3_800, 4)).toMatchObject({ type: 'refund.succeeded' });
    expect(await platform.staff.getPayment({ params: { orderId: order } })).toMatchObject({
      status: 'refunded',
      refunded: eur(4_800),
    });
    expect((await ledgerEntryOf(order))?.refunds.map(({ amount }) => amount)).toEqual([1_000, 3_800]);
  });

  it('that comes many times is one refund and one result, and others at the same time are theirs', async () => {
    const { order } = await pay();
    const one = aRefundRequest({ orderId: order, refundId: 'same', amount: eur(1_000) });
    await Promise.all([
      ...[1, 2, 3].map((copy) => platform.send(one, `copy-${copy}-${one.id}`)),
      ...['a', 'b'].map((id) => platform.send(aRefundRequest({ orderId: order, refundId: id, amount: eur(500) }))),
    ]);
    await platform.results(order, 4);
    expect(await platform.staff.getPayment({ params: { orderId: order } })).toMatchObject({
      charged: eur(4_800),
      refunded: eur(2_000),
    });
    expect((await ledgerEntryOf(order))?.refunds).toHaveLength(3);
    expect(platform.resultsFor(order)).toHaveLength(4);
  });
});

describe('the API for staff', () => {
  it('pages through all payments, the oldest first', async () => {
    for (let n = 0; n < 3; n++) await pay();
    const pages = [];
    for (let after: string | undefined; ;) {
      const page = await platform.staff.listPayments({ query: { limit: 2, ...(after && { after }) } });
      pages.push(page);
      after = page.next;
      if (!after) break;
    }
    const seen = pages.flatMap(({ items }) => items);
    const all = await platform.staff.listPayments({ query: { limit: 500 } });
    expect(seen).toEqual(all.items);
    expect(new Set(seen.map(({ orderId }) => orderId)).size).toBe(seen.length);
    expect(seen.map(({ createdAt }) => createdAt)).toEqual(seen.map(({ createdAt }) => createdAt).sort());
    expect(pages.slice(0, -1).every(({ items }) => items.length === 2)).toBe(true);
  });

  it('refuses a cursor that it did not give', async () => {
    const problem = await problemOf(platform.staff.listPayments({ query: { after: 'nonsense' } }));
    expect(problem).toMatchObject({ status: 400, code: 'validation_failed' });
  });

  it('is closed to everybody else', async () => {
    expect(await problemOf(platform.anyone.listPayments())).toMatchObject({ code: 'unauthenticated' });
    expect(await problemOf(platform.customer.listPayments())).toMatchObject({ code: 'forbidden' });
    const params = { orderId: anOrderId() };
    expect(await problemOf(platform.customer.getPayment({ params }))).toMatchObject({ code: 'forbidden' });
  });

  it('does not find the payment of an order that has none', async () => {
    const problem = await problemOf(platform.staff.getPayment({ params: { orderId: anOrderId() } }));
    expect(problem).toMatchObject({ status: 404, code: 'order_not_found' });
  });
});

describe('the service', () => {
  it('is ready when Cosmos and Service Bus are, and measures what the business watches', async () => {
    await pay({ paymentToken: token('decline'), amount: money(1, 'USD') });
    const ready = await platform.ready();
    expect(await ready.json()).toMatchObject({
      status: 'ready',
      checks: { cosmos: { ok: true }, 'service-bus': { ok: true } },
    });
    const metrics = await platform.metrics();
    expect(metrics).toMatch(/payments_total\{outcome="declined",reason="card_declined".*\} [1-9]/);
    expect(metrics).toMatch(/payment_duration_seconds_count\{.*\} [1-9]/);
    expect(metrics).toMatch(/dependency_calls_total\{dependency="bank",outcome="ok".*\} [1-9]/);
    const errors = logged.split('\n').filter((line) => line.includes('"level":50'));
    for (const line of errors) expect(line).toContain('message dead-lettered');
  });
});

describe('without a bank', () => {
  it('is never ready and says why; takes no card, declines none, and leaves what it is asked in the queue', async () => {
    const bankless = await startPlatform({ settings: { BANK: 'none' } });
    try {
      const ready = await bankless.ready();
      expect([ready.status, await ready.json()]).toMatchObject([
        503,
        { status: 'unready', checks: { bank: { ok: false, error: expect.stringContaining('set BANK') } } },
      ]);
      expect(await bankless.anyone.listTestCards()).toEqual([]);
      expect(await problemOf(bankless.anyone.createPaymentMethod({ body: aCard() }))).toMatchObject({
        status: 503,
        code: 'dependency_unavailable',
      });
      const request = aPaymentRequest();
      await bankless.send(request);
      const waiting = await bankless.bus.createReceiver(paymentRequests).peekMessages(1);
      expect(waiting.map(({ body }) => (body as { subject: string }).subject)).toEqual([request.subject]);
      expect(bankless.resultsFor(request.subject)).toEqual([]);
    } finally {
      await bankless.stop();
    }
  });
});

describe('where test cards are not allowed', () => {
  it('neither lists them nor takes their tokens', async () => {
    const production = await startPlatform({ settings: { ALLOW_TEST_CARDS: 'false' } });
    try {
      expect(await production.anyone.listTestCards()).toEqual([]);
      const request = aPaymentRequest();
      await production.send(request);
      const [result] = await production.results(request.subject);
      expect(result).toMatchObject({ data: { reason: 'payment_method_expired' } });
      const { token: typed } = await production.anyone.createPaymentMethod({ body: aCard() });
      const again = aPaymentRequest({ paymentToken: typed });
      await production.send(again);
      expect((await production.results(again.subject))[0]).toMatchObject({ data: { reason: 'card_declined' } });
    } finally {
      await production.stop();
    }
  });

  it('lists them where they are', async () => {
    expect(await platform.anyone.listTestCards()).toEqual(testCards);
  });
});
