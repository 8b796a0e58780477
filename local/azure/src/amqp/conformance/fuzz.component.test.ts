import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { EventHubProducerClient } from '@azure/event-hubs';
import { ServiceBusClient } from '@azure/service-bus';
import { aHub, aQueue, aSubscription, aTopic, entities } from '../testing/builders.ts';
import { childForEachTest } from '../testing/child-broker.ts';
import { noRetries, receiveOne } from '../testing/harness.ts';

const startChild = childForEachTest();
const ttl = { defaultTtlMs: 1e12 };

/** A forwarder that notes what its clients send, one list of chunks per connection. */
async function recorder(port: number) {
  const recordings: Buffer[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const chunks: Buffer[] = [];
    recordings.push(chunks);
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    client.on('data', (chunk) => chunks.push(chunk));
    client.pipe(upstream).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    recordings,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What applications do with Service Bus and Event Hubs, once. */
async function useEverything(connectionString: string, round: number): Promise<void> {
  const client = new ServiceBusClient(connectionString, noRetries);
  const sender = client.createSender('orders');
  await sender.sendMessages([1, 2, 3].map((body) => ({ body, applicationProperties: { body, text: 'x' } })));
  await sender.scheduleMessages({ body: 4 }, new Date(Date.now() + 60_000));
  const receiver = client.createReceiver('orders');
  const [first, second, third] = await receiver.receiveMessages(3, { maxWaitTimeInMs: 1_000 });
  await receiver.completeMessage(first!);
  await receiver.abandonMessage(second!, { again: true });
  await receiver.deadLetterMessage(third!);
  await receiver.peekMessages(2);
  await client.createSender('steps').sendMessages({ body: 1, sessionId: 'a' });
  const session = await client.acceptNextSession('steps');
  await session.setSessionState({ round });
  await session.close();
  await client.createRuleManager('events', 'all').createRule(`rule-${round}`, { sqlExpression: 'a = 1' });
  await client.close();
  const producer = new EventHubProducerClient(connectionString, 'telemetry', noRetries);
  await producer.sendBatch([{ body: 1 }], { partitionKey: 'key' });
  await producer.getPartitionIds();
  await producer.close();
}

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

function mutate(chunk: Buffer, random: () => number): Buffer {
  if (random() > 0.35) return chunk;
  const mutated = Buffer.from(chunk);
  const at = Math.floor(random() * mutated.length);
  const typeCodes = [0x00, 0x40, 0x43, 0x45, 0x7f, 0x80, 0xff];
  const kind = random();
  if (kind < 0.3) mutated[at] = Math.floor(random() * 256);
  else if (kind < 0.6) mutated[at] = typeCodes[Math.floor(random() * typeCodes.length)] ?? 0;
  else if (kind < 0.8) mutated[at] = (mutated[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  else return Buffer.concat([mutated.subarray(0, at), Buffer.from([Math.floor(random() * 256)]), mutated.subarray(at)]);
  return mutated;
}

async function replay(port: number, chunks: Buffer[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => {});
  socket.resume();
  for (const chunk of chunks) {
    if (socket.destroyed) break;
    socket.write(chunk);
    await turn();
  }
  socket.end(() => socket.destroy());
  await closed;
}

describe('a client that sends changed bytes of a real one', () => {
  it('cannot stop the broker, nor what others do with it', async () => {
    const broker = await startChild({
      entities: entities({
        queues: [aQueue({ ...ttl, lockDurationMs: 2_000 }), aQueue({ ...ttl, name: 'steps', requiresSession: true })],
        topics: [aTopic({ ...ttl, subscriptions: [aSubscription(ttl)] })],
        eventHubs: [aHub()],
      }),
    });
    const recorded = await recorder(broker.port);
    await useEverything(broker.serviceBus.replace(`:${broker.port};`, `:${recorded.port};`), 1);
    const random = seeded(20_301);
    for (let attack = 0; attack < 300; attack++) {
      const chunks = recorded.recordings[attack % recorded.recordings.length] ?? [];
      await replay(
        broker.port,
        chunks.map((chunk) => mutate(chunk, random)),
      );
    }
    await recorded.close();
    expect(broker.isRunning).toBe(true);
    await useEverything(broker.serviceBus, 2);
    const client = new ServiceBusClient(broker.serviceBus, noRetries);
    expect(await receiveOne(client.createReceiver('orders', { subQueueType: 'deadLetter' }))).toBeDefined();
    await client.close();
    expect(broker.isRunning).toBe(true);
  });
});
