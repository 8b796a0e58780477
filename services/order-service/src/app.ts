import { orderApi, paymentResults as paymentResultMessages } from '@halden/contracts';
import {
  createDecoder,
  createEventHubPublisher,
  createOutboxRelay,
  createServiceBusClient,
  createServiceBusConsumer,
  createServiceBusPublisher,
  handleOnce,
  outboxOperations,
  type Publisher,
} from '@halden/messaging';
import { createFoundation, createHttpDependency, type Logger, type ServiceApp } from '@halden/service-kit';
import { createExpressServers } from '@halden/service-kit/express';
import { createCatalogueClient } from './clients/catalogue-client.ts';
import { type Config, orderEvents, paymentRequests, paymentResults } from './config.ts';
import { paymentResultsHandler } from './consumers/payment-results.ts';
import type { Destination } from './domain/messages.ts';
import { createOrderIdentity } from './order-identity.ts';
import { observed } from './observe-orders.ts';
import { createOrderFeed } from './order-feed.ts';
import { createOrderMetrics } from './order-metrics.ts';
import { createOrderStreams } from './routes/order-stream.ts';
import { orderHandlers } from './routes/orders.ts';
import { statuses } from './routes/statuses.ts';
import { openOrderStore } from './stores/open-order-store.ts';

const inboxDays = 14;

/** The whole service, wired but not started. */
export async function buildApp(options: { config: Config; log: Logger; now: () => number }): Promise<ServiceApp> {
  const { config, log, now } = options;
  const foundation = createFoundation('order-service', options);
  const { metrics, health, lifecycle, guard } = foundation;

  const store = await openOrderStore({
    address: config.DATABASE_URL,
    schema: config.DATABASE_SCHEMA,
    guard: guard('sql'),
    log,
    now,
  });
  const feed = createOrderFeed({ orders: store, log });
  const streams = createOrderStreams(feed);
  const identity = createOrderIdentity(config.ORDER_KEY_SECRET);
  const orderMetrics = createOrderMetrics(metrics, store);
  const products = createHttpDependency({
    baseUrl: config.PRODUCT_SERVICE_URL,
    guard: guard('product-service', { maxConcurrent: 128 }),
  });
  const catalogue = createCatalogueClient({ dependency: products, reservationSeconds: config.RESERVATION_SECONDS });

  const bus = await createServiceBusClient({
    connectionString: config.SERVICE_BUS_CONNECTION_STRING,
    namespace: config.SERVICE_BUS_NAMESPACE,
  });
  const requests = createServiceBusPublisher({ client: bus, entity: paymentRequests, guard: guard('service-bus') });
  const events = await createEventHubPublisher({
    address: {
      connectionString: config.EVENT_HUBS_CONNECTION_STRING,
      namespace: config.EVENT_HUBS_NAMESPACE,
      hub: orderEvents.name,
    },
    guard,
  });
  const relay = createOutboxRelay({
    store: store.outbox,
    publishers: { 'payment-requests': requests, 'order-events': events } satisfies Record<Destination, Publisher>,
    log,
    metrics,
    now,
  });
  for (const [path, operation] of Object.entries(outboxOperations({ store: store.outbox, wake: relay.wake })))
    foundation.operation(path, operation);
  const orders = observed(store, [feed.observe, orderMetrics.observe, () => relay.wake()]);
  const results = createServiceBusConsumer({
    client: bus,
    source: { topic: paymentResults.name, subscription: paymentResults.subscriptions.orderService },
    decode: createDecoder(paymentResultMessages),
    handle: handleOnce(store, paymentResultsHandler({ orders, catalogue, identity, now })),
    log,
    metrics,
  });

  const handlers = orderHandlers({ orders, catalogue, identity, now, streams, metrics: orderMetrics });
  const servers = await createExpressServers<typeof orderApi, 'watchOrder'>(
    foundation.http(orderApi, statuses),
    handlers,
  );

  health.addCheck('sql', () => store.check());
  health.addCheck('service-bus', () => results.check());

  lifecycle.add('order store', { stop: () => store.close() });
  lifecycle.add('product-service client', { stop: () => products.close() });
  lifecycle.add('service bus', { stop: () => bus.close() });
  lifecycle.add('event hub', { stop: () => events.close() });
  lifecycle.add('outbox relay', relay);
  lifecycle.add('order feed', { start: () => feed.start(), stop: () => feed.stop() });
  lifecycle.add('payment results', results);
  lifecycle.add(
    'inbox pruning',
    pruning(() => store.prune(now() - inboxDays * 86_400_000), log),
  );
  const app = foundation.serve(servers);
  lifecycle.add('order streams', { stop: () => streams.closeAll() });
  return app;
}

/** Once an hour. */
function pruning(prune: () => Promise<void>, log: Logger) {
  let timer: NodeJS.Timeout | undefined;
  return {
    start: () => {
      timer = setInterval(
        () => void prune().catch((error: unknown) => log.warn({ err: error }, 'inbox could not be pruned')),
        3_600_000,
      );
    },
    stop: () => clearInterval(timer),
  };
}
