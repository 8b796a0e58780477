import { productId, type Sku } from '@halden/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fingerprintOf, type Level, type Reservation, reservationId } from '../../domain/stock.ts';
import { anOrderId, aSku } from '../../testing/builders.ts';
import type { StockStore } from '../../stock/stock-store.ts';

export const aLevel = (overrides: Partial<Level> = {}): Level => ({
  type: 'level',
  id: aSku(),
  productId: productId('prd_it'),
  onHand: 10,
  reserved: 0,
  revision: 1,
  ...overrides,
});

export function aHold(lines: { sku: Sku; quantity: number }[], overrides: Partial<Reservation> = {}): Reservation {
  const orderId = anOrderId();
  return {
    type: 'reservation',
    id: reservationId(orderId),
    orderId,
    lines,
    fingerprint: fingerprintOf(lines),
    state: 'reserved',
    expiresAt: 1_000,
    attempt: 'one',
    revision: 1,
    ...overrides,
  };
}

/** What every stock store promises. */
export function describeStockStore(
  name: string,
  open: () => Promise<{ store: StockStore; close: () => Promise<void> }>,
): void {
  describe(`${name} as a stock store`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let store: StockStore;
    beforeAll(async () => {
      opened = await open();
      ({ store } = opened);
    });
    afterAll(() => opened.close());

    const created = async (shard: string, ...documents: (Level | Reservation)[]): Promise<string[]> => {
      const etags = await store.write(
        shard,
        documents.map((document) => ({ document, etag: undefined })),
      );
      if (etags === 'conflict') throw new Error('the documents are there already');
      return etags;
    };
    const read = async (shard: string, id: string) => (await store.load(shard, [id]))[0];

    it('gives back documents exactly as they were written, with their ETags, and leaves out what there is not', async () => {
      const level = aLevel();
      const hold = aHold([{ sku: level.id, quantity: 2 }]);
      const etags = await created('s1', level, hold);
      const loaded = await store.load('s1', [hold.id, 'res:unknown', level.id]);
      expect(loaded).toHaveLength(2);
      expect(loaded).toEqual(
        expect.arrayContaining([
          { document: level, etag: etags[0] },
          { document: hold, etag: etags[1] },
        ]),
      );
      expect(await store.load('s2', [level.id])).toEqual([]);
    });

    it('replaces the given version and returns the new one', async () => {
      const level = aLevel();
      const [etag] = await created('s1', level);
      const next = { ...level, onHand: 9, revision: 2 };
      const [after] = (await store.write('s1', [{ document: next, etag }])) as string[];
      expect(after).not.toBe(etag);
      expect(await read('s1', level.id)).toEqual({ document: next, etag: after });
    });

    it.each(['a stale version', 'a document that is there already', 'a document that is gone'])(
      'writes nothing when it meets %s',
      async (what) => {
        const [level, other] = [aLevel(), aLevel()];
        const [etag] = await created('s1', level);
        const fault = {
          'a stale version': { document: { ...level, revision: 7 }, etag: '"stale"' },
          'a document that is there already': { document: level, etag: undefined },
          'a document that is gone': { document: aLevel(), etag },
        }[what]!;
        expect(await store.write('s1', [{ document: other, etag: undefined }, fault])).toBe('conflict');
        expect(await read('s1', other.id)).toBeUndefined();
        expect(await read('s1', level.id)).toEqual({ document: level, etag });
      },
    );

    it('lets one of many that write the same version at once win', async () => {
      const level = aLevel();
      const [etag] = await created('s1', level);
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, n) => store.write('s1', [{ document: { ...level, onHand: n }, etag }])),
      );
      expect(outcomes.filter((outcome) => outcome !== 'conflict')).toHaveLength(1);
    });

    it('writes a hundred documents at once', async () => {
      const levels = Array.from({ length: 100 }, () => aLevel());
      await created('s3', ...levels);
      const stored = await store.levels('s3');
      expect(new Set(stored.map(({ document }) => document.id))).toEqual(new Set(levels.map(({ id }) => id)));
    });

    it('finds the reservations whose time is over, the oldest first, and no others', async () => {
      const at = (expiresAt: number) => aHold([], { expiresAt });
      const [third, first, second, early] = [at(300), at(100), at(200), at(301)];
      const { expiresAt: _, ...settled } = at(50);
      await created('s4', third, first, second, early, { ...settled, state: 'committed' });
      const ids = async (limit: number) =>
        (await store.expired('s4', { now: 300, limit })).map(({ document }) => document.id);
      expect(await ids(10)).toEqual([first.id, second.id, third.id]);
      expect(await ids(2)).toEqual([first.id, second.id]);
    });
  });
}
