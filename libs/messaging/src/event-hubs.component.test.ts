import { EventHubProducerClient } from '@azure/event-hubs';
import { paymentCommands } from '@halden/contracts';
import { type AmqpServer, type BlobServer, parseEntities, startAmqpServer, startBlobServer } from '@halden/local-azure';
import { createGuard, createMetrics } from '@halden/service-kit';
import { silentLog } from '@halden/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createBlobCheckpoints } from './blob-checkpoints.ts';
import { complete, createDecoder, retry } from './consumer.ts';
import { createServiceBusDeadLetters } from './dead-letters.ts';
import { createEventHubConsumer } from './event-hubs-consumer.ts';
import type { DeadLetterSink } from './event-hubs-settling.ts';
import { createEventHubPublisher } from './event-hubs-publisher.ts';
import { createServiceBusClient } from './service-bus.ts';
import { describeConsumer, until } from './testing/consumer-contract.ts';
import { aPaymentRequest } from './testing/index.ts';

const hubs = Array.from({ length: 20 }, (_, index) => ({
  Name: `hub-${index}`,
  PartitionCount: 2,
  ConsumerGroups: [{ Name: 'group' }],
}));
let broker: AmqpServer;
let blob: BlobServer;
let next = 0;
beforeAll(async () => {
  const entities = parseEntities(
    {
      UserConfig: {
        Namespaces: [{ Name: 'sbemulatorns', Queues: [{ Name: 'dead-letters' }], Topics: [] }],
        NamespaceConfig: [{ Type: 'EventHub', Name: 'emulatorNs1', Entities: hubs }],
      },
    },
    'test',
  );
  [broker, blob] = await Promise.all([startAmqpServer({ entities }), startBlobServer()]);
});
afterAll(async () => {
  await broker.stop();
  await blob.stop();
});

const decode = createDecoder(paymentCommands);
/** A guard for each thing that is called, as the foundation makes them. */
const aGuard = () => {
  const metrics = createMetrics('test');
  return (dependency: string) => createGuard({ dependency, metrics });
};
const addressOf = (hub: string) => ({ connectionString: broker.eventHubs, namespace: undefined, hub });

async function aHub() {
  const hub = `hub-${next++}`;
  const checkpoints = await createBlobCheckpoints({
    connectionString: blob.connectionString,
    account: undefined,
    container: hub,
  });
  const deadLettered: { body: unknown; reason: string | undefined }[] = [];
  let failures = 1; // the place for dead letters may be out of reach: it is asked again
  const deadLetters: DeadLetterSink = async ({ body }, { reason }) => {
    if (failures-- > 0) throw new Error('broker gone');
    deadLettered.push({ body, reason });
  };
  const consumer = (handle: Parameters<typeof createEventHubConsumer>[0]['handle'], replica = 'replica-1') =>
    createEventHubConsumer({
      address: addressOf(hub),
      consumerGroup: 'group',
      checkpoints,
      replica,
      decode,
      handle,
      deadLetters,
      log: silentLog,
      metrics: createMetrics('test'),
      maxAttempts: 3,
    });
  return { hub, deadLettered, consumer };
}

describeConsumer('an Event Hub', async () => {
  const { hub, deadLettered, consumer } = await aHub();
  const producer = new EventHubProducerClient(broker.eventHubs, hub);
  return {
    consumer,
    send: (bodies) => producer.sendBatch(bodies.map((body) => ({ body }))),
    async deadLetters(count) {
      await until(() => deadLettered.length >= count);
      return deadLettered;
    },
    dispose: () => producer.close(),
  };
});

describe('events that cannot be handled', () => {
  it('are dead-lettered after the last attempt, with their reason, in a queue', async () => {
    const { hub, deadLettered, consumer } = await aHub();
    const message = aPaymentRequest();
    const producer = new EventHubProducerClient(broker.eventHubs, hub);
    await producer.sendBatch([{ body: message }]);
    await producer.close();
    let attempts = 0;
    const reader = await consumer(async (deliveries) => deliveries.map(() => (attempts++, retry('handler_failed'))));
    await reader.start();
    await until(() => deadLettered.length >= 1);
    await reader.stop();
    expect(deadLettered).toEqual([{ body: message, reason: 'max_attempts_exceeded' }]);
    expect(attempts).toBe(3);
  });

  it('are kept in the queue as they came, with the reason and the trace', async () => {
    const client = await createServiceBusClient({ connectionString: broker.serviceBus, namespace: undefined });
    const guard = createGuard({ dependency: 'service-bus', metrics: createMetrics('test') });
    const deadLetters = createServiceBusDeadLetters({ client, queue: 'dead-letters', source: 'hub/group', guard });
    const delivery = { messageId: 'm1', body: { type: 'odd' }, previousAttempts: 0, traceparent: '00-trace' };
    await deadLetters.sink(delivery, { kind: 'dead-letter', reason: 'unknown_type', description: 'x'.repeat(5_000) });
    const receiver = client.createReceiver('dead-letters', { receiveMode: 'receiveAndDelete' });
    const [letter] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 5_000 });
    expect(letter).toMatchObject({
      messageId: 'm1',
      body: { type: 'odd' },
      applicationProperties: {
        reason: 'unknown_type',
        description: 'x'.repeat(1_024),
        source: 'hub/group',
        traceparent: '00-trace',
      },
    });
    await receiver.close();
    await deadLetters.close();
    await client.close();
  });
});

describe('the Event Hubs publisher', () => {
  it('keeps the events of one subject in order, in one partition', async () => {
    const { hub, consumer } = await aHub();
    const publisher = await createEventHubPublisher({
      address: addressOf(hub),
      guard: aGuard(),
    });
    const subjects = Array.from({ length: 6 }, () => aPaymentRequest().subject);
    const messages = Array.from({ length: 60 }, (_, index) =>
      aPaymentRequest({ id: `event-${index}`, subject: subjects[index % 6]! }),
    );
    for (let index = 0; index < 60; index += 20)
      await publisher.publish(messages.slice(index, index + 20).map((message) => ({ message })));
    const received: string[] = [];
    const reader = await consumer(async (deliveries) =>
      deliveries.map(({ message }) => (received.push(message.id), complete)),
    );
    await reader.start();
    await until(() => received.length >= 60);
    await reader.stop();
    await publisher.close();
    for (const subject of subjects) {
      const expected = messages.filter((message) => message.subject === subject).map(({ id }) => id);
      expect(received.filter((id) => expected.includes(id))).toEqual(expected);
    }
  });
});
