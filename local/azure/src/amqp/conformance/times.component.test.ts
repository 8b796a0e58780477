import { describe, expect, it } from '@jest/globals';
import { delay } from '@azure/service-bus';
import { aQueue } from '../testing/builders.ts';
import { busForEachTest, errorOf, eventually, isEmpty, receiveAll, receiveOne } from '../testing/harness.ts';

const startBus = busForEachTest();
const noRenewal = { maxAutoLockRenewalDurationInMs: 0 };

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
