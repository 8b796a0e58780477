// What the embedded Azure costs when very much is kept: npm run bench:azure -- [--orders 300000] [--messages 1000000] [--json]
// The server has a process with the memory that the launcher grants it and a folder of its own; this process is the client.
import { fork, type ChildProcess } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CosmosClient, type Container } from '@azure/cosmos';
import { earliestEventPosition, EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';
import { ServiceBusClient } from '@azure/service-bus';
import { parseEntities, startAzure } from '../src/index.ts';

/** MiB that the process may take, divided as the launcher does it. */
const budget = { oldSpaceMb: 216, semiSpaceMb: 8 };
const slices = 10;
const containers = ['payments', 'ledger', 'notifications'] as const;
const paths = { payments: '/id', ledger: '/orderId', notifications: '/recipient' };
/** Documents of one order: a payment, two entries of the ledger, three notifications. */
const documentsPerOrder = 6;
const recipients = 5_000;

const entities = parseEntities(
  {
    UserConfig: {
      Namespaces: [
        {
          Name: 'bench',
          Queues: [
            {
              Name: 'waiting',
              Properties: {
                DefaultMessageTimeToLive: 'P1D',
                RequiresDuplicateDetection: true,
                DuplicateDetectionHistoryTimeWindow: 'PT5M',
              },
            },
          ],
          Entities: [{ Name: 'hub', PartitionCount: 4 }],
        },
      ],
    },
  },
  'bench',
);

interface Ready {
  cosmos: { endpoint: string; key: string };
  amqp: { serviceBus: string; eventHubs: string };
}
interface Usage {
  residentMb: number;
  /** Since the process started. */
  cpuMs: number;
}

/** The server's process: says how to connect, and what it uses whenever it is asked. */
async function serve(dataDir: string): Promise<void> {
  const { cosmos, amqp } = await startAzure({ entities, dataDir });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send!({ residentMb: Math.round(process.memoryUsage.rss() / 1e6), cpuMs: (user + system) / 1_000 });
  });
  process.on('disconnect', () => process.exit());
  process.send!({ cosmos: { endpoint: cosmos.endpoint, key: cosmos.key }, amqp });
}

class Server {
  readonly #process: ChildProcess;
  readonly ready: Ready;
  readonly startMs: number;

  private constructor(child: ChildProcess, ready: Ready, startMs: number) {
    this.#process = child;
    this.ready = ready;
    this.startMs = startMs;
  }

  static async start(folder: string): Promise<Server> {
    const began = performance.now();
    const child = fork(import.meta.filename, ['serve', folder], {
      execArgv: [`--max-old-space-size=${budget.oldSpaceMb}`, `--max-semi-space-size=${budget.semiSpaceMb}`],
      env: { ...process.env, MALLOC_ARENA_MAX: '2' },
    });
    const [ready] = (await once(child, 'message')) as [Ready];
    return new Server(child, ready, Math.round(performance.now() - began));
  }

