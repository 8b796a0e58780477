import { EventHubConsumerClient } from '@azure/event-hubs';
import type { ServiceBusClient } from '@azure/service-bus';
import { type AmqpServer, parseEntities, startAmqpServer } from '@halden/local-azure';
import {
  createEventHubPublisher,
  createOutboxRelay,
  createServiceBusClient,
  createServiceBusPublisher,
  type OutboxRelay,
  type Publisher,
} from '@halden/messaging';
import { startLink } from '@halden/messaging/testing/link';
import { createGuard, createMetrics } from '@halden/service-kit';
import { silentLog } from '@halden/service-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { orderEvent, requestPayment } from './domain/messages.ts';
import type { DurableOrderStore } from './stores/order-store.ts';
import { openSqliteOrderStore } from './stores/sqlite-order-store.ts';
import { aKey, aLine, anOrder, anOrderRequest } from './testing/builders.ts';

/** The outbox of the service, with real brokers; the hub is reached over a link whose faults a test chooses. */
let broker: AmqpServer;
let link: Awaited<ReturnType<typeof startLink>>;
let bus: ServiceBusClient;
let store: DurableOrderStore;
let relay: OutboxRelay;
let publishers: Publisher[];
let hub: EventHubConsumerClient;

beforeEach(async () => {
  const entities = parseEntities(
    JSON.parse(readFileSync(new URL('../../../local/azure/entities.json', import.meta.url), 'utf8')),
    'entities.json',
  );
  broker = await startAmqpServer({ entities });
  link = await startLink({ host: '127.0.0.1', port: broker.port });
  bus = await createServiceBusClient({ connectionString: broker.serviceBus, namespace: undefined });
  store = openSqliteOrderStore({ file: ':memory:', log: silentLog, now: Date.now });
  hub = new EventHubConsumerClient('$Default', broker.eventHubs, 'order-events');
  const metrics = createMetrics('test');
  const guard = (dependency: string) => createGuard({ dependency, metrics });
  const timeoutMs = 1_000; // what hangs ends soon, so that the test sees it tried again and again
  publishers = [
    createServiceBusPublisher({ client: bus, entity: 'payment-requests', guard: guard('service-bus') }),
    await createEventHubPublisher({
      address: { connectionString: link.over(broker.eventHubs), namespace: undefined, hub: 'order-events' },
      guard,
      timeoutMs,
    }),
  ];
  relay = createOutboxRelay({
    store: store.outbox,
    publishers: { 'payment-requests': publishers[0]!, 'order-events': publishers[1]! },
    log: silentLog,
    metrics,
    now: Date.now,
  });
  await relay.start();
});
afterEach(async () => {
  await relay.stop();
  await Promise.all(publishers.map((publisher) => publisher.close()));
  await Promise.all([hub.close(), bus.close(), store.close()]);
  await link.stop();
  await broker.stop();
});

const placeOrders = async (count: number, name = 'Arc reading lamp') => {
  const orders = Array.from({ length: count }, () => anOrder({ lines: [{ ...aLine(), name }] }));
  await Promise.all(
    orders.map((order) =>
      store.place(order, { key: aKey(), requestHash: 'h' }, [
        requestPayment(order, anOrderRequest().paymentToken),
        orderEvent('order.placed', order, undefined),
      ]),
    ),
  );
  relay.wake();
  return orders.map(({ id }) => id);
};
/** The orders whose payment was asked for, once each. */
const requestedPayments = async (count: number) => {
  const receiver = bus.createReceiver('payment-requests', { receiveMode: 'receiveAndDelete' });
  const subjects: string[] = [];
  for (let silent = 0; subjects.length < count && silent < 10;) {
    const messages = await receiver.receiveMessages(200, { maxWaitTimeInMs: 1_000 });
    silent = messages.length === 0 ? silent + 1 : 0;
    subjects.push(...messages.map(({ body }) => (body as { subject: string }).subject));
  }
  await receiver.close();
  return subjects;
};
const eventsInHub = async () => {
  let count = 0;
  for (const id of await hub.getPartitionIds()) {
    const { isEmpty, beginningSequenceNumber, lastEnqueuedSequenceNumber } = await hub.getPartitionProperties(id);
    if (!isEmpty) count += lastEnqueuedSequenceNumber - beginningSequenceNumber + 1;
  }
  return count;
};
const until = async (condition: () => Promise<boolean>) => {
  for (let tries = 0; tries < 600 && !(await condition()); tries++) await new Promise((done) => setTimeout(done, 50));
  expect(await condition()).toBe(true);
};

describe('the outbox of order-service', () => {
  it.each(['refuse', 'swallow'] as const)(
    'asks for every payment while Event Hubs does nothing but %s, and sends every event once it is back',
    async (fault) => {
      await placeOrders(5);
      await until(async () => (await eventsInHub()) === 5); // so that there is a connection to lose
      await requestedPayments(5);
      link.set(fault);
      const ids = await placeOrders(400);
      expect((await requestedPayments(400)).toSorted()).toEqual(ids.toSorted());
      expect(await eventsInHub()).toBe(5);
      const later = await placeOrders(20); // after the outage has lasted for a while
      expect((await requestedPayments(20)).toSorted()).toEqual(later.toSorted());
      expect(await eventsInHub()).toBe(5);
      link.set('pass');
      await until(async () => (await eventsInHub()) >= 425);
      await until(async () => (await store.outbox.destinations()).length === 0);
    },
    60_000,
  );

  it('parks an event that is larger than the hub takes, and sends the events around it', async () => {
    const [poison] = await placeOrders(1, 'x'.repeat(1_100_000));
    const ids = await placeOrders(50);
    expect((await requestedPayments(51)).toSorted()).toEqual([poison!, ...ids].toSorted());
    await until(async () => (await store.outbox.destinations()).length === 0);
    expect(await eventsInHub()).toBe(50);
    expect(await store.outbox.parked({ limit: 9 })).toMatchObject([
      { destination: 'order-events', orderingKey: poison, reason: 'too_large', attempts: 1 },
    ]);
  });
});
