import type { ProductQuery, ProductRecord } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { randomFrom, syntheticProducts, toItem, vocabulary } from '@halden/demo-catalogue';
import { anEntry, aProduct, aQuery, aVariant } from '../testing/builders.ts';
import { aCatalogue, glossaries } from '../testing/catalogues.ts';
import type { Catalogue } from './catalogue.ts';
import { listProducts } from './list-products.ts';
import { availabilityOf } from './product.ts';

const list = (catalogue: Catalogue, query: Partial<ProductQuery> = {}) =>
  listProducts(catalogue, glossaries, aQuery(query));
const slugs = (catalogue: Catalogue, query: Partial<ProductQuery> = {}) =>
  list(catalogue, query).products.map(({ entry }) => entry.record.slug);
const countsOf = (catalogue: Catalogue, facet: string, query: Partial<ProductQuery> = {}) =>
  Object.fromEntries(
    (list(catalogue, query).page.facets.find(({ id }) => id === facet)?.values ?? []).map(({ value, count }) => [
      value,
      count,
    ]),
  );
const inColour = (slug: string, family: string, more: Partial<ProductRecord> = {}) =>
  aProduct({
    ...more,
    slug,
    variants: [aVariant({ colour: { key: family, name: { en: family, de: family }, family, hex: '#123456' } })],
  });

describe('choosing in facets', () => {
  const { catalogue } = aCatalogue([
    inColour('red-oak', 'red', { materials: ['oak'] }),
    inColour('blue-oak', 'blue', { materials: ['oak'] }),
    inColour('blue-wool', 'blue', { materials: ['wool'] }),
    inColour('green-wool', 'green', { materials: ['wool'] }),
  ]);

  it('takes any of the values within a facet, and all facets together', () => {
    expect(slugs(catalogue, { colour: ['red', 'blue'] }).sort()).toEqual(['blue-oak', 'blue-wool', 'red-oak']);
    expect(slugs(catalogue, { colour: ['red', 'blue'], material: ['wool'] })).toEqual(['blue-wool']);
  });

  it('counts each facet over what the other facets leave, so that its own other values stay choosable', () => {
    expect(countsOf(catalogue, 'colour', { colour: ['red'] })).toEqual({ red: 1, blue: 2, green: 1 });
    expect(countsOf(catalogue, 'material', { colour: ['red'] })).toEqual({ oak: 1 });
    expect(countsOf(catalogue, 'colour', { colour: ['red'], material: ['wool'] })).toEqual({
      red: 0,
      blue: 1,
      green: 1,
    });
  });

  it('names values in the language of the reader, with the colour they stand for', () => {
    const facet = list(catalogue, { locale: 'de', colour: ['red'] }).page.facets.find(({ id }) => id === 'colour');
    expect(facet?.label).toBe('Farbe');
    expect(facet?.values.map(({ label }) => label)).toEqual(['Rot', 'Blau', 'Grün']);
    expect(facet?.values[0]).toEqual({ value: 'red', label: 'Rot', count: 1, selected: true, hex: '#C23D2C' });
  });

  it('keeps a chosen value visible when it gives nothing', () => {
    expect(countsOf(catalogue, 'colour', { colour: ['pink'] })).toEqual({ red: 1, blue: 2, green: 1, pink: 0 });
    expect(list(catalogue, { colour: ['pink'] }).page).toMatchObject({ total: 0, pageCount: 0 });
  });

  it('refuses values that no product has and the shop has no word for, and a price range that is none', () => {
    expect(() => list(catalogue, { colour: ['red', 'octarine'], type: ['spaceship'] })).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        extra: {
          errors: [
            { in: 'query', pointer: '/type/0', detail: "names no type of this shop: 'spaceship'" },
            { in: 'query', pointer: '/colour/1', detail: "names no colour of this shop: 'octarine'" },
          ],
        },
      }),
    );
    expect(() => list(catalogue, { minPrice: 200, maxPrice: 100 })).toThrow(/maxPrice must be at least minPrice/);
  });

  it('knows values of products that the vocabulary has no word for', () => {
    const { catalogue: own } = aCatalogue([aProduct({ type: 'space_heater' })]);
    expect(list(own, { type: ['space_heater'] }).page.facets.find(({ id }) => id === 'type')?.values).toEqual([
      { value: 'space_heater', label: 'Space heater', count: 1, selected: true },
    ]);
  });
});

