import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ProductRecord, productId, sku } from '@halden/contracts';
import { aProduct, aVariant, stocked } from './testing/builders.ts';
import { eventually, openShop, problemOf, type Replica, type Shop } from './testing/harness.ts';

let shop: Shop;
let service: Replica;
let other: Replica;
beforeAll(async () => {
  shop = await openShop({ products: [stocked(aProduct({ slug: 'first' }), 5)] });
  [service, other] = await Promise.all([shop.replica(), shop.replica()]);
});
afterAll(async () => {
  await Promise.all([service.stop(), other.stop()]);
  await shop.close();
});

const create = (record: ProductRecord, by = service) => by.staff.createCatalogueEntry({ body: record });
const byId = ({ id }: ProductRecord) => ({ productId: id });
const shown = (record: ProductRecord, by = service) => by.anyone.getProduct({ params: { idOrSlug: record.id } });

describe('adding a product', () => {
  it('shows it at once, with nothing in stock', async () => {
    const record = aProduct();
    const { product, version } = await create(record);
    expect(product).toEqual(record);
    expect(await service.staff.getCatalogueEntry({ params: byId(record) })).toEqual({ product: record, version });
    const detail = await shown(record);
    expect(detail).toMatchObject({ name: 'Arc reading lamp', availability: 'out' });
    expect(await service.staff.getStock({ params: { sku: detail.defaultSku } })).toMatchObject({ onHand: 0 });
    expect((await service.fetch(detail.image.url)).status).toBe(200);
  });

  it.each<[string, (taken: ProductRecord) => ProductRecord]>([
    ['id', ({ id }) => aProduct({ id })],
    ['slug', ({ slug }) => aProduct({ slug })],
    ['SKU', ({ variants }) => aProduct({ variants: [aVariant(), variants[0]!] })],
  ])('refuses an %s that is taken', async (_, like) => {
    const record = aProduct();
    await create(record);
    expect(await problemOf(create(like(record)))).toMatchObject({ status: 409, code: 'product_exists' });
    expect(await problemOf(create(like(record), other))).toMatchObject({ status: 409, code: 'product_exists' });
  });

  it.each(['slug', 'sku'] as const)('gives a %s to one of many who ask at once at two replicas', async (name) => {
    const variants = [aVariant()];
    const records = Array.from({ length: 6 }, () =>
      name === 'slug' ? aProduct({ slug: `wanted-${process.pid}` }) : aProduct({ variants }),
    );
    const created = await Promise.allSettled(records.map((record, n) => create(record, n % 2 ? service : other)));
    expect(created.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of created)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ problem: { code: 'product_exists' } });
  });

  it('names what is wrong with it', async () => {
    const record = aProduct({ slug: 'Not a slug' });
    expect(await problemOf(create(record))).toMatchObject({
      status: 400,
      errors: [{ in: 'body', pointer: '/slug', detail: expect.any(String) }],
    });
    const long = { en: 'x'.repeat(201), de: 'x' };
    expect((await problemOf(create(aProduct({ name: long, variants: [aVariant({ name: long })] })))).errors).toEqual(
      ['/name/en', '/variants/0/name/en'].map((pointer) => expect.objectContaining({ in: 'body', pointer })),
    );
    const [variant] = record.variants;
    const twice = aProduct({ variants: [{ ...variant!, compareAt: variant!.prices }, variant!] });
    expect((await problemOf(create(twice))).errors).toEqual([
      { in: 'body', pointer: '/variants/0/compareAt/EUR', detail: 'must be more than the price' },
      { in: 'body', pointer: '/variants/0/compareAt/USD', detail: 'must be more than the price' },
      { in: 'body', pointer: '/variants/0/compareAt/GBP', detail: 'must be more than the price' },
      { in: 'body', pointer: '/variants/1/sku', detail: 'stands at an earlier variant' },
    ]);
  });
});

