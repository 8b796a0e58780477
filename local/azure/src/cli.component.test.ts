import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile, readFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmailClient } from '@azure/communication-email';
import { CosmosClient } from '@azure/cosmos';
import { earliestEventPosition, EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';
import { BlobCheckpointStore } from '@azure/eventhubs-checkpointstore-blob';
import { ServiceBusAdministrationClient, ServiceBusClient } from '@azure/service-bus';
import { BlobServiceClient } from '@azure/storage-blob';
import { type AzureProcess, type Endpoints, runAzure, startAzureProcess } from './testing/azure-process.ts';

let folder: string;
const running: AzureProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halden-azure-'));
});
afterEach(async () => {
  for (const { end } of running.splice(0)) await end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function start(...args: string[]): Promise<AzureProcess> {
  const started = await startAzureProcess(['--data', join(folder, 'data'), ...args]);
  running.push(started);
  return started;
}

/** What the real clients leave behind in each service. */
async function writeEverywhere({ serviceBus, cosmos, blob, communication }: Endpoints): Promise<void> {
  const bus = new ServiceBusClient(serviceBus);
  await bus.createSender('payment-requests').sendMessages({ body: 'charge' });
  await bus.close();
  const client = new CosmosClient(cosmos);
  const { database } = await client.databases.createIfNotExists({ id: 'shop' });
  const { container } = await database.containers.createIfNotExists({ id: 'items', partitionKey: '/id' });
  await container.items.upsert({ id: 'lamp', price: 4800 });
  client.dispose();
  const blobs = BlobServiceClient.fromConnectionString(blob).getContainerClient('kept');
  await blobs.createIfNotExists();
  await blobs.getBlockBlobClient('note').upload('kept', 4);
  const poller = await new EmailClient(communication.connectionString, { allowInsecureConnection: true }).beginSend({
    senderAddress: 'shop@halden.example',
    recipients: { to: [{ address: 'ada@example.com' }] },
    content: { subject: 'Kept', plainText: 'x' },
  });
  await poller.pollUntilDone();
}

/** The same things, read back; what is gone is `undefined`. */
async function readEverywhere({ serviceBus, cosmos, blob, communication }: Endpoints) {
  const bus = new ServiceBusClient(serviceBus);
  const receiver = bus.createReceiver('payment-requests');
  const [message] = await receiver.peekMessages(1);
  await bus.close();
  const client = new CosmosClient(cosmos);
  const item = await client
    .database('shop')
    .container('items')
    .item('lamp', 'lamp')
    .read<{ price: number }>()
    .then(({ resource }) => resource?.price)
    .catch(() => undefined);
  client.dispose();
  const container = BlobServiceClient.fromConnectionString(blob).getContainerClient('kept');
  const exists = await container.getBlobClient('note').exists();
  const { messages } = (await (await fetch(`${communication.mailbox}api/messages`)).json()) as {
    messages: { subject: string }[];
  };
  return { message: message?.body as unknown, item, exists, mail: messages.map(({ subject }) => subject) };
}

const everything = { message: 'charge', item: 4800, exists: true, mail: ['Kept'] };

async function token({ identity }: Endpoints): Promise<string> {
  const form = {
    grant_type: 'password',
    client_id: identity.clients.password ?? '',
    username: 'ada@example.com',
    password: 'demo',
  };
  const response = await fetch(identity.tokenEndpoint, { method: 'POST', body: new URLSearchParams(form) });
  return ((await response.json()) as { access_token: string }).access_token;
}

describe('npm run azure -- --json', () => {
  it('prints all endpoints in exactly one line, and the real clients use them', async () => {
    const { endpoints, lines, child } = await start();
    expect(Object.keys(endpoints)).toEqual([
      'serviceBus',
      'eventHubs',
      'serviceBusAdministration',
      'cosmos',
      'blob',
      'identity',
      'communication',
      'data',
      'pid',
    ]);
    expect(endpoints.pid).toBe(child.pid);
    expect(endpoints.data).toBe(join(folder, 'data'));
    await writeEverywhere(endpoints);
    expect(await readEverywhere(endpoints)).toEqual(everything);
    const { certificateAuthority: ca = '', certificateAuthorityFile = '' } = endpoints.serviceBusAdministration;
    expect(await readFile(certificateAuthorityFile, 'utf8')).toBe(ca);
    const administration = new ServiceBusAdministrationClient(endpoints.serviceBus, { tlsOptions: { ca } });
    expect(await administration.queueExists('payment-requests')).toBe(true);
    expect((await token(endpoints)).split('.')).toHaveLength(3);
    expect(lines).toHaveLength(1);
  });

  it('serves the event hub of the shop, with checkpoints in its blobs', async () => {
    const { endpoints } = await start('--data', ':memory:');
    const producer = new EventHubProducerClient(endpoints.eventHubs, 'order-events');
    await producer.sendBatch([{ body: { order: 1 } }], { partitionId: '2' });
    const container = BlobServiceClient.fromConnectionString(endpoints.blob).getContainerClient('checkpoints');
    await container.create();
    const store = new BlobCheckpointStore(container);
    const consumer = new EventHubConsumerClient('notification-service', endpoints.eventHubs, 'order-events', store, {
      loadBalancingOptions: { strategy: 'greedy', updateIntervalInMs: 100 },
    });
    const received = await new Promise<unknown>((resolve, reject) => {
      consumer.subscribe(
        {
          processEvents: async ([event], context) => {
            if (!event) return;
            await context.updateCheckpoint(event);
            resolve(event.body);
          },
          processError: async (error) => reject(error),
        },
        { startPosition: earliestEventPosition },
      );
    });
    expect(received).toEqual({ order: 1 });
    const checkpoints = await store.listCheckpoints(
      consumer.fullyQualifiedNamespace,
      'order-events',
      'notification-service',
    );
    expect(checkpoints).toEqual([expect.objectContaining({ partitionId: '2', sequenceNumber: 0 })]);
    await Promise.all([consumer.close(), producer.close()]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('ends cleanly at SIGTERM and SIGINT, and keeps everything for the next start', async () => {
    const first = await start();
    await writeEverywhere(first.endpoints);
    const before = await token(first.endpoints);
    expect(await first.end('SIGTERM')).toEqual([0, null]);
    const second = await start();
    expect(await readEverywhere(second.endpoints)).toEqual(everything);
    const keys = (await (await fetch(second.endpoints.identity.jwksUri)).json()) as { keys: { kid: string }[] };
    expect(JSON.parse(Buffer.from(before.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({
      kid: keys.keys[0]?.kid,
    });
    expect(await second.end('SIGINT')).toEqual([0, null]);
  });

  it('ends at once at a second signal, whatever still goes on', async () => {
    const { endpoints, child, end } = await start('--data', ':memory:');
    const { hostname, port } = new URL(/BlobEndpoint=([^;]+)/.exec(endpoints.blob)?.[1] ?? '');
    const unfinished = connect(Number(port), hostname);
    unfinished.on('error', () => {}).write('PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n');
    await once(unfinished, 'data');
    child.kill('SIGINT');
    const [code] = await end('SIGTERM');
    // The system may hand over two signals in either order.
    expect([130, 143]).toContain(code);
    unfinished.destroy();
  });

  it('keeps what was acknowledged when it is killed', async () => {
    const first = await start();
    await writeEverywhere(first.endpoints);
    expect(await first.end('SIGKILL')).toEqual([null, 'SIGKILL']);
    expect(await readEverywhere((await start()).endpoints)).toEqual(everything);
  });

  it('with --reset begins empty', async () => {
    const first = await start();
    await writeEverywhere(first.endpoints);
    await first.end('SIGTERM');
    const { endpoints } = await start('--reset');
    expect(await readEverywhere(endpoints)).toEqual({ message: undefined, item: undefined, exists: false, mail: [] });
  });

  it('lets one process have the data directory, and names it to the other', async () => {
    const first = await start();
    const second = await runAzure(['--json', '--data', join(folder, 'data')]);
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toContain(`in use by process ${first.child.pid}`);
  });

  it('reads entities from standard input, and adds several files up', async () => {
    const queue = (Name: string) => JSON.stringify({ UserConfig: { Namespaces: [{ Name: 'n', Queues: [{ Name }] }] } });
    const file = join(folder, 'own.json');
    await writeFile(file, `\ufeff${queue('from-file')}`);
    const started = await startAzureProcess(
      ['--data', ':memory:', '--config', file, '--config', '-'],
      queue('from-input'),
    );
    running.push(started);
    const bus = new ServiceBusClient(started.endpoints.serviceBus);
    for (const name of ['from-file', 'from-input']) await bus.createSender(name).sendMessages({ body: name });
    await bus.close();
  });
});

describe('npm run azure that cannot start', () => {
  it('names a port that is taken, and who has it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, stderr, stdout } = await runAzure([
      '--json',
      '--data',
      ':memory:',
      '--blob-port',
      String(port),
      '--amqp-port',
      '0',
    ]);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`blob did not start: port ${port} is taken by`);
    if (process.platform === 'linux') expect(stderr).toContain(`process ${process.pid} (`);
    server.close();
    await once(server, 'close');
  });

  it('names a file of entities that is not there, not JSON, or wrong, with the fault', async () => {
    const broken = join(folder, 'broken.json');
    await writeFile(broken, '{ "UserConfig": ');
    const wrong = join(folder, 'wrong.json');
    await writeFile(wrong, '{ "UserConfig": { "Namespaces": [{ "Name": "n", "Queues": [{ "Name": "" }] }] } }');
    for (const [file, fault] of [
      [join(folder, 'missing.json'), 'cannot be read: ENOENT'],
      [broken, 'is not JSON'],
      [wrong, 'Queues[0].Name'],
    ] as const) {
      const { code, stderr } = await runAzure(['--config', file]);
      expect(code).toBe(2);
      expect(stderr).toContain(file);
      expect(stderr).toContain(fault);
      expect(stderr).not.toContain('    at ');
    }
  });

  it('hints at the right option, explains itself, and prints its version', async () => {
    const { code, stderr } = await runAzure(['--jsn']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean --json?');
    expect(await runAzure(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('--config FILE') });
    expect((await runAzure(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