describe('prices and ratings', () => {
  const priced = (slug: string, EUR: number, rating: ProductRecord['rating']) =>
    aProduct({ slug, rating, variants: [aVariant({ prices: { EUR, USD: 10_000 - EUR, GBP: 1 } })] });
  const { catalogue } = aCatalogue([
    priced('cheap', 1_000, { average: 4.9, count: 2 }),
    priced('middle', 2_000, { average: 4.8, count: 300 }),
    priced('dear', 3_000, { average: 2.5, count: 10 }),
  ]);

  it('filters by price in the currency asked for, both ends included', () => {
    expect(slugs(catalogue, { minPrice: 1_000, maxPrice: 2_000, sort: 'price' })).toEqual(['cheap', 'middle']);
    expect(slugs(catalogue, { maxPrice: 7_000, currency: 'USD' })).toEqual(['dear']);
  });

  it('answers the price range of what matches without the price choice', () => {
    expect(list(catalogue, { maxPrice: 1_500 }).page.priceRange).toEqual({
      min: { amount: 1_000, currency: 'EUR' },
      max: { amount: 3_000, currency: 'EUR' },
    });
    expect(list(catalogue, { minRating: 4, maxPrice: 1_500 }).page.priceRange?.max.amount).toBe(2_000);
    expect(list(catalogue, { colour: ['pink'] }).page.priceRange).toBeUndefined();
  });

  it('counts ratings from a number of stars up, and shows a choice between two steps', () => {
    expect(countsOf(catalogue, 'minRating')).toEqual({ 4: 2, 3: 2, 2: 3 });
    expect(countsOf(catalogue, 'minRating', { minRating: 4.85 })).toEqual({ 4.85: 1, 4: 2, 3: 2, 2: 3 });
    expect(slugs(catalogue, { minRating: 4.85 })).toEqual(['cheap']);
  });

  it('does not let two praises win over three hundred', () => {
    expect(slugs(catalogue, { sort: 'rating' })).toEqual(['middle', 'cheap', 'dear']);
  });
});

describe('orders and pages', () => {
  const named = (slug: string, en: string, de: string, createdAt: string) =>
    aProduct({ slug, name: { en, de }, createdAt });
  const { catalogue, setStock } = aCatalogue([
    named('a', 'Ébène stool', 'Zylinderhocker', '2025-01-01T00:00:00.000Z'),
    named('b', 'Egg cup', 'Ähre', '2025-03-01T00:00:00.000Z'),
    named('c', 'egg timer', 'Apfel', '2025-02-01T00:00:00.000Z'),
  ]);

  it('sorts names as the language does', () => {
    expect(slugs(catalogue, { sort: 'name' })).toEqual(['a', 'b', 'c']);
    expect(slugs(catalogue, { sort: 'name', locale: 'de' })).toEqual(['b', 'c', 'a']);
  });

  it('shows the newest first, and what is sold out last in the shop window', () => {
    expect(slugs(catalogue, { sort: 'newest' })).toEqual(['b', 'c', 'a']);
    const [first] = list(catalogue).products;
    setStock(first!.entry.record.variants[0]!.sku, 0);
    expect(list(catalogue).products.at(-1)?.entry).toBe(first?.entry);
    expect(countsOf(catalogue, 'availability')).toEqual({ in_stock: 2, out: 1 });
    setStock(first!.entry.record.variants[0]!.sku, 10);
    expect(list(catalogue).products[0]?.entry).toBe(first?.entry);
  });

  it('pages through everything once, and is empty behind the end', () => {
    const pages = [1, 2, 3].map((page) => slugs(catalogue, { page, pageSize: 2, sort: 'newest' }));
    expect(pages).toEqual([['b', 'c'], ['a'], []]);
    expect(list(catalogue, { page: 3, pageSize: 2 }).page).toMatchObject({ total: 3, pageCount: 2, page: 3 });
  });

  it('says which order it is: relevance only with words', () => {
    expect(list(catalogue).page.sort).toBe('featured');
    expect(list(catalogue, { sort: 'relevance' }).page.sort).toBe('featured');
    expect(list(catalogue, { q: 'egg' }).page.sort).toBe('relevance');
    expect(list(catalogue, { q: 'egg', sort: 'price' }).page.sort).toBe('price');
    expect(list(catalogue, { q: '   ' }).page).toMatchObject({ sort: 'featured', total: 3 });
  });
});

