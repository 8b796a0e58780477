// How fast the embedded Service Bus and Event Hubs are through the vendor's clients: node local/azure/bench/amqp.ts [--json]
// The server has a process and a data file of its own, as in use; this process is the client.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { earliestEventPosition, EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';
import { ServiceBusClient, type ServiceBusMessage, type ServiceBusSender } from '@azure/service-bus';
import { startAmqpServer } from '../src/amqp/index.ts';
import { parseEntities } from '../src/entities.ts';

const entities = parseEntities(
  {
    UserConfig: {
      Namespaces: [
        {
          Name: 'bench',
          Queues: ['send', 'flow', 'latency', 'waiting'].map((Name) => ({ Name })),
          Entities: [{ Name: 'hub', PartitionCount: 4 }],
        },
      ],
    },
  },
  'bench',
);
const payload = 'x'.repeat(200);
const batchSize = 250;

interface Measure {
  what: string;
  p50Ms?: number;
  p95Ms?: number;
  perSecond?: number;
}

/** The server's process: says how to connect, and how much memory it has whenever it is asked. */
async function serve(dataFile: string): Promise<void> {
  const server = await startAmqpServer({ entities, dataFile });
  process.on('message', () => {
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send!({ liveMb: Math.round((heapUsed + external) / 1e6), residentMb: Math.round(rss / 1e6) });
  });
  process.on('disconnect', () => process.exit());
  process.send!(server);
}

async function main(json: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'amqp-bench-'));
  const server = fork(import.meta.filename, ['serve', join(folder, 'bus.db')], { execArgv: ['--expose-gc'] });
  try {
    const [{ serviceBus, eventHubs }] = (await once(server, 'message')) as [{ serviceBus: string; eventHubs: string }];
    const client = new ServiceBusClient(serviceBus);
    const empty = await memoryOf(server);
    await fill(client.createSender('waiting'), 50_000, { body: 'y'.repeat(1_000) });
    const waiting = await memoryOf(server);
    await drain(client, 'waiting', 50_000);
    const measures = [
      await batchedSend(client),
      await sendReceiveComplete(client),
      await idleLatency(client),
      ...(await events(eventHubs)),
    ];
    const memory = { empty, 'with 50,000 messages of 1 kB waiting': waiting, 'at the end': await memoryOf(server) };
    await client.close();
    report({ measures, memory }, json);
  } finally {
    server.disconnect();
    await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

interface Memory {
  /** What is in use after a garbage collection. */
  liveMb: number;
  /** What the process holds, garbage and reserves included. */
  residentMb: number;
}

async function memoryOf(server: ChildProcess): Promise<Memory> {
  server.send('memory');
  const [answer] = (await once(server, 'message')) as [Memory];
  return answer;
}

/** Sends `count` messages in batches, four of them under way at once. */
async function fill(sender: ServiceBusSender, count: number, message: ServiceBusMessage): Promise<void> {
  let left = Math.ceil(count / batchSize);
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (left-- > 0) await sender.sendMessages(Array.from({ length: batchSize }, () => message));
    }),
  );
}

/** Removes the messages of a queue. */
async function drain(client: ServiceBusClient, queue: string, count: number): Promise<void> {
  const receiver = client.createReceiver(queue, { receiveMode: 'receiveAndDelete' });
  for (let left = count; left > 0;)
    left -= (await receiver.receiveMessages(Math.min(left, 1_000), { maxWaitTimeInMs: 5_000 })).length;
  await receiver.close();
}

async function batchedSend(client: ServiceBusClient): Promise<Measure> {
  const sender = client.createSender('send');
  await fill(sender, 5_000, { body: payload });
  const count = 50_000;
  const began = performance.now();
  await fill(sender, count, { body: payload });
  return { what: `Service Bus: send in batches of ${batchSize}`, perSecond: rate(count, began) };
}

