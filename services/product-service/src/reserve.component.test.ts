import { type Sku, sku } from '@halden/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shardOf } from './domain/stock.ts';
import { anOrderId, aReservation } from './testing/builders.ts';
import { eventually, problemOf, type Replica } from './testing/harness.ts';
import { apart, openStockedShop, type StockedShop } from './testing/stocked-shop.ts';

let stock: StockedShop;
let shop: StockedShop['shop'];
let service: StockedShop['service'];
let other: StockedShop['other'];
let lamp: StockedShop['lamp'];
let bowl: StockedShop['bowl'];
let rug: StockedShop['rug'];
let reserve: StockedShop['reserve'];
let settle: StockedShop['settle'];
let level: StockedShop['level'];
let aFreshSku: StockedShop['aFreshSku'];
beforeAll(async () => {
  stock = await openStockedShop();
  ({ shop, service, other, lamp, bowl, rug, reserve, settle, level, aFreshSku } = stock);
});
afterAll(() => stock.close());

describe('POST /internal/reservations', () => {
  it('holds stock and says what the lines cost', async () => {
    const [one] = [await aFreshSku(5)];
    const before = Date.now();
    const body = aReservation([[one, 2]], { currency: 'USD', locale: 'de', ttlSeconds: 60 });
    const reservation = await reserve(body);
    expect(reservation).toMatchObject({
      orderId: body.orderId,
      lines: [
        {
          sku: one,
          quantity: 2,
          name: 'Leseleuchte Arc',
          variant: 'Ton',
          unitPrice: { amount: 5_200, currency: 'USD' },
          total: { amount: 10_400, currency: 'USD' },
          image: expect.stringMatching(new RegExp(`/front\\?sku=${one}&locale=de$`)),
        },
      ],
    });
    expect(reservation.lines[0]).not.toHaveProperty('available');
    const expiresIn = Date.parse(reservation.expiresAt) - before;
    expect(Math.abs(expiresIn - 60_000)).toBeLessThan(10_000);
    expect(await level(one)).toEqual([5, 2]);
  });

  it('gives the same reservation again, at every replica', async () => {
    const one = await aFreshSku(5);
    const body = aReservation([[one, 2]]);
    const [first, again, elsewhere] = [await reserve(body), await reserve(body), await reserve(body, other)];
    expect(again).toEqual(first);
    expect(elsewhere).toEqual(first);
    expect(await level(one)).toEqual([5, 2]);
  });

  it('refuses other lines under the same order, in the same shard and in another', async () => {
    const body = aReservation([[lamp, 1]]);
    await reserve(body);
    for (const lines of [
      [{ sku: lamp, quantity: 2 }],
      [{ sku: bowl, quantity: 1 }],
      [
        { sku: lamp, quantity: 1 },
        { sku: bowl, quantity: 1 },
      ],
    ])
      expect(await problemOf(reserve({ ...body, lines }))).toMatchObject({ status: 409, code: 'reservation_conflict' });
  });

  it('refuses all but one of those who ask for other lines under the same order at the same moment', async () => {
    const one = await aFreshSku(50);
    const body = aReservation([[one, 1]]);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((quantity, n) =>
        reserve({ ...body, lines: [{ sku: one, quantity }] }, n % 2 ? service : other).then(
          () => quantity,
          (error: { problem?: { code: string } }) => error.problem?.code,
        ),
      ),
    );
    const held = answers.filter((answer) => typeof answer === 'number');
    expect(held).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'reservation_conflict')).toHaveLength(5);
    expect(await level(one)).toEqual([50, held[0]]);
  });

  it('holds all lines or none, over several shards, and names everything there is too little of', async () => {
    const [plenty, few, none] = apart(3).sort((a, b) => (shardOf(a) < shardOf(b) ? -1 : 1)) as [Sku, Sku, Sku];
    await Promise.all([aFreshSku(9, plenty), aFreshSku(1, few), aFreshSku(0, none)]);
    const refused = aReservation([
      [none, 1],
      [plenty, 3],
      [few, 2],
    ]);
    const problem = await problemOf(reserve(refused));
    expect(problem).toMatchObject({ status: 409, code: 'out_of_stock' });
    expect(problem.skus?.toSorted()).toEqual([few, none].sort());
    expect(await Promise.all([plenty, few, none].map(level))).toEqual([
      [9, 0],
      [1, 0],
      [0, 0],
    ]);
    await reserve({ ...refused, lines: refused.lines.slice(1, 2) });
    expect(await level(plenty)).toEqual([9, 3]);
  });

  it('refuses what is not sold, a SKU that stands twice, and quantities that are none', async () => {
    expect(
      await problemOf(
        reserve(
          aReservation([
            [lamp, 1],
            [sku('NOT-SOLD'), 1],
          ]),
        ),
      ),
    ).toMatchObject({
      status: 422,
      code: 'unknown_product',
      skus: ['NOT-SOLD'],
    });
    expect(
      await problemOf(
        reserve(
          aReservation([
            [lamp, 1],
            [lamp, 1],
          ]),
        ),
      ),
    ).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/lines/1/sku' }],
    });
    expect(await problemOf(reserve(aReservation([[lamp, 0]])))).toMatchObject({
      errors: [{ in: 'body', pointer: '/lines/0/quantity', detail: 'must be >= 1' }],
    });
  });

  it('sells the last fifty to fifty of two hundred who ask at once at two replicas', async () => {
    const one = await aFreshSku(50);
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        reserve(aReservation([[one, 1]]), n % 2 ? service : other).then(
          () => 'reserved',
          (error: { problem?: { code: string } }) => error.problem?.code,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'reserved')).toHaveLength(50);
    expect(outcomes.filter((outcome) => outcome === 'out_of_stock')).toHaveLength(150);
    expect(await level(one)).toEqual([50, 50]);
  });

  it('places many orders over the same shards at once, each whole', async () => {
    const [a, b] = apart(2) as [Sku, Sku];
    await Promise.all([aFreshSku(20, a), aFreshSku(10, b)]);
    const bodies = Array.from({ length: 30 }, () =>
      aReservation([
        [b, 1],
        [a, 1],
      ]),
    );
    const outcomes = await Promise.allSettled(bodies.map((body, n) => reserve(body, n % 2 ? service : other)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect([await level(a), await level(b)]).toEqual([
      [20, 10],
      [10, 10],
    ]);
  });

  it('lets go by itself what was not settled in time', async () => {
    const one = await aFreshSku(1);
    const body = aReservation([[one, 1]]);
    await reserve(body);
    expect(await problemOf(reserve(aReservation([[one, 1]])))).toMatchObject({ code: 'out_of_stock', skus: [one] });
    const later = await shop.replica({}, () => Date.now() + 3_600_000);
    await eventually(async () => (await level(one))[1] === 0, 'the reservation has expired');
    await later.stop();
    await reserve(aReservation([[one, 1]]));
    expect(await settle('commit', body)).toBe('unavailable');
  });
});

