import { type OrderId, type Sku } from '@halden/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shardOf } from './domain/stock.ts';
import { aReservation } from './testing/builders.ts';
import { eventually } from './testing/harness.ts';
import { apart, openStockedShop, type StockedShop } from './testing/stocked-shop.ts';

let stock: StockedShop;
let shop: StockedShop['shop'];
let service: StockedShop['service'];
let other: StockedShop['other'];
let lamp: StockedShop['lamp'];
let bowl: StockedShop['bowl'];
let reserve: StockedShop['reserve'];
let settle: StockedShop['settle'];
let level: StockedShop['level'];
let aFreshSku: StockedShop['aFreshSku'];
beforeAll(async () => {
  stock = await openStockedShop();
  ({ shop, service, other, lamp, bowl, reserve, settle, level, aFreshSku } = stock);
});
afterAll(() => stock.close());

describe('POST /internal/reservations/settlements', () => {
  it('takes out for good or gives back, many at once, in order, and again without effect', async () => {
    const one = await aFreshSku(10);
    const bodies = [aReservation([[one, 2]]), aReservation([[one, 3]]), aReservation([[one, 1]])];
    await Promise.all(bodies.map((body) => reserve(body)));
    const items = bodies.map(({ orderId, lines }, n) => ({
      orderId,
      lines,
      action: n === 1 ? ('release' as const) : ('commit' as const),
    }));
    const expected = {
      items: items.map(({ orderId, action }) => ({
        orderId,
        outcome: action === 'commit' ? 'committed' : 'released',
      })),
    };
    for (const replica of [service, service, other]) {
      expect(await replica.internal.settleReservations({ body: { items } })).toEqual(expected);
      expect(await level(one)).toEqual([7, 0]);
    }
  });

  it('brings the goods of an order back that had left', async () => {
    const body = aReservation([
      [await aFreshSku(4), 3],
      [lamp, 1],
    ]);
    await reserve(body);
    expect(await settle('commit', body)).toBe('committed');
    expect(await level(body.lines[0]!.sku)).toEqual([1, 0]);
    expect(await settle('release', body, other)).toBe('released');
    expect(await level(body.lines[0]!.sku)).toEqual([4, 0]);
  });

  it('says of an order that nobody knows that nothing was given back', async () => {
    const order = aReservation([[lamp, 1]]);
    expect(await settle('release', order)).toBe('unknown');
    expect(await settle('release', order, other)).toBe('unknown');
  });

  it('gives back what is held in one shard of an order, and nothing of what was never held in the others', async () => {
    const one = await aFreshSku(5);
    const part = aReservation([[one, 2]]);
    await reserve(part);
    const whole = { ...part, lines: [...part.lines, { sku: lamp, quantity: 1 }] };
    const before = await level(lamp);
    expect(await settle('release', whole)).toBe('released');
    expect([await level(one), await level(lamp)]).toEqual([[5, 0], before]);
  });

  it('takes the goods of a reservation that has ended anew, if they are still there', async () => {
    const one = await aFreshSku(3);
    const body = aReservation([
      [one, 2],
      [bowl, 1],
    ]);
    await reserve(body);
    await settle('release', body);
    expect(await settle('commit', body)).toBe('committed');
    expect(await level(one)).toEqual([1, 0]);
  });

  it('takes nothing when only a part is still there, over several shards', async () => {
    const [plenty, none] = apart(2) as [Sku, Sku];
    await Promise.all([aFreshSku(5, plenty), aFreshSku(1, none)]);
    const body = aReservation([
      [plenty, 2],
      [none, 1],
    ]);
    await reserve(body);
    await settle('release', body);
    await reserve(aReservation([[none, 1]]));
    expect(await settle('commit', body)).toBe('unavailable');
    expect([await level(plenty), await level(none)]).toEqual([
      [5, 0],
      [1, 1],
    ]);
  });

  it('finishes at another replica what one that died had begun', async () => {
    const [a, b] = apart(2) as [Sku, Sku];
    await Promise.all([aFreshSku(5, a), aFreshSku(5, b)]);
    const body = aReservation([
      [a, 1],
      [b, 1],
    ]);
    await reserve(body);
    const half = body.lines.toSorted((x, y) => (shardOf(x.sku) < shardOf(y.sku) ? -1 : 1)).slice(0, 1);
    await settle('commit', { ...body, lines: half }); // it came as far as the first shard
    expect(await settle('commit', body, other)).toBe('committed');
    expect([await level(a), await level(b)]).toEqual([
      [4, 0],
      [4, 0],
    ]);
  });

  it('keeps what an order took, and that it was given back, for good; what lapsed by itself for seven days', async () => {
    const one = await aFreshSku(9);
    const stored = async (id: OrderId) =>
      (await shop.containers.stock.item(`res:${id}`, shardOf(one)).read<{ ttl?: number; state: string }>()).resource;
    const [taken, lapsing] = [aReservation([[one, 1]]), aReservation([[one, 1]], { ttlSeconds: 1 })];
    await Promise.all([reserve(taken), reserve(lapsing)]);
    await settle('commit', taken);
    expect(await stored(taken.orderId)).toMatchObject({ state: 'committed', lines: taken.lines });
    expect(await stored(taken.orderId)).not.toHaveProperty('ttl');
    expect(await stored(taken.orderId)).not.toHaveProperty('expiresAt');
    await settle('release', taken);
    expect(await stored(taken.orderId)).toMatchObject({ state: 'released', lines: [] });
    expect(await stored(taken.orderId)).not.toHaveProperty('ttl');
    await eventually(async () => (await stored(lapsing.orderId))?.state === 'released', 'the other has lapsed');
    expect(await stored(lapsing.orderId)).toMatchObject({ ttl: 604_800 });
    await settle('release', lapsing);
    expect(await stored(lapsing.orderId)).not.toHaveProperty('ttl');
  });

  it('gives the goods of an order back once when many ask for it at once', async () => {
    const body = aReservation([[await aFreshSku(4), 3]]);
    await reserve(body);
    await settle('commit', body);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => settle('release', body, n % 2 ? service : other)),
    );
    expect(new Set(answers)).toEqual(new Set(['released']));
    expect(await level(body.lines[0]!.sku)).toEqual([4, 0]);
  });
});
