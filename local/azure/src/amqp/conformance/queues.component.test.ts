import { describe, expect, it } from '@jest/globals';
import { delay } from '@azure/service-bus';
import { aQueue } from '../testing/builders.ts';
import { busForEachTest, errorOf, eventually, isEmpty, receiveAll, receiveOne } from '../testing/harness.ts';

const startBus = busForEachTest();
const noRenewal = { maxAutoLockRenewalDurationInMs: 0 };

describe('sending to and receiving from a queue', () => {
  it('delivers a message with everything that its sender set', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const sentAt = Date.now();
    await client.createSender('orders').sendMessages({
      body: { total: 12.5 },
      messageId: 'm-1',
      correlationId: 'c-1',
      subject: 'placed',
      contentType: 'application/json',
      to: 'someone',
      replyTo: 'me',
      replyToSessionId: 'my-session',
      sessionId: 's-1',
      partitionKey: 's-1',
      timeToLive: 60_000,
      applicationProperties: { text: 'x', integer: 42, fraction: 0.5, yes: true, when: new Date(5_000) },
    });
    const message = await receiveOne(client.createReceiver('orders'));
    expect(message).toMatchObject({
      body: { total: 12.5 },
      messageId: 'm-1',
      correlationId: 'c-1',
      subject: 'placed',
      contentType: 'application/json',
      to: 'someone',
      replyTo: 'me',
      replyToSessionId: 'my-session',
      sessionId: 's-1',
      partitionKey: 's-1',
      timeToLive: 60_000,
      applicationProperties: { text: 'x', integer: 42, fraction: 0.5, yes: true, when: 5_000 },
      deliveryCount: 0,
      state: 'active',
    });
    expect(message.sequenceNumber?.toNumber()).toBe(1);
    expect(message.enqueuedSequenceNumber).toBe(1);
    expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThanOrEqual(sentAt);
    expect(message.expiresAtUtc?.getTime()).toBe((message.enqueuedTimeUtc?.getTime() ?? 0) + 60_000);
    expect(message.lockedUntilUtc?.getTime()).toBeGreaterThan(sentAt + 50_000);
  });

  it.each([
    ['data', Buffer.from([1, 2, 3])],
    ['value', { nested: [1, 'two', null] }],
    ['sequence', [[1, 2], ['three']]],
  ] as const)('passes a body of AMQP type %s on as it is, with annotations of the sender', async (bodyType, body) => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages({ body, bodyType, messageAnnotations: { 'x-own': 'kept' } });
    const message = await receiveOne(client.createReceiver('orders'));
    expect(message.body).toEqual(body);
    const { _rawAmqpMessage: raw } = message;
    expect(raw.bodyType).toBe(bodyType);
    expect(raw.messageAnnotations).toMatchObject({ 'x-own': 'kept' });
  });

  it('assigns a message id when the sender gives none', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages([{ body: 1, subject: 'kept' }, { body: 2 }]);
    const [first, second] = await receiveAll(client.createReceiver('orders'), 2);
    expect(first?.messageId).toMatch(/^\w{32}$/);
    expect(second?.messageId).toMatch(/^\w{32}$/);
    expect(first?.messageId).not.toBe(second?.messageId);
    expect(first?.subject).toBe('kept');
  });

  it('numbers messages and delivers them in the order in which they were sent', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    await sender.sendMessages(Array.from({ length: 50 }, (_, body) => ({ body })));
    await sender.sendMessages({ body: 50 });
    const messages = await receiveAll(client.createReceiver('orders'), 51);
    expect(messages.map(({ body }) => body as number)).toEqual(Array.from({ length: 51 }, (_, body) => body));
    expect(messages.map(({ sequenceNumber }) => sequenceNumber?.toNumber())).toEqual(
      Array.from({ length: 51 }, (_, index) => index + 1),
    );
  });

  it('finds entities without regard to case', async () => {
    const bus = await startBus({ queues: [aQueue({ name: 'Site1/My-Orders' })] });
    const client = bus.serviceBus();
    await client.createSender('site1/MY-orders').sendMessages({ body: 'x' });
    expect((await receiveOne(client.createReceiver('SITE1/my-orders'))).body).toBe('x');
  });

  it('gives each message to one of several receivers', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const [left, right] = [client.createReceiver('orders'), client.createReceiver('orders')];
    const received = Promise.all([receiveAll(left, 2), receiveAll(right, 2)]);
    await client.createSender('orders').sendMessages([1, 2, 3, 4].map((body) => ({ body })));
    expect(
      (await received)
        .flat()
        .map(({ body }) => body as number)
        .sort(),
    ).toEqual([1, 2, 3, 4]);
  });

  it('fills a batch up to 256 KiB and takes it', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    const batch = await sender.createMessageBatch();
    expect(batch.maxSizeInBytes).toBe(256 * 1024);
    while (batch.tryAddMessage({ body: 'x'.repeat(1_000) }));
    expect(batch.count).toBeGreaterThan(200);
    await sender.sendMessages(batch);
    expect(await receiveAll(client.createReceiver('orders'), batch.count)).toHaveLength(batch.count);
  });

  it('takes messages of almost 256 KiB and refuses larger ones, as Service Bus Standard does', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    const large = Buffer.alloc(250 * 1024, 7);
    await sender.sendMessages({ body: large });
    const refusal = await errorOf(sender.sendMessages({ body: Buffer.alloc(257 * 1024) }));
    expect(refusal).toMatchObject({ name: 'ServiceBusError', code: 'MessageSizeExceeded' });
    await sender.sendMessages({ body: 'after' });
    const [first, second] = await receiveAll(client.createReceiver('orders'), 2);
    expect(Buffer.compare(first?.body as Buffer, large)).toBe(0);
    expect(second?.body).toBe('after');
  });

  it('streams to a subscriber as many at once as it wants', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    const receiver = client.createReceiver('orders');
    let [running, most] = [0, 0];
    const done: unknown[] = [];
    const subscription = receiver.subscribe(
      {
        processMessage: async ({ body }) => {
          most = Math.max(most, ++running);
          await delay(5);
          running--;
          done.push(body);
        },
        processError: async ({ error }) => void done.push(error),
      },
      { maxConcurrentCalls: 4 },
    );
    for (let batch = 0; batch < 3; batch++)
      await sender.sendMessages(Array.from({ length: 20 }, (_, index) => ({ body: batch * 20 + index })));
    await eventually(() => done.length === 60);
    await subscription.close();
    expect([...done].sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 60 }, (_, index) => index));
    expect(most).toBe(4);
    await eventually(() => isEmpty(client.createReceiver('orders')));
  });

  it('delivers more than a session of rhea holds, to a receiver that settles as it goes', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    for (let batch = 0; batch < 10; batch++)
      await sender.sendMessages(Array.from({ length: 500 }, (_, index) => ({ body: batch * 500 + index })));
    const bodies = new Set<unknown>();
    const receiver = client.createReceiver('orders', noRenewal);
    receiver.subscribe(
      {
        processMessage: async ({ body }) => void bodies.add(body),
        processError: async ({ error }) => void bodies.add(error),
      },
      { maxConcurrentCalls: 500 },
    );
    await eventually(() => bodies.size === 5_000);
    expect(bodies.has(4_999)).toBe(true);
  });

  it('returns no message when none comes in time, and none is lost to the receiver that gave up', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const receiver = client.createReceiver('orders');
    expect(await receiver.receiveMessages(5, { maxWaitTimeInMs: 50 })).toEqual([]);
    await client.createSender('orders').sendMessages([{ body: 1 }, { body: 2 }]);
    expect(await receiveAll(client.createReceiver('orders'), 2)).toHaveLength(2);
    expect(await receiver.receiveMessages(5, { maxWaitTimeInMs: 50 })).toEqual([]);
  });

  it('removes what is received and deleted, once and for all', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages([1, 2, 3].map((body) => ({ body })));
    const receiver = client.createReceiver('orders', { receiveMode: 'receiveAndDelete' });
    const messages = await receiver.receiveMessages(2, { maxWaitTimeInMs: 5_000 });
    expect(messages.map(({ body, lockToken }) => [body as number, lockToken])).toEqual([
      [1, undefined],
      [2, undefined],
    ]);
    expect((await receiver.peekMessages(10)).map(({ body }) => body as number)).toEqual([3]);
    expect(await receiver.receiveMessages(5, { maxWaitTimeInMs: 100 })).toHaveLength(1);
  });
});
