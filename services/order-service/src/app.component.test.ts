import { EventHubConsumerClient } from '@azure/event-hubs';
import type { ServiceBusClient, ServiceBusReceiver } from '@azure/service-bus';
import {
  ApiProblem,
  createClient,
  fetchTransport,
  type Order,
  orderApi,
  type PaymentCommand,
  type PaymentResult,
  type PlaceOrder,
  type Role,
  sku,
} from '@halden/contracts';
import { type AmqpServer, parseEntities, startAmqpServer } from '@halden/local-azure';
import { createServiceBusClient } from '@halden/messaging';
import { silentLog, startTestIssuer } from '@halden/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { aKey, anOrderRequest } from './testing/builders.ts';
import { startFakeProductService } from './testing/product-service.ts';

const lamp = sku('HAL-LMP-0001-CLY');
let broker: AmqpServer;
let bus: ServiceBusClient;
let requests: ServiceBusReceiver;
let products: Awaited<ReturnType<typeof startFakeProductService>>;
let issuer: Awaited<ReturnType<typeof startTestIssuer>>;
let app: Awaited<ReturnType<typeof buildApp>>;
let url: string;
let management: string;

beforeAll(async () => {
  const entities = parseEntities(
    JSON.parse(readFileSync(new URL('../../../local/azure/entities.json', import.meta.url), 'utf8')),
    'entities.json',
  );
  [broker, products, issuer] = await Promise.all([
    startAmqpServer({ entities }),
    startFakeProductService({ [lamp]: 1_000 }),
    startTestIssuer(),
  ]);
  const config = readConfig({
    HOST: '127.0.0.1',
    PORT: '0',
    MANAGEMENT_PORT: '0',
    DATABASE_URL: 'sqlite::memory:',
    ORDER_KEY_SECRET: 'a secret of at least thirty-two characters',
    PRODUCT_SERVICE_URL: products.url,
    SERVICE_BUS_CONNECTION_STRING: broker.serviceBus,
    EVENT_HUBS_CONNECTION_STRING: broker.eventHubs,
    OIDC_ISSUER: issuer.issuer,
    OIDC_JWKS_URI: issuer.jwksUri,
    RATE_LIMIT_PER_MINUTE: '100000',
  });
  app = await buildApp({ config, log: silentLog, now: Date.now });
  await app.lifecycle.start();
  app.health.setState('running');
  url = `http://127.0.0.1:${app.port()}`;
  management = `http://127.0.0.1:${app.managementPort()}`;
  bus = await createServiceBusClient({ connectionString: broker.serviceBus, namespace: undefined });
  requests = bus.createReceiver('payment-requests', { receiveMode: 'receiveAndDelete' });
});
afterAll(async () => {
  await app.lifecycle.stop();
  await bus.close();
  await Promise.all([broker.stop(), products.stop(), issuer.stop()]);
});

const as = async (id?: string, roles: Role[] = []) => {
  const headers = id ? await issuer.bearer({ id, roles }) : {};
  return createClient(orderApi, fetchTransport(url), { headers: () => headers });
};
const place = async (client: Awaited<ReturnType<typeof as>>, body: Partial<PlaceOrder> = {}, key = aKey()) =>
  client.placeOrder({ headers: { 'idempotency-key': key }, body: anOrderRequest(body) });
const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiProblem);
  return (error as ApiProblem).problem;
};
/** What payment-service would take from its queue. */
const nextRequest = async (order: Order): Promise<PaymentCommand> => {
  for (let tries = 0; tries < 20; tries++)
    for (const { body } of await requests.receiveMessages(10, { maxWaitTimeInMs: 500 }))
      if (body.subject === order.id) return body;
  throw new Error('no payment request');
};
const answer = async (result: Pick<PaymentResult, 'type' | 'data'>) => {
  const sender = bus.createSender('payment-results');
  const { orderId } = result.data;
  const body = {
    id: `${orderId}:${result.type}`,
    version: 1,
    time: new Date().toISOString(),
    source: 'payment-service',
    subject: orderId,
    ...result,
  };
  await sender.sendMessages({ messageId: body.id, body });
  await sender.close();
};
const paid = (order: Order) =>
  answer({
    type: 'payment.succeeded',
    data: { orderId: order.id, charged: order.totals.total, card: { brand: 'visa', last4: '4242' } },
  });
