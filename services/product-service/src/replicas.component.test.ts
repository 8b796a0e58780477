import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrderId, aProduct, aReservation, aVariant, stocked } from './testing/builders.ts';
import { eventually, openShop, problemOf, type Replica, type Shop } from './testing/harness.ts';

const product = aProduct({ slug: 'shared', variants: [aVariant({ sku: 'SHARED-1' }), aVariant({ sku: 'SHARED-2' })] });
const [first, second] = product.variants.map(({ sku }) => sku) as [
  (typeof product.variants)[0]['sku'],
  (typeof product.variants)[0]['sku'],
];

describe('two replicas', () => {
  let shop: Shop;
  let a: Replica;
  let b: Replica;
  beforeAll(async () => {
    shop = await openShop({ products: [stocked(product, 10)] });
    [a, b] = await Promise.all([shop.replica(), shop.replica()]);
  });
  afterAll(async () => {
    await Promise.all([a.stop(), b.stop()]);
    await shop.close();
  });

  it('see each other’s changes of the catalogue', async () => {
    const { version } = await a.staff.getCatalogueEntry({ params: { productId: product.id } });
    const name = { en: 'A name from the other side', de: 'Ein Name von drüben' };
    await a.staff.replaceCatalogueEntry({
      params: { productId: product.id },
      headers: { 'if-match': version },
      body: { ...product, name },
    });
    const nameAt = async (replica: Replica) =>
      (await replica.anyone.getProduct({ params: { idOrSlug: 'shared' } })).name;
    expect(await nameAt(a)).toBe(name.en);
    await eventually(async () => (await nameAt(b)) === name.en, 'the other replica shows the new name');
    const found = await b.anyone.listProducts({ query: { q: 'other side' } });
    expect(found.items.map(({ id }) => id)).toEqual([product.id]);
  });

  it('settle each other’s reservations, also those of a moment ago', async () => {
    const bodies = Array.from({ length: 5 }, () =>
      aReservation([
        [first, 1],
        [second, 1],
      ]),
    );
    for (const body of bodies) {
      await a.internal.reserveStock({ body });
      const { orderId, lines } = body;
      const items = [{ orderId, lines, action: 'commit' as const }];
      expect((await b.internal.settleReservations({ body: { items } })).items[0]?.outcome).toBe('committed');
    }
    for (const sku of [first, second])
      for (const replica of [a, b])
        expect(await replica.staff.getStock({ params: { sku } })).toMatchObject({ onHand: 5, reserved: 0 });
  });
});

describe('a replica that starts again', () => {
  it('has the catalogue, the stock and every reservation that was made', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'product-service-'));
    try {
      const dataFile = join(folder, 'cosmos.db');
      const held = aReservation([
        [first, 2],
        [second, 1],
      ]);
      let shop = await openShop({ dataFile, products: [stocked(product, 10)] });
      let replica = await shop.replica();
      const reservation = await replica.internal.reserveStock({ body: held });
      await replica.stop();
      await shop.close();

      shop = await openShop({ dataFile });
      replica = await shop.replica();
      expect(await replica.anyone.getProduct({ params: { idOrSlug: 'shared' } })).toMatchObject({ id: product.id });
      expect(await replica.staff.getStock({ params: { sku: first } })).toMatchObject({ onHand: 10, reserved: 2 });
      expect(await replica.internal.reserveStock({ body: held })).toEqual(reservation);
      const rest = aReservation([[first, 9]]);
      expect(await problemOf(replica.internal.reserveStock({ body: rest }))).toMatchObject({ code: 'out_of_stock' });
      await replica.stop();
      await shop.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('without Cosmos DB', () => {
  it('readers are still answered, writers are asked to come again, and the replica is not ready', async () => {
    const shop = await openShop({ products: [stocked(product, 10)] });
    const replica = await shop.replica();
    const { ready } = replica;
    await eventually(async () => (await ready()) === 200, 'the replica is ready');
    await shop.close();
    await eventually(async () => (await ready()) === 503, 'the replica is no longer ready');
    expect((await replica.anyone.listProducts()).total).toBe(1);
    expect(await problemOf(replica.internal.reserveStock({ body: aReservation([[first, 1]]) }))).toMatchObject({
      status: 503,
      code: 'dependency_unavailable',
    });
    const items = [{ orderId: anOrderId(), action: 'commit' as const, lines: [{ sku: first, quantity: 1 }] }];
    expect(await problemOf(replica.internal.settleReservations({ body: { items } }))).toMatchObject({ status: 503 });
    expect(await replica.metrics()).toMatch(
      /stock_reservations_total\{outcome="failed",service="product-service"\} [1-9]/,
    );
    await replica.stop();
  });

  it('no replica starts', async () => {
    const shop = await openShop();
    await shop.cosmos.stop();
    await expect(shop.replica()).rejects.toThrow(/stock levels did not start: cosmos does not answer/);
    await shop.close();
  });
});
