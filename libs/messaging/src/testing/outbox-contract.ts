import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OutboxRecord, OutboxStore } from '../outbox-store.ts';
import { aPaymentRequest } from './index.ts';

/** A message that a test writes. */
export type Written = Omit<OutboxRecord, 'attempts'>;

export interface OpenedOutbox {
  outbox: OutboxStore;
  /** Writes messages, in this order. */
  write(records: readonly Written[]): Promise<void>;
  /** The store's clock. */
  now(): number;
  advanceClock(ms: number): void;
  dispose(): Promise<void>;
}

/** What every outbox store promises. */
export function describeOutboxStore(name: string, open: () => Promise<OpenedOutbox>): void {
  describe(`${name} as an outbox store`, () => {
    let opened: OpenedOutbox;
    let outbox: OutboxStore;
    beforeAll(async () => {
      opened = await open();
      ({ outbox } = opened);
    });
    afterAll(() => opened.dispose());
    let serial = 0;
    let hub = '';
    let queue = '';
    beforeEach(() => {
      hub = `hub-${++serial}`;
      queue = `queue-${serial}`;
    });
    const leaseMs = 10_000;
    const write = async (destination: string, keys: readonly (string | undefined)[]) => {
      const records = keys.map((orderingKey): Written => {
        const message = aPaymentRequest();
        const id = `${message.id}:${++serial}`;
        return { id, destination, ...(orderingKey && { orderingKey }), message: { ...message, id } };
      });
      await opened.write(records);
      return records.map(({ id }) => id);
    };
    const claim = async (destination: string, limit = 100) =>
      (await outbox.claim({ destination, limit, leaseMs })).map(({ id }) => id);

    it('hands out what was written, as it was written, to one at a time, until it is marked sent', async () => {
      const ids = await write(queue, ['a', 'b', 'c', 'd']);
      const first = await outbox.claim({ destination: queue, limit: 3, leaseMs });
      expect(first.map(({ id }) => id)).toEqual(ids.slice(0, 3));
      expect(first[0]).toMatchObject({
        destination: queue,
        orderingKey: 'a',
        attempts: 0,
        message: { type: 'payment.requested' },
      });
      expect(await claim(queue)).toEqual(ids.slice(3));
      expect(await claim(queue)).toEqual([]);
      await outbox.markSent(ids);
      opened.advanceClock(leaseMs + 1);
      expect(await claim(queue)).toEqual([]);
    });

    it('hands out what a process that died had taken', async () => {
      const ids = await write(queue, ['a', 'b']);
      await claim(queue);
      opened.advanceClock(leaseMs + 1);
      expect(await claim(queue)).toEqual(ids);
    });

    it('hands out what is held until a time that no hold can reach: the clock that said so was ahead', async () => {
      const ids = await write(queue, ['a']);
      opened.advanceClock(3_600_000);
      await claim(queue);
      opened.advanceClock(-3_600_000);
      expect(await claim(queue)).toEqual(ids);
    });

    it('gives a full batch of one destination no say over another', async () => {
      await write(
        hub,
        Array.from({ length: 30 }, (_, index) => `order-${index}`),
      );
      const [payment] = await write(queue, ['order-0']);
      expect(await claim(hub, 20)).toHaveLength(20);
      expect(await claim(queue, 20)).toEqual([payment]);
    });

    it('hands out of each ordering key only the oldest, and the next once that is sent', async () => {
      const [first, second, other, third] = await write(hub, ['a', 'a', 'b', 'a']);
      expect(await claim(hub)).toEqual([first, other]);
      expect(await claim(hub)).toEqual([]);
      await outbox.markSent([first!, other!]);
      expect(await claim(hub)).toEqual([second]);
      await outbox.postpone([second!], { notBefore: opened.now() + 60_000, error: 'refused' });
      expect(await claim(hub)).toEqual([]);
      opened.advanceClock(60_001);
      expect(await claim(hub)).toEqual([second]);
      await outbox.markSent([second!]);
      expect(await claim(hub)).toEqual([third]);
    });

    it('orders the same key apart for each destination', async () => {
      const [event] = await write(hub, ['a']);
      const [payment] = await write(queue, ['a']);
      expect([await claim(hub), await claim(queue)]).toEqual([[event], [payment]]);
    });

    it('lets messages without an ordering key wait for nobody', async () => {
      const ids = await write(queue, [undefined, undefined]);
      expect(await claim(queue)).toEqual(ids);
    });

    it('counts an attempt only when an error is reported, and hands out again what is due', async () => {
      const [tried, untried] = await write(queue, ['a', 'b']);
      await claim(queue);
      await outbox.postpone([tried!], { notBefore: opened.now() + 1_000, error: 'x'.repeat(3_000) });
      await outbox.postpone([untried!], { notBefore: opened.now() + 2_000 });
      expect(await claim(queue)).toEqual([]);
      opened.advanceClock(1_001);
      const [again] = await outbox.claim({ destination: queue, limit: 10, leaseMs });
      expect(again).toMatchObject({ id: tried, attempts: 1 });
      opened.advanceClock(1_001);
      expect(await outbox.claim({ destination: queue, limit: 10, leaseMs })).toMatchObject([
        { id: untried, attempts: 0 },
      ]);
    });

    it('hands out what was never tried before what failed, however much that is', async () => {
      const failed = await write(
        hub,
        Array.from({ length: 20 }, (_, index) => `failed-${index}`),
      );
      await claim(hub);
      await outbox.postpone(failed, { notBefore: opened.now(), error: 'refused' });
      opened.advanceClock(1_000);
      const fresh = await write(hub, ['fresh']);
      expect(await claim(hub, 1)).toEqual(fresh);
    });

    it('makes due at once what was postponed beyond a time, and nothing else', async () => {
      const [near, far] = await write(queue, ['a', 'b']);
      await outbox.postpone([near!], { notBefore: opened.now() + 1_000 });
      await outbox.postpone([far!], { notBefore: opened.now() + 3_600_000 });
      expect(await outbox.expedite({ destination: queue, after: opened.now() + 60_000 })).toBe(1);
      expect(await claim(queue)).toEqual([far]);
    });

    it('sets parked messages apart: the next of their key goes on, and they are listed with the reason', async () => {
      const [poison, next] = await write(hub, ['a', 'a']);
      await claim(hub);
      await outbox.park([poison!], { reason: 'too_large', error: 'larger than the hub takes' });
      expect(await claim(hub)).toEqual([next]);
      opened.advanceClock(leaseMs + 1);
      await outbox.markSent([next!]);
      expect(await claim(hub)).toEqual([]);
      expect(await outbox.parked({ destination: hub, limit: 10 })).toMatchObject([
        {
          id: poison,
          destination: hub,
          orderingKey: 'a',
          attempts: 1,
          reason: 'too_large',
          lastError: 'larger than the hub takes',
          parkedAt: expect.any(Number),
          message: { type: 'payment.requested' },
        },
      ]);
      expect((await outbox.countParked()).filter(({ destination }) => destination === hub)).toEqual([
        { destination: hub, reason: 'too_large', count: 1 },
      ]);
    });

    it('lets parked messages be tried again: by id, by destination, by reason, and says how many', async () => {
      const ids = await write(hub, ['a', 'b', 'c']);
      await outbox.park(ids.slice(0, 2), { reason: 'refused', error: 'no' });
      await outbox.park(ids.slice(2), { reason: 'unknown_destination', error: 'nobody' });
      expect(await outbox.replay({ ids: ['nobody'], destination: hub })).toBe(0);
      expect(await outbox.replay({ ids: [ids[0]!] })).toBe(1);
      expect(await outbox.claim({ destination: hub, limit: 9, leaseMs })).toMatchObject([{ id: ids[0], attempts: 0 }]);
      expect(await outbox.replay({ destination: hub, reason: 'unknown_destination' })).toBe(1);
      expect(await claim(hub)).toEqual([ids[2]]);
      expect(await outbox.replay({ destination: hub })).toBe(1);
      expect(await outbox.parked({ destination: hub, limit: 9 })).toEqual([]);
    });

    it('names the destinations of what waits, and not of what is parked only', async () => {
      await write(hub, ['a', 'b']);
      const [parked] = await write(queue, ['a']);
      await outbox.park([parked!], { reason: 'refused', error: 'no' });
      const found = await outbox.destinations();
      expect(found).toContain(hub);
      expect(found).not.toContain(queue);
      expect(new Set(found).size).toBe(found.length);
    });

    it('never hands one message to two who ask at the same time', async () => {
      await write(
        queue,
        Array.from({ length: 40 }, (_, index) => `order-${index}`),
      );
      const claims = await Promise.all(Array.from({ length: 5 }, () => claim(queue, 4)));
      const ids = claims.flat();
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(20);
    });

    it('takes ids by the thousand', async () => {
      const ids = await write(
        queue,
        Array.from({ length: 2_500 }, (_, index) => `order-${index}`),
      );
      expect(await claim(queue, 5_000)).toHaveLength(2_500);
      await outbox.postpone(ids, { notBefore: opened.now(), error: 'down' });
      await outbox.park(ids, { reason: 'refused', error: 'no' });
      expect(await outbox.parked({ ids, limit: 5_000 })).toHaveLength(2_500);
      expect(await outbox.replay({ ids })).toBe(2_500);
      await outbox.markSent(ids);
      expect(await claim(queue)).toEqual([]);
    });
  });
}
