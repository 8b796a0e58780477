import { Category, Collection, ProductDetail, productId, ProductPage, type Problem, Type } from '@halden/contracts';
import { createValidator } from '@halden/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedProducts, vocabulary } from '@halden/demo-catalogue';
import { importDemoCatalogue } from '@halden/demo-catalogue/import';
import { eventually, openShop, problemOf, type Replica, type Shop } from './testing/harness.ts';

let shop: Shop;
let service: Replica;
beforeAll(async () => {
  shop = await openShop();
  service = await shop.replica();
  await importDemoCatalogue({
    url: service.url,
    token: service.staffToken,
    isPictured: ({ id }) => id === pictured?.id,
  });
}, 60_000);
afterAll(async () => {
  await service.stop();
  await shop.close();
});

const seed = seedProducts();
const lamps = seed.filter(({ category }) => category === 'lighting');
const pictured = lamps.find(({ variants }) => variants.length > 1);

describe('GET /api/products', () => {
  it('shows the demo catalogue, page by page', async () => {
    const page = await service.anyone.listProducts({ query: { pageSize: 96 } });
    expect(page).toMatchObject({ total: seed.length, page: 1, pageSize: 96, pageCount: 3, sort: 'featured' });
    const pages = await Promise.all(
      [2, 3].map((n) => service.anyone.listProducts({ query: { pageSize: 96, page: n } })),
    );
    const ids = [page, ...pages].flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(ids)).toEqual(new Set(seed.map(({ id }) => id)));
  });

  it('filters and counts by every facet, in the language and currency asked for', async () => {
    const page = await service.anyone.listProducts({
      query: { category: ['lighting'], locale: 'de', currency: 'GBP', sort: 'name', pageSize: 96 },
    });
    expect(page.items.map(({ name }) => name)).toEqual(
      lamps.map(({ name }) => name.de).sort(new Intl.Collator('de').compare),
    );
    expect(page.items.every(({ price }) => price.currency === 'GBP')).toBe(true);
    expect(page.facets.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['category', 'type', 'colour', 'material', 'availability', 'minRating']),
    );
    expect(page.facets.find(({ id }) => id === 'category')?.values).toContainEqual({
      value: 'lighting',
      label: 'Leuchten',
      count: lamps.length,
      selected: true,
    });
  });

  it('finds products by words', async () => {
    const { items, sort } = await service.anyone.listProducts({ query: { q: 'opal globe' } });
    expect([items[0]?.name, sort]).toEqual(['Opal globe pendant', 'relevance']);
  });

  it('takes choices that are repeated, and one alone', async () => {
    const two = await service.fetch('/api/products?colour=blue&colour=green&pageSize=1');
    const one = await service.fetch('/api/products?colour=blue&pageSize=1');
    const total = async (response: Response) => ((await response.json()) as { total: number }).total;
    expect(await total(two)).toBeGreaterThan(await total(one));
  });

  it.each([
    ['an unknown parameter', 'color=red', '/color', 'is not allowed here'],
    ['an unknown category', 'category=cars', '/category/0', expect.stringMatching(/^must be one of lighting, /)],
    ['an unknown colour', 'colour=octarine', '/colour/0', "names no colour of this shop: 'octarine'"],
    ['an unknown order', 'sort=cheapest', '/sort', expect.stringMatching(/^must be one of featured, /)],
    ['a page that is no number', 'page=two', '/page', 'must be integer'],
    ['a page before the first', 'page=0', '/page', 'must be >= 1'],
    ['too large a page', 'pageSize=97', '/pageSize', 'must be <= 96'],
    ['an unknown currency', 'currency=XAU', '/currency', expect.stringMatching(/^must be one of /)],
    ['a price range that is none', 'minPrice=2&maxPrice=1', '/maxPrice', 'must be at least minPrice (2)'],
    ['too many words', `q=${'x'.repeat(121)}`, '/q', expect.stringMatching(/120/)],
  ])('names %s', async (_, query, pointer, detail) => {
    const response = await service.fetch(`/api/products?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'validation_failed',
      errors: [{ in: 'query', pointer, detail }],
    });
  });
});

describe('GET /api/products/{idOrSlug}', () => {
  const [lamp] = lamps;
  it('answers everything about a product, by its id and by its slug', async () => {
    const detail = await service.anyone.getProduct({ params: { idOrSlug: lamp!.slug }, query: { locale: 'de' } });
    expect(detail).toMatchObject({
      id: lamp?.id,
      name: lamp?.name.de,
      description: lamp?.description.de,
      weightGrams: lamp?.weightGrams,
    });
    expect(detail.variants.map(({ sku }) => sku)).toEqual(lamp?.variants.map(({ sku }) => sku));
    expect(detail.variants[0]?.images.map(({ view }) => view)).toEqual(['front', 'detail', 'room', 'scale']);
    expect(detail.related).toHaveLength(4);
    expect(detail.related.every(({ type }) => type === lamp?.type)).toBe(true);
    expect(
      await service.anyone.getProduct({ params: { idOrSlug: productId(lamp!.id) }, query: { locale: 'de' } }),
    ).toEqual(detail);
  });

  it('does not know what is not sold', async () => {
    expect(await problemOf(service.anyone.getProduct({ params: { idOrSlug: 'flying-carpet' } }))).toMatchObject({
      status: 404,
      code: 'product_not_found',
    });
  });
});

describe('categories and collections', () => {
  it('are listed with the number of their products and a picture that is there', async () => {
    const categories = await service.anyone.listCategories({ query: { locale: 'de' } });
    expect(categories).toHaveLength(8);
    expect(categories[0]).toMatchObject({ id: 'lighting', name: 'Leuchten', count: lamps.length });
    const collections = await service.anyone.listCollections();
    expect(collections.map(({ count }) => count)).toEqual(
      collections.map(({ id }) => seed.filter((product) => product.collections.some((one) => one === id)).length),
    );
    for (const { image } of [...categories, ...collections]) {
      const picture = await service.fetch(image.url);
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    }
  });
});

describe('pictures', () => {
  let detail: ProductDetail;
  beforeAll(async () => {
    detail = await service.anyone.getProduct({ params: { idOrSlug: pictured!.slug } });
  });

  it('of every view and variant are drawn, each its own', async () => {
    const urls = detail.variants.flatMap(({ images }) => images.map(({ url }) => url));
    const drawings = await Promise.all(urls.map(async (url) => (await service.fetch(url)).text()));
    for (const drawing of drawings) expect(drawing).toMatch(/^<svg .+<\/svg>$/s);
    expect(new Set(drawings).size).toBe(urls.length);
  });

  it('may be kept for ever under an address with a version, and run and load nothing', async () => {
    const { headers } = await service.fetch(detail.image.url);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const plain = await service.fetch(`/api/artwork/products/${detail.id}/front`);
    expect(plain.headers.get('cache-control')).toBe('public, max-age=300');
  });

  it('have an address with a version, the same at every replica and in every release', async () => {
    const other = await shop.replica({ SERVICE_VERSION: '2.0.0' });
    const there = await other.anyone.getProduct({ params: { idOrSlug: detail.id } });
    expect(new URL(detail.image.url, service.url).searchParams.get('v')).toMatch(/^[\w-]{12}$/);
    expect(there.image.url).toBe(detail.image.url);
    const picture = async (replica: Replica) => (await replica.fetch(detail.image.url)).text();
    expect(await picture(other)).toBe(await picture(service));
    await other.stop();
  });

  it('have a title in the language asked for', async () => {
    const [en, de] = await Promise.all(
      (['en', 'de'] as const).map((locale) =>
        service.anyone.getProductArtwork({ params: { productId: detail.id, view: 'front' }, query: { locale } }),
      ),
    );
    expect(en).toContain(detail.name);
    expect(de).not.toEqual(en);
  });

  it('of the home page are drawn', async () => {
    for (const name of ['light', 'dark'])
      expect(await service.anyone.getSceneArtwork({ params: { kind: 'hero', name } })).toMatch(/^<svg /);
  });

  it.each([
    ['another product', () => `/api/artwork/products/prd_flying-carpet/front`],
    ['a SKU of another product', () => `/api/artwork/products/${detail.id}/front?sku=HAL-NOT-MINE`],
    ['an unknown scene', () => '/api/artwork/scenes/hero/storm'],
  ])('do not exist of %s', async (_, path) => {
    const response = await service.fetch(path());
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([404, 'product_not_found']);
  });
});

describe('what readers have already', () => {
  it.each(['/api/products?q=lamp', '/api/products/opal-globe-pendant', '/api/categories', '/api/collections'])(
    'is not sent again: %s',
    async (path) => {
      const first = await service.fetch(path);
      const etag = first.headers.get('etag') ?? '';
      expect([first.status, etag]).toEqual([200, expect.stringMatching(/^"[\w-]+"$/)]);
      expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await service.fetch(path, { headers: { 'if-none-match': known } });
        expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
      }
      const other = await service.fetch(path, { headers: { 'if-none-match': '"other"' } });
      expect([other.status, await other.text()]).toEqual([200, await first.text()]);
    },
  );

  it('has an ETag that every replica gives', async () => {
    const other = await shop.replica();
    const path = '/api/products?category=audio&sort=price';
    const [one, two] = await Promise.all([service.fetch(path), other.fetch(path)]);
    expect(one.headers.get('etag')).toBe(two.headers.get('etag'));
    expect(await one.text()).toBe(await two.text());
    await other.stop();
  });
});

describe('answers that are kept ready', () => {
  it.each([
    ['/api/products?q=lamp&locale=de&currency=USD', ProductPage],
    ['/api/products?availability=out&availability=low', ProductPage],
    ['/api/products?colour=pink&maxPrice=1', ProductPage],
    ['/api/products/opal-globe-pendant?locale=de', ProductDetail],
    ['/api/categories', Type.Array(Category)],
    ['/api/collections', Type.Array(Collection)],
  ])('fit the contract: %s', async (path, schema) => {
    const body = (await (await service.fetch(path)).json()) as object;
    expect(createValidator(schema, 'body')(body)).toEqual([]);
    expect(Object.keys(body).length).toBeGreaterThan(0);
  });
});

describe('the service', () => {
  it('serves its API description and its metrics', async () => {
    expect(await (await service.fetch('/openapi.json')).json()).toMatchObject({
      info: { title: 'Catalogue and stock' },
    });
    const metrics = await service.metrics();
    expect(metrics).toContain(`catalogue_products{service="product-service"} ${seed.length}`);
    expect(metrics).toMatch(/read_model_age_seconds\{container="stock",service="product-service"\} \d/);
    expect(metrics).toMatch(/change_feed_lag_seconds\{container="products",service="product-service"\} \d/);
  });

  it('calls things as the shop says, at every replica, from the moment it says so', async () => {
    const other = await shop.replica();
    const [category, ...categories] = vocabulary.categories;
    const renamed = { en: 'Lamps of all kinds', de: 'Lampen aller Art' };
    const put = (name: typeof renamed) =>
      service.staff.putVocabulary({ body: { ...vocabulary, categories: [{ ...category!, name }, ...categories] } });
    const called = async (replica: Replica) => (await replica.anyone.listCategories())[0]?.name;
    const found = async (replica: Replica) => (await replica.anyone.listProducts({ query: { q: 'kinds' } })).total;
    const before = await found(service);
    await put(renamed);
    expect([await called(service), await found(service)]).toEqual([renamed.en, lamps.length + before]);
    await eventually(async () => (await called(other)) === renamed.en, 'the other replica knows the name');
    expect(await found(other)).toBe(lamps.length + before);
    await put(category!.name);
    await other.stop();
  });
});
