import { describe, expect, it } from '@jest/globals';
import { delay } from '@azure/service-bus';
import { aQueue } from '../testing/builders.ts';
import { busForEachTest, errorOf, receiveAll, receiveOne } from '../testing/harness.ts';

const startBus = busForEachTest();
const noRenewal = { maxAutoLockRenewalDurationInMs: 0 };

function why(deadLetterReason: string) {
  return { deadLetterReason, deadLetterErrorDescription: '' };
}

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