describe('POST /internal/prices', () => {
  it('answers prices and what could be bought now', async () => {
    const one = await aFreshSku(2);
    const body = { currency: 'GBP', locale: 'en', lines: [{ sku: one, quantity: 5 }] } as const;
    expect(await service.internal.priceLines({ body: { ...body, lines: [...body.lines] } })).toMatchObject({
      lines: [{ sku: one, quantity: 5, unitPrice: { amount: 4_200 }, available: 2 }],
      unknownSkus: [],
    });
  });
});

describe('what readers see of the stock', () => {
  it('follows reservations at once, and those of other replicas soon', async () => {
    const one = await aFreshSku(5);
    const seen = async (replica: Replica) => {
      const { items } = await replica.anyone.listProducts({ query: { pageSize: 96 } });
      const summary = items.find(({ defaultSku }) => defaultSku === one);
      return [summary?.availability, summary?.left];
    };
    expect(await seen(service)).toEqual(['in_stock', undefined]);
    await reserve(aReservation([[one, 3]]));
    expect(await seen(service)).toEqual(['low', 2]);
    await eventually(async () => (await seen(other))[0] === 'low', 'the other replica has heard of the reservation');
    await reserve(aReservation([[one, 2]]), other);
    expect(await seen(other)).toEqual(['out', undefined]);
    await eventually(async () => (await seen(service))[0] === 'out', 'this replica has heard of the reservation');
  });

  it('is counted for those who watch the shop', async () => {
    const orderId = anOrderId();
    await reserve(aReservation([[rug, 1]], { orderId }));
    await problemOf(reserve(aReservation([[rug, 2]], { orderId })));
    const metrics = await service.metrics();
    expect(metrics).toMatch(/stock_reservations_total\{outcome="reserved",service="product-service"\} [1-9]/);
    expect(metrics).toMatch(
      /stock_reservations_total\{outcome="reservation_conflict",service="product-service"\} [1-9]/,
    );
    expect(metrics).toMatch(/stock_reservation_batch_size_count\{service="product-service"\} [1-9]/);
  });
});
