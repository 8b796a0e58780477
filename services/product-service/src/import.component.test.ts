import { randomUUID } from 'node:crypto';
import { type CatalogueItem, idempotencyKey, type ProductRecord } from '@halden/contracts';
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

const item = (product: ProductRecord, onHand?: number): CatalogueItem => ({
  product,
  ...(onHand !== undefined && { stock: product.variants.map(({ sku }) => ({ sku, onHand })) }),
});
const imports = async (items: CatalogueItem[], existing?: 'keep' | 'replace', by = service) =>
  (await by.staff.importCatalogue({ body: { items, ...(existing && { existing }) } })).items;
const outcomes = async (...call: Parameters<typeof imports>) => (await imports(...call)).map(({ outcome }) => outcome);
const detail = (record: ProductRecord, by = service) => by.anyone.getProduct({ params: { idOrSlug: record.id } });
const onHand = async ({ variants }: ProductRecord) =>
  (await service.staff.getStock({ params: { sku: variants[0]!.sku } })).onHand;

describe('POST /api/catalogue/imports', () => {
  it('adds products with their first stock, for every replica', async () => {
    const records = Array.from({ length: 40 }, () => aProduct());
    const results = await imports(records.map((record) => item(record, 7)));
    expect(results).toEqual(records.map(({ id }) => ({ id, outcome: 'created', hasPictures: false })));
    for (const record of records) expect((await detail(record)).availability).toBe('in_stock');
    expect(await onHand(records[39]!)).toBe(7);
    await eventually(
      () =>
        detail(records[39]!, other).then(
          () => true,
          () => false,
        ),
      'the other replica shows them',
    );
  });

  it('changes nothing when it is sent again, also where it was cut off, and counts no stock twice', async () => {
    const [first, second] = [aProduct(), aProduct()];
    await imports([item(first, 5)]);
    await service.staff.adjustStock({
      params: { sku: first.variants[0]!.sku },
      body: { change: 2, reason: 'delivery' },
    });
    expect(await outcomes([item(first, 5), item(second, 5)], undefined, other)).toEqual(['unchanged', 'created']);
    expect(await outcomes([item(first, 9), item(second, 9)], 'replace')).toEqual(['unchanged', 'unchanged']);
    expect([await onHand(first), await onHand(second)]).toEqual([7, 5]);
  });

  it('adds each product once when two import the same at the same moment', async () => {
    const items = Array.from({ length: 12 }, () => item(aProduct(), 3));
    const [a, b] = await Promise.all([outcomes(items), outcomes(items, undefined, other)]);
    for (const index of items.keys()) expect([a[index], b[index]].sort()).toEqual(['created', 'unchanged']);
    expect(await onHand(items[5]!.product)).toBe(3);
  });

  it('keeps what staff changed, unless the request says to replace it', async () => {
    const record = aProduct();
    await imports([item(record)]);
    const changed = { ...record, weightGrams: 9 };
    expect(await outcomes([item(changed)])).toEqual(['kept']);
    expect((await detail(record)).weightGrams).toBe(record.weightGrams);
    expect(await outcomes([item(changed)], 'replace')).toEqual(['replaced']);
    expect((await detail(record)).weightGrams).toBe(9);
  });

  it('takes nothing away that it does not name', async () => {
    const [there, added] = [aProduct(), aProduct()];
    await imports([item(there, 4)]);
    await imports([item(added)], 'replace');
    expect((await detail(there)).availability).toBe('in_stock');
  });

  it('never writes over a product that only has the slug or a SKU of another', async () => {
    const record = aProduct();
    await imports([item(record, 4)]);
    const [sameSlug, sameSku, fine] = [
      aProduct({ slug: record.slug }),
      aProduct({ variants: [aVariant({ sku: record.variants[0]!.sku })] }),
      aProduct(),
    ];
    const results = await imports([item(sameSlug, 1), item(sameSku, 1), item(fine, 1)], 'replace');
    expect(results).toEqual([
      expect.objectContaining({
        id: sameSlug.id,
        outcome: 'refused',
        errors: [{ in: 'body', pointer: '/items/0/product', detail: `another product has the slug ${record.slug}` }],
      }),
      expect.objectContaining({
        id: sameSku.id,
        outcome: 'refused',
        errors: [
          { in: 'body', pointer: '/items/1/product', detail: `another product has the sku ${record.variants[0]!.sku}` },
        ],
      }),
      expect.objectContaining({ id: fine.id, outcome: 'created' }),
    ]);
    expect((await detail(record)).slug).toBe(record.slug);
    expect(await onHand(record)).toBe(4);
  });

  it('says item by item what is wrong, and imports the others', async () => {
    const [variant, twin, fine] = [aVariant(), aProduct(), aProduct()];
    const broken = aProduct({ variants: [variant, { ...variant, compareAt: variant.prices }] });
    const results = await imports([
      item(broken),
      item(twin),
      item({ ...twin, weightGrams: 1 }),
      { product: fine, stock: [{ sku: variant.sku, onHand: 1 }] },
      item(aProduct(), 2),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'created', 'refused', 'refused', 'created']);
    expect(results.flatMap(({ errors = [] }) => errors.map(({ pointer }) => pointer))).toEqual([
      '/items/0/product/variants/1/sku',
      '/items/0/product/variants/1/compareAt/EUR',
      '/items/0/product/variants/1/compareAt/USD',
      '/items/0/product/variants/1/compareAt/GBP',
      '/items/2/product/id',
      '/items/3/stock/0/sku',
    ]);
  });

  it('refuses what does not fit the contract as a whole, with pointers, and imports nothing of it', async () => {
    const [fine, broken] = [aProduct(), aProduct({ slug: 'Not a slug' })];
    expect(await problemOf(imports([item(fine), item(broken)]))).toMatchObject({
      status: 400,
      errors: [{ in: 'body', pointer: '/items/1/product/slug' }],
    });
    expect(await problemOf(detail(fine))).toMatchObject({ code: 'product_not_found' });
    expect(await problemOf(imports([]))).toMatchObject({ errors: [{ pointer: '/items' }] });
    const tooMany = Array.from({ length: 101 }, () => item(aProduct()));
    expect((await problemOf(imports(tooMany))).status).toBeGreaterThanOrEqual(400);
  });

  it('is answered alike under the same key, also when the product is gone by now', async () => {
    const record = aProduct();
    const headers = { 'idempotency-key': idempotencyKey(randomUUID()) };
    const body = { items: [item(record, 3)] };
    const first = await service.staff.importCatalogue({ headers, body });
    const { version } = await service.staff.getCatalogueEntry({ params: { productId: record.id } });
    await service.staff.deleteCatalogueEntry({ params: { productId: record.id }, headers: { 'if-match': version } });
    expect(await other.staff.importCatalogue({ headers, body })).toEqual(first);
    expect(await problemOf(detail(record))).toMatchObject({ code: 'product_not_found' });
    expect(
      await problemOf(service.staff.importCatalogue({ headers, body: { items: [item(record, 4)] } })),
    ).toMatchObject({ code: 'idempotency_key_reused' });
  });
});