async function sendReceiveComplete(client: ServiceBusClient): Promise<Measure> {
  const count = 20_000;
  const done = Promise.withResolvers<void>();
  let completed = 0;
  const receiver = client.createReceiver('flow', { maxAutoLockRenewalDurationInMs: 0 });
  const began = performance.now();
  receiver.subscribe(
    {
      processMessage: async (message) => {
        await receiver.completeMessage(message);
        if (++completed === count) done.resolve();
      },
      processError: async ({ error }) => done.reject(error),
    },
    { maxConcurrentCalls: 500, autoCompleteMessages: false },
  );
  await fill(client.createSender('flow'), count, { body: payload });
  await done.promise;
  const perSecond = rate(count, began);
  await receiver.close();
  return { what: 'Service Bus: send, receive and complete', perSecond };
}

async function idleLatency(client: ServiceBusClient): Promise<Measure> {
  const sender = client.createSender('latency');
  const receiver = client.createReceiver('latency');
  let arrived = Promise.withResolvers<void>();
  receiver.subscribe({
    processMessage: async () => arrived.resolve(),
    processError: async ({ error }) => arrived.reject(error),
  });
  const times: number[] = [];
  for (let index = 0; index < 400; index++) {
    arrived = Promise.withResolvers<void>();
    const began = performance.now();
    await Promise.all([sender.sendMessages({ body: payload }), arrived.promise]);
    if (index >= 100) times.push(performance.now() - began);
  }
  await receiver.close();
  return { what: 'Service Bus: from send to receive, idle', ...percentiles(times) };
}

async function events(connection: string): Promise<Measure[]> {
  const producer = new EventHubProducerClient(connection, 'hub');
  const count = 50_000;
  const publish = async (total: number) => {
    let left = total / batchSize;
    const batch = Array.from({ length: batchSize }, () => ({ body: payload }));
    await Promise.all(
      Array.from({ length: 4 }, async (_, partition) => {
        while (left-- > 0) await producer.sendBatch(batch, { partitionId: String(partition) });
      }),
    );
  };
  let began = performance.now();
  await publish(count);
  const sent = rate(count, began);
  await producer.close();

  const consumer = new EventHubConsumerClient('$Default', connection, 'hub');
  const done = Promise.withResolvers<void>();
  let received = 0;
  began = performance.now();
  const subscription = consumer.subscribe(
    {
      processEvents: async (batch) => {
        received += batch.length;
        if (received === count) done.resolve();
      },
      processError: async (error) => done.reject(error),
    },
    { startPosition: earliestEventPosition, maxBatchSize: 1_000, maxWaitTimeInSeconds: 1 },
  );
  await done.promise;
  const read = rate(count, began);
  await subscription.close();
  await consumer.close();
  return [
    { what: `Event Hubs: send in batches of ${batchSize}`, perSecond: sent },
    { what: 'Event Hubs: receive', perSecond: read },
  ];
}

function rate(count: number, began: number): number {
  return Math.round(count / ((performance.now() - began) / 1_000));
}

function percentiles(times: number[]): { p50Ms: number; p95Ms: number } {
  const sorted = times.sort((left, right) => left - right);
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 100) / 100;
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

function report(result: { measures: Measure[]; memory: Record<string, Memory> }, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const lines = result.measures.map(({ what, perSecond, p50Ms, p95Ms }) => {
    const value =
      perSecond === undefined ? `p50 ${p50Ms} ms, p95 ${p95Ms} ms` : `${perSecond.toLocaleString('en')} / s`;
    return `${what.padEnd(50)} ${value}`;
  });
  for (const [when, { liveMb, residentMb }] of Object.entries(result.memory))
    lines.push(`${`Memory: ${when}`.padEnd(50)} ${liveMb} MB in use, ${residentMb} MB resident`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

if (process.argv[2] === 'serve') await serve(process.argv[3] ?? '');
else await main(process.argv.includes('--json'));
