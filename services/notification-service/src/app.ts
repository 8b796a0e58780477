import { channels, notificationApi, orderEvents as orderEventMessages } from '@halden/contracts';
import {
  createBlobCheckpoints,
  createDecoder,
  createEventHubConsumer,
  createServiceBusClient,
  createServiceBusDeadLetters,
} from '@halden/messaging';
import { createFoundation, type Logger, type ServiceApp } from '@halden/service-kit';
import { openCosmos } from '@halden/service-kit/cosmos';
import { createFastifyServers } from '@halden/service-kit/fastify';
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
import { notifyCustomer } from './domain/notify-customer.ts';
import { notificationId } from './notification-id.ts';
import { createNotificationMetrics } from './notification-metrics.ts';
import { notificationHandlers } from './routes/notifications.ts';
import { createCosmosNotificationStore } from './stores/cosmos-notification-store.ts';
import { createCosmosPreferenceStore } from './stores/cosmos-preference-store.ts';
import { createTemplates } from './templates/index.ts';

/** A replica that has not finished a message for so long is taken for dead; longer than sending takes, also when it has to wait. */
const leaseMs = 30_000;
/** An event whose failure is not transient is dead-lettered after so many attempts, because it holds up its partition. */
const maxAttempts = 5;

/** The whole service, wired but not started. */
export async function buildApp(options: { config: Config; log: Logger; now: () => number }): Promise<ServiceApp> {
  const { config, log, now } = options;
  const foundation = createFoundation('notification-service', options);
  const { metrics, health, lifecycle, guard } = foundation;

  const cosmos = await openCosmos(foundation, config, containers);
  const stores = {
    notifications: createCosmosNotificationStore({
      ...cosmos.in(notifications),
      keptForDays: config.NOTIFICATION_DAYS,
    }),
    preferences: createCosmosPreferenceStore(cosmos.in(preferences)),
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
  const notify = notifyCustomer({
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
    handle: orderEventsHandler({ notify, log }),
    deadLetters: deadLetters.sink,
    maxAttempts,
    log,
    metrics,
  });

  const servers = await createFastifyServers<typeof notificationApi>(
    foundation.http(notificationApi, {}),
    notificationHandlers(stores),
  );

  health.addCheck('cosmos', cosmos.check);
  health.addCheck('event-hubs', () => consumer.check());

  lifecycle.add('service bus', { stop: () => bus.close() });
  lifecycle.add('dead emails', { stop: () => deadLetters.close() });
  lifecycle.add('order events', consumer);
  return foundation.serve(servers);
}