describe('pictures', () => {
  const svg = (colour: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><rect width="4" height="5" fill="${colour}"/></svg>`;
  const picture = ({ variants }: ProductRecord, colour = '#abc') => ({
    sku: variants[0]!.sku,
    view: 'front' as const,
    title: { en: 'A lamp', de: 'Eine Lampe' },
    svg: svg(colour),
  });
  const put = (record: ProductRecord, pictures: ReturnType<typeof picture>[], by = service) =>
    by.staff.putProductPictures({ params: { productId: record.id }, body: { pictures } });
  const shown = async (record: ProductRecord, by = service) =>
    (await by.fetch(`/api/artwork/products/${record.id}/front?locale=de`)).text();

  it('of a product are shown at every replica, and have another address when they change', async () => {
    const record = aProduct();
    await imports([item(record)]);
    const bare = (await detail(record)).image.url;
    const { version } = await put(record, [picture(record)]);
    const { url } = (await detail(record)).image;
    expect(url).toBe(`${bare}&v=${version}`);
    expect(await shown(record)).toContain('<title>Eine Lampe</title><rect width="4" height="5" fill="#abc"/>');
    await eventually(
      async () => (await detail(record, other).catch(() => undefined))?.image.url === url,
      'the address',
    );
    expect(await shown(record, other)).toBe(await shown(record));
    expect(await put(record, [picture(record)], other)).toEqual({ version });
    expect((await put(record, [picture(record, '#def')])).version).not.toBe(version);
    expect(await shown(record)).toContain('#def');
    expect(await imports([item(record)])).toEqual([{ id: record.id, outcome: 'unchanged', hasPictures: true }]);
  });

  it('are those of the category where a product has none, and a plain ground where that has none', async () => {
    const record = aProduct({ category: 'bags' });
    await imports([item(record)]);
    expect(await shown(record)).toContain('fill="#e9e3d6"');
    await service.staff.putSceneArtwork({ params: { kind: 'category', name: 'bags' }, body: { svg: svg('#123') } });
    expect(await shown(record)).toContain('#123');
    const categories = await service.anyone.listCategories();
    const url = categories.find(({ id }) => id === 'bags')?.image.url ?? '';
    expect(url).toMatch(/\?v=[\w-]{12}$/);
    expect(await (await service.fetch(url)).text()).toContain('#123');
    await eventually(async () => (await shown(record, other)).includes('#123'), 'the other replica has the scene');
  });

  it('may not run or load anything, and belong to a variant of the product', async () => {
    const record = aProduct();
    await imports([item(record)]);
    const bad = { ...picture(record), svg: svg('#abc').replace('<rect', '<script/><rect') };
    const problem = await problemOf(
      put(record, [picture(record), bad, { ...picture(record), sku: picture(aProduct()).sku }]),
    );
    expect(problem).toMatchObject({
      status: 400,
      errors: [
        { pointer: '/pictures/1/svg', detail: expect.stringContaining("element 'script'") },
        { pointer: '/pictures/2/sku', detail: 'is none of the variants of the product' },
      ],
    });
    expect(await problemOf(put(aProduct(), []))).toMatchObject({ status: 404, code: 'product_not_found' });
    const scene = { params: { kind: 'hero', name: 'light' }, body: { svg: bad.svg } } as const;
    expect(await problemOf(service.staff.putSceneArtwork(scene))).toMatchObject({ errors: [{ pointer: '/svg' }] });
  });
});
