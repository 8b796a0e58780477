import { money, type PaymentResult, sku } from '@halden/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ada, aKey, anOrder, anOrderRequest, aResult, grace } from './testing/builders.ts';
import { toOrder } from './domain/order.ts';
import { aWorld, type World } from './testing/world.ts';

const lamp = sku('HAL-LMP-0001-CLY');
const deliver = (world: World, results: PaymentResult[]) =>
  world.handleResults(results.map((message) => ({ message, previousAttempts: 0, traceparent: undefined })));

let world: World;
beforeEach(() => {
  world = aWorld();
});
afterEach(() => world.orders.close());

const aPaidOrder = async (body: Parameters<World['place']>[0] = {}) => {
  const { order } = await world.place(body);
  const [verdict] = await deliver(world, [aResult(await world.current(order), 'payment.succeeded')]);
  expect(verdict).toEqual({ kind: 'complete' });
  await world.sent();
  return world.current(order);
};

describe('placing an order', () => {
  it('prices it by the catalogue, reserves the stock, and asks for payment', async () => {
    const { order, placed } = await world.place({ lines: [{ sku: lamp, quantity: 2 }] });
    expect(placed).toBe(true);
    expect(order).toMatchObject({
      status: 'pending',
      totals: { subtotal: { amount: 9_600 }, shipping: { amount: 0 }, total: { amount: 9_600 } },
    });
    expect(world.catalogue.available(lamp)).toBe(8);
    const messages = await world.sent();
    expect(messages.map(({ type }) => type)).toEqual(['payment.requested', 'order.placed']);
    expect(messages[0]?.data).toEqual({
      orderId: order.id,
      amount: order.totals.total,
      paymentToken: 'pm_test_success',
    });
  });

  it('gives the same order for the same key, and refuses another order under it', async () => {
    const key = aKey();
    const first = await world.place({}, { customerId: ada, key });
    const again = await world.place({}, { customerId: ada, key });
    expect(again).toEqual({ order: first.order, placed: false });
    expect(world.catalogue.available(lamp)).toBe(9);
    await expect(world.place({ delivery: 'express' }, { customerId: ada, key })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it.each([
    ['of another customer', ada, grace, 'idempotency_key_reused'],
    ['of a guest, of what was placed while signed in', ada, undefined, 'unauthenticated'],
  ])('makes no second order of a repetition %s, and tells nothing of the first', async (_, first, second, code) => {
    const key = aKey();
    const { order } = await world.place({}, { ...(first && { customerId: first }), key });
    const agreed = { agreedTotal: order.totals.total };
    const refusal = await world
      .place(agreed, { ...(second && { customerId: second }), key })
      .catch((error: Error) => error);
    expect(refusal).toMatchObject({ code });
    expect(JSON.stringify(refusal)).not.toContain(order.id);
    await expect(world.place({ ...agreed, delivery: 'express' }, { key })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(world.catalogue.available(lamp)).toBe(9);
  });

  it('gives a guest who has signed in since the order that was placed before', async () => {
    const key = aKey();
    const { order } = await world.place({}, { key });
    const again = await world.place({ agreedTotal: order.totals.total }, { customerId: ada, key });
    expect(again).toEqual({ order, placed: false });
  });

  it('refuses other lines under the same key, also at the same moment', async () => {
    const key = aKey();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        world.place({ lines: [{ sku: lamp, quantity: 1 + (index % 2) }] }, { customerId: ada, key }).then(
          ({ order }) => order.id,
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(new Set(outcomes)).toEqual(new Set([expect.stringMatching(/^ord_/), 'idempotency_key_reused']));
  });

  it('calls lines that another replica holds under the same key a reused key', async () => {
    const key = aKey();
    const held = { orderId: world.keys.orderId(key), currency: 'EUR', locale: 'en' } as const;
    await world.catalogue.reserve({ ...held, lines: [{ sku: lamp, quantity: 3 }] });
    await expect(world.place({}, { customerId: ada, key })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it.each([
    ['risen', 5_100],
    ['fallen', 4_700],
  ])(
    'refuses to charge another total than was agreed to when a price has %s, and reserves nothing',
    async (_, price) => {
      const key = aKey();
      const agreed = { agreedTotal: money(5_290, 'EUR') };
      world.catalogue.unitPrice = price;
      await expect(world.place(agreed, { customerId: ada, key })).rejects.toMatchObject({
        code: 'price_changed',
        extra: { totals: { subtotal: money(price, 'EUR'), total: money(price + 490, 'EUR') } },
      });
      expect(world.catalogue.available(lamp)).toBe(10);
      expect(await world.sent()).toEqual([]);
      const anew = await world.place({ agreedTotal: money(price + 490, 'EUR') }, { customerId: ada, key });
      expect(anew).toMatchObject({ placed: true, order: { totals: { total: money(price + 490, 'EUR') } } });
      expect(world.catalogue.available(lamp)).toBe(9);
    },
  );

  it('gives the order that was placed, whatever has become of the price since', async () => {
    const key = aKey();
    const first = await world.place({}, { customerId: ada, key });
    world.catalogue.unitPrice = 9_900;
    const agreed = { agreedTotal: first.order.totals.total };
    expect(await world.place(agreed, { customerId: ada, key })).toEqual({ order: first.order, placed: false });
  });

  it('refuses a total that was agreed to in another currency', async () => {
    await expect(world.place({ agreedTotal: money(5_290, 'GBP') })).rejects.toMatchObject({
      code: 'validation_failed',
      extra: { errors: [{ pointer: '/agreedTotal/currency' }] },
    });
  });

  it('places one order when the same key comes many times at once', async () => {
    const key = aKey();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => world.place({}, { customerId: ada, key })));
    expect(new Set(outcomes.map(({ order }) => order.id)).size).toBe(1);
    expect(outcomes.filter(({ placed }) => placed)).toHaveLength(1);
    expect(world.catalogue.available(lamp)).toBe(9);
  });

  it('gives a guest a key to the order, and nobody else', async () => {
    const { order } = await world.place({}, {});
    expect(order.guestKey).toMatch(/^[\w-]{24}$/);
    const as = (orderKey: string | undefined) =>
      world.read(order.id, { customerId: undefined, roles: [], orderKey }, { staff: true });
    await expect(as(order.guestKey)).resolves.toMatchObject({ id: order.id });
    await expect(as(undefined)).rejects.toMatchObject({ code: 'order_not_found' });
    await expect(as('x'.repeat(24))).rejects.toMatchObject({ code: 'order_not_found' });
    const { order: adas } = await world.place();
    expect(adas.guestKey).toBeUndefined();
    await expect(
      world.read(
        adas.id,
        { customerId: undefined, roles: [], orderKey: world.keys.guestKey(adas.id) },
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
    await expect(world.place(body)).rejects.toMatchObject({ code });
    expect(await world.sent()).toEqual([]);
    expect(world.catalogue.available(lamp)).toBe(10);
  });

  it('finds its own reservation again after a crash between reserving and writing', async () => {
    const key = aKey();
    const body = anOrderRequest();
    const orderId = world.keys.orderId(key);
    await world.catalogue.reserve({ orderId, currency: 'EUR', locale: 'en', lines: body.lines });
    const { order } = await world.place({}, { customerId: ada, key });
    expect(order.id).toBe(orderId);
    expect(world.catalogue.available(lamp)).toBe(9);
  });
});

describe('who may see an order', () => {
  it('is its owner, and staff; to others it does not exist', async () => {
    const { order } = await world.place();
    const see = (customerId: typeof ada | undefined, roles: 'orders.read'[] = [], staff = true) =>
      world.read(order.id, { customerId, roles, orderKey: undefined }, { staff });
    await expect(see(ada)).resolves.toMatchObject({ id: order.id });
    await expect(see(grace)).rejects.toMatchObject({ code: 'order_not_found' });
    await expect(see(grace, ['orders.read'])).resolves.toMatchObject({ id: order.id });
    await expect(see(grace, ['orders.read'], false)).rejects.toMatchObject({ code: 'order_not_found' });
  });
});

describe('payment results', () => {
  it('make an order paid and take the goods out of stock, once', async () => {
    const { order } = await world.place({ lines: [{ sku: lamp, quantity: 3 }] });
    const result = aResult(await world.current(order), 'payment.succeeded');
    expect(await deliver(world, [result, { ...result, id: 'another-delivery' }])).toEqual([
      { kind: 'complete' },
      { kind: 'complete' },
    ]);
    expect(await deliver(world, [result])).toEqual([{ kind: 'complete' }]);
    expect(await world.current(order)).toMatchObject({ status: 'paid', version: 2 });
    expect(world.catalogue.onHand.get(lamp)).toBe(7);
    expect((await world.sent()).filter(({ type }) => type === 'order.paid')).toHaveLength(1);
  });

  it('give the goods back when the payment was declined', async () => {
    const { order } = await world.place({ lines: [{ sku: lamp, quantity: 3 }] });
    await deliver(world, [aResult(await world.current(order), 'payment.declined')]);
    expect(await world.current(order)).toMatchObject({ status: 'declined' });
    expect([world.catalogue.available(lamp), world.catalogue.onHand.get(lamp)]).toEqual([10, 10]);
  });

  it('of different orders do not hold each other up', async () => {
    const { order } = await world.place();
    const verdicts = await deliver(world, [
      aResult(anOrder(), 'payment.succeeded'),
      aResult(await world.current(order), 'payment.succeeded'),
    ]);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['dead-letter', 'complete']);
    expect(verdicts[0]).toMatchObject({ reason: 'order_not_found' });
  });

  it('cause messages that belong to the trace of their own', async () => {
    const placed = [await world.place(), await world.place()];
    await world.sent();
    const traces = ['a'.repeat(32), 'b'.repeat(32)];
    const deliveries = await Promise.all(
      placed.map(async ({ order }, index) => ({
        message: aResult(await world.current(order), 'payment.succeeded'),
        previousAttempts: 0,
        traceparent: `00-${traces[index]}-${'1'.repeat(16)}-01`,
      })),
    );
    await world.handleResults(deliveries);
    const records = await world.orders.outbox.claim({ destination: 'order-events', limit: 9, leaseMs: 1_000 });
    expect(records.map(({ message, traceparent = '' }) => [message.subject, traceparent.split('-')[1]])).toEqual(
      placed.map(({ order }, index) => [order.id, traces[index]]),
    );
  });

  it('change nothing while the stock cannot be settled', async () => {
    const { order } = await world.place();
    world.catalogue.down = true;
    await expect(deliver(world, [aResult(await world.current(order), 'payment.succeeded')])).rejects.toThrow();
    expect(await world.current(order)).toMatchObject({ status: 'pending', version: 1 });
  });
});

describe('cancelling', () => {
  it('before payment gives the goods back, and a late payment too', async () => {
    const { order } = await world.place();
    expect(await world.cancel(order.id)).toMatchObject({ status: 'cancelled', cancellable: false });
    expect(world.catalogue.available(lamp)).toBe(10);
    await deliver(world, [aResult(await world.current(order), 'payment.succeeded')]);
    const waiting = await world.current(order);
    expect((await world.sent()).map(({ type }) => type)).toEqual([
      'payment.requested',
      'refund.requested',
      'order.placed',
      'order.cancelled',
    ]);
    await deliver(world, [aResult(waiting, 'refund.succeeded')]);
    expect(await world.current(order)).toMatchObject({
      status: 'refunded',
      charged: waiting.charged,
      refunded: waiting.charged,
    });
    expect([world.catalogue.available(lamp), world.catalogue.onHand.get(lamp)]).toEqual([10, 10]);
  });

  it('after payment refunds all of it and puts the goods back', async () => {
    const paid = await aPaidOrder();
    expect(await world.cancel(paid.id)).toMatchObject({ status: 'refunding' });
    expect((await world.sent()).map(({ type }) => type)).toEqual(['refund.requested', 'order.cancelled']);
    await deliver(world, [aResult(await world.current(paid), 'refund.succeeded')]);
    expect(await world.current(paid)).toMatchObject({ status: 'refunded', refunded: paid.charged });
    expect(world.catalogue.onHand.get(lamp)).toBe(10);
  });

  it('puts the goods back with the refund when the stock could not be reached before', async () => {
    const paid = await aPaidOrder();
    world.catalogue.down = true;
    await world.cancel(paid.id);
    expect(world.catalogue.onHand.get(lamp)).toBe(9);
    world.catalogue.down = false;
    await deliver(world, [aResult(await world.current(paid), 'refund.succeeded')]);
    expect(world.catalogue.onHand.get(lamp)).toBe(10);
  });

  it('a paid order again is the same answer until the end, and once', async () => {
    const paid = await aPaidOrder();
    const first = await world.cancel(paid.id);
    expect(await world.cancel(paid.id)).toEqual(first);
    await deliver(world, [aResult(await world.current(paid), 'refund.succeeded')]);
    expect(await world.cancel(paid.id)).toMatchObject({ status: 'refunded', refunded: { amount: paid.charged } });
    const types = (await world.sent()).map(({ type }) => type);
    expect(types).toEqual(['refund.requested', 'order.cancelled', 'order.refunded']);
    expect(world.catalogue.onHand.get(lamp)).toBe(10);
  });

  it('is refused once the order was declined or shipped', async () => {
    const { order } = await world.place();
    await deliver(world, [aResult(await world.current(order), 'payment.declined')]);
    await expect(world.cancel(order.id)).rejects.toMatchObject({ code: 'order_not_cancellable' });
    const paid = await aPaidOrder();
    await world.ship(paid.id, aKey(), { carrier: 'DHL' });
    await expect(world.cancel(paid.id)).rejects.toMatchObject({ code: 'order_not_cancellable' });
  });

  it('twice is once, and unknown orders are not found', async () => {
    const { order } = await world.place();
    const first = await world.cancel(order.id);
    expect(await world.cancel(order.id)).toEqual(first);
    await expect(world.cancel(anOrder().id)).rejects.toMatchObject({ code: 'order_not_found' });
  });
});

describe('refunding', () => {
  it('gives back parts until nothing is left, and no more', async () => {
    const paid = await aPaidOrder();
    const give = (amount?: number) =>
      world.refund(paid.id, aKey(), { ...(amount !== undefined && { amount }), reason: 'scratched' });
    expect(await give(1_000)).toMatchObject({ status: 'refunding' });
    await expect(give(paid.charged)).rejects.toMatchObject({ code: 'refund_exceeds_charge' });
    await deliver(world, [aResult(await world.current(paid), 'refund.succeeded')]);
    expect(await world.current(paid)).toMatchObject({ status: 'paid', refunded: 1_000 });
    await give();
    await deliver(world, [aResult(await world.current(paid), 'refund.succeeded')]);
    expect(await world.current(paid)).toMatchObject({ status: 'refunded', refunded: paid.charged });
    await expect(give()).rejects.toMatchObject({ code: 'order_not_refundable' });
    expect(world.catalogue.onHand.get(lamp)).toBe(10); // nobody sends what is not paid for
  });

  it.each([
    ['an amount', { amount: 500, reason: 'late' }],
    ['all that is left', { reason: 'late' }],
  ])('%s with the same key is one refund, whatever became of it since', async (_, request) => {
    const paid = await aPaidOrder();
    const key = aKey();
    await world.refund(paid.id, key, request);
    expect(await world.refund(paid.id, key, request)).toEqual(toOrder(await world.current(paid)));
    await deliver(world, [aResult(await world.current(paid), 'refund.succeeded')]);
    expect(await world.refund(paid.id, key, request)).toEqual(toOrder(await world.current(paid)));
    expect((await world.sent()).filter(({ type }) => type === 'refund.requested')).toHaveLength(1);
  });

  it.each([
    ['another amount', { amount: 500, reason: 'late' }, { amount: 600, reason: 'late' }],
    ['no amount after one', { amount: 500, reason: 'late' }, { reason: 'late' }],
    ['another reason', { amount: 500, reason: 'late' }, { amount: 500, reason: 'scratched' }],
    ['an amount after none', { reason: 'late' }, { amount: 5_290, reason: 'late' }],
  ])('with the same key and %s is refused', async (_, first, second) => {
    const paid = await aPaidOrder();
    const key = aKey();
    await world.refund(paid.id, key, first);
    await expect(world.refund(paid.id, key, second)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('that failed for a cancelled order leaves it cancelled for staff to see, and can be tried again', async () => {
    const paid = await aPaidOrder();
    await world.cancel(paid.id);
    await deliver(world, [aResult(await world.current(paid), 'refund.failed')]);
    expect(await world.current(paid)).toMatchObject({ status: 'cancelled', attention: 'refund_failed' });
    expect((await world.sent()).at(-1)).toMatchObject({ type: 'order.refund-failed' });
    await world.refund(paid.id, aKey(), { reason: 'cancelled' });
    await deliver(world, [aResult(await world.current(paid), 'refund.succeeded')]);
    expect(await world.current(paid)).toMatchObject({ status: 'refunded', refunded: paid.charged });
    expect(world.catalogue.onHand.get(lamp)).toBe(10);
  });

  it('needs something that was charged', async () => {
    const { order } = await world.place();
    await expect(world.refund(order.id, aKey(), { reason: 'x' })).rejects.toMatchObject({
      code: 'order_not_refundable',
    });
  });
});

describe('shipping', () => {
  it('says who carries the goods, once for one key', async () => {
    const paid = await aPaidOrder();
    const key = aKey();
    const first = await world.ship(paid.id, key, { carrier: 'DHL', trackingCode: 'JJD0001' });
    expect(first).toMatchObject({
      status: 'shipped',
      shipment: { carrier: 'DHL', trackingCode: 'JJD0001' },
      cancellable: false,
    });
    expect(await world.ship(paid.id, key, { carrier: 'DHL', trackingCode: 'JJD0001' })).toEqual(first);
    const messages = await world.sent();
    expect(messages).toMatchObject([{ type: 'order.shipped', data: { shipment: { carrier: 'DHL' } } }]);
    expect(JSON.stringify([first, messages])).not.toContain(key);
    await expect(world.ship(paid.id, key, { carrier: 'UPS' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    await expect(world.ship(paid.id, aKey(), { carrier: 'DHL' })).rejects.toMatchObject({
      code: 'order_not_shippable',
    });
  });

  it('needs an order that is paid and not on its way back', async () => {
    const { order } = await world.place();
    await expect(world.ship(order.id, aKey(), { carrier: 'DHL' })).rejects.toMatchObject({
      code: 'order_not_shippable',
    });
    const paid = await aPaidOrder();
    await world.refund(paid.id, aKey(), { amount: 100, reason: 'late' });
    await expect(world.ship(paid.id, aKey(), { carrier: 'DHL' })).rejects.toMatchObject({
      code: 'order_not_shippable',
    });
    await deliver(world, [aResult(await world.current(paid), 'refund.succeeded')]);
    await expect(world.ship(paid.id, aKey(), { carrier: 'DHL' })).resolves.toMatchObject({ status: 'shipped' });
  });

  it('does not end what may be refunded, which leads back to shipped and leaves the goods with the customer', async () => {
    const paid = await aPaidOrder();
    await world.ship(paid.id, aKey(), { carrier: 'DHL' });
    await world.refund(paid.id, aKey(), { amount: 100, reason: 'scratched' });
    await deliver(world, [aResult(await world.current(paid), 'refund.succeeded')]);
    expect(await world.current(paid)).toMatchObject({ status: 'shipped', refunded: 100 });
    await world.refund(paid.id, aKey(), { reason: 'lost' });
    await deliver(world, [aResult(await world.current(paid), 'refund.succeeded')]);
    expect(await world.current(paid)).toMatchObject({ status: 'refunded' });
    expect(world.catalogue.onHand.get(lamp)).toBe(9);
  });
});

describe('a quote', () => {
  it('prices what is sold, says what could be bought, names what is unknown, and reserves nothing', async () => {
    const quote = await world.quote({
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
    expect(world.catalogue.available(lamp)).toBe(10);
  });
});
