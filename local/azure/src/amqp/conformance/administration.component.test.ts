import { describe, expect, it } from '@jest/globals';
import { aHub, aQueue, aSubscription, aTopic } from '../testing/builders.ts';
import { administrationOf, all } from '../testing/administration.ts';
import { busForEachTest, directoryForEachTest, errorOf, isEmpty, receiveAll, receiveOne } from '../testing/harness.ts';
import { join } from 'node:path';

const startBus = busForEachTest();
const directory = directoryForEachTest();

describe('the administration client', () => {
  it('reads the properties of the namespace', async () => {
    const { server } = await startBus({ queues: [aQueue()] });
    const client = await administrationOf(server);
    const properties = await client.getNamespaceProperties();
    expect(properties).toMatchObject({ name: 'halden-local-azure', messagingSku: 'Standard' });
    expect(properties.createdAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('reads a queue of the configuration with its settings, whatever the case of its name', async () => {
    const { server } = await startBus({
      queues: [
        aQueue({
          name: 'Orders',
          lockDurationMs: 90_000,
          defaultTtlMs: 86_400_000,
          forwardDeadLetteredTo: 'dead/letters',
        }),
        aQueue({ name: 'dead/letters', requiresSession: true, duplicateDetectionMs: 30_000, maxDeliveryCount: 3 }),
      ],
    });
    const client = await administrationOf(server);
    expect(await client.getQueue('orders')).toMatchObject({
      name: 'Orders',
      lockDuration: 'PT1M30S',
      defaultMessageTimeToLive: 'P1D',
      maxDeliveryCount: 10,
      requiresSession: false,
      requiresDuplicateDetection: false,
      status: 'Active',
      availabilityStatus: 'Available',
      forwardDeadLetteredMessagesTo: `sb://127.0.0.1:${server.port}/dead/letters`,
    });
    expect(await client.getQueue('dead/letters')).toMatchObject({
      name: 'dead/letters',
      requiresSession: true,
      requiresDuplicateDetection: true,
      duplicateDetectionHistoryTimeWindow: 'PT30S',
      maxDeliveryCount: 3,
      defaultMessageTimeToLive: 'P10675199DT2H48M5.4775807S',
    });
  });

  it('counts active, deferred, scheduled and dead-lettered messages', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = await administrationOf(bus.server);
    const sender = bus.serviceBus().createSender('orders');
    await sender.sendMessages(['dead', 'deferred', 'active'].map((body) => ({ body })));
    await sender.scheduleMessages({ body: 'later' }, new Date(Date.now() + 3_600_000));
    const receiver = bus.serviceBus().createReceiver('orders');
    const [dead, deferred] = await receiveAll(receiver, 3);
    if (!dead || !deferred) throw new Error('two messages are needed');
    await receiver.deadLetterMessage(dead);
    await receiver.deferMessage(deferred);
    const counted = await client.getQueueRuntimeProperties('orders');
    expect(counted).toMatchObject({
      activeMessageCount: 2,
      deadLetterMessageCount: 1,
      scheduledMessageCount: 1,
      totalMessageCount: 4,
    });
    expect(counted.sizeInBytes).toBeGreaterThan(0);
    expect(counted.createdAt.getTime()).toBeLessThanOrEqual(counted.modifiedAt.getTime());
  });

  it('reads topics, subscriptions and their counts', async () => {
    const bus = await startBus({
      topics: [aTopic({ subscriptions: [aSubscription(), aSubscription({ name: 'audit' })] })],
    });
    const client = await administrationOf(bus.server);
    const sender = bus.serviceBus().createSender('events');
    await sender.sendMessages([{ body: 1 }, { body: 2 }]);
    await sender.scheduleMessages({ body: 'later' }, new Date(Date.now() + 3_600_000));
    expect(await client.getTopicRuntimeProperties('events')).toMatchObject({
      name: 'events',
      subscriptionCount: 2,
      scheduledMessageCount: 1,
    });
    expect(await client.getSubscription('events', 'all')).toMatchObject({
      topicName: 'events',
      subscriptionName: 'all',
    });
    expect(await client.getSubscriptionRuntimeProperties('events', 'audit')).toMatchObject({
      topicName: 'events',
      subscriptionName: 'audit',
      activeMessageCount: 2,
      totalMessageCount: 2,
    });
    const listed = await all(client.listSubscriptionsRuntimeProperties('events'));
    expect(listed.map((each) => [each.subscriptionName, each.activeMessageCount])).toEqual([
      ['all', 2],
      ['audit', 2],
    ]);
  });

  it('lists in the order of names, page by page', async () => {
    const queues = Array.from({ length: 7 }, (_, index) => aQueue({ name: `q${7 - index}` }));
    const { server } = await startBus({ queues, topics: [aTopic()], eventHubs: [aHub()] });
    const client = await administrationOf(server);
    const names = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7'];
    expect((await all(client.listQueues())).map(({ name }) => name)).toEqual(names);
    expect((await all(client.listTopics())).map(({ name }) => name)).toEqual(['events']);
    const pages = await all(client.listQueues().byPage({ maxPageSize: 3 }));
    expect(pages.map((page) => page.map(({ name }) => name))).toEqual([['q1', 'q2', 'q3'], ['q4', 'q5', 'q6'], ['q7']]);
    expect(
      (await all(client.listQueuesRuntimeProperties())).map(({ activeMessageCount }) => activeMessageCount),
    ).toEqual(names.map(() => 0));
  });

  it('says that what is missing is missing, with the code that the SDK gives that', async () => {
    const { server } = await startBus({ queues: [aQueue()], topics: [aTopic()], eventHubs: [aHub()] });
    const client = await administrationOf(server);
    expect(await client.queueExists('orders')).toBe(true);
    expect(await client.queueExists('missing')).toBe(false);
    expect(await client.queueExists('telemetry')).toBe(false);
    expect(await client.topicExists('missing')).toBe(false);
    expect(await client.subscriptionExists('events', 'missing')).toBe(false);
    expect(await client.subscriptionExists('missing', 'all')).toBe(false);
    expect(await client.ruleExists('events', 'all', 'missing')).toBe(false);
    for (const failing of [
      client.getQueue('missing'),
      client.deleteQueue('missing'),
      client.getRule('events', 'all', 'missing'),
      client.createSubscription('missing', 'one'),
    ])
      expect(await errorOf(failing)).toMatchObject({ code: 'MessageEntityNotFoundError', statusCode: 404 });
  });

  it('refuses a wrong key, a wrong key name and a request without a signature', async () => {
    const { server } = await startBus({ queues: [aQueue()] });
    const wrongKey = server.serviceBus.replace('SAS_KEY_VALUE', 'another');
    const wrongName = server.serviceBus.replace('RootManageSharedAccessKey', 'Nobody');
    for (const connectionString of [wrongKey, wrongName]) {
      const client = await administrationOf(server, { connectionString });
      expect(await errorOf(client.getQueue('orders'))).toMatchObject({
        code: 'UnauthorizedRequestError',
        statusCode: 401,
        message: expect.stringMatching(/^InvalidSignature: .* TrackingId:/) as unknown,
      });
    }
    const response = await fetch(`http://127.0.0.1:${server.port}/orders?api-version=2021-05`);
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('<Error><Code>401</Code><Detail>MissingToken: ');
  });

  it('creates a queue that takes messages at once, and keeps both', async () => {
    const bus = await startBus({ queues: [aQueue()] }, { dataFile: join(directory(), 'amqp.db') });
    const client = await administrationOf(bus.server);
    const created = await client.createQueue('new/queue', {
      lockDuration: 'PT30S',
      maxDeliveryCount: 2,
      userMetadata: 'a <b>',
    });
    expect(created).toMatchObject({
      name: 'new/queue',
      lockDuration: 'PT30S',
      maxDeliveryCount: 2,
      userMetadata: 'a <b>',
    });
    await bus.serviceBus().createSender('new/queue').sendMessages({ body: 'kept' });
    await bus.restart();
    const again = await administrationOf(bus.server);
    expect(await again.getQueue('new/queue')).toMatchObject({ maxDeliveryCount: 2, userMetadata: 'a <b>' });
    expect((await receiveOne(bus.serviceBus().createReceiver('new/queue'))).body).toBe('kept');
  });

  it('refuses a name that is taken, by whatever kind of entity', async () => {
    const { server } = await startBus({ queues: [aQueue()], topics: [aTopic()], eventHubs: [aHub()] });
    const client = await administrationOf(server);
    for (const creating of [
      client.createQueue('ORDERS'),
      client.createTopic('orders'),
      client.createQueue('events'),
      client.createQueue('telemetry'),
      client.createSubscription('events', 'all'),
      client.createRule('events', 'all', '$Default', { sqlExpression: '1=1' }),
    ])
      expect(await errorOf(creating)).toMatchObject({ code: 'MessageEntityAlreadyExistsError', statusCode: 409 });
  });

  it('changes a queue under its receivers: they stay, and what they had locked comes again', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = await administrationOf(bus.server);
    const sender = bus.serviceBus().createSender('orders');
    await sender.sendMessages({ body: 'first' });
    const receiver = bus.serviceBus({ retryOptions: { maxRetries: 3, retryDelayInMs: 10 } }).createReceiver('orders');
    const locked = await receiveOne(receiver);
    const queue = await client.getQueue('orders');
    expect(await client.updateQueue({ ...queue, maxDeliveryCount: 1, lockDuration: 'PT5S' })).toMatchObject({
      maxDeliveryCount: 1,
      lockDuration: 'PT5S',
    });
    await expect(receiver.completeMessage(locked)).rejects.toThrow(/lock/i);
    const again = await receiveOne(receiver);
    expect(again.body).toBe('first');
    await receiver.abandonMessage(again);
    await sender.sendMessages({ body: 'second' });
    expect((await receiveOne(receiver)).body).toBe('second');
    expect(await client.getQueueRuntimeProperties('orders')).toMatchObject({ deadLetterMessageCount: 1 });
  });

  it('refuses to change what Azure does not let change, and values out of range', async () => {
    const { server } = await startBus({ queues: [aQueue()] });
    const client = await administrationOf(server);
    const queue = await client.getQueue('orders');
    for (const [changed, message] of [
      [{ requiresSession: true }, 'RequiresSession of an existing queue cannot be changed'],
      [{ requiresDuplicateDetection: true }, 'RequiresDuplicateDetection of an existing queue cannot be changed'],
      [{ lockDuration: 'PT1H' }, 'Properties.LockDuration: '],
      [{ maxDeliveryCount: 0 }, 'Properties.MaxDeliveryCount: '],
      [{ forwardTo: 'missing' }, "'missing', which is to be forwarded to, is no queue or topic"],
      [{ forwardTo: 'orders' }, "'orders' cannot forward to itself"],
    ] as const)
      expect(await errorOf(client.updateQueue({ ...queue, ...changed }))).toMatchObject({
        statusCode: 400,
        message: expect.stringContaining(message) as unknown,
      });
    expect(await client.getQueue('orders')).toMatchObject({ maxDeliveryCount: 10, requiresSession: false });
  });

  it('says 501 and what it is about for what it does not do', async () => {
    const { server } = await startBus({ queues: [aQueue()] });
    const client = await administrationOf(server);
    const queue = await client.getQueue('orders');
    for (const [failing, message] of [
      [client.createQueue('other', { enablePartitioning: true }), 'EnablePartitioning'],
      [client.createQueue('other', { autoDeleteOnIdle: 'PT5M' }), 'AutoDeleteOnIdle'],
      [client.updateQueue({ ...queue, status: 'SendDisabled' }), "Status 'SendDisabled'"],
    ] as const)
      expect(await errorOf(failing)).toMatchObject({
        statusCode: 501,
        message: expect.stringContaining(`${message} is not supported here`) as unknown,
      });
  });

  it('deletes a queue with its messages; receivers and senders get an error, and a new one of its name is empty', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = await administrationOf(bus.server);
    const sender = bus.serviceBus().createSender('orders');
    await sender.sendMessages({ body: 'gone' });
    const receiver = bus.serviceBus().createReceiver('orders');
    const ended = new Promise<Error>((resolve) => {
      receiver.subscribe(
        { processMessage: async () => {}, processError: async ({ error }) => resolve(error) },
        { autoCompleteMessages: false },
      );
    });
    await client.deleteQueue('orders');
    expect(await ended).toMatchObject({ code: 'MessagingEntityNotFound' });
    expect(await errorOf(sender.sendMessages({ body: 'lost' }))).toMatchObject({ code: 'MessagingEntityNotFound' });
    expect(await client.queueExists('orders')).toBe(false);
    await client.createQueue('orders');
    expect(await isEmpty(bus.serviceBus().createReceiver('orders'))).toBe(true);
  });

  it('keeps what an administrator deleted or changed of the configuration, until the configuration changes', async () => {
    const bus = await startBus(
      { queues: [aQueue(), aQueue({ name: 'other' })] },
      { dataFile: join(directory(), 'amqp.db') },
    );
    const client = await administrationOf(bus.server);
    await client.deleteQueue('orders');
    await client.updateQueue({ ...(await client.getQueue('other')), maxDeliveryCount: 7 });
    await bus.restart();
    const restarted = await administrationOf(bus.server);
    expect(await restarted.queueExists('orders')).toBe(false);
    expect(await restarted.getQueue('other')).toMatchObject({ maxDeliveryCount: 7 });
    await bus.restart({ queues: [aQueue({ maxDeliveryCount: 4 }), aQueue({ name: 'other', lockDurationMs: 9_000 })] });
    const changed = await administrationOf(bus.server);
    expect(await changed.getQueue('orders')).toMatchObject({ maxDeliveryCount: 4 });
    expect(await changed.getQueue('other')).toMatchObject({ maxDeliveryCount: 10, lockDuration: 'PT9S' });
  });

  it('does not delete what others forward to', async () => {
    const { server } = await startBus({ queues: [aQueue(), aQueue({ name: 'source', forwardTo: 'orders' })] });
    const client = await administrationOf(server);
    expect(await errorOf(client.deleteQueue('orders'))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining("'source' forwards to 'orders'") as unknown,
    });
    await client.deleteQueue('source');
    await client.deleteQueue('orders');
    expect(await all(client.listQueues())).toEqual([]);
  });
});
