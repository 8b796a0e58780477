import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CosmosClient } from '@azure/cosmos';
import { EventHubConsumerClient, EventHubProducerClient, earliestEventPosition } from '@azure/event-hubs';
import { ServiceBusClient } from '@azure/service-bus';
import { BlobServiceClient } from '@azure/storage-blob';
import { EmailClient } from '@azure/communication-email';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { administrationOf } from './amqp/testing/administration.ts';
import { aHub, aQueue, entities } from './amqp/testing/builders.ts';
import { type Azure, cliClient, demoPassword, demoPeople, startAzure } from './index.ts';
import { whileFull } from './testing/full-disk.ts';

const large = 'x'.repeat(100_000);
const hasty = { retryOptions: { maxRetries: 0, timeoutInMs: 1_000, retryDelayInMs: 50 } };

let folder: string;
let azure: Azure;
let logged: { event: string; message: string }[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'azure-full-'));
  logged = [];
  azure = await startAzure({
    entities: entities({ queues: [aQueue()], eventHubs: [aHub({ partitionCount: 1 })] }),
    dataDir: folder,
    log: (event, details) => {
      if (event.startsWith('storage-')) logged.push({ event, message: (details as { message: string }).message });
    },
  });
});
afterEach(async () => {
  await azure.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the console says while a data file is full and afterwards: a sentence each, however much was tried. */
const sentences = (file: string) => [
  {
    event: 'storage-unavailable',
    message: `The data file '${join(folder, file)}' cannot be written: database or disk is full. Make room on its disk; it goes on by itself.`,
  },
  { event: 'storage-available', message: `The data file '${join(folder, file)}' can be written again.` },
];

/** Calls until it succeeds: clients find their way back in their own time. */
async function eventually<Result>(call: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++)
    try {
      return await call();
    } catch (error) {
      if (attempt === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
}

async function refusal(call: Promise<unknown>): Promise<{ code?: unknown; statusCode?: unknown; message: string }> {
  const succeeded = Symbol();
  const result = await call.then(
    () => succeeded as never,
    (error: unknown) => error as never,
  );
  if (result === succeeded) throw new Error('expected the call to be refused');
  return result;
}

describe('on a full disk', () => {
  it('Cosmos answers 503 and keeps nothing, still reads, and writes again as soon as there is room', async () => {
    const { endpoint, key } = azure.cosmos;
    const connectionPolicy = { enableEndpointDiscovery: false };
    const client = new CosmosClient({ endpoint, key, connectionPolicy });
    const { database } = await client.databases.create({ id: 'shop' });
    const { container } = await database.containers.create({ id: 'c', partitionKey: '/pk' });
    await container.items.create({ id: 'before', pk: 'p' });
    await whileFull('cosmos.db', async () => {
      for (let attempt = 0; attempt < 3; attempt++) {
        const { code, message } = await refusal(container.items.upsert({ id: 'lost', pk: 'p', large }));
        expect([code, message]).toEqual([503, expect.stringContaining('cannot be written')]);
      }
      expect((await refusal(database.containers.create({ id: 'other', partitionKey: '/pk' }))).code).toBe(503);
      expect((await container.item('before', 'p').read()).resource).toMatchObject({ id: 'before' });
      // A query that would build an index looks at every item instead.
      const query = 'SELECT c.id FROM c WHERE c.n = 1 OR true ORDER BY c.id';
      expect((await container.items.query(query).fetchAll()).resources).toEqual([{ id: 'before' }]);
    });
    expect((await container.item('lost', 'p').read()).statusCode).toBe(404);
    await container.items.upsert({ id: 'after', pk: 'p', large });
    await database.containers.create({ id: 'other', partitionKey: '/pk' });
    const { resources } = await container.items.query('SELECT VALUE c.id FROM c').fetchAll();
    expect(resources).toEqual(['before', 'after']);
    expect(logged).toEqual(sentences('cosmos.db'));
    client.dispose();
  });

  it('the administration of Service Bus still reads, changes nothing, and goes on by itself', async () => {
    const client = await administrationOf(azure.amqp);
    const queue = await client.getQueue('orders');
    await whileFull('amqp.db', async () => {
      // The first try finds the disk full when its turn is committed, which cuts connections; the next ones are refused.
      await refusal(client.createQueue('new', { userMetadata: large }));
      const refused = await eventually(async () => {
        const error = await refusal(client.createQueue('new', { userMetadata: large }));
        if (error.statusCode !== 503) throw new Error(error.message);
        return error;
      });
      expect(refused).toMatchObject({ code: 'ServerBusyError', statusCode: 503 });
      expect(await refusal(client.updateQueue({ ...queue, maxDeliveryCount: 3 }))).toMatchObject({ statusCode: 503 });
      expect(await refusal(client.deleteQueue('orders'))).toMatchObject({ statusCode: 503 });
      expect(await client.queueExists('new')).toBe(false);
      expect(await client.getQueue('orders')).toMatchObject({ maxDeliveryCount: 10 });
    });
    await eventually(() => client.createQueue('new'));
    expect(await client.queueExists('new')).toBe(true);
    expect(await client.queueExists('orders')).toBe(true);
  });

  it('Service Bus refuses with server-busy, loses and invents nothing, and goes on by itself', async () => {
    const client = new ServiceBusClient(azure.amqp.serviceBus, hasty);
    const sender = client.createSender('orders');
    await sender.sendMessages({ body: 'before' });
    await whileFull('amqp.db', async () => {
      await refusal(sender.sendMessages({ body: large }));
      // The first tries may still be about the connection that was cut.
      const busy = await eventually(async () => {
        const { code, message } = await refusal(sender.sendMessages({ body: 'refused' }));
        if (code !== 'ServiceBusy') throw new Error(message);
        return message;
      });
      expect(busy).toContain('cannot be written');
    });
    await eventually(() => sender.sendMessages({ body: 'after' }));
    const receiver = client.createReceiver('orders');
    const received: unknown[] = [];
    while (received.length < 2) {
      const messages = await receiver.receiveMessages(10, { maxWaitTimeInMs: 5_000 });
      if (messages.length === 0) break;
      for (const message of messages) {
        received.push(message.body);
        await receiver.completeMessage(message);
      }
    }
    expect(received).toEqual(['before', 'after']);
    expect(await receiver.receiveMessages(1, { maxWaitTimeInMs: 300 })).toEqual([]);
    expect(logged).toEqual(sentences('amqp.db'));
    await client.close();
  });

  it('Event Hubs refuses with server-busy, and its offsets have no gap afterwards', async () => {
    const producer = new EventHubProducerClient(azure.amqp.eventHubs, 'telemetry', hasty);
    await producer.sendBatch([{ body: 'before' }]);
    await whileFull('amqp.db', async () => {
      await refusal(producer.sendBatch([{ body: large }]));
      await refusal(producer.sendBatch([{ body: 'refused' }]));
    });
    await eventually(() => producer.sendBatch([{ body: 'after' }]));
    const consumer = new EventHubConsumerClient('$Default', azure.amqp.eventHubs, 'telemetry');
    const read: [unknown, number][] = [];
    await new Promise<void>((resolve) => {
      consumer.subscribe(
        {
          processEvents: async (events) => {
            read.push(...events.map((event): [unknown, number] => [event.body, event.sequenceNumber]));
            if (read.length >= 2) resolve();
          },
          processError: async () => {},
        },
        { startPosition: earliestEventPosition },
      );
    });
    expect(read).toEqual([
      ['before', 0],
      ['after', 1],
    ]);
    await consumer.close();
    await producer.close();
  });

  it('Blob Storage answers 503 ServerBusy, and the old content stays', async () => {
    const client = BlobServiceClient.fromConnectionString(azure.blob.connectionString, {
      retryOptions: { maxTries: 1 },
    });
    const container = client.getContainerClient('files');
    await container.create();
    const blob = container.getBlockBlobClient('b');
    await blob.upload('before', 6);
    await whileFull('blob.db', async () => {
      expect(await refusal(blob.upload(large, large.length))).toMatchObject({ statusCode: 503, code: 'ServerBusy' });
      expect((await blob.downloadToBuffer()).toString()).toBe('before');
    });
    await blob.upload(large, large.length);
    expect((await blob.getProperties()).contentLength).toBe(large.length);
    expect(logged).toEqual(sentences('blob.db'));
  });

  it('Communication Services answer 503, and what was refused is not in the mailbox', async () => {
    const client = new EmailClient(azure.communication.connectionString, {
      allowInsecureConnection: true,
      retryOptions: { maxRetries: 0 },
    });
    const send = async (subject: string) => {
      const recipients = { to: [{ address: 'ada@example.com' }] };
      const message = { senderAddress: 'shop@halden.example', recipients, content: { subject, plainText: large } };
      await client.beginSend(message);
    };
    await whileFull('mailbox.db', async () => expect(await refusal(send('lost'))).toMatchObject({ statusCode: 503 }));
    await send('kept');
    const answer = await fetch(`${azure.communication.mailboxUrl}api/messages`);
    const { messages } = (await answer.json()) as { messages: { subject: string }[] };
    expect(messages.map(({ subject }) => subject)).toEqual(['kept']);
    expect(logged).toEqual(sentences('mailbox.db'));
  });

  it('sign-in answers 503 and works again afterwards', async () => {
    const signIn = () =>
      fetch(azure.identity.tokenEndpoint, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'password',
          client_id: cliClient,
          username: demoPeople[0]!.email,
          password: demoPassword,
        }),
      });
    const statuses = async (times: number) => {
      const seen = new Set<number>();
      for (let count = 0; count < times; count++) seen.add((await signIn()).status);
      return [...seen];
    };
    // The first ones may find room within the pages that the file has.
    await whileFull('identity.db', async () => expect(await statuses(40)).toContain(503));
    expect(await statuses(3)).toEqual([200]);
    expect(logged).toEqual(sentences('identity.db'));
  });
});