  async usage(): Promise<Usage> {
    this.#process.send('usage');
    const [usage] = (await once(this.#process, 'message')) as [Usage];
    return usage;
  }

  async stop(): Promise<void> {
    this.#process.disconnect();
    await once(this.#process, 'exit');
  }
}

/** How one kind of work went in a slice of the filling. */
interface Slice {
  perSecond: number;
  cpuMicroseconds: number;
  residentMb: number;
}

async function measured(server: Server, count: number, work: () => Promise<void>): Promise<Slice> {
  const before = await server.usage();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  const after = await server.usage();
  return {
    perSecond: Math.round(count / seconds),
    cpuMicroseconds: Math.round(((after.cpuMs - before.cpuMs) * 1_000) / count),
    residentMb: after.residentMb,
  };
}

/** The documents of one order, by container, each about as large as the shop's. */
function documentsOf(n: number): Record<(typeof containers)[number], object[]> {
  const createdAt = new Date(1_700_000_000_000 + n * 1_000).toISOString();
  const orderId = `ord_${String(n).padStart(12, '0')}`;
  const recipient = `guest:${createHash('sha1')
    .update(String(n % recipients))
    .digest('hex')}`;
  const amount = { currency: 'EUR', minor: 1_000 + (n % 9_000) };
  const payment = {
    id: orderId,
    status: 'paid',
    amount,
    charged: amount,
    refunded: { ...amount, minor: 0 },
    createdAt,
  };
  const note = (kind: string) => ({
    id: `${orderId}-${kind}`,
    recipient,
    orderId,
    template: kind,
    channel: 'email',
    locale: 'en',
    status: 'sent',
    position: `${createdAt} ${orderId}-${kind}`,
    ttl: 90 * 86_400,
    subject: `Your order ${orderId}: ${kind}`,
    text: 'Thank you for your order. '.repeat(12),
  });
  return {
    payments: [
      { ...payment, position: `${createdAt} ${orderId}`, card: { brand: 'visa', last4: '4242' }, refunds: [] },
    ],
    ledger: ['authorised', 'captured'].map((kind) => ({
      id: `${orderId}-${kind}`,
      orderId,
      kind,
      amount,
      at: createdAt,
    })),
    notifications: ['placed', 'paid', 'shipped'].map(note),
  };
}

const keys = { payments: 'id', ledger: 'orderId', notifications: 'recipient' } as const;

/** Bulk requests without the client's cost: it would be the larger part. */
class BulkWriter {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });
  readonly #cosmos: Ready['cosmos'];

  constructor(cosmos: Ready['cosmos']) {
    this.#cosmos = cosmos;
  }

  close(): void {
    this.#agent.destroy();
  }

  async create(container: (typeof containers)[number], documents: readonly object[]): Promise<void> {
    for (let at = 0; at < documents.length; at += 100) {
      const operations = documents.slice(at, at + 100).map((resourceBody) => ({
        operationType: 'Create',
        resourceBody,
        partitionKey: JSON.stringify([(resourceBody as Record<string, string>)[keys[container]]]),
      }));
      await this.#send(`dbs/bench/colls/${container}`, JSON.stringify(operations));
    }
  }

  #send(link: string, body: string): Promise<void> {
    const date = new Date().toUTCString();
    const signature = createHmac('sha256', Buffer.from(this.#cosmos.key, 'base64'))
      .update(`post\ndocs\n${link}\n${date.toLowerCase()}\n\n`)
      .digest('base64');
    const headers = {
      'x-ms-date': date,
      authorization: encodeURIComponent(`type=master&ver=1.0&sig=${signature}`),
      'x-ms-cosmos-is-batch-request': 'true',
      'x-ms-cosmos-batch-atomic': 'false',
      prefer: 'return=minimal',
    };
    return new Promise((resolve, reject) => {
      const url = new URL(`${link}/docs`, `${this.#cosmos.endpoint}/`);
      const outgoing = request(url, { method: 'POST', agent: this.#agent, headers }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`the bulk answered ${response.statusCode}`)),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}

async function fillOrders(writer: BulkWriter, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 100) {
    const orders = Array.from({ length: Math.min(100, to - at) }, (_, n) => documentsOf(at + n));
    await Promise.all(
      containers.map((name) =>
        writer.create(
          name,
          orders.flatMap((order) => order[name]),
        ),
      ),
    );
  }
}

async function fillQueue(client: ServiceBusClient, from: number, to: number): Promise<void> {
  const sender = client.createSender('waiting');
  for (let at = from; at < to; at += 500) {
    const batch = await sender.createMessageBatch();
    for (let n = at; n < Math.min(at + 500, to); n++)
      batch.tryAddMessage({ body: 'm'.repeat(200), messageId: `m${n}` });
    await sender.sendMessages(batch);
  }
  await sender.close();
}

async function fillHub(producer: EventHubProducerClient, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 500) {
    const events = Array.from({ length: Math.min(500, to - at) }, (_, n) => ({
      body: { n: at + n, text: 'e'.repeat(200) },
    }));
    await producer.sendBatch(events, { partitionId: String((at / 500) % 4) });
  }
}

/** The median of some calls, in milliseconds. */
async function median(times: number, call: (n: number) => Promise<unknown>): Promise<number> {
  await call(0);
  const took: number[] = [];
  for (let n = 1; n <= times; n++) {
    const began = performance.now();
    await call(n);
    took.push(performance.now() - began);
  }
  return Math.round((took.sort((a, b) => a - b)[times >> 1] ?? 0) * 100) / 100;
}

/** How long what the shop asks for takes. */
async function readTimes({ cosmos, amqp }: Ready, orders: number): Promise<Record<string, number>> {
  const client = new CosmosClient(cosmos);
  const of = (name: string): Container => client.database('bench').container(name);
  const at = (n: number) => documentsOf((n * 7_919) % orders);
  const first = (documents: object[]) => documents[0] as Record<string, string>;
  const page = (name: string, query: string, values: Record<string, string>, partitionKey?: string) =>
    of(name)
      .items.query(
        { query, parameters: Object.entries(values).map(([key, value]) => ({ name: `@${key}`, value })) },
        partitionKey === undefined ? {} : { partitionKey },
      )
      .fetchAll();
  const byPosition = 'SELECT TOP 51 * FROM c WHERE c.position > @after ORDER BY c.position';
  const newest = (field: string) =>
    `SELECT TOP 51 * FROM c WHERE c.${field} = @value AND c.position < @before ORDER BY c.position DESC`;
  const times = {
    'point read': await median(200, (n) =>
      of('payments')
        .item(first(at(n).payments)['id']!, first(at(n).payments)['id'])
        .read(),
    ),
    'payments, a page by position': await median(100, (n) =>
      page('payments', byPosition, { after: first(at(n).payments)['position']! }),
    ),
    'notifications of a recipient': await median(100, (n) => {
      const { recipient } = first(at(n).notifications);
      return page('notifications', newest('recipient'), { value: recipient!, before: '~' }, recipient);
    }),
    'notifications of an order': await median(100, (n) =>
      page('notifications', newest('orderId'), { value: first(at(n).notifications)['orderId']!, before: '~' }),
    ),
  };
  client.dispose();
  const bus = new ServiceBusClient(amqp.serviceBus);
  const receiver = bus.createReceiver('waiting', { maxAutoLockRenewalDurationInMs: 0 });
  const take = await median(20, async () => {
    for (const message of await receiver.receiveMessages(10, { maxWaitTimeInMs: 1_000 }))
      await receiver.completeMessage(message);
  });
  await bus.close();
  return {
    ...times,
    'receive and complete 10 messages': take,
    'first 500 events': await firstEvents(amqp.eventHubs),
  };
}

async function firstEvents(connection: string): Promise<number> {
  const consumer = new EventHubConsumerClient('$Default', connection, 'hub');
  const began = performance.now();
  let read = 0;
  await new Promise<void>((resolve, reject) => {
    const handlers = {
      processEvents: async (events: unknown[]) => {
        read += events.length;
        if (read >= 500) resolve();
      },
      processError: async (error: Error) => reject(error),
    };
    consumer.subscribe('0', handlers, { startPosition: earliestEventPosition, maxBatchSize: 200 });
  });
  const took = performance.now() - began;
  await consumer.close();
  return Math.round(took);
}

async function main({ orders, messages, json }: { orders: number; messages: number; json: boolean }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'azure-growth-'));
  let server = await Server.start(folder);
  try {
    const empty = (await server.usage()).residentMb;
    const { cosmos, amqp } = server.ready;
    const client = new CosmosClient(cosmos);
    const { database } = await client.databases.create({ id: 'bench' });
    for (const id of containers)
      await database.containers.create({
        id,
        partitionKey: paths[id],
        ...(id === 'notifications' && { defaultTtl: -1 }),
      });
    client.dispose();
    const writer = new BulkWriter(cosmos);
    const bus = new ServiceBusClient(amqp.serviceBus);
    const producer = new EventHubProducerClient(amqp.eventHubs, 'hub');
    const filling: { orders: Slice; messages: Slice; events: Slice }[] = [];
    const part = (total: number, n: number) => Math.round((total * n) / slices);
    for (let n = 0; n < slices; n++) {
      const range = (total: number) => [part(total, n), part(total, n + 1)] as const;
      const half = messages / 2;
      const size = (total: number) => range(total)[1] - range(total)[0];
      filling.push({
        orders: await measured(server, size(orders), () => fillOrders(writer, ...range(orders))),
        messages: await measured(server, size(half), () => fillQueue(bus, ...range(half))),
        events: await measured(server, size(half), () => fillHub(producer, ...range(half))),
      });
      // The indexes of the shop's queries are there from the first pages on, as when it runs.
      if (n === 0) await readTimes(server.ready, part(orders, 1));
      if (!json) console.log(`${(n + 1) * slices} %`, JSON.stringify(filling.at(-1)));
    }
    await producer.close();
    await bus.close();
    writer.close();
    const reads = await readTimes(server.ready, orders);
    const filled = (await server.usage()).residentMb;
    await server.stop();

    server = await Server.start(folder);
    const readsAgain = await readTimes(server.ready, orders);
    const again = { startMs: server.startMs, residentMb: (await server.usage()).residentMb };
    const fileMb = Math.round(
      readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1e6,
    );
    report(
      {
        orders,
        documents: orders * documentsPerOrder,
        messages,
        empty,
        filling,
        filled,
        reads,
        again,
        readsAgain,
        fileMb,
      },
      json,
    );
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Report {
  orders: number;
  documents: number;
  messages: number;
  /** MB resident before anything is kept, and after the filling and reads. */
  empty: number;
  filled: number;
  filling: { orders: Slice; messages: Slice; events: Slice }[];
  /** Milliseconds, medians. */
  reads: Record<string, number>;
  again: { startMs: number; residentMb: number };
  readsAgain: Record<string, number>;
  fileMb: number;
}

function report(result: Report, json: boolean): void {
  if (json) return console.log(JSON.stringify(result));
  const { filling, reads, readsAgain, again } = result;
  console.log(
    `${result.orders} orders' documents (${result.documents}) and ${result.messages} messages: ${result.fileMb} MB in files`,
  );
  console.log(
    `resident: ${result.empty} MB empty, ${result.filled} MB full; started again on it in ${again.startMs} ms, ${again.residentMb} MB`,
  );
  for (const kind of ['orders', 'messages', 'events'] as const) {
    const [first, last] = [filling[0]![kind], filling.at(-1)![kind]];
    console.log(
      `${kind}: ${first.cpuMicroseconds} µs of processor each in the first tenth, ${last.cpuMicroseconds} in the last (${first.perSecond} and ${last.perSecond} a second)`,
    );
  }
  for (const [what, ms] of Object.entries(reads))
    console.log(`${what}: ${ms} ms, after the start ${readsAgain[what]} ms`);
}

if (process.argv[2] === 'serve') await serve(process.argv[3]!);
else {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '300000' },
      messages: { type: 'string', default: '1000000' },
      json: { type: 'boolean', default: false },
    },
  });
  await main({ orders: Number(values.orders), messages: Number(values.messages), json: values.json });
}
