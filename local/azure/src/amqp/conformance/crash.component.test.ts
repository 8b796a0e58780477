import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EventHubProducerClient } from '@azure/event-hubs';
import { ServiceBusClient } from '@azure/service-bus';
import { aHub, aQueue, entities } from '../testing/builders.ts';
import { childForEachTest } from '../testing/child-broker.ts';
import { directoryForEachTest, eventually, isEmpty } from '../testing/harness.ts';

const newDirectory = directoryForEachTest();
const noRetries = { retryOptions: { maxRetries: 0, timeoutInMs: 1_500 } };
const startChild = childForEachTest();

describe('a broker that is killed in the middle of work', () => {
  it('has every message that it acknowledged, and none that it completed', async () => {
    const queue = aQueue({ lockDurationMs: 60_000, defaultTtlMs: 1e12 });
    const hub = aHub({ partitionCount: 1 });
    const options = {
      entities: entities({ queues: [queue], eventHubs: [hub] }),
      dataFile: join(newDirectory(), 'bus.sqlite'),
    };
    const first = await startChild(options);
    const [acknowledged, attempted, completed] = [new Set<number>(), new Set<number>(), new Set<number>()];
    let eventsAcknowledged = 0;
    let isAlive = true;
    const total = 2_000;

    const client = new ServiceBusClient(first.serviceBus, noRetries);
    const sender = client.createSender('orders');
    const receiver = client.createReceiver('orders', { maxAutoLockRenewalDurationInMs: 0 });
    const producer = new EventHubProducerClient(first.eventHubs, 'telemetry', noRetries);
    const sending = (async () => {
      for (let body = 0; body < total && isAlive; body += 20) {
        const bodies = Array.from({ length: 20 }, (_, index) => body + index);
        await sender.sendMessages(bodies.map((each) => ({ body: each })));
        for (const each of bodies) acknowledged.add(each);
        await producer.sendBatch(bodies.map((each) => ({ body: each })));
        eventsAcknowledged += bodies.length;
      }
    })();
    const receiving = (async () => {
      while (isAlive) {
        const messages = await receiver.receiveMessages(50, { maxWaitTimeInMs: 200 });
        await Promise.all(
          messages.map(async (message) => {
            attempted.add(message.body as number);
            await receiver.completeMessage(message);
            completed.add(message.body as number);
          }),
        );
      }
    })();
    const ended = Promise.allSettled([sending, receiving]);
    await eventually(() => completed.size >= total / 4, 30_000);
    isAlive = false;
    await first.kill();
    await ended;
    await client.close().catch(() => {});
    await producer.close().catch(() => {});

    const second = await startChild({ ...options, port: first.port });
    const after = new ServiceBusClient(second.serviceBus, noRetries);
    const rest = after.createReceiver('orders', { receiveMode: 'receiveAndDelete' });
    const left = new Set<number>();
    await eventually(async () => {
      for (const { body } of await rest.receiveMessages(500, { maxWaitTimeInMs: 200 })) left.add(body as number);
      return isEmpty(rest);
    });
    const lost = [...acknowledged].filter((body) => !left.has(body) && !attempted.has(body));
    const undead = [...completed].filter((body) => left.has(body));
    expect({ lost, undead }).toEqual({ lost: [], undead: [] });
    expect(acknowledged.size).toBeGreaterThan(completed.size / 2);

    const reader = new EventHubProducerClient(second.eventHubs, 'telemetry', noRetries);
    const { lastEnqueuedSequenceNumber } = await reader.getPartitionProperties('0');
    expect(lastEnqueuedSequenceNumber + 1).toBeGreaterThanOrEqual(eventsAcknowledged);
    await reader.close();
    await after.close();
  }, 60_000);
});
