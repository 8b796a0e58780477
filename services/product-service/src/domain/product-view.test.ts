import { type ProductRecord, sku } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { aProduct, aVariant } from '../testing/builders.ts';
import { aCatalogue, glossaries } from '../testing/catalogues.ts';
import { priceLines } from './pricing.ts';
import { offered, toDetail, toSummary } from './product-view.ts';
import { relatedTo } from './related.ts';

const english = { locale: 'en', currency: 'EUR' } as const;
const german = { locale: 'de', currency: 'GBP' } as const;
const colour = (key: string) => ({ key, name: { en: key, de: key }, family: 'red', hex: '#123456' });

describe('a product as the shop shows it', () => {
  const cheap = aVariant({ sku: 'V-CHEAP', prices: { EUR: 100, USD: 900, GBP: 90 }, colour: colour('rust') });
  const former = { EUR: 500, USD: 800, GBP: 95 };
  const dear = aVariant({
    sku: 'V-DEAR',
    prices: { EUR: 300, USD: 700, GBP: 80 },
    compareAt: former,
    colour: colour('clay'),
    size: { en: 'large', de: 'groß' },
    name: { en: 'Clay, large', de: 'Ton, groß' },
  });
  const record = aProduct({ variants: [cheap, dear, aVariant({ sku: 'V-SAME', colour: colour('clay') })] });
  const shown = (stock: Record<string, number>) => {
    const { catalogue, setStock } = aCatalogue([record]);
    for (const [of, count] of Object.entries(stock)) setStock(sku(of), count);
    return catalogue.find(record.id)!;
  };

  it('costs what its cheapest variant costs in that currency, and says up to what it can cost', () => {
    expect(toSummary(shown({}), english)).toMatchObject({
      price: { amount: 100, currency: 'EUR' },
      priceTo: { amount: 4_800, currency: 'EUR' },
    });
    expect(toSummary(shown({}), english)).not.toHaveProperty('compareAt');
    expect(toSummary(shown({}), german)).toMatchObject({ price: { amount: 80 }, compareAt: { amount: 95 } });
    const single = aCatalogue([aProduct()]).catalogue.at(0);
    expect(toSummary(single, english)).not.toHaveProperty('priceTo');
  });

  it('speaks the language of the reader', () => {
    const detail = toDetail(shown({}), german, glossaries);
    expect(detail).toMatchObject({
      name: 'Leseleuchte Arc',
      summary: 'Licht, wo die Seite ist.',
      details: [{ label: 'Gewicht', value: '2,1 kg' }],
      materials: [
        { key: 'steel', name: 'Stahl' },
        { key: 'oak', name: 'Eiche' },
      ],
    });
    expect(detail.variants[1]).toMatchObject({ name: 'Ton, groß', size: 'groß' });
    expect(detail.variants[1]?.images.map(({ alt }) => alt)).toEqual([
      'Leseleuchte Arc, Ton, groß',
      'Leseleuchte Arc, Ton, groß, im Detail',
      'Leseleuchte Arc, Ton, groß, in einem Raum',
      'Leseleuchte Arc, Ton, groß, neben einem handgroßen Block',
    ]);
  });

  it.each([
    ['in stock', { 'V-CHEAP': 4, 'V-DEAR': 0, 'V-SAME': 0 }, { availability: 'in_stock' }, undefined],
    ['low, with the number left', { 'V-CHEAP': 1, 'V-DEAR': 2, 'V-SAME': 0 }, { availability: 'low', left: 3 }, 3],
    ['out', { 'V-CHEAP': 0, 'V-DEAR': 0, 'V-SAME': 0 }, { availability: 'out' }, undefined],
  ])('is %s by all of its variants together', (_, stock, expected, left) => {
    const summary = toSummary(shown(stock), english);
    expect(summary).toMatchObject(expected);
    expect(summary.left).toBe(left);
  });

  it('says of each variant what there is of it', () => {
    const { variants } = toDetail(shown({ 'V-CHEAP': 0, 'V-DEAR': 3, 'V-SAME': 4 }), english, glossaries);
    expect(variants.map(({ availability, left }) => [availability, left])).toEqual([
      ['out', undefined],
      ['low', 3],
      ['in_stock', undefined],
    ]);
  });

  it('offers the first variant that can be bought, and shows that one; the first of all when none can', () => {
    const some = toSummary(shown({ 'V-CHEAP': 0 }), english);
    expect(some.defaultSku).toBe('V-DEAR');
    expect(some.image).toEqual({
      view: 'front',
      url: `/api/artwork/products/${record.id}/front?sku=V-DEAR&v=v1`,
      alt: 'Arc reading lamp, Clay, large',
    });
    expect(toSummary(shown({ 'V-CHEAP': 0, 'V-DEAR': 0, 'V-SAME': 0 }), english).defaultSku).toBe('V-CHEAP');
  });

  it.each([
    ['none asked for', [], { RED: 0, BLUE: 1, GREEN: 1 }, 'BLUE'],
    ['that colour, though another comes first', ['green'], { RED: 1, BLUE: 1, GREEN: 1 }, 'GREEN'],
    ['that colour, though it is sold out', ['green'], { RED: 1, BLUE: 1, GREEN: 0 }, 'GREEN'],
    ['of two colours the one in stock', ['red', 'green'], { RED: 0, BLUE: 1, GREEN: 1 }, 'GREEN'],
    ['a colour it does not come in', ['pink'], { RED: 1, BLUE: 1, GREEN: 1 }, 'RED'],
  ])('offers by colour and stock: %s', (_, families, stock, expected) => {
    const variants = ['red', 'blue', 'green'].map((family) =>
      aVariant({ sku: family.toUpperCase(), colour: { ...colour(family), family } }),
    );
    const { catalogue, setStock } = aCatalogue([aProduct({ variants })]);
    for (const [of, count] of Object.entries(stock)) setStock(sku(of), count);
    const offer = offered(catalogue.at(0), families);
    expect(offer?.sku).toBe(expected);
    expect(toSummary(catalogue.at(0), english, offer)).toMatchObject({ defaultSku: expected });
  });

  it('shows each of its colours once', () => {
    expect(toSummary(shown({}), english).colours.map(({ key }) => key)).toEqual(['rust', 'clay']);
  });
});