describe('a catalogue that changes', () => {
  it('answers like one that was loaded at once, whatever came before', () => {
    const records = syntheticProducts(120, 3).map((product) => toItem(product).product);
    const random = randomFrom('changes');
    const { catalogue } = aCatalogue(records.slice(0, 60));
    records.slice(60).forEach((record) => catalogue.put(anEntry(record)));
    const left = records.flatMap((record, index) => {
      const chance = random.between(0, 1);
      if (chance < 0.3) {
        catalogue.remove({ id: record.id, revision: 2 });
        return [];
      }
      if (chance > 0.6) return [record];
      const changed = { ...record, type: 'mug', rating: { average: 3, count: index } };
      catalogue.put(anEntry(changed, 2));
      catalogue.put(anEntry(record, 1)); // late news of the version before
      return [changed];
    });
    const { catalogue: fresh } = aCatalogue(left);
    for (const query of [
      {},
      { sort: 'price' },
      { sort: 'name', locale: 'de' },
      { type: ['mug'] },
      { q: 'oak' },
    ] as const) {
      const options = { ...query, type: query.type && [...query.type], pageSize: 96 };
      expect(list(catalogue, options).page).toEqual(list(fresh, options).page);
      expect(slugs(catalogue, options)).toEqual(slugs(fresh, options));
    }
  });

  it('forgets the names of a version that is no longer', () => {
    const record = aProduct({ slug: 'old-name' });
    const { catalogue } = aCatalogue([record]);
    catalogue.put(anEntry({ ...record, slug: 'new-name', variants: [aVariant({ sku: 'NEW-1' })] }, 2));
    expect(catalogue.find('old-name')).toBeUndefined();
    expect(catalogue.variant(record.variants[0]!.sku)).toBeUndefined();
    expect(catalogue.find('new-name')).toBe(catalogue.find(record.id));
    catalogue.remove({ id: record.id, revision: 3 });
    expect([catalogue.find(record.id), catalogue.find('new-name'), catalogue.size]).toEqual([undefined, undefined, 0]);
    catalogue.put(anEntry(record, 2)); // late news of before the removal
    expect(catalogue.size).toBe(0);
  });
});

describe('any query over a thousand products', () => {
  const records = syntheticProducts(1_000, 7).map((product) => toItem(product).product);
  const { catalogue, setStock } = aCatalogue(records);
  const random = randomFrom('queries');
  const stock = new Map(
    records.flatMap(({ variants }) => variants.map(({ sku }) => [sku, random.whole(0, 5)] as const)),
  );
  for (const [sku, count] of stock) setStock(sku, count);
  const some = (values: readonly string[]) =>
    random.chance(0.4) ? Array.from({ length: random.whole(1, 3) }, () => random.pick(values)) : undefined;

  const familiesOf = ({ variants }: ProductRecord) => variants.map(({ colour }) => colour.family);
  const availabilityIn = ({ variants }: ProductRecord) =>
    availabilityOf(variants.reduce((sum, { sku }) => sum + (stock.get(sku) ?? 0), 0));
  const priceOf = ({ variants }: ProductRecord) => Math.min(...variants.map(({ prices }) => prices.EUR));
  /** The rules, word for word and product by product. */
  const tests = (query: ProductQuery): Record<string, (record: ProductRecord) => boolean> => ({
    type: ({ type }) => !query.type || query.type.includes(type),
    colour: (record) => !query.colour || familiesOf(record).some((family) => query.colour?.includes(family)),
    material: (record) => !query.material || record.materials.some((key) => query.material?.includes(key)),
    availability: (record) => !query.availability || query.availability.includes(availabilityIn(record)),
    minRating: ({ rating }) => query.minRating === undefined || rating.average >= query.minRating,
    price: (record) => query.maxPrice === undefined || priceOf(record) <= query.maxPrice,
  });

  it.each(Array.from({ length: 40 }, (_, n) => n))('has the products and the counts that the rules give (%i)', () => {
    const availability = some(['in_stock', 'low', 'out']) as ProductQuery['availability'];
    const query = aQuery({
      pageSize: 96,
      ...Object.fromEntries(
        Object.entries({
          type: some(vocabulary.types.map(({ id }) => id)),
          colour: some(vocabulary.colours.map(({ id }) => id)),
          material: some(vocabulary.materials.map(({ id }) => id)),
          availability,
          minRating: random.chance(0.3) ? random.between(2, 5) : undefined,
          maxPrice: random.chance(0.3) ? random.whole(1_000, 60_000) : undefined,
        }).filter(([, value]) => value !== undefined),
      ),
    });
    const rules = tests(query);
    const matching = (except?: string) =>
      records.filter((record) => Object.entries(rules).every(([name, test]) => name === except || test(record)));
    const { page } = list(catalogue, query);
    expect(page.total).toBe(matching().length);
    const valuesOf: Record<string, (record: ProductRecord) => string[]> = {
      type: ({ type }) => [type],
      colour: familiesOf,
      material: (record) => record.materials,
      availability: (record) => [availabilityIn(record)],
    };
    for (const [facet, values] of Object.entries(valuesOf)) {
      const counts = new Map<string, number>();
      for (const record of matching(facet))
        for (const value of new Set(values(record))) counts.set(value, (counts.get(value) ?? 0) + 1);
      const shown = page.facets.find(({ id }) => id === facet)?.values ?? [];
      expect(
        Object.fromEntries(shown.filter(({ count }) => count > 0).map(({ value, count }) => [value, count])),
      ).toEqual(Object.fromEntries(counts));
    }
    const prices = matching('price').map(priceOf);
    expect(page.priceRange?.max.amount).toBe(prices.length > 0 ? Math.max(...prices) : undefined);
  });
});
