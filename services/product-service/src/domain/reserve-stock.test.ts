import type { Sku } from '@halden/contracts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { skusApart, someStock } from '../stock/testing/stock.ts';
import { aProduct, aReservation, aVariant } from '../testing/builders.ts';
import { aCatalogue } from '../testing/catalogues.ts';
import type { StockShards } from './ports.ts';
import { reserveStock } from './reserve-stock.ts';
import { shardOf } from './stock.ts';

const skus = skusApart(3) as [Sku, Sku, Sku];
const [first, second, third] = skus;
const { catalogue } = aCatalogue([aProduct({ variants: skus.map((sku) => aVariant({ sku })) })]);

describe('reserving over several shards', () => {
  let stock: ReturnType<typeof someStock>;
  let shards: StockShards;
  beforeEach(() => {
    stock = someStock(new Map(skus.map((sku) => [sku, 5])));
    shards = stock.replica();
  });

  let calls = 0;
  /** A call at a replica; `around` stands before each of its reservations. */
  const reserving = (around: (sku: Sku, run: () => Promise<unknown>) => Promise<unknown> = (_, run) => run()) => {
    const attempt = `call-${calls++}`;
    const watched: StockShards = {
      ...shards,
      async run(shard, command) {
        const run = () => shards.run(shard, command);
        if (command.kind !== 'reserve') return run();
        return (await around(command.lines[0]!.sku, run)) as Awaited<ReturnType<typeof run>>;
      },
    };
    return reserveStock({ catalogue, stock: watched, now: () => 1_000_000, newAttempt: () => attempt });
  };
  const lost = (): Promise<never> => Promise.reject(new Error('lost'));
  const body = () => aReservation(skus.map((sku) => [sku, 2] as const));
  const levels = () => skus.map((sku) => stock.level(sku));

  it('gives back what it had when a later part cannot be had', async () => {
    await reserving()(aReservation([[third, 4]]));
    await expect(reserving()(body())).rejects.toMatchObject({ code: 'out_of_stock', extra: { skus: [third] } });
    expect(levels()).toEqual([
      [5, 0],
      [5, 0],
      [5, 4],
    ]);
  });

  it('names what there is too little of in the shards it did not come to', async () => {
    const { catalogue: aware, setStock } = aCatalogue([aProduct({ variants: skus.map((sku) => aVariant({ sku })) })]);
    setStock(third, 1);
    await reserving()(aReservation([[first, 5]]));
    const reserve = reserveStock({ catalogue: aware, stock: shards, now: () => 1_000_000, newAttempt: () => 'aware' });
    await expect(reserve(body())).rejects.toMatchObject({ code: 'out_of_stock', extra: { skus: [first, third] } });
  });

  it.each(['before it had an effect', 'after it had its effect'])(
    'gives everything back when a call to a shard is lost %s',
    async (when) => {
      const around = async (sku: Sku, run: () => Promise<unknown>) => {
        if (sku !== second) return run();
        if (when.startsWith('after')) await run();
        return lost();
      };
      await expect(reserving(around)(body())).rejects.toThrow('lost');
      expect(levels()).toEqual([
        [5, 0],
        [5, 0],
        [5, 0],
      ]);
    },
  );

  it('does not take away what another call for the same order has made its own', async () => {
    const request = body();
    const around = async (sku: Sku, run: () => Promise<unknown>) => {
      if (sku !== second) return run();
      await reserving()(request);
      return lost();
    };
    await expect(reserving(around)(request)).rejects.toThrow('lost');
    expect(levels()).toEqual([
      [5, 2],
      [5, 2],
      [5, 2],
    ]);
  });

  it('says when the first part of it ends', async () => {
    const request = body();
    await reserving()({ ...request, ttlSeconds: 60 });
    await shards.run(shardOf(third), { kind: 'release', orderId: request.orderId });
    const again = await reserving()({ ...request, ttlSeconds: 600 });
    expect(Date.parse(again.expiresAt)).toBe(1_000_000 + 60_000);
  });
});