describe('the products relatedSlugs a product', () => {
  const named = (slug: string, more: Partial<ProductRecord>) => aProduct({ slug, collections: [], ...more });
  const { catalogue, setStock } = aCatalogue([
    named('it', { type: 'mug', category: 'ceramics', collections: ['quiet-evenings'] }),
    named('mug-one', { type: 'mug', category: 'ceramics', rating: { average: 3, count: 90 } }),
    named('mug-two', { type: 'mug', category: 'ceramics', rating: { average: 2, count: 90 } }),
    named('lamp-of-evenings', { type: 'desk-lamp', category: 'lighting', collections: ['quiet-evenings'] }),
    named('bowl', { type: 'bowl', category: 'ceramics', rating: { average: 5, count: 500 } }),
    named('sofa', { type: 'sofa', category: 'seating', rating: { average: 5, count: 900 } }),
  ]);
  const relatedSlugs = (slug: string) =>
    relatedTo(catalogue, catalogue.find(slug)!).map(({ entry }) => entry.record.slug);

  it('are of its kind, then of its collections, then of its shelf, and never itself', () => {
    expect(relatedSlugs('it')).toEqual(['mug-one', 'mug-two', 'lamp-of-evenings', 'bowl']);
    expect(relatedSlugs('sofa')).toEqual([]);
  });

  it('are first those that can be bought', () => {
    setStock(catalogue.find('mug-one')!.entry.record.variants[0]!.sku, 0);
    expect(relatedSlugs('it')).toEqual(['mug-two', 'lamp-of-evenings', 'bowl', 'mug-one']);
  });
});

describe('what lines cost', () => {
  const record = aProduct({ slug: 'cup', variants: [aVariant({ sku: 'CUP-1' })] });
  const { catalogue, setStock } = aCatalogue([record]);
  setStock(sku('CUP-1'), 2);
  const lines = (...wanted: [string, number][]) => wanted.map(([of, quantity]) => ({ sku: sku(of), quantity }));

  it('is answered with everything an order line needs, in the language and currency asked for', () => {
    const view = { currency: 'GBP', locale: 'de' } as const;
    expect(priceLines(catalogue, { ...view, lines: lines(['CUP-1', 3]) })).toEqual({
      lines: [
        {
          sku: 'CUP-1',
          productId: record.id,
          slug: 'cup',
          name: 'Leseleuchte Arc',
          variant: 'Ton',
          quantity: 3,
          unitPrice: { amount: 4_200, currency: 'GBP' },
          total: { amount: 12_600, currency: 'GBP' },
          image: `/api/artwork/products/${record.id}/front?sku=CUP-1&locale=de&v=v1`,
          available: 2,
        },
      ],
      unknownSkus: [],
    });
  });

  it('names what is not sold, and goes on with the rest', () => {
    const priced = priceLines(catalogue, {
      currency: 'EUR',
      locale: 'en',
      lines: lines(['NOT-SOLD', 1], ['CUP-1', 1]),
    });
    expect(priced).toMatchObject({ unknownSkus: ['NOT-SOLD'], lines: [{ sku: 'CUP-1', available: 1 }] });
  });

  it('refuses a SKU that stands twice', () => {
    expect(() =>
      priceLines(catalogue, { currency: 'EUR', locale: 'en', lines: lines(['CUP-1', 1], ['CUP-1', 2]) }),
    ).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        extra: { errors: [{ in: 'body', pointer: '/lines/1/sku', detail: 'stands in an earlier line' }] },
      }),
    );
  });
});
