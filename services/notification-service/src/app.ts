import type { AddressInfo } from 'node:net';
import {
  channels,
  type CosmosContainerSpec,
  notificationApi,
  orderEvents as orderEventMessages,
} from '@halden/contracts';
import {
  createBlobCheckpoints,
  createDecoder,
  createEventHubConsumer,
  createServiceBusClient,
  createServiceBusDeadLetters,
} from '@halden/messaging';
import { createFoundation, type Health, type Lifecycle, type Logger } from '@halden/service-kit';
import { cosmosContainer, createCosmosClient, provisionCosmos } from '@halden/service-kit/cosmos';
import { createFastifyService, serveOperations } from '@halden/service-kit/fastify';
import { createMessenger } from './clients/messenger.ts';
import {
  checkpointContainer,
  type Config,
  containers,
  eventDeadLetters,
  notifications,
  orderEvents,
  preferences,
} from './config.ts';
import { orderEventsHandler } from './consumers/order-events.ts';
import { RecipientRefused } from './domain/ports.ts';
import { tellCustomer } from './domain/tell-customer.ts';
import { notificationId } from './notification-id.ts';
import { createNotificationMetrics } from './notification-metrics.ts';
import { notificationHandlers } from './routes/notifications.ts';
import { createCosmosNotificationStore } from './stores/cosmos-notification-store.ts';
import { createCosmosPreferenceStore } from './stores/cosmos-preference-store.ts';
import { createTemplates } from './templates/index.ts';

/** A replica that has not finished a message for so long is taken for dead; longer than sending takes, also when it has to wait. */
const leaseMs = 30_000;
/** An event that fails for no reason from outside is put aside after so many attempts, for it holds up its partition. */
const maxAttempts = 5;

/** The whole service, wired but not started. `port` is known once the lifecycle has started. */
export async function buildApp(options: {
  config: Config;
  log: Logger;
  now: () => number;
}): Promise<{ lifecycle: Lifecycle; health: Health; port: () => number }> {
  const { config, log, now } = options;
  const foundation = createFoundation('notification-service', options);
  const { metrics, health, lifecycle, guard } = foundation;

  const client = await createCosmosClient({ endpoint: config.COSMOS_ENDPOINT, key: config.COSMOS_KEY });
  const cosmosGuard = guard('cosmos');
  const inCosmos = (spec: CosmosContainerSpec) => ({
    container: cosmosContainer(client, config.COSMOS_DATABASE, spec),
    guard: cosmosGuard,
  });
  const stores = {
    notifications: createCosmosNotificationStore({
      ...inCosmos(notifications),
      keptForDays: config.NOTIFICATION_DAYS,
    }),
    preferences: createCosmosPreferenceStore(inCosmos(preferences)),
  };
  const messenger = await createMessenger({
    connectionString: config.COMMUNICATION_CONNECTION_STRING,
    endpoint: config.COMMUNICATION_ENDPOINT,
    emailSender: config.EMAIL_SENDER,
    smsSender: config.SMS_SENDER,
    guard: guard('communication', {
      maxConcurrent: config.SENDS_AT_ONCE,
      isFailure: (error) => !(error instanceof RecipientRefused),
    }),
  });

  const bus = await createServiceBusClient({
    connectionString: config.SERVICE_BUS_CONNECTION_STRING,
    namespace: config.SERVICE_BUS_NAMESPACE,
  });
  const consumerGroup = orderEvents.consumerGroups.notificationService;
  const deadLetters = createServiceBusDeadLetters({
    client: bus,
    queue: eventDeadLetters,
    source: `${orderEvents.name}/${consumerGroup}`,
    guard: guard('service-bus'),
  });
  const tell = tellCustomer({
    ...stores,
    messenger,
    templates: createTemplates(config.SHOP_URL),
    observe: createNotificationMetrics(metrics),
    channels: channels.filter((channel) => channel !== 'sms' || config.SMS_SENDER !== undefined),
    idFor: notificationId,
    replica: config.REPLICA_NAME,
    leaseMs,
    now,
  });
  const consumer = await createEventHubConsumer({
    address: {
      connectionString: config.EVENT_HUBS_CONNECTION_STRING,
      namespace: config.EVENT_HUBS_NAMESPACE,
      hub: orderEvents.name,
    },
    consumerGroup,
    checkpoints: await createBlobCheckpoints({
      connectionString: config.CHECKPOINT_CONNECTION_STRING,
      account: config.CHECKPOINT_ACCOUNT,
      container: checkpointContainer,
    }),
    replica: config.REPLICA_NAME,
    decode: createDecoder(orderEventMessages),
    handle: orderEventsHandler({ tell, log }),
    deadLetters: deadLetters.sink,
    maxAttempts,
    log,
    metrics,
    now,
  });

  const http = foundation.http(notificationApi, {});
  const app = await createFastifyService(http);
  serveOperations(app, http, notificationHandlers(stores));

  const { container } = inCosmos(notifications);
  health.addCheck('cosmos', () => cosmosGuard.run(() => container.item('ready', 'ready').read()));
  health.addCheck('event-hubs', () => consumer.check());

  lifecycle.add('cosmos', {
    start: () => (config.COSMOS_PROVISION ? provisionCosmos(client, config.COSMOS_DATABASE, containers) : undefined),
    stop: () => client.dispose(),
  });
  lifecycle.add('service bus', { stop: () => bus.close() });
  lifecycle.add('dead letters', { stop: () => deadLetters.close() });
  lifecycle.add('order events', consumer);
  lifecycle.add('http', {
    start: () => app.listen({ host: config.HOST, port: config.PORT }),
    stop: () => app.close(),
  });
  return { lifecycle, health, port: () => (app.server.address() as AddressInfo).port };
}
