import { describe, expect, it } from '@jest/globals';
import { delay, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { aQueue } from '../testing/builders.ts';
import { busForEachTest, errorOf, isEmpty, receiveAll, receiveOne } from '../testing/harness.ts';

const startBus = busForEachTest();
const noRenewal = { maxAutoLockRenewalDurationInMs: 0 };

function why(deadLetterReason: string) {
  return { deadLetterReason, deadLetterErrorDescription: '' };
}

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