describe('changing a product', () => {
  it('replaces the version that was read, and no other', async () => {
    const record = aProduct();
    const { version } = await create(record);
    const change = (slug: string, ifMatch: string) =>
      service.staff.replaceCatalogueEntry({
        params: byId(record),
        headers: { 'if-match': ifMatch },
        body: { ...record, slug },
      });
    const changed = await change(`${record.slug}-2`, version);
    expect(changed.version).not.toBe(version);
    expect((await shown(record)).slug).toBe(`${record.slug}-2`);
    expect(await problemOf(change(`${record.slug}-3`, version))).toMatchObject({ status: 412, code: 'stale_version' });
    expect(await problemOf(change(`${record.slug}-3`, '*'))).toMatchObject({ code: 'stale_version' });
    const unquoted = changed.version.replaceAll('"', '');
    expect((await change(`${record.slug}-3`, unquoted)).product.slug).toBe(`${record.slug}-3`);
  });

  it('leaves its pictures as they are', async () => {
    const record = aProduct();
    const { version } = await create(record);
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><rect width="4" height="5" fill="#abc"/></svg>';
    const { sku: of } = record.variants[0]!;
    const pictures = [{ sku: of, view: 'front' as const, title: { en: 'A lamp', de: 'Eine Lampe' }, svg }];
    await service.staff.putProductPictures({ params: byId(record), body: { pictures } });
    const { url } = (await shown(record)).image;
    expect(
      await problemOf(service.staff.deleteCatalogueEntry({ params: byId(record), headers: { 'if-match': version } })),
    ).toMatchObject({ code: 'stale_version' });
    const entry = await service.staff.getCatalogueEntry({ params: byId(record) });
    await service.staff.replaceCatalogueEntry({
      params: byId(record),
      headers: { 'if-match': entry.version },
      body: { ...record, weightGrams: 9 },
    });
    expect((await shown(record)).image.url).toBe(url);
    expect(await (await service.fetch(url)).text()).toContain('<title>A lamp</title><rect');
  });

  it('lets one of two replicas win that change the same version', async () => {
    const record = aProduct();
    const { version } = await create(record);
    const outcomes = await Promise.allSettled(
      [service, other].map((replica, n) =>
        replica.staff.replaceCatalogueEntry({
          params: byId(record),
          headers: { 'if-match': version },
          body: { ...record, weightGrams: n + 1 },
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('asks for the version when none is sent, but only those who may change anything', async () => {
    const record = aProduct();
    await create(record);
    const put = (headers: Record<string, string>) =>
      service.fetch(`/api/catalogue/${record.id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(record),
      });
    const response = await put(service.staffHeaders);
    expect([response.status, await response.json()]).toEqual([
      428,
      expect.objectContaining({ code: 'precondition_required' }),
    ]);
    expect((await put({})).status).toBe(401);
  });

  it('refuses to become another product, or to take the slug of one', async () => {
    const [record, neighbour] = [aProduct(), aProduct()];
    const { version } = await create(record);
    await create(neighbour);
    const change = (body: ProductRecord) =>
      service.staff.replaceCatalogueEntry({ params: byId(record), headers: { 'if-match': version }, body });
    expect(await problemOf(change({ ...record, id: productId('prd_other') }))).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/id' }],
    });
    expect(await problemOf(change({ ...record, slug: neighbour.slug }))).toMatchObject({ code: 'product_exists' });
    expect(
      await problemOf(service.staff.getCatalogueEntry({ params: { productId: productId('prd_none') } })),
    ).toMatchObject({ status: 404, code: 'product_not_found' });
  });
});

describe('taking a product out of the shop', () => {
  it('takes it away everywhere, and lets it come back later', async () => {
    const record = aProduct();
    const { version } = await create(record);
    await eventually(
      () =>
        shown(record, other).then(
          () => true,
          () => false,
        ),
      'the product is known at the other replica',
    );
    const remove = (ifMatch: string) =>
      service.staff.deleteCatalogueEntry({ params: byId(record), headers: { 'if-match': ifMatch } });
    expect(await problemOf(remove('"stale"'))).toMatchObject({ code: 'stale_version' });
    await remove(version);
    expect(await problemOf(shown(record))).toMatchObject({ code: 'product_not_found' });
    expect(await problemOf(remove(version))).toMatchObject({ code: 'product_not_found' });
    await eventually(
      () =>
        shown(record, other).then(
          () => false,
          () => true,
        ),
      'the product is gone at the other replica',
    );

    await create({ ...record, weightGrams: 7 }, other);
    expect((await shown(record, other)).weightGrams).toBe(7);
    await eventually(
      () =>
        shown(record).then(
          () => true,
          () => false,
        ),
      'the product is back',
    );
  });
});

describe('stock levels', () => {
  const record = aProduct({ variants: [aVariant({ sku: `LEVEL-${process.pid}` })] });
  const params = { sku: record.variants[0]!.sku };
  const adjust = (change: number) => service.staff.adjustStock({ params, body: { change, reason: 'counted' } });

  it('count goods in and out, and keep on record why and by whom', async () => {
    await create(record);
    expect(await adjust(12)).toEqual({ ...params, onHand: 12, reserved: 0, available: 12 });
    expect((await shown(record)).availability).toBe('in_stock');
    expect(await adjust(-10)).toMatchObject({ onHand: 2 });
    expect(await service.staff.getStock({ params })).toEqual({ ...params, onHand: 2, reserved: 0, available: 2 });
    expect(await shown(record)).toMatchObject({ availability: 'low', left: 2 });
    const { resources } = await shop.containers.stock.items
      .query(`SELECT c.change, c.reason, c.bookedBy FROM c WHERE c.type = 'adjustment' AND c.sku = '${params.sku}'`)
      .fetchAll();
    expect(resources).toContainEqual({ change: -10, reason: 'counted', bookedBy: 'emp_grace' });
  });

  it('do not go below what is held, and are not known of what is not sold', async () => {
    expect(await problemOf(adjust(-3))).toMatchObject({
      status: 409,
      code: 'stock_below_reserved',
      skus: [params.sku],
    });
    const unknown = { sku: sku('NOT-SOLD') };
    expect(await problemOf(service.staff.getStock({ params: unknown }))).toMatchObject({ code: 'sku_not_found' });
    expect(
      await problemOf(service.staff.adjustStock({ params: unknown, body: { change: 1, reason: 'found' } })),
    ).toMatchObject({ status: 404, code: 'sku_not_found' });
  });
});

describe('the staff’s part', () => {
  it.each([
    ['GET', '/api/catalogue/prd_it'],
    ['POST', '/api/catalogue'],
    ['PUT', '/api/catalogue/prd_it'],
    ['DELETE', '/api/catalogue/prd_it'],
    ['GET', '/api/stock/SKU-1'],
    ['POST', '/api/stock/SKU-1/adjustments'],
    ['POST', '/api/catalogue/imports'],
    ['PUT', '/api/catalogue/prd_it/pictures'],
    ['PUT', '/api/catalogue/vocabulary'],
    ['PUT', '/api/artwork/scenes/hero/light'],
  ])('is closed to others: %s %s', async (method, path) => {
    const customer = await shop.issuer.bearer({ id: 'cus_ada' });
    const wrongRole = await shop.issuer.bearer({ id: 'emp_x', roles: ['orders.read'] });
    const statuses = await Promise.all(
      [{}, customer, wrongRole].map(async (headers) => (await service.fetch(path, { method, headers })).status),
    );
    expect(statuses).toEqual([401, 403, 403]);
  });
});
