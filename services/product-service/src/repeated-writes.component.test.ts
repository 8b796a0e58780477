import { randomUUID } from 'node:crypto';
import { type IdempotencyKey, idempotencyKey, type ProductRecord, type Sku } from '@halden/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aProduct, aVariant } from './testing/builders.ts';
import { eventually, openShop, problemOf, type Replica, type Shop } from './testing/harness.ts';

let shop: Shop;
let service: Replica;
let other: Replica;
beforeAll(async () => {
  shop = await openShop();
  [service, other] = await Promise.all([shop.replica(), shop.replica()]);
});
afterAll(async () => {
  await Promise.all([service.stop(), other.stop()]);
  await shop.close();
});

const aKey = (): IdempotencyKey => idempotencyKey(randomUUID());
const under = (key: IdempotencyKey) => ({ headers: { 'idempotency-key': key } });
const reused = { status: 422, code: 'idempotency_key_reused' };
const everywhere = (record: ProductRecord) =>
  eventually(
    () =>
      other.anyone.getProduct({ params: { idOrSlug: record.id } }).then(
        () => true,
        () => false,
      ),
    'the other replica knows the product',
  );
async function aSoldSku(): Promise<Sku> {
  const record = aProduct({ variants: [aVariant()] });
  await service.staff.createCatalogueEntry({ body: record });
  await everywhere(record);
  return record.variants[0]!.sku;
}
/** Removes the note that a request is done, as if the service had died before it wrote it. */
const forgetDone = async () => {
  const { resources } = await shop.containers.products.items
    .query<{ id: string; content: string; ttl: number }>("SELECT * FROM c WHERE STARTSWITH(c.id, 'request:')")
    .fetchAll();
  for (const { id, content, ttl } of resources) await shop.containers.products.items.upsert({ id, content, ttl });
};

describe('an adjustment of the stock that is repeated', () => {
  const adjust = (sku: Sku, change: number, key: IdempotencyKey, by = service) =>
    by.staff.adjustStock({ params: { sku }, ...under(key), body: { change, reason: 'delivery' } });
  const onHand = async (sku: Sku) => (await service.staff.getStock({ params: { sku } })).onHand;

  it('counts once and is answered alike, at every replica, also after others', async () => {
    const [sku, key] = [await aSoldSku(), aKey()];
    const first = await adjust(sku, 5, key);
    expect(first).toMatchObject({ onHand: 5 });
    await adjust(sku, 2, aKey());
    expect(await adjust(sku, 5, key)).toEqual(first);
    expect(await adjust(sku, 5, key, other)).toEqual(first);
    expect(await onHand(sku)).toBe(7);
  });

  it('counts once when many ask at the same moment', async () => {
    const [sku, key] = [await aSoldSku(), aKey()];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => adjust(sku, 5, key, n % 2 ? service : other)),
    );
    expect(new Set(answers.map((level) => level.onHand))).toEqual(new Set([5]));
    expect(await onHand(sku)).toBe(5);
  });

  it('counts once when the service died between the booking and the answer', async () => {
    const [sku, key] = [await aSoldSku(), aKey()];
    const first = await adjust(sku, 5, key);
    await forgetDone();
    await adjust(sku, 1, aKey());
    expect(await adjust(sku, 5, key, other)).toEqual(first);
    expect(await onHand(sku)).toBe(6);
  });

  it('is refused when it asks for something else under the same key, of this SKU or another', async () => {
    const [sku, neighbour, key] = [await aSoldSku(), await aSoldSku(), aKey()];
    await adjust(sku, 5, key);
    expect(await problemOf(adjust(sku, 6, key))).toMatchObject(reused);
    expect(await problemOf(adjust(neighbour, 5, key, other))).toMatchObject(reused);
    expect([await onHand(sku), await onHand(neighbour)]).toEqual([5, 0]);
  });

  it('may be corrected under the same key when it was refused', async () => {
    const [sku, key] = [await aSoldSku(), aKey()];
    expect(await problemOf(adjust(sku, -3, key))).toMatchObject({ code: 'stock_below_reserved' });
    expect(await adjust(sku, 3, key)).toMatchObject({ onHand: 3 });
  });

  it('counts again without a key', async () => {
    const sku = await aSoldSku();
    const body = { change: 2, reason: 'delivery' };
    for (const expected of [2, 4]) {
      const { onHand: now } = await service.staff.adjustStock({ params: { sku }, body });
      expect(now).toBe(expected);
    }
  });

  it('needs a key that nobody else would choose', async () => {
    const sku = await aSoldSku();
    const response = await service.fetch(`/api/stock/${sku}/adjustments`, {
      method: 'POST',
      headers: { ...service.staffHeaders, 'content-type': 'application/json', 'idempotency-key': 'short' },
      body: JSON.stringify({ change: 1, reason: 'delivery' }),
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ in: 'header', pointer: '/idempotency-key' })] }),
    ]);
  });
});

describe('a change of the catalogue that is repeated', () => {
  it.each([false, true])('adds a product once and is answered alike (the note is lost: %s)', async (isLost) => {
    const [record, key] = [aProduct(), aKey()];
    const create = (body: ProductRecord, by = service) => by.staff.createCatalogueEntry({ ...under(key), body });
    const first = await create(record);
    if (isLost) await forgetDone();
    expect(await create(record)).toEqual(first);
    expect(await create(record, other)).toEqual(first);
    expect(await problemOf(create(aProduct()))).toMatchObject(reused);
  });

  it.each([false, true])('replaces a version once and is answered alike (the note is lost: %s)', async (isLost) => {
    const record = aProduct();
    const { version } = await service.staff.createCatalogueEntry({ body: record });
    const key = aKey();
    const replace = (body: ProductRecord, by = service) =>
      by.staff.replaceCatalogueEntry({
        params: { productId: record.id },
        headers: { 'if-match': version, 'idempotency-key': key },
        body,
      });
    const changed = { ...record, weightGrams: 7 };
    const first = await replace(changed);
    if (isLost) await forgetDone();
    expect(await replace(changed, other)).toEqual(first);
    expect(await problemOf(replace({ ...record, weightGrams: 8 }))).toMatchObject(reused);
  });

  it.each([false, true])('takes a product out once and is answered alike (the note is lost: %s)', async (isLost) => {
    const record = aProduct();
    const { version } = await service.staff.createCatalogueEntry({ body: record });
    const headers = { 'if-match': version, 'idempotency-key': aKey() };
    const remove = (by: Replica) => by.staff.deleteCatalogueEntry({ params: { productId: record.id }, headers });
    await remove(service);
    if (isLost) await forgetDone();
    await remove(other);
    expect(await problemOf(service.anyone.getProduct({ params: { idOrSlug: record.id } }))).toMatchObject({
      code: 'product_not_found',
    });
  });
});
