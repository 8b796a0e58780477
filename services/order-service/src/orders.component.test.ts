import { money, type PaymentResult, sku } from '@halden/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ada, aKey, anOrder, anOrderRequest, aResult, grace } from './testing/builders.ts';
import { toOrder } from './domain/order.ts';
import { createTestContext, type TestContext } from './testing/test-context.ts';

const lamp = sku('HAL-LMP-0001-CLY');
const deliver = (context: TestContext, results: PaymentResult[]) =>
  context.handleResults(results.map((message) => ({ message, previousAttempts: 0, traceparent: undefined })));

let context: TestContext;
beforeEach(() => {
  context = createTestContext();
});
afterEach(() => context.orders.close());

const aPaidOrder = async (body: Parameters<TestContext['place']>[0] = {}) => {
  const { order } = await context.place(body);
  const [verdict] = await deliver(context, [aResult(await context.current(order), 'payment.succeeded')]);
  expect(verdict).toEqual({ kind: 'complete' });
  await context.sent();
  return context.current(order);
};

describe('placing an order', () => {
  it('prices it by the catalogue, reserves the stock, and asks for payment', async () => {
    const { order, placed } = await context.place({ lines: [{ sku: lamp, quantity: 2 }] });
    expect(placed).toBe(true);
    expect(order).toMatchObject({
      status: 'pending',
      totals: { subtotal: { amount: 9_600 }, shipping: { amount: 0 }, total: { amount: 9_600 } },
    });
    expect(context.catalogue.available(lamp)).toBe(8);
    const messages = await context.sent();
    expect(messages.map(({ type }) => type)).toEqual(['payment.requested', 'order.placed']);
    expect(messages[0]?.data).toEqual({
      orderId: order.id,
      amount: order.totals.total,
      paymentToken: 'pm_test_success',
    });
  });

  it('gives the same order for the same key, and refuses another order under it', async () => {
    const key = aKey();
    const first = await context.place({}, { customerId: ada, key });
    const again = await context.place({}, { customerId: ada, key });
    expect(again).toEqual({ order: first.order, placed: false });
    expect(context.catalogue.available(lamp)).toBe(9);
    await expect(context.place({ delivery: 'express' }, { customerId: ada, key })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it.each([
    ['of another customer', ada, grace, 'idempotency_key_reused'],
    ['of a guest, of what was placed while signed in', ada, undefined, 'unauthenticated'],
  ])('makes no second order of a repetition %s, and reveals nothing of the first', async (_, first, second, code) => {
    const key = aKey();
    const { order } = await context.place({}, { ...(first && { customerId: first }), key });
    const agreed = { agreedTotal: order.totals.total };
    const refusal = await context
      .place(agreed, { ...(second && { customerId: second }), key })
      .catch((error: Error) => error);
    expect(refusal).toMatchObject({ code });
    expect(JSON.stringify(refusal)).not.toContain(order.id);
    await expect(context.place({ ...agreed, delivery: 'express' }, { key })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(context.catalogue.available(lamp)).toBe(9);
  });

  it('gives a guest who has signed in since the order that was placed before', async () => {
    const key = aKey();
    const { order } = await context.place({}, { key });
    const again = await context.place({ agreedTotal: order.totals.total }, { customerId: ada, key });
    expect(again).toEqual({ order, placed: false });
  });

  it('refuses other lines under the same key, also at the same moment', async () => {
    const key = aKey();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        context.place({ lines: [{ sku: lamp, quantity: 1 + (index % 2) }] }, { customerId: ada, key }).then(
          ({ order }) => order.id,
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(new Set(outcomes)).toEqual(new Set([expect.stringMatching(/^ord_/), 'idempotency_key_reused']));
  });

  it('calls lines that another replica holds under the same key a reused key', async () => {
    const key = aKey();
    const held = { orderId: context.identity.orderId(key), currency: 'EUR', locale: 'en' } as const;
    await context.catalogue.reserve({ ...held, lines: [{ sku: lamp, quantity: 3 }] });
    await expect(context.place({}, { customerId: ada, key })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it.each([
    ['risen', 5_100],
    ['fallen', 4_700],
  ])(
    'refuses to charge another total than was agreed to when a price has %s, and reserves nothing',
    async (_, price) => {
      const key = aKey();
      const agreed = { agreedTotal: money(5_290, 'EUR') };
      context.catalogue.unitPrice = price;
      await expect(context.place(agreed, { customerId: ada, key })).rejects.toMatchObject({
        code: 'price_changed',
        extra: { totals: { subtotal: money(price, 'EUR'), total: money(price + 490, 'EUR') } },
      });
      expect(context.catalogue.available(lamp)).toBe(10);
      expect(await context.sent()).toEqual([]);
      const anew = await context.place({ agreedTotal: money(price + 490, 'EUR') }, { customerId: ada, key });
      expect(anew).toMatchObject({ placed: true, order: { totals: { total: money(price + 490, 'EUR') } } });
      expect(context.catalogue.available(lamp)).toBe(9);
    },
  );

  it('gives the order that was placed, whatever has become of the price since', async () => {
    const key = aKey();
    const first = await context.place({}, { customerId: ada, key });
    context.catalogue.unitPrice = 9_900;
    const agreed = { agreedTotal: first.order.totals.total };
    expect(await context.place(agreed, { customerId: ada, key })).toEqual({ order: first.order, placed: false });
  });

  it('refuses a total that was agreed to in another currency', async () => {
    await expect(context.place({ agreedTotal: money(5_290, 'GBP') })).rejects.toMatchObject({
      code: 'validation_failed',
      extra: { errors: [{ pointer: '/agreedTotal/currency' }] },
    });
  });

  it('places one order when the same key comes many times at once', async () => {
    const key = aKey();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => context.place({}, { customerId: ada, key })));
    expect(new Set(outcomes.map(({ order }) => order.id)).size).toBe(1);
    expect(outcomes.filter(({ placed }) => placed)).toHaveLength(1);
    expect(context.catalogue.available(lamp)).toBe(9);
  });

  it('gives a guest a key to the order, and nobody else', async () => {
    const { order } = await context.place({}, {});
    expect(order.guestKey).toMatch(/^[\w-]{24}$/);
    const as = (orderKey: string | undefined) =>
      context.read(order.id, { customerId: undefined, roles: [], orderKey }, { staff: true });
    await expect(as(order.guestKey)).resolves.toMatchObject({ id: order.id });
    await expect(as(undefined)).rejects.toMatchObject({ code: 'order_not_found' });
    await expect(as('x'.repeat(24))).rejects.toMatchObject({ code: 'order_not_found' });
    const { order: adas } = await context.place();
    expect(adas.guestKey).toBeUndefined();
    await expect(
      context.read(
        adas.id,
        { customerId: undefined, roles: [], orderKey: context.identity.guestKey(adas.id) },
        { staff: true },
      ),
    ).rejects.toMatchObject({ code: 'order_not_found' });
  });

  it.each([
    ['out_of_stock', { lines: [{ sku: lamp, quantity: 11 }] }],
    ['unknown_product', { lines: [{ sku: sku('HAL-XXX-9999'), quantity: 1 }] }],
    [
      'validation_failed',
      {
        lines: [
          { sku: lamp, quantity: 1 },
          { sku: lamp, quantity: 2 },
        ],
      },
    ],
  ])('refuses with %s, and leaves nothing behind', async (code, body) => {
    await expect(context.place(body)).rejects.toMatchObject({ code });
    expect(await context.sent()).toEqual([]);
    expect(context.catalogue.available(lamp)).toBe(10);
  });

  it('finds its own reservation again after a crash between reserving and writing', async () => {
    const key = aKey();
    const body = anOrderRequest();
    const orderId = context.identity.orderId(key);
    await context.catalogue.reserve({ orderId, currency: 'EUR', locale: 'en', lines: body.lines });
    const { order } = await context.place({}, { customerId: ada, key });
    expect(order.id).toBe(orderId);
    expect(context.catalogue.available(lamp)).toBe(9);
  });
});

describe('who may see an order', () => {
  it('is its owner, and staff; to others it does not exist', async () => {
    const { order } = await context.place();
    const see = (customerId: typeof ada | undefined, roles: 'orders.read'[] = [], staff = true) =>
      context.read(order.id, { customerId, roles, orderKey: undefined }, { staff });
    await expect(see(ada)).resolves.toMatchObject({ id: order.id });
    await expect(see(grace)).rejects.toMatchObject({ code: 'order_not_found' });
    await expect(see(grace, ['orders.read'])).resolves.toMatchObject({ id: order.id });
    await expect(see(grace, ['orders.read'], false)).rejects.toMatchObject({ code: 'order_not_found' });
  });
});

describe('payment results', () => {
  it('make an order paid and take the goods out of stock, once', async () => {
    const { order } = await context.place({ lines: [{ sku: lamp, quantity: 3 }] });
    const result = aResult(await context.current(order), 'payment.succeeded');
    expect(await deliver(context, [result, { ...result, id: 'another-delivery' }])).toEqual([
      { kind: 'complete' },
      { kind: 'complete' },
    ]);
    expect(await deliver(context, [result])).toEqual([{ kind: 'complete' }]);
    expect(await context.current(order)).toMatchObject({ status: 'paid', version: 2 });
    expect(context.catalogue.onHand.get(lamp)).toBe(7);
    expect((await context.sent()).filter(({ type }) => type === 'order.paid')).toHaveLength(1);
  });

  it('give the goods back when the payment was declined', async () => {
    const { order } = await context.place({ lines: [{ sku: lamp, quantity: 3 }] });
    await deliver(context, [aResult(await context.current(order), 'payment.declined')]);
    expect(await context.current(order)).toMatchObject({ status: 'declined' });
    expect([context.catalogue.available(lamp), context.catalogue.onHand.get(lamp)]).toEqual([10, 10]);
  });

  it('of different orders do not hold each other up', async () => {
    const { order } = await context.place();
    const verdicts = await deliver(context, [
      aResult(anOrder(), 'payment.succeeded'),
      aResult(await context.current(order), 'payment.succeeded'),
    ]);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['dead-letter', 'complete']);
    expect(verdicts[0]).toMatchObject({ reason: 'order_not_found' });
  });

  it('cause messages that belong to the trace of their own', async () => {
    const placed = [await context.place(), await context.place()];
    await context.sent();
    const traces = ['a'.repeat(32), 'b'.repeat(32)];
    const deliveries = await Promise.all(
      placed.map(async ({ order }, index) => ({
        message: aResult(await context.current(order), 'payment.succeeded'),
        previousAttempts: 0,
        traceparent: `00-${traces[index]}-${'1'.repeat(16)}-01`,
      })),
    );
    await context.handleResults(deliveries);
    const records = await context.orders.outbox.claim({ destination: 'order-events', limit: 9, leaseMs: 1_000 });
    expect(records.map(({ message, traceparent = '' }) => [message.subject, traceparent.split('-')[1]])).toEqual(
      placed.map(({ order }, index) => [order.id, traces[index]]),
    );
  });

  it('change nothing while reservations cannot be settled', async () => {
    const { order } = await context.place();
    context.catalogue.down = true;
    await expect(deliver(context, [aResult(await context.current(order), 'payment.succeeded')])).rejects.toThrow();
    expect(await context.current(order)).toMatchObject({ status: 'pending', version: 1 });
  });
});

describe('cancelling', () => {
  it('before payment gives the goods back, and a late payment too', async () => {
    const { order } = await context.place();
    expect(await context.cancel(order.id)).toMatchObject({ status: 'cancelled', cancellable: false });
    expect(context.catalogue.available(lamp)).toBe(10);
    await deliver(context, [aResult(await context.current(order), 'payment.succeeded')]);
    const waiting = await context.current(order);
    expect((await context.sent()).map(({ type }) => type)).toEqual([
      'payment.requested',
      'refund.requested',
      'order.placed',
      'order.cancelled',
    ]);
    await deliver(context, [aResult(waiting, 'refund.succeeded')]);
    expect(await context.current(order)).toMatchObject({
      status: 'refunded',
      charged: waiting.charged,
      refunded: waiting.charged,
    });
    expect([context.catalogue.available(lamp), context.catalogue.onHand.get(lamp)]).toEqual([10, 10]);
  });

  it('after payment refunds all of it and puts the goods back', async () => {
    const paid = await aPaidOrder();
    expect(await context.cancel(paid.id)).toMatchObject({ status: 'refunding' });
    expect((await context.sent()).map(({ type }) => type)).toEqual(['refund.requested', 'order.cancelled']);
    await deliver(context, [aResult(await context.current(paid), 'refund.succeeded')]);
    expect(await context.current(paid)).toMatchObject({ status: 'refunded', refunded: paid.charged });
    expect(context.catalogue.onHand.get(lamp)).toBe(10);
  });

  it('puts the goods back with the refund when the stock could not be reached before', async () => {
    const paid = await aPaidOrder();
    context.catalogue.down = true;
    await context.cancel(paid.id);
    expect(context.catalogue.onHand.get(lamp)).toBe(9);
    context.catalogue.down = false;
    await deliver(context, [aResult(await context.current(paid), 'refund.succeeded')]);
    expect(context.catalogue.onHand.get(lamp)).toBe(10);
  });

  it('a paid order again is the same answer until the end, and once', async () => {
    const paid = await aPaidOrder();
    const first = await context.cancel(paid.id);
    expect(await context.cancel(paid.id)).toEqual(first);
    await deliver(context, [aResult(await context.current(paid), 'refund.succeeded')]);
    expect(await context.cancel(paid.id)).toMatchObject({ status: 'refunded', refunded: { amount: paid.charged } });
    const types = (await context.sent()).map(({ type }) => type);
    expect(types).toEqual(['refund.requested', 'order.cancelled', 'order.refunded']);
    expect(context.catalogue.onHand.get(lamp)).toBe(10);
  });

  it('is refused once the order was declined or shipped', async () => {
    const { order } = await context.place();
    await deliver(context, [aResult(await context.current(order), 'payment.declined')]);
    await expect(context.cancel(order.id)).rejects.toMatchObject({ code: 'order_not_cancellable' });
    const paid = await aPaidOrder();
    await context.ship(paid.id, aKey(), { carrier: 'DHL' });
    await expect(context.cancel(paid.id)).rejects.toMatchObject({ code: 'order_not_cancellable' });
  });

  it('twice is once, and unknown orders are not found', async () => {
    const { order } = await context.place();
    const first = await context.cancel(order.id);
    expect(await context.cancel(order.id)).toEqual(first);
    await expect(context.cancel(anOrder().id)).rejects.toMatchObject({ code: 'order_not_found' });
  });
});

describe('refunding', () => {
  it('gives back parts until nothing is left, and no more', async () => {
    const paid = await aPaidOrder();
    const give = (amount?: number) =>
      context.refund(paid.id, aKey(), { ...(amount !== undefined && { amount }), reason: 'scratched' });
    expect(await give(1_000)).toMatchObject({ status: 'refunding' });
    await expect(give(paid.charged)).rejects.toMatchObject({ code: 'refund_exceeds_charge' });
    await deliver(context, [aResult(await context.current(paid), 'refund.succeeded')]);
    expect(await context.current(paid)).toMatchObject({ status: 'paid', refunded: 1_000 });
    await give();
    await deliver(context, [aResult(await context.current(paid), 'refund.succeeded')]);
    expect(await context.current(paid)).toMatchObject({ status: 'refunded', refunded: paid.charged });
    await expect(give()).rejects.toMatchObject({ code: 'order_not_refundable' });
    expect(context.catalogue.onHand.get(lamp)).toBe(10); // nobody sends what is not paid for
  });

  it.each([
    ['an amount', { amount: 500, reason: 'late' }],
    ['all that is left', { reason: 'late' }],
  ])('%s with the same key is one refund, whatever became of it since', async (_, request) => {
    const paid = await aPaidOrder();
    const key = aKey();
    await context.refund(paid.id, key, request);
    expect(await context.refund(paid.id, key, request)).toEqual(toOrder(await context.current(paid)));
    await deliver(context, [aResult(await context.current(paid), 'refund.succeeded')]);
    expect(await context.refund(paid.id, key, request)).toEqual(toOrder(await context.current(paid)));
    expect((await context.sent()).filter(({ type }) => type === 'refund.requested')).toHaveLength(1);
  });

  it.each([
    ['another amount', { amount: 500, reason: 'late' }, { amount: 600, reason: 'late' }],
    ['no amount after one', { amount: 500, reason: 'late' }, { reason: 'late' }],
    ['another reason', { amount: 500, reason: 'late' }, { amount: 500, reason: 'scratched' }],
    ['an amount after none', { reason: 'late' }, { amount: 5_290, reason: 'late' }],
  ])('with the same key and %s is refused', async (_, first, second) => {
    const paid = await aPaidOrder();
    const key = aKey();
    await context.refund(paid.id, key, first);
    await expect(context.refund(paid.id, key, second)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('that failed for a cancelled order leaves it cancelled for staff to see, and can be tried again', async () => {
    const paid = await aPaidOrder();
    await context.cancel(paid.id);
    await deliver(context, [aResult(await context.current(paid), 'refund.failed')]);
    expect(await context.current(paid)).toMatchObject({ status: 'cancelled', attention: 'refund_failed' });
    expect((await context.sent()).at(-1)).toMatchObject({ type: 'order.refund-failed' });
    await context.refund(paid.id, aKey(), { reason: 'cancelled' });
    await deliver(context, [aResult(await context.current(paid), 'refund.succeeded')]);
    expect(await context.current(paid)).toMatchObject({ status: 'refunded', refunded: paid.charged });
    expect(context.catalogue.onHand.get(lamp)).toBe(10);
  });

  it('needs something that was charged', async () => {
    const { order } = await context.place();
    await expect(context.refund(order.id, aKey(), { reason: 'x' })).rejects.toMatchObject({
      code: 'order_not_refundable',
    });
  });
});

describe('shipping', () => {
  it('says who carries the goods, once for one key', async () => {
    const paid = await aPaidOrder();
    const key = aKey();
    const first = await context.ship(paid.id, key, { carrier: 'DHL', trackingCode: 'JJD0001' });
    expect(first).toMatchObject({
      status: 'shipped',
      shipment: { carrier: 'DHL', trackingCode: 'JJD0001' },
      cancellable: false,
    });
    expect(await context.ship(paid.id, key, { carrier: 'DHL', trackingCode: 'JJD0001' })).toEqual(first);
    const messages = await context.sent();
    expect(messages).toMatchObject([{ type: 'order.shipped', data: { shipment: { carrier: 'DHL' } } }]);
    expect(JSON.stringify([first, messages])).not.toContain(key);
    await expect(context.ship(paid.id, key, { carrier: 'UPS' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    await expect(context.ship(paid.id, aKey(), { carrier: 'DHL' })).rejects.toMatchObject({
      code: 'order_not_shippable',
    });
  });

  it('needs an order that is paid and not on its way back', async () => {
    const { order } = await context.place();
    await expect(context.ship(order.id, aKey(), { carrier: 'DHL' })).rejects.toMatchObject({
      code: 'order_not_shippable',
    });
    const paid = await aPaidOrder();
    await context.refund(paid.id, aKey(), { amount: 100, reason: 'late' });
    await expect(context.ship(paid.id, aKey(), { carrier: 'DHL' })).rejects.toMatchObject({
      code: 'order_not_shippable',
    });
    await deliver(context, [aResult(await context.current(paid), 'refund.succeeded')]);
    await expect(context.ship(paid.id, aKey(), { carrier: 'DHL' })).resolves.toMatchObject({ status: 'shipped' });
  });

  it('does not end what may be refunded, which leads back to shipped and leaves the goods with the customer', async () => {
    const paid = await aPaidOrder();
    await context.ship(paid.id, aKey(), { carrier: 'DHL' });
    await context.refund(paid.id, aKey(), { amount: 100, reason: 'scratched' });
    await deliver(context, [aResult(await context.current(paid), 'refund.succeeded')]);
    expect(await context.current(paid)).toMatchObject({ status: 'shipped', refunded: 100 });
    await context.refund(paid.id, aKey(), { reason: 'lost' });
    await deliver(context, [aResult(await context.current(paid), 'refund.succeeded')]);
    expect(await context.current(paid)).toMatchObject({ status: 'refunded' });
    expect(context.catalogue.onHand.get(lamp)).toBe(9);
  });
});

describe('a quote', () => {
  it('prices what is sold, says what could be bought, names what is unknown, and reserves nothing', async () => {
    const quote = await context.quote({
      currency: 'EUR',
      lines: [
        { sku: lamp, quantity: 12 },
        { sku: sku('HAL-XXX-9999'), quantity: 1 },
      ],
    });
    expect(quote).toMatchObject({
      lines: [{ sku: lamp, quantity: 12, available: 10 }],
      unknownSkus: ['HAL-XXX-9999'],
      totals: { total: { amount: 57_600, currency: 'EUR' } },
      deliveryOptions: [{ method: 'standard', price: { amount: 0 } }, { method: 'express' }],
    });
    expect(context.catalogue.available(lamp)).toBe(10);
  });
});