/** The values of a metric by its first label. */
const series = async (name: string): Promise<Record<string, number>> => {
  const text = await (await fetch(`${management}/metrics`)).text();
  const pattern = new RegExp(`^${name}\\{(?:(?!service=)\\w+="([^"]*)",)?service="order-service"\\} (\\S+)$`, 'gm');
  return Object.fromEntries([...text.matchAll(pattern)].map(([, label = '', value]) => [label, Number(value)]));
};
/** Reads an order's server-sent events until it has the status, and returns the statuses seen. */
async function statusesUntil(order: Order, headers: Record<string, string>, wanted: string): Promise<string[]> {
  const response = await fetch(`${url}/api/orders/${order.id}/events`, {
    headers,
    signal: AbortSignal.timeout(15_000),
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const seen: string[] = [];
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    for (const [, json] of chunk.matchAll(/^data: (\{"id".*)$/gm)) seen.push((JSON.parse(json!) as Order).status);
    if (seen.includes(wanted)) break;
  }
  return seen;
}

describe('the order service', () => {
  it('takes an order, requests payment over Service Bus, publishes to the hub, and follows the result live', async () => {
    const ada = await as('cus_ada');
    const order = await place(ada);
    expect(order).toMatchObject({ status: 'pending', totals: { total: { amount: 5_290, currency: 'EUR' } } });
    const following = statusesUntil(order, await issuer.bearer({ id: 'cus_ada' }), 'paid');
    expect(await nextRequest(order)).toMatchObject({
      type: 'payment.requested',
      data: { amount: order.totals.total, paymentToken: 'pm_test_success' },
    });
    await paid(order);
    expect(await following).toEqual(['pending', 'paid']);
    expect(await ada.getOrder({ params: { orderId: order.id } })).toMatchObject({
      status: 'paid',
      card: { last4: '4242' },
    });

    const hub = new EventHubConsumerClient('$Default', broker.eventHubs, 'order-events');
    const events: string[] = [];
    const subscription = hub.subscribe(
      {
        processEvents: async (received) =>
          void events.push(
            ...received.filter(({ body }) => body.subject === order.id).map(({ body }) => body.type as string),
          ),
        processError: async () => undefined,
      },
      { startPosition: { offset: '-1' }, maxWaitTimeInSeconds: 1 },
    );
    for (const began = Date.now(); events.length < 2 && Date.now() - began < 15_000;)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await subscription.close();
    await hub.close();
    expect(events).toEqual(['order.placed', 'order.paid']);
  });

  it('gives the same order for the same key, with 200 in place of 201', async () => {
    const key = aKey();
    const post = async () =>
      fetch(`${url}/api/orders`, {
        method: 'POST',
        headers: {
          ...(await issuer.bearer({ id: 'cus_ada' })),
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(anOrderRequest()),
      });
    const [first, second] = [await post(), await post()];
    expect([first.status, second.status]).toEqual([201, 200]);
    const order = (await first.json()) as Order;
    expect(await second.json()).toEqual(order);
    expect(first.headers.get('location')).toBe(`/api/orders/${order.id}`);
  });

  it('shows an order to its owner, to staff and to a guest with its key, and to nobody else', async () => {
    const ada = await as('cus_ada');
    const order = await place(ada);
    const params = { orderId: order.id };
    expect(await refusal((await as('cus_linus')).getOrder({ params }))).toMatchObject({
      status: 404,
      code: 'order_not_found',
    });
    expect(await refusal((await as()).getOrder({ params }))).toMatchObject({ status: 404 });
    expect(await (await as('stf_sam', ['orders.read'])).getOrder({ params })).toMatchObject({ id: order.id });
    expect(await refusal((await as('cus_linus')).cancelOrder({ params }))).toMatchObject({ status: 404 });
    const guest = await as();
    const own = await place(guest);
    const headers = { 'order-key': own.guestKey! };
    expect(await guest.getOrder({ params: { orderId: own.id }, headers })).toMatchObject({ id: own.id });
    expect(await guest.cancelOrder({ params: { orderId: own.id }, headers })).toMatchObject({ status: 'cancelled' });
    expect(await refusal(guest.listOrders())).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it.each([
    ['nothing', {}, 400, ['/lines', '/contact', '/currency']],
    ['a negative quantity', { ...anOrderRequest(), lines: [{ sku: lamp, quantity: -1 }] }, 400, ['/lines/0/quantity']],
    ['a price', { ...anOrderRequest(), lines: [{ sku: lamp, quantity: 1, price: 1 }] }, 400, ['/lines/0/price']],
    ['a total', { ...anOrderRequest(), total: 1 }, 400, ['/total']],
    ['no lines', { ...anOrderRequest(), lines: [] }, 400, ['/lines']],
  ])('refuses an order with %s and names the fault', async (_, body, status, pointers) => {
    const problem = await refusal(
      (await as('cus_ada')).placeOrder({ headers: { 'idempotency-key': aKey() }, body: body as PlaceOrder }),
    );
    expect(problem).toMatchObject({ status, code: 'validation_failed' });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(pointers));
  });

  it('refuses another total than was agreed to with 409 and the present totals', async () => {
    const agreedTotal = { amount: 5_289, currency: 'EUR' as const };
    expect(await refusal(place(await as('cus_ada'), { agreedTotal }))).toMatchObject({
      status: 409,
      code: 'price_changed',
      totals: { total: { amount: 5_290, currency: 'EUR' } },
    });
  });

  it('refuses what is not sold or not there, and says which', async () => {
    const ada = await as('cus_ada');
    expect(await refusal(place(ada, { lines: [{ sku: sku('HAL-NONE-0000'), quantity: 1 }] }))).toMatchObject({
      status: 422,
      code: 'unknown_product',
      skus: ['HAL-NONE-0000'],
    });
    products.catalogue.onHand.set('HAL-RARE-0001', 1);
    expect(await refusal(place(ada, { lines: [{ sku: sku('HAL-RARE-0001'), quantity: 2 }] }))).toMatchObject({
      status: 409,
      code: 'out_of_stock',
      skus: ['HAL-RARE-0001'],
    });
    const noKey = await fetch(`${url}/api/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(anOrderRequest()),
    });
    expect([noKey.status, ((await noKey.json()) as { errors: unknown }).errors]).toEqual([
      400,
      [{ in: 'header', pointer: '/idempotency-key', detail: 'is required' }],
    ]);
  });

  it('cancels a paid order with a refund, and lets only staff refund', async () => {
    const ada = await as('cus_ada');
    const order = await place(ada);
    await nextRequest(order);
    const following = statusesUntil(order, await issuer.bearer({ id: 'cus_ada' }), 'paid');
    await paid(order);
    await following;
    const refunding = {
      params: { orderId: order.id },
      headers: { 'idempotency-key': aKey() },
      body: { reason: 'scratched', amount: 500 },
    };
    expect(await refusal(ada.refundOrder(refunding))).toMatchObject({ status: 403 });
    const agent = await as('stf_sam', ['orders.refund']);
    expect(await agent.refundOrder(refunding)).toMatchObject({ status: 'refunding' });
    const request = await nextRequest(order);
    expect(request).toMatchObject({ type: 'refund.requested', data: { amount: { amount: 500 }, reason: 'scratched' } });
    const refunded = statusesUntil(order, await issuer.bearer({ id: 'cus_ada' }), 'paid');
    await answer({
      type: 'refund.succeeded',
      data: {
        orderId: order.id,
        refundId: (request.data as { refundId: string }).refundId,
        refunded: { amount: 500, currency: 'EUR' },
      },
    });
    await refunded;
    expect(await ada.getOrder({ params: { orderId: order.id } })).toMatchObject({
      status: 'paid',
      refunded: { amount: 500 },
    });
    expect(await ada.cancelOrder({ params: { orderId: order.id } })).toMatchObject({ status: 'refunding' });
    expect(await nextRequest(order)).toMatchObject({ data: { amount: { amount: order.totals.total.amount - 500 } } });
  });

  it('answers HEAD of a stream with its headers alone, and opens so many streams of one order and no more', async () => {
    const ada = await as('cus_ada');
    const order = await place(ada);
    const headers = await issuer.bearer({ id: 'cus_ada' });
    const events = (init: RequestInit = {}) => fetch(`${url}/api/orders/${order.id}/events`, { ...init, headers });
    for (let n = 0; n < 20; n++) {
      const head = await events({ method: 'HEAD' });
      expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
        200,
        'text/event-stream; charset=utf-8',
        '',
      ]);
    }
    const open = await Promise.all(Array.from({ length: 10 }, () => events()));
    expect(open.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const refused = await events();
    expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toMatchObject([
      429,
      '10',
      { code: 'too_many_streams' },
    ]);
    await open[0]?.body?.cancel();
    for (let n = 0; n < 100; n++) {
      const again = await events();
      await again.body?.cancel();
      if (again.status === 200) break;
      expect(n).toBeLessThan(99);
    }
    for (const { body } of open.slice(1)) await body?.cancel();
  });

  it('lets staff ship a paid order, see whose refund failed, and counts each status once', async () => {
    const ada = await as('cus_ada');
    const samir = await as('stf_samir', ['orders.read', 'orders.refund', 'orders.ship']);
    const before = await series('orders_status_total');
    const order = await place(ada);
    await nextRequest(order);
    const following = statusesUntil(order, await issuer.bearer({ id: 'cus_ada' }), 'paid');
    await paid(order);
    await following;
    const params = { orderId: order.id };
    const shipping = { params, headers: { 'idempotency-key': aKey() }, body: { carrier: 'DHL' } };
    expect(await refusal(ada.shipOrder(shipping))).toMatchObject({ status: 403 });
    expect(await samir.shipOrder(shipping)).toMatchObject({ status: 'shipped' });
    expect(await samir.shipOrder(shipping)).toMatchObject({ status: 'shipped' });
    expect(await refusal(ada.cancelOrder({ params }))).toMatchObject({ status: 409, code: 'order_not_cancellable' });

    const returning = statusesUntil(order, await issuer.bearer({ id: 'cus_ada' }), 'refunding');
    await samir.refundOrder({ params, headers: { 'idempotency-key': aKey() }, body: { reason: 'scratched' } });
    await returning;
    const { data } = await nextRequest(order);
    const back = statusesUntil(order, await issuer.bearer({ id: 'cus_ada' }), 'shipped');
    const { refundId } = data as { refundId: string };
    await answer({ type: 'refund.failed', data: { orderId: order.id, refundId, reason: 'card_closed' } });
    await back;
    expect(await refusal(ada.listAllOrders())).toMatchObject({ status: 403 });
    const { items } = await samir.listAllOrders({ query: { attention: 'refund_failed' } });
    expect(items).toMatchObject([{ id: order.id, status: 'shipped', attention: 'refund_failed' }]);
    expect(await series('orders_attention')).toEqual({ '': 1 });
    const after = await series('orders_status_total');
    const grown = Object.keys(after).filter((status) => after[status]! - (before[status] ?? 0) === 1);
    expect(grown.toSorted()).toEqual(['paid', 'pending', 'refunding', 'shipped']);
  });

  it.each([
    ['after=zzz', '/after'],
    ['after=0', '/after'],
    ['after=99999999999999999999', '/after'],
    ['status=sent', '/status'],
  ])('refuses to list by %s', async (query, pointer) => {
    const response = await fetch(`${url}/api/orders?${query}`, { headers: await issuer.bearer({ id: 'cus_ada' }) });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'validation_failed' }),
    ]);
    const again = await fetch(`${url}/api/orders?${query}`, { headers: await issuer.bearer({ id: 'cus_ada' }) });
    expect(((await again.json()) as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe(pointer);
  });

  it('counts every checkout by what became of it', async () => {
    const before = await series('order_checkouts_total');
    const ada = await as('cus_ada');
    const key = aKey();
    await place(ada, {}, key);
    await place(ada, {}, key);
    await refusal(place(ada, { agreedTotal: { amount: 1, currency: 'EUR' } }));
    await refusal(place(ada, { delivery: 'express' }, key));
    const after = await series('order_checkouts_total');
    const grown = Object.keys(after).filter((outcome) => after[outcome] !== before[outcome]);
    expect(grown.toSorted()).toEqual(['idempotency_key_reused', 'placed', 'price_changed', 'repeated']);
  });

  it('lists my orders page by page', async () => {
    const mina = await as('cus_mina');
    const ids = [];
    for (let n = 0; n < 3; n++) ids.unshift((await place(mina)).id);
    const first = await mina.listOrders({ query: { limit: 2 } });
    const second = await mina.listOrders({ query: { limit: 2, after: first.next! } });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeUndefined();
  });

  it('answers 503 with when to try again while the catalogue is down, and recovers', async () => {
    const ada = await as('cus_ada');
    products.catalogue.down = true;
    expect(await refusal(place(ada))).toMatchObject({ status: 503, code: 'dependency_unavailable' });
    products.catalogue.down = false;
    expect(await place(ada)).toMatchObject({ status: 'pending' });
  });

  it('counts what the business watches', async () => {
    const metrics = await (await fetch(`${management}/metrics`)).text();
    expect(metrics).toMatch(/orders_placed_total\{currency="EUR",service="order-service"\} [1-9]/);
    expect(metrics).toMatch(/orders_status_total\{status="paid",service="order-service"\} [1-9]/);
    expect(metrics).toMatch(
      /outbox_messages_total\{destination="payment-requests",outcome="sent",service="order-service"\} [1-9]/,
    );
    expect((await fetch(`${management}/ready`)).status).toBe(200);
  });
});
