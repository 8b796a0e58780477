import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, fetchTransport, notificationApi, type OrderEvent, type Role } from '@halden/contracts';
import {
  type Message as Mail,
  parseEntities,
  startAmqpServer,
  startBlobServer,
  startCommunicationServer,
  startCosmosServer,
} from '@halden/local-azure';
import { createEventHubPublisher, createServiceBusClient } from '@halden/messaging';
import { createGuard, createMetrics } from '@halden/service-kit';
import { createCosmosClient } from '@halden/service-kit/cosmos';
import { silentLog, startTestIssuer } from '@halden/service-kit/testing';
import { buildApp } from '../app.ts';
import { eventDeadLetters, orderEvents, readConfig } from '../config.ts';

const entitiesFile = new URL('../../../../local/azure/entities.json', import.meta.url);

/** The embedded Azure as this service needs it, with the clients of those around the service. */
export type Surroundings = Awaited<ReturnType<typeof startSurroundings>>;

export async function startSurroundings() {
  const entities = parseEntities(JSON.parse(await readFile(entitiesFile, 'utf8')), 'entities.json');
  const [amqp, cosmos, blob, issuer] = await Promise.all([
    startAmqpServer({ entities }),
    startCosmosServer(),
    startBlobServer(),
    startTestIssuer(),
  ]);
  let communication = await startCommunicationServer();
  const bus = await createServiceBusClient({ connectionString: amqp.serviceBus, namespace: undefined });
  const deadLetters = bus.createReceiver(eventDeadLetters);
  const cosmosClient = await createCosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key });
  const metrics = createMetrics('test');
  const publisher = await createEventHubPublisher({
    address: { connectionString: amqp.eventHubs, namespace: undefined, hub: orderEvents.name },
    guard: (dependency) => createGuard({ dependency, metrics }),
  });
  const environment = {
    HOST: '127.0.0.1',
    PORT: '0',
    MANAGEMENT_PORT: '0',
    OIDC_ISSUER: issuer.issuer,
    OIDC_JWKS_URI: issuer.jwksUri,
    COSMOS_ENDPOINT: cosmos.endpoint,
    COSMOS_KEY: cosmos.key,
    COSMOS_PROVISION: 'true',
    EVENT_HUBS_CONNECTION_STRING: amqp.eventHubs,
    CHECKPOINT_CONNECTION_STRING: blob.connectionString,
    SERVICE_BUS_CONNECTION_STRING: amqp.serviceBus,
    COMMUNICATION_CONNECTION_STRING: communication.connectionString,
    EMAIL_SENDER: 'orders@halden.example',
    SMS_SENDER: 'Halden',
    SHOP_URL: 'https://halden.example',
    REPLICA_NAME: 'notification-service-0',
  };
  const mailsTo = async (address: string): Promise<Mail[]> => {
    const response = await fetch(`${communication.mailboxUrl}api/messages?to=${encodeURIComponent(address)}`);
    return ((await response.json()) as { messages: Mail[] }).messages.reverse();
  };

  return {
    environment,
    issuer,
    database: cosmosClient.database('halden'),
    publish: (...events: OrderEvent[]) => publisher.publish(events.map((message) => ({ message }))),
    /** What an address or a number was sent so far, the oldest first. */
    mailsTo,
    /** The same, once there are so many. */
    async mails(address: string, count = 1): Promise<Mail[]> {
      await eventually(async () => (await mailsTo(address)).length >= count, `${count} messages to ${address}`);
      return mailsTo(address);
    },
    /** The bodies of a message. */
    async bodies({ id }: Mail): Promise<{ text: string; html: string }> {
      const response = await fetch(`${communication.mailboxUrl}api/messages/${id}`);
      return (await response.json()) as { text: string; html: string };
    },
    async nextDeadLetter() {
      const [message] = await deadLetters.receiveMessages(1, { maxWaitTimeInMs: 10_000 });
      if (message) await deadLetters.completeMessage(message);
      return message;
    },
    /** Stops Communication Services while `meanwhile` runs. */
    async withoutCommunication(meanwhile: () => Promise<void>) {
      const { port } = communication;
      await communication.stop();
      await meanwhile();
      communication = await startCommunicationServer({ port });
    },
    async stop() {
      await publisher.close();
      await deadLetters.close();
      await bus.close();
      cosmosClient.dispose();
      await Promise.all([amqp, cosmos, blob, issuer, communication].map((server) => server.stop()));
    },
  };
}

/** The whole service in this process. */
export type Service = Awaited<ReturnType<typeof startService>>;

export async function startService(around: Surroundings, settings: Record<string, string> = {}) {
  const config = readConfig({ ...around.environment, ...settings });
  const app = await buildApp({ config, log: silentLog, now: Date.now });
  await app.lifecycle.start();
  app.health.setState('running');
  const url = `http://127.0.0.1:${app.port()}`;
  const management = `http://127.0.0.1:${app.managementPort()}`;
  const clientOf = (headers: Record<string, string>) =>
    createClient(notificationApi, fetchTransport(url), { headers: () => headers });
  return {
    url,
    anyone: clientOf({}),
    as: async (id: string, roles: Role[] = []) => clientOf(await around.issuer.bearer({ id, roles })),
    ready: () => fetch(`${management}/ready`),
    metrics: async () => (await fetch(`${management}/metrics`)).text(),
    stop: () => app.lifecycle.stop(),
  };
}

/** Looks until it is so, for at most fifteen seconds. */
export async function eventually(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await sleep(20)) if (await isSo()) return;
  throw new Error(`did not happen within fifteen seconds: ${what}`);
}
