import type { Message } from '@halden/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type BatchHandler, complete, type Consumer, deadLetter, retry, retryTransient } from '../consumer.ts';
import { aPaymentRequest } from './index.ts';

/** A broker, as far as the suite needs one. */
export interface ConsumerHarness {
  /** A consumer that is not started yet. Several may be made, one after the other, as a process and its successor. */
  consumer(handle: BatchHandler<Message>): Promise<Consumer>;
  /** Sends bodies as they are, valid or not. */
  send(bodies: unknown[]): Promise<void>;
  /** What was dead-lettered, with the reason. */
  deadLetters(count: number): Promise<{ body: unknown; reason: string | undefined }[]>;
  dispose(): Promise<void>;
}

/** What every consumer promises, whatever broker it is of. */
export function describeConsumer(name: string, open: () => Promise<ConsumerHarness>): void {
  describe(`${name} as a consumer`, () => {
    let harness: ConsumerHarness;
    const started: Consumer[] = [];
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(async () => {
      for (const consumer of started.splice(0)) await consumer.stop();
      await harness.dispose();
    });
    const start = async (handle: BatchHandler<Message>) => {
      const consumer = await harness.consumer(handle);
      await consumer.start();
      started.push(consumer);
      return consumer;
    };
    const stop = async (consumer: Consumer) => {
      started.splice(started.indexOf(consumer), 1);
      await consumer.stop();
    };
    /** A handler that completes everything and remembers what it saw. */
    const remembering = () => {
      const seen: string[] = [];
      const handle: BatchHandler<Message> = async (deliveries) =>
        deliveries.map(({ message }) => (seen.push(message.id), complete));
      return { seen, handle };
    };

    it('hands over every message once, as it was sent', async () => {
      const messages = Array.from({ length: 25 }, () => aPaymentRequest());
      const received: Message[] = [];
      await start(async (deliveries) => deliveries.map(({ message }) => (received.push(message), complete)));
      await harness.send(messages);
      await until(() => received.length >= messages.length);
      expect(received.toSorted(byId)).toEqual(messages.toSorted(byId));
    });

    it('dead-letters a poisonous message with the reason, and goes on with the others of its batch', async () => {
      const good = [aPaymentRequest(), aPaymentRequest()];
      await harness.send([good[0], 'poison', { ...aPaymentRequest(), version: 99 }, good[1]]);
      const { seen, handle } = remembering();
      await start(handle);
      await until(() => seen.length >= 2);
      expect(seen.toSorted()).toEqual(good.map(({ id }) => id).toSorted());
      expect((await harness.deadLetters(2)).map(({ reason }) => reason).toSorted()).toEqual([
        'malformed_message',
        'unsupported_version',
      ]);
    });

    it('dead-letters what the handler says to, with its reason', async () => {
      const message = aPaymentRequest();
      await harness.send([message]);
      await start(async (deliveries) => deliveries.map(() => deadLetter('order_not_found', 'there is no such order')));
      expect(await harness.deadLetters(1)).toEqual([{ body: message, reason: 'order_not_found' }]);
    });

    it('hands over again what could not be handled yet, and counts the attempts', async () => {
      const message = aPaymentRequest();
      const attempts: number[] = [];
      await start(async (deliveries) =>
        deliveries.map(({ previousAttempts }) => (attempts.push(previousAttempts) < 3 ? retry('busy') : complete)),
      );
      await harness.send([message]);
      await until(() => attempts.length >= 3);
      expect(attempts).toEqual([0, 1, 2]);
    });

    it('waits out a transient failure without counting it as an attempt', async () => {
      const message = aPaymentRequest();
      const attempts: number[] = [];
      await start(async (deliveries) =>
        deliveries.map(({ previousAttempts }) =>
          attempts.push(previousAttempts) < 4 ? retryTransient('dependency_unavailable') : complete,
        ),
      );
      await harness.send([message]);
      await until(() => attempts.length >= 4);
      expect(attempts).toEqual([0, 0, 0, 0]);
    });

    it('takes a handler that fails as not handled yet', async () => {
      const message = aPaymentRequest();
      const { seen, handle } = remembering();
      let failures = 2;
      await start((deliveries) => (failures-- > 0 ? Promise.reject(new Error('bug')) : handle(deliveries)));
      await harness.send([message]);
      await until(() => seen.length >= 1);
      expect(seen).toEqual([message.id]);
    });

    it('retries only what needs it when one of a batch does', async () => {
      const messages = Array.from({ length: 5 }, () => aPaymentRequest());
      const counts = new Map<string, number>();
      await harness.send(messages);
      await start(async (deliveries) =>
        deliveries.map(({ message }) => {
          counts.set(message.id, (counts.get(message.id) ?? 0) + 1);
          return message.id === messages[2]?.id && counts.get(message.id) === 1 ? retry('busy') : complete;
        }),
      );
      await until(() => counts.size === 5 && counts.get(messages[2]!.id) === 2);
      expect([...counts.values()].toSorted()).toEqual([1, 1, 1, 1, 2]);
    });

    it('lets the message under way be finished when it stops, and does not hand it over again', async () => {
      const message = aPaymentRequest();
      let release: () => void = () => undefined;
      let underWay = false;
      const first = await start(async () => {
        underWay = true;
        await new Promise<void>((resolve) => (release = resolve));
        return [complete];
      });
      await harness.send([message]);
      await until(() => underWay);
      const stopping = stop(first);
      release();
      await stopping;
      const marker = aPaymentRequest();
      const { seen, handle } = remembering();
      await start(handle);
      await harness.send([marker]);
      await until(() => seen.includes(marker.id));
      expect(seen).toEqual([marker.id]);
    });

    it('hands over to its successor what it had not finished when it stopped', async () => {
      const message = aPaymentRequest();
      let asked = false;
      const first = await start(async (deliveries) => {
        asked = true;
        return deliveries.map(() => retryTransient('dependency_unavailable'));
      });
      await harness.send([message]);
      await until(() => asked);
      await stop(first);
      const { seen, handle } = remembering();
      await start(handle);
      await until(() => seen.length >= 1);
      expect(seen).toEqual([message.id]);
    });
  });
}

const byId = (a: Message, b: Message) => (a.id < b.id ? -1 : 1);

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const began = Date.now(); !(await condition()) && Date.now() - began < 15_000;)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await condition()).toBe(true);
}
