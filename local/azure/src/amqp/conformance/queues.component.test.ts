import { describe, expect, it } from '@jest/globals';
import { delay, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { aQueue } from '../testing/builders.ts';
import { busForEachTest, errorOf, eventually, isEmpty, receiveAll, receiveOne } from '../testing/harness.ts';

const startBus = busForEachTest();
const noRenewal = { maxAutoLockRenewalDurationInMs: 0 };

function why(deadLetterReason: string) {
  return { deadLetterReason, deadLetterErrorDescription: '' };
}

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

describe('settling a message', () => {
  async function withMessages(...bodies: unknown[]) {
    const bus = await startBus({ queues: [aQueue({ maxDeliveryCount: 3 })] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    await sender.sendMessages(bodies.map((body) => ({ body, applicationProperties: { kept: 'yes', changed: 'old' } })));
    return { client, sender, receiver: client.createReceiver('orders', noRenewal) };
  }

  it('removes it when it is completed', async () => {
    const { receiver } = await withMessages('a');
    await receiver.completeMessage(await receiveOne(receiver));
    expect(await receiver.peekMessages(1)).toEqual([]);
  });

  it('delivers it again when it is abandoned, with the properties that were changed', async () => {
    const { receiver } = await withMessages('a');
    const first = await receiveOne(receiver);
    await receiver.abandonMessage(first, { changed: 'new', added: 7 });
    const again = await receiveOne(receiver);
    expect(again).toMatchObject({
      body: 'a',
      deliveryCount: 1,
      applicationProperties: { kept: 'yes', changed: 'new', added: 7 },
    });
    expect(again.sequenceNumber).toEqual(first.sequenceNumber);
    expect(again.lockToken).not.toBe(first.lockToken);
  });

  it('delivers an abandoned message before those that came after it', async () => {
    const { receiver } = await withMessages('a', 'b');
    await receiver.abandonMessage(await receiveOne(receiver));
    expect((await receiveOne(receiver)).body).toBe('a');
  });

  it('sets it aside when it is deferred: only its sequence number gets it back', async () => {
    const { receiver } = await withMessages('a');
    const message = await receiveOne(receiver);
    await receiver.deferMessage(message, { changed: 'while deferring' });
    expect(await isEmpty(receiver)).toBe(true);
    expect((await receiver.peekMessages(1))[0]?.state).toBe('deferred');

    const [deferred] = await receiver.receiveDeferredMessages(message.sequenceNumber!);
    expect(deferred).toMatchObject({
      body: 'a',
      state: 'deferred',
      applicationProperties: { changed: 'while deferring' },
    });
    await receiver.completeMessage(deferred!);
    expect(await receiver.peekMessages(1)).toEqual([]);
  });

  it('leaves a deferred message deferred when it is abandoned', async () => {
    const { receiver } = await withMessages('a');
    const { sequenceNumber } = await settleDeferred(receiver, (message) => receiver.abandonMessage(message));
    const [again] = await receiver.receiveDeferredMessages(sequenceNumber!);
    expect(again?.deliveryCount).toBe(1);
  });

  it('dead-letters a deferred message, and receives one for good', async () => {
    const { client, receiver } = await withMessages('a', 'b');
    await settleDeferred(receiver, (message) => receiver.deadLetterMessage(message, why('late')));
    const deadLetters = client.createReceiver('orders', { subQueueType: 'deadLetter' });
    expect((await receiveOne(deadLetters)).deadLetterReason).toBe('late');

    const second = await receiveOne(receiver);
    await receiver.deferMessage(second);
    const deleting = client.createReceiver('orders', { receiveMode: 'receiveAndDelete' });
    expect(await deleting.receiveDeferredMessages(second.sequenceNumber!)).toMatchObject([{ body: 'b' }]);
    expect(await receiver.peekMessages(1)).toEqual([]);
  });

  it('refuses a sequence number that is not deferred, and locks none of the others asked for', async () => {
    const { receiver } = await withMessages('a', 'b');
    const [first, second] = await receiveAll(receiver, 2);
    await receiver.deferMessage(first!);
    const both = [first!.sequenceNumber!, second!.sequenceNumber!];
    expect(await errorOf(receiver.receiveDeferredMessages(both))).toMatchObject({ code: 'MessageNotFound' });
    expect(await receiver.receiveDeferredMessages(both[0]!)).toHaveLength(1);
  });

  it('dead-letters it with a reason, a description and properties', async () => {
    const { client, receiver } = await withMessages('a');
    const message = await receiveOne(receiver);
    await receiver.deadLetterMessage(message, {
      deadLetterReason: 'bad total',
      deadLetterErrorDescription: 'it is negative',
      changed: 'by the receiver',
    });
    expect(await isEmpty(receiver)).toBe(true);
    const dead = await receiveOne(client.createReceiver('orders', { subQueueType: 'deadLetter' }));
    expect(dead).toMatchObject({
      body: 'a',
      deadLetterReason: 'bad total',
      deadLetterErrorDescription: 'it is negative',
      applicationProperties: { kept: 'yes', changed: 'by the receiver', DeadLetterReason: 'bad total' },
      messageId: message.messageId,
    });
    expect(dead.sequenceNumber).toEqual(message.sequenceNumber);
    expect(dead.enqueuedTimeUtc).toEqual(message.enqueuedTimeUtc);
  });

  it('dead-letters it after as many failed deliveries as the queue allows', async () => {
    const { client, receiver } = await withMessages('poison', 'good');
    for (let delivery = 0; delivery < 3; delivery++) {
      const message = await receiveOne(receiver);
      expect(message).toMatchObject({ body: 'poison', deliveryCount: delivery });
      await receiver.abandonMessage(message);
    }
    expect((await receiveOne(receiver)).body).toBe('good');
    expect(await receiveOne(client.createReceiver('orders', { subQueueType: 'deadLetter' }))).toMatchObject({
      body: 'poison',
      deliveryCount: 3,
      deadLetterReason: 'MaxDeliveryCountExceeded',
      deadLetterErrorDescription: 'Message could not be consumed after 3 delivery attempts.',
    });
  });

  it('keeps outcomes apart that are sent in one turn of the event loop', async () => {
    const { client, receiver } = await withMessages(
      'complete',
      'abandon',
      'complete',
      'dead-letter',
      'defer',
      'complete',
    );
    const messages = await receiveAll(receiver, 6);
    await Promise.all(
      messages.map((message) => {
        if (message.body === 'abandon') return receiver.abandonMessage(message);
        if (message.body === 'dead-letter') return receiver.deadLetterMessage(message);
        return message.body === 'defer' ? receiver.deferMessage(message) : receiver.completeMessage(message);
      }),
    );
    const left = await receiver.peekMessages(10);
    expect(left.map(({ body, state }) => [body as string, state])).toEqual([
      ['abandon', 'active'],
      ['defer', 'deferred'],
    ]);
    const dead = client.createReceiver('orders', { subQueueType: 'deadLetter' });
    expect((await dead.peekMessages(10)).map(({ body }) => body as string)).toEqual(['dead-letter']);
  });

  it('can be done through another receiver while the lock lasts, even when the first is closed', async () => {
    const { client, receiver } = await withMessages('a');
    const message = await receiveOne(receiver);
    await receiver.close();
    await client.createReceiver('orders').completeMessage(message);
    expect(await client.createReceiver('orders').peekMessages(1)).toEqual([]);
  });

  async function settleDeferred(
    receiver: Awaited<ReturnType<typeof withMessages>>['receiver'],
    settle: (message: ServiceBusReceivedMessage) => Promise<void>,
  ): Promise<ServiceBusReceivedMessage> {
    const message = await receiveOne(receiver);
    await receiver.deferMessage(message);
    const [deferred] = await receiver.receiveDeferredMessages(message.sequenceNumber!);
    await settle(deferred!);
    return deferred!;
  }
});

describe('the lock of a message', () => {
  async function withLocks(lockDurationMs: number) {
    const bus = await startBus({ queues: [aQueue({ lockDurationMs })] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages({ body: 'a' });
    return { client, receiver: client.createReceiver('orders', noRenewal) };
  }

  it('ends by itself: the message is delivered again, and the first receiver can no longer settle it', async () => {
    const { receiver } = await withLocks(500);
    const first = await receiveOne(receiver);
    const again = await receiveOne(receiver);
    expect(again.deliveryCount).toBe(1);
    for (const late of [receiver.completeMessage(first), receiver.renewMessageLock(first)])
      expect(await errorOf(late)).toMatchObject({ name: 'ServiceBusError', code: 'MessageLockLost' });
    await receiver.completeMessage(again);
  });

  it('is extended by its renewal', async () => {
    const { client, receiver } = await withLocks(800);
    const message = await receiveOne(receiver);
    const other = client.createReceiver('orders', noRenewal);
    for (let renewal = 0; renewal < 4; renewal++) {
      await delay(300);
      const until = await receiver.renewMessageLock(message);
      expect(until.getTime()).toBeGreaterThan(Date.now() + 400);
    }
    expect(await isEmpty(other)).toBe(true);
    await receiver.completeMessage(message);
  });

  it('holds back nobody but this message', async () => {
    const { client, receiver } = await withLocks(60_000);
    await receiveOne(receiver);
    await client.createSender('orders').sendMessages({ body: 'b' });
    expect((await receiveOne(client.createReceiver('orders'))).body).toBe('b');
  });
});

describe('expiry', () => {
  it('drops a message when its time to live is over', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const receiver = client.createReceiver('orders');
    await client.createSender('orders').sendMessages([{ body: 'short', timeToLive: 500 }, { body: 'long' }]);
    const [short] = await receiver.peekMessages(10);
    const left = () => receiver.peekMessages(10, { fromSequenceNumber: short!.sequenceNumber! });
    expect(await left()).toHaveLength(2);
    await eventually(async () => (await left()).length === 1);
    expect((await receiveOne(receiver)).body).toBe('long');
    expect(await client.createReceiver('orders', { subQueueType: 'deadLetter' }).peekMessages(1)).toEqual([]);
  });

  it('dead-letters it instead, when the queue is set so', async () => {
    const bus = await startBus({ queues: [aQueue({ deadLetterOnExpiration: true })] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages({ body: 'short', timeToLive: 50 });
    const dead = await receiveOne(client.createReceiver('orders', { subQueueType: 'deadLetter' }));
    expect(dead).toMatchObject({
      body: 'short',
      deadLetterReason: 'TTLExpiredException',
      deadLetterErrorDescription: 'The message expired and was dead lettered.',
    });
  });

  it('comes no later than the default of the queue', async () => {
    const bus = await startBus({ queues: [aQueue({ defaultTtlMs: 100, deadLetterOnExpiration: true })] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages([{ body: 'none' }, { body: 'too long', timeToLive: 60_000 }]);
    const dead = await receiveAll(client.createReceiver('orders', { subQueueType: 'deadLetter' }), 2);
    expect(dead.map(({ body, timeToLive }) => [body as string, timeToLive])).toEqual([
      ['none', 100],
      ['too long', 100],
    ]);
  });

  it('does not take a message from the receiver that has it locked, but then lets it not be delivered again', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const receiver = client.createReceiver('orders', noRenewal);
    await client.createSender('orders').sendMessages([1, 2].map((body) => ({ body, timeToLive: 600 })));
    const [first, second] = await receiveAll(receiver, 2);
    await delay(700);
    await receiver.completeMessage(first!);
    await receiver.abandonMessage(second!);
    expect(await receiver.peekMessages(10)).toEqual([]);
  });

  it('spares deferred messages', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const receiver = client.createReceiver('orders', noRenewal);
    await client.createSender('orders').sendMessages({ body: 1, timeToLive: 600 });
    const message = await receiveOne(receiver);
    await receiver.deferMessage(message);
    await delay(700);
    expect(await receiver.receiveDeferredMessages(message.sequenceNumber!)).toHaveLength(1);
  });
});

describe('scheduled messages', () => {
  it('become active at their time, under a new sequence number', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    const due = new Date(Date.now() + 700);
    const [sequence] = await sender.scheduleMessages({ body: 'later' }, due);
    await sender.sendMessages({ body: 'by property', scheduledEnqueueTimeUtc: due });
    const receiver = client.createReceiver('orders');
    expect(await receiver.peekMessages(10)).toMatchObject([
      { body: 'later', state: 'scheduled', sequenceNumber: sequence, scheduledEnqueueTimeUtc: due },
      { body: 'by property', state: 'scheduled' },
    ]);
    expect(await isEmpty(receiver)).toBe(true);
    const messages = await receiveAll(receiver, 2);
    expect(Date.now()).toBeGreaterThanOrEqual(due.getTime());
    expect(messages.map(({ body }) => body as string).sort()).toEqual(['by property', 'later']);
    for (const message of messages) {
      expect(message.sequenceNumber!.toNumber()).toBeGreaterThan(2);
      expect(message.enqueuedSequenceNumber).toBeLessThanOrEqual(2);
      expect(message.enqueuedTimeUtc!.getTime()).toBeGreaterThanOrEqual(due.getTime());
    }
  });

  it('are taken at once when their time is over', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    await client.createSender('orders').scheduleMessages({ body: 'now' }, new Date(Date.now() - 1_000));
    expect((await receiveOne(client.createReceiver('orders'))).body).toBe('now');
  });

  it('can be cancelled until then, and only then', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    const sequences = await sender.scheduleMessages(
      [{ body: 1 }, { body: 2 }, { body: 3 }],
      new Date(Date.now() + 60_000),
    );
    await sender.cancelScheduledMessages(sequences.slice(0, 2));
    const receiver = client.createReceiver('orders');
    expect((await receiver.peekMessages(10)).map(({ body }) => body as number)).toEqual([3]);
    expect(await errorOf(sender.cancelScheduledMessages(sequences[0]!))).toMatchObject({ code: 'MessageNotFound' });
  });

  it('live from then on as long as their time to live says', async () => {
    const bus = await startBus({ queues: [aQueue({ deadLetterOnExpiration: true })] });
    const client = bus.serviceBus();
    const due = new Date(Date.now() + 150);
    await client.createSender('orders').scheduleMessages({ body: 1, timeToLive: 150 }, due);
    const dead = await receiveOne(client.createReceiver('orders', { subQueueType: 'deadLetter' }));
    expect(dead.deadLetterReason).toBe('TTLExpiredException');
    expect(Date.now()).toBeGreaterThanOrEqual(due.getTime() + 150);
  });
});

describe('duplicate detection', () => {
  it('takes a message id once within the window, from senders and schedules alike', async () => {
    const bus = await startBus({ queues: [aQueue({ duplicateDetectionMs: 60_000 })] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    await sender.sendMessages([
      { body: 'first', messageId: 'same' },
      { body: 'second', messageId: 'same' },
      { body: 'other', messageId: 'other' },
    ]);
    await sender.sendMessages({ body: 'third', messageId: 'same' });
    await sender.scheduleMessages({ body: 'fourth', messageId: 'same' }, new Date(Date.now() + 60_000));
    const receiver = client.createReceiver('orders');
    expect((await receiver.peekMessages(10)).map(({ body }) => body as string)).toEqual(['first', 'other']);
  });

  it('remembers an id also after its message is completed', async () => {
    const bus = await startBus({ queues: [aQueue({ duplicateDetectionMs: 60_000 })] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    const receiver = client.createReceiver('orders');
    await sender.sendMessages({ body: 1, messageId: 'same' });
    await receiver.completeMessage(await receiveOne(receiver));
    await sender.sendMessages({ body: 2, messageId: 'same' });
    expect(await isEmpty(receiver)).toBe(true);
  });

  it('forgets an id when the window is over', async () => {
    const bus = await startBus({ queues: [aQueue({ duplicateDetectionMs: 200 })] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    await sender.sendMessages({ body: 1, messageId: 'same' });
    await delay(250);
    await sender.sendMessages({ body: 2, messageId: 'same' });
    expect(await receiveAll(client.createReceiver('orders'), 2)).toHaveLength(2);
  });

  it('is off unless the queue asks for it', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages([1, 2].map((body) => ({ body, messageId: 'same' })));
    expect(await receiveAll(client.createReceiver('orders'), 2)).toHaveLength(2);
  });
});

describe('peeking', () => {
  it('shows what is there in order, locked or not, page by page, without receiving it', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages([1, 2, 3, 4, 5].map((body) => ({ body })));
    const receiver = client.createReceiver('orders');
    await receiveOne(receiver);
    expect((await receiver.peekMessages(2)).map(({ body }) => body as number)).toEqual([1, 2]);
    expect((await receiver.peekMessages(2)).map(({ body }) => body as number)).toEqual([3, 4]);
    expect((await receiver.peekMessages(2)).map(({ body }) => body as number)).toEqual([5]);
    expect(await receiver.peekMessages(2)).toEqual([]);
    expect(await receiveAll(receiver, 4)).toHaveLength(4);
  });

  it('begins at the sequence number that is asked for', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages([1, 2, 3].map((body) => ({ body })));
    const receiver = client.createReceiver('orders');
    const [, second] = await receiver.peekMessages(2);
    const from = await receiver.peekMessages(5, { fromSequenceNumber: second!.sequenceNumber! });
    expect(from.map(({ body }) => body as number)).toEqual([2, 3]);
  });

  it('shows dead letters in the order of their sequence numbers', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages([1, 2, 3].map((body) => ({ body })));
    const receiver = client.createReceiver('orders');
    for (const message of (await receiveAll(receiver, 3)).reverse()) await receiver.deadLetterMessage(message);
    const dead = client.createReceiver('orders', { subQueueType: 'deadLetter' });
    expect((await dead.peekMessages(2)).map(({ body }) => body as number)).toEqual([1, 2]);
    expect((await dead.peekMessages(2)).map(({ body }) => body as number)).toEqual([3]);
  });
});

describe('the dead-letter queue', () => {
  it('is received from like any queue; a message in it is not dead-lettered again and does not expire', async () => {
    const settings = { maxDeliveryCount: 1, deadLetterOnExpiration: true, lockDurationMs: 800 };
    const bus = await startBus({ queues: [aQueue(settings)] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages({ body: 'a', timeToLive: 50 });
    const dead = client.createReceiver('orders', { subQueueType: 'deadLetter', ...noRenewal });
    for (let delivery = 0; delivery < 3; delivery++) {
      const message = await receiveOne(dead);
      expect(message.deliveryCount).toBe(delivery);
      await dead.abandonMessage(message);
    }
    const refusal = await errorOf(dead.deadLetterMessage(await receiveOne(dead)));
    expect(refusal.message).toContain('cannot be dead-lettered again');
    await dead.completeMessage(await receiveOne(dead));
    expect(await dead.peekMessages(1)).toEqual([]);
  });

  it('gives messages back to be sent again', async () => {
    const bus = await startBus({ queues: [aQueue({ duplicateDetectionMs: 100 })] });
    const client = bus.serviceBus();
    const sender = client.createSender('orders');
    const receiver = client.createReceiver('orders');
    await sender.sendMessages({ body: 'a', messageId: 'm', applicationProperties: { tries: 1 } });
    await receiver.deadLetterMessage(await receiveOne(receiver), why('first try'));
    const deadLetters = client.createReceiver('orders', { subQueueType: 'deadLetter' });
    const dead = await receiveOne(deadLetters);
    await delay(150); // until the id may be used again
    await sender.sendMessages(dead);
    await deadLetters.completeMessage(dead);
    const again = await receiveOne(receiver);
    expect(again).toMatchObject({ body: 'a', messageId: 'm', deliveryCount: 0, applicationProperties: { tries: 1 } });
    expect(again.sequenceNumber!.toNumber()).toBeGreaterThan(dead.sequenceNumber!.toNumber());
  });
});
