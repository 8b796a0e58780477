import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createClient,
  fetchTransport,
  type Message,
  type OrderId,
  paymentApi,
  type PaymentResult,
} from '@halden/contracts';
import {
  type AmqpServer,
  type CosmosServer,
  parseEntities,
  startAmqpServer,
  startCosmosServer,
} from '@halden/local-azure';
import { createServiceBusClient } from '@halden/messaging';
import type { Logger } from '@halden/service-kit';
import { createCosmosClient } from '@halden/service-kit/cosmos';
import { silentLog, startTestIssuer } from '@halden/service-kit/testing';
import { buildApp } from '../app.ts';
import { paymentRequests, paymentResults, readConfig } from '../config.ts';

const entitiesFile = new URL('../../../../local/azure/entities.json', import.meta.url);

/** The whole service in this process, against the embedded Azure, with the clients of those around it. */
export type Platform = Awaited<ReturnType<typeof startPlatform>>;

export async function startPlatform(options: { log?: Logger; settings?: Record<string, string> } = {}) {
  const entities = parseEntities(JSON.parse(await readFile(entitiesFile, 'utf8')), 'entities.json');
  const [amqp, cosmos, issuer] = await Promise.all([
    startAmqpServer({ entities }),
    startCosmosServer(),
    startTestIssuer(),
  ]);
  const environment = environmentFor({ amqp, cosmos, issuer });
  const app = await buildApp({
    config: readConfig({ ...environment, ...options.settings }),
    log: options.log ?? silentLog,
    now: Date.now,
  });
  await app.lifecycle.start();
  app.health.setState('running');

  const bus = await createServiceBusClient({ connectionString: amqp.serviceBus, namespace: undefined });
  const cosmosClient = await createCosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key });
  const commands = bus.createSender(paymentRequests);
  const url = `http://127.0.0.1:${app.port()}`;
  const management = `http://127.0.0.1:${app.managementPort()}`;
  const client = (headers: Record<string, string> = {}) =>
    createClient(paymentApi, fetchTransport(url), { headers: () => headers });
  const received: PaymentResult[] = [];
  const results = bus.createReceiver(paymentResults.name, paymentResults.subscriptions.orderService).subscribe({
    processMessage: async ({ body }) => void received.push(body as PaymentResult),
    processError: async () => undefined,
  });

  return {
    url,
    ready: () => fetch(`${management}/ready`),
    metrics: async () => (await fetch(`${management}/metrics`)).text(),
    environment,
    issuer,
    bus,
    database: cosmosClient.database('halden'),
    anyone: client(),
    staff: client(await issuer.bearer({ id: 'emp_grace', roles: ['payments.read'] })),
    customer: client(await issuer.bearer({ id: 'cus_ada' })),
    /** Sends a command as it would come from the outbox; under another message id it passes the broker's duplicate detection. */
    send: (message: Message, messageId = message.id) =>
      commands.sendMessages({ messageId, body: message, contentType: 'application/json' }),
    /** All results of the order so far. */
    resultsFor: (order: OrderId) => received.filter(({ subject }) => subject === order),
    /** The results of the order, once there are so many. */
    async results(order: OrderId, count = 1): Promise<PaymentResult[]> {
      const all = () => received.filter(({ subject }) => subject === order);
      await eventually(() => all().length >= count, `${count} results for ${order}`);
      return all();
    },
    /** The next message on the queue's dead-letter queue. */
    async nextDeadLetter() {
      const receiver = bus.createReceiver(paymentRequests, { subQueueType: 'deadLetter' });
      const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 10_000 });
      if (message) await receiver.completeMessage(message);
      await receiver.close();
      return message;
    },
    async stop() {
      await app.lifecycle.stop();
      await results.close();
      await bus.close();
      cosmosClient.dispose();
      await Promise.all([amqp.stop(), cosmos.stop(), issuer.stop()]);
    },
  };
}

const environmentFor = (azure: {
  amqp: AmqpServer;
  cosmos: CosmosServer;
  issuer: { issuer: string; jwksUri: string };
}) => ({
  HOST: '127.0.0.1',
  PORT: '0',
  MANAGEMENT_PORT: '0',
  OIDC_ISSUER: azure.issuer.issuer,
  OIDC_JWKS_URI: azure.issuer.jwksUri,
  COSMOS_ENDPOINT: azure.cosmos.endpoint,
  COSMOS_KEY: azure.cosmos.key,
  COSMOS_PROVISION: 'true',
  SERVICE_BUS_CONNECTION_STRING: azure.amqp.serviceBus,
  BANK_TIMEOUT_MS: '20',
  BANK_LATE_SUCCESS_MS: '120',
  PAYMENT_CHECK_DELAY_MS: '40',
});

/** Looks until it is so, for at most ten seconds. */
export async function eventually(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(10)) if (await isSo()) return;
  throw new Error(`did not happen within ten seconds: ${what}`);
}
