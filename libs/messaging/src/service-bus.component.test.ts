import type { ServiceBusClient } from '@azure/service-bus';
import { paymentCommands } from '@halden/contracts';
import { type AmqpServer, parseEntities, startAmqpServer } from '@halden/local-azure';
import { createGuard, createMetrics } from '@halden/service-kit';
import { silentLog } from '@halden/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { complete, createDecoder } from './consumer.ts';
import { createServiceBusClient, createServiceBusConsumer, createServiceBusPublisher } from './service-bus.ts';
import { describeConsumer, until } from './testing/consumer-contract.ts';
import { aPaymentRequest } from './testing/index.ts';

const queues = Array.from({ length: 20 }, (_, index) => ({
  Name: `queue-${index}`,
  Properties: {
    LockDuration: 'PT30S',
    MaxDeliveryCount: 10,
    RequiresDuplicateDetection: true,
    DuplicateDetectionHistoryTimeWindow: 'PT5M',
  },
}));
let broker: AmqpServer;
let client: ServiceBusClient;
let next = 0;
beforeAll(async () => {
  const entities = parseEntities(
    { UserConfig: { Namespaces: [{ Name: 'sbemulatorns', Queues: queues, Topics: [] }] } },
    'test',
  );
  broker = await startAmqpServer({ entities });
  client = await createServiceBusClient({ connectionString: broker.serviceBus, namespace: undefined });
});
afterAll(async () => {
  await client.close();
  await broker.stop();
});

const metrics = () => createMetrics('test');
const decode = createDecoder(paymentCommands);

describeConsumer('a Service Bus queue', async () => {
  const queue = `queue-${next++}`;
  const sender = client.createSender(queue);
  return {
    consumer: async (handle) =>
      createServiceBusConsumer({ client, source: { queue }, decode, handle, log: silentLog, metrics: metrics() }),
    send: (bodies) => sender.sendMessages(bodies.map((body) => ({ body }))),
    async deadLetters(count) {
      const receiver = client.createReceiver(queue, { subQueueType: 'deadLetter', receiveMode: 'receiveAndDelete' });
      const messages = [];
      while (messages.length < count)
        messages.push(...(await receiver.receiveMessages(count, { maxWaitTimeInMs: 1_000 })));
      await receiver.close();
      return messages.map(({ body, deadLetterReason }) => ({ body: body as unknown, reason: deadLetterReason }));
    },
    dispose: () => sender.close(),
  };
});

describe('a Service Bus consumer whose broker comes later', () => {
  it('is well once the broker is there, though no message comes', async () => {
    const queue = `queue-${next++}`;
    const entities = parseEntities(
      { UserConfig: { Namespaces: [{ Name: 'sbemulatorns', Queues: [{ Name: queue }], Topics: [] }] } },
      'test',
    );
    const { port, serviceBus, stop } = await startAmqpServer({ entities });
    await stop();
    const later = await createServiceBusClient({ connectionString: serviceBus, namespace: undefined });
    const consumer = createServiceBusConsumer({
      client: later,
      source: { queue },
      decode,
      log: silentLog,
      metrics: metrics(),
      handle: async (deliveries) => deliveries.map(() => complete),
    });
    const isWell = () =>
      consumer.check().then(
        () => true,
        () => false,
      );
    await consumer.start();
    await until(async () => !(await isWell()));
    const come = await startAmqpServer({ entities, port });
    await until(isWell);
    await consumer.stop();
    await later.close();
    await come.stop();
  });
});

describe('the Service Bus publisher', () => {
  const publisherTo = (entity: string) =>
    createServiceBusPublisher({
      client,
      entity,
      guard: createGuard({ dependency: 'service-bus', metrics: metrics() }),
    });
  const receivedFrom = async (queue: string) => {
    const received: { id: string; trace: string | undefined }[] = [];
    const consumer = createServiceBusConsumer({
      client,
      source: { queue },
      decode,
      handle: async (deliveries) =>
        deliveries.map(({ message, traceparent }) => (received.push({ id: message.id, trace: traceparent }), complete)),
      log: silentLog,
      metrics: metrics(),
    });
    await consumer.start();
    return { received, consumer };
  };

  it('sends more than one batch takes, in order, with the trace, and a duplicate once', async () => {
    const queue = `queue-${next++}`;
    const publisher = publisherTo(queue);
    const filler = 'x'.repeat(20_000);
    const messages = Array.from({ length: 40 }, () => ({ ...aPaymentRequest(), note: filler }));
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    await publisher.publish(messages.map((message) => ({ message, traceparent })));
    await publisher.publish([{ message: messages[0]! }]);
    const { received, consumer } = await receivedFrom(queue);
    await until(() => received.length >= messages.length);
    await consumer.stop();
    await publisher.close();
    expect(received.map(({ id }) => id)).toEqual(messages.map(({ id }) => id));
    expect(received[0]?.trace).toBe(traceparent);
  });

  it('sends later what is scheduled', async () => {
    const queue = `queue-${next++}`;
    const publisher = publisherTo(queue);
    const message = aPaymentRequest();
    const scheduledAt = new Date(Date.now() + 500);
    await publisher.publish([{ message }], { scheduledAt });
    const { received, consumer } = await receivedFrom(queue);
    await until(() => received.length > 0);
    expect(Date.now()).toBeGreaterThanOrEqual(scheduledAt.getTime());
    await consumer.stop();
    await publisher.close();
    expect(received.map(({ id }) => id)).toEqual([message.id]);
  });

  it('refuses a message that is larger than the entity takes', async () => {
    const publisher = publisherTo(`queue-${next++}`);
    const message = { ...aPaymentRequest(), note: 'x'.repeat(2_000_000) };
    await expect(publisher.publish([{ message }])).rejects.toThrow('larger than');
    await publisher.close();
  });
});
