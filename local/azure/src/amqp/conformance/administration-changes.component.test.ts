import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { administrationOf } from '../testing/administration.ts';
import { aHub, aQueue, aSubscription, aTopic } from '../testing/builders.ts';
import { busForEachTest, directoryForEachTest, errorOf, eventually, receiveOne } from '../testing/harness.ts';

const startBus = busForEachTest();
const directory = directoryForEachTest();

describe('a change by an administrator', () => {
  it('ends sessions that are held and those that wait for one, when the queue is deleted', async () => {
    const bus = await startBus({ queues: [aQueue({ requiresSession: true })] });
    const client = await administrationOf(bus.server);
    const busClient = bus.serviceBus();
    await busClient.createSender('orders').sendMessages({ body: 1, sessionId: 'a' });
    const held = await busClient.acceptSession('orders', 'a');
    const message = await receiveOne(held);
    const waiting = errorOf(bus.serviceBus().acceptNextSession('orders'));
    await client.deleteQueue('orders');
    expect(await waiting).toMatchObject({ code: 'MessagingEntityNotFound' });
    expect(await errorOf(held.completeMessage(message))).toMatchObject({ code: expect.any(String) as unknown });
    await client.createQueue('orders', { requiresSession: true });
    const again = bus.serviceBus();
    await again.createSender('orders').sendMessages({ body: 2, sessionId: 'a' });
    expect((await receiveOne(await again.acceptNextSession('orders'))).body).toBe(2);
  });

  it('keeps sequence numbers, the states of sessions, scheduled messages and message ids through an update', async () => {
    const bus = await startBus({ queues: [aQueue({ requiresSession: true, duplicateDetectionMs: 60_000 })] });
    const client = await administrationOf(bus.server);
    const sender = bus.serviceBus().createSender('orders');
    await sender.sendMessages({ body: 1, sessionId: 'a', messageId: 'one' });
    await sender.scheduleMessages({ body: 'later', sessionId: 'a' }, new Date(Date.now() + 3_600_000));
    const session = await bus.serviceBus().acceptSession('orders', 'a');
    await session.setSessionState('half');
    await client.updateQueue({ ...(await client.getQueue('orders')), maxDeliveryCount: 3 });
    await sender.sendMessages({ body: 'again', sessionId: 'a', messageId: 'one' });
    await sender.sendMessages({ body: 2, sessionId: 'a', messageId: 'two' });
    const after = await bus.serviceBus().acceptSession('orders', 'a');
    expect(String(await after.getSessionState())).toBe('half');
    const [first, second] = [await receiveOne(after), await receiveOne(after)];
    expect([first.body, second.body]).toEqual([1, 2]);
    expect(second.sequenceNumber?.toNumber()).toBeGreaterThan(first.sequenceNumber?.toNumber() ?? Infinity);
    expect(await client.getQueueRuntimeProperties('orders')).toMatchObject({ scheduledMessageCount: 1 });
  });

  it('moves what is kept when it begins to forward', async () => {
    const bus = await startBus({ queues: [aQueue(), aQueue({ name: 'target' })] });
    const client = await administrationOf(bus.server);
    await bus.serviceBus().createSender('orders').sendMessages({ body: 'moved' });
    const updated = await client.updateQueue({ ...(await client.getQueue('orders')), forwardTo: 'target' });
    expect(updated.forwardTo).toBe(`sb://127.0.0.1:${bus.server.port}/target`);
    expect((await receiveOne(bus.serviceBus().createReceiver('target'))).body).toBe('moved');
    // The client sends the address back as it got it.
    expect((await client.updateQueue(updated)).forwardTo).toBe(updated.forwardTo);
  });

  it('is outlived by what it needs: without its target it stops forwarding, without its topic it is not served', async () => {
    const logged: string[] = [];
    const log = (event: string) => void logged.push(event);
    const bus = await startBus(
      { queues: [aQueue({ name: 'target' })], topics: [aTopic()] },
      { dataFile: join(directory(), 'amqp.db'), log },
    );
    const client = await administrationOf(bus.server);
    await client.createQueue('source', { forwardTo: 'target' });
    await client.createSubscription('events', 'mine');
    await bus.restart({});
    const later = await administrationOf(bus.server);
    expect((await later.getQueue('source')).forwardTo).toBeUndefined();
    expect(await later.subscriptionExists('events', 'mine')).toBe(false);
    expect(logged).toContain('forwarding-stopped');
    await bus.restart({ queues: [aQueue({ name: 'target' })], topics: [aTopic()] });
    const restored = await administrationOf(bus.server);
    expect((await restored.getQueue('source')).forwardTo).toContain('/target');
    expect(await restored.subscriptionExists('events', 'mine')).toBe(true);
  });

  it('does not hide an event hub that the configuration adds under its name', async () => {
    const bus = await startBus({}, { dataFile: join(directory(), 'amqp.db'), log: () => {} });
    await (await administrationOf(bus.server)).createQueue('telemetry');
    await bus.restart({ eventHubs: [aHub()] });
    expect(await (await administrationOf(bus.server)).queueExists('telemetry')).toBe(false);
    const producer = bus.producer('telemetry');
    expect(await producer.getPartitionIds()).toHaveLength(4);
  });

  it('takes many creations and deletions at once, each whole', async () => {
    const bus = await startBus({ topics: [aTopic({ subscriptions: [aSubscription()] })] });
    const client = await administrationOf(bus.server);
    const names = Array.from({ length: 30 }, (_, index) => `burst-${index}`);
    await Promise.all(names.map((name) => client.createQueue(name)));
    const twice = await Promise.allSettled([client.createQueue('one'), client.createQueue('one')]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const sender = bus.serviceBus().createSender('burst-7');
    await sender.sendMessages({ body: 'there' });
    await Promise.all(names.filter((name) => name !== 'burst-7').map((name) => client.deleteQueue(name)));
    expect((await receiveOne(bus.serviceBus().createReceiver('burst-7'))).body).toBe('there');
    await eventually(async () => !(await client.queueExists('burst-1')));
  });
});
