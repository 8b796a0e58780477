import { describe, expect, it } from '@jest/globals';
import { ProductRecord } from '@halden/contracts';
import { Check, Errors } from 'typebox/value';
import { categories, collections, productTypes, seedProducts } from './catalogue.ts';
import { colourFamilies, colours } from './colours.ts';
import { materials } from './materials.ts';
import { type SeedProduct } from './types.ts';
import { type Locale, type Localized } from './words.ts';

const products = seedProducts();
const variants = products.flatMap((product) => product.variants.map((variant) => ({ ...variant, product })));
const locales: readonly Locale[] = ['en', 'de'];

/** Every text of a product, with where it stands. */
function textsOf(product: SeedProduct): [place: string, text: Localized][] {
  const { name, summary, description, care, details } = product;
  return [
    ['name', name],
    ['summary', summary],
    ['description', description],
    ['care', care],
    ...details.flatMap(({ label, value }, i): [string, Localized][] => [
      [`details[${i}].label`, label],
      [`details[${i}].value`, value],
    ]),
    ...product.variants.map((variant): [string, Localized] => [`variant ${variant.sku}`, variant.name]),
  ];
}

/** The slugs (and places) of which something is true: an empty list is a pass, and a failure names the culprits. */
const culprits = (matches: (text: string, locale: Locale) => boolean): string[] =>
  products.flatMap((product) =>
    textsOf(product).flatMap(([place, text]) =>
      locales.filter((locale) => matches(text[locale], locale)).map((locale) => `${product.slug} ${place} ${locale}`),
    ),
  );

const proseCulprits = (matches: (text: string, locale: Locale) => boolean): string[] =>
  products.flatMap(({ slug, summary, description, care }) =>
    [summary, description, care].flatMap((text) =>
      locales.filter((locale) => matches(text[locale], locale)).map((locale) => `${slug} ${locale}: ${text[locale]}`),
    ),
  );

const duplicates = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);

describe('the demo catalogue', () => {
  it('has 32 products on each of the eight shelves', () => {
    const counts = categories.map(({ id }) => products.filter(({ category }) => category === id).length);
    expect(counts).toEqual(Array.from({ length: 8 }, () => 32));
  });

  it('has 8 to 12 product types a shelf, all of them in use', () => {
    for (const { id } of categories) {
      const types = productTypes.filter(({ category }) => category === id).map((type) => type.id);
      expect(types.length).toBeGreaterThanOrEqual(8);
      expect(types.length).toBeLessThanOrEqual(12);
      expect(new Set(products.filter(({ category }) => category === id).map(({ type }) => type))).toEqual(
        new Set(types),
      );
    }
  });

  it('is the same at every call', () => {
    expect(seedProducts()).toEqual(products);
  });

  it('consists of records the contract accepts', () => {
    const faults = products.flatMap(({ form: _f, dimensions: _d, variants, ...rest }) => {
      const record = { ...rest, variants: variants.map(({ onHand: _o, ...variant }) => variant) };
      return Check(ProductRecord, record) ? [] : [{ slug: rest.slug, errors: Errors(ProductRecord, record) }];
    });
    expect(faults).toEqual([]);
  });

  it.each([
    ['id', products.map(({ id }) => id)],
    ['slug', products.map(({ slug }) => slug)],
    ['English name', products.map(({ name }) => name.en)],
    ['German name', products.map(({ name }) => name.de)],
    ['English summary', products.map(({ summary }) => summary.en)],
    ['German description', products.map(({ description }) => description.de)],
    ['English description', products.map(({ description }) => description.en)],
    ['SKU', variants.map(({ sku }) => sku)],
  ])('gives every %s once', (_what, values) => {
    expect(duplicates(values)).toEqual([]);
  });

  it('uses every material, colour family, collection and palette colour', () => {
    expect(new Set(products.flatMap((product) => product.materials))).toEqual(new Set(Object.keys(materials)));
    expect(new Set(variants.map(({ colour }) => colour.family))).toEqual(new Set(Object.keys(colourFamilies)));
    expect(new Set(variants.map(({ colour }) => colour.key))).toEqual(new Set(Object.keys(colours)));
    expect(new Set(products.flatMap((product) => product.collections))).toEqual(
      new Set(collections.map(({ id }) => id)),
    );
  });

  it('gives every palette colour a SKU code of its own', () => {
    expect(duplicates(Object.values(colours).map(({ code }) => code))).toEqual([]);
  });

  it('fills every collection with at least a dozen products from at least four shelves', () => {
    for (const { id } of collections) {
      const members = products.filter((product) => product.collections.includes(id));
      expect(members.length).toBeGreaterThanOrEqual(12);
      expect(new Set(members.map(({ category }) => category)).size).toBeGreaterThanOrEqual(4);
    }
  });
});

describe('the texts', () => {
  it('are complete in both languages and free of leftovers', () => {
    expect(culprits((text) => text.trim() !== text || text === '')).toEqual([]);
    expect(culprits((text) => /undefined|null|NaN|\[object|[{}<>]|TODO/.test(text))).toEqual([]);
    expect(culprits((text) => / {2}|\t/.test(text))).toEqual([]);
  });

  it('are not English where they should be German, nor the other way round', () => {
    expect(proseCulprits((text, locale) => locale === 'de' && /\b(the|and|with|you|is)\b/.test(text))).toEqual([]);
    expect(proseCulprits((text, locale) => locale === 'en' && /\b(und|der|mit|ist|nicht)\b/.test(text))).toEqual([]);
  });

  it('never double a word', () => {
    // "Die die" and "sie sie" can be good German; these cannot, or read as if they could not.
    const doubled = /\b(a|an|the|of|and|to|in|der|das|ein|eine|und|mit|von) \1\b/i;
    expect(culprits((text) => doubled.test(text))).toEqual([]);
  });

  it('begin every sentence with a capital or a number, and end it with a full stop', () => {
    expect(proseCulprits((text) => /(^|[.!?] |\n\n)\p{Ll}/u.test(text))).toEqual([]);
    expect(proseCulprits((text) => text.split('\n\n').some((paragraph) => !/[.!?]$/.test(paragraph)))).toEqual([]);
  });

  it('use typographic apostrophes, and the decimal mark of the language', () => {
    expect(culprits((text) => /['"`]/.test(text))).toEqual([]);
    expect(culprits((text, locale) => locale === 'de' && /\d\.\d/.test(text))).toEqual([]);
    expect(culprits((text, locale) => locale === 'en' && /\d,\d(?!\d\d)/.test(text))).toEqual([]);
  });

  it('say in one sentence what it is, and in three paragraphs more', () => {
    expect(products.filter(({ summary }) => /[.!?] /.test(summary.en) || /[.!?] /.test(summary.de))).toEqual([]);
    expect(products.filter(({ summary }) => summary.en.length > 110)).toEqual([]);
    for (const locale of locales) {
      expect(products.filter(({ description }) => description[locale].split('\n\n').length !== 3)).toEqual([]);
    }
  });

  it('name size, weight, material and origin in the details of every product, each label once', () => {
    for (const { slug, details } of products) {
      const labels = details.map(({ label }) => label.en);
      expect([slug, labels]).toEqual([slug, expect.arrayContaining(['Dimensions', 'Weight', 'Materials'])]);
      expect([slug, labels.some((label) => label === 'Made in' || label === 'Grown in')]).toEqual([slug, true]);
      expect([slug, duplicates(labels)]).toEqual([slug, []]);
    }
  });
});

describe('the things themselves', () => {
  const living = products.filter((product) => product.materials.includes('plant'));

  it('are watered when they are plants, and have no battery, cable or designer', () => {
    expect(living.length).toBeGreaterThan(20);
    for (const { slug, details } of living) {
      const labels = details.map(({ label }) => label.en);
      expect([slug, labels]).toEqual([slug, expect.arrayContaining(['Watering', 'Position', 'Pets', 'Grown in'])]);
      expect([slug, labels.filter((label) => ['Battery', 'Cable', 'Light source', 'Design'].includes(label))]).toEqual([
        slug,
        [],
      ]);
    }
  });

  it('are watered only when they are plants', () => {
    const watered = products.filter(({ details }) => details.some(({ label }) => label.en === 'Watering'));
    expect(watered.map(({ slug }) => slug)).toEqual(living.map(({ slug }) => slug));
  });

  it('take a light source when they are lamps, except those for candles', () => {
    const lamps = products.filter(({ category, type }) => category === 'lighting' && type !== 'candlestick');
    const dark = lamps.filter(({ details }) => !details.some(({ label }) => label.en === 'Light source'));
    expect(dark.map(({ slug }) => slug)).toEqual([]);
  });

  it('weigh what a parcel or two people can carry, and no less than a letter', () => {
    expect(products.filter(({ weightGrams }) => weightGrams < 15 || weightGrams > 70_000)).toEqual([]);
  });

  it('have sizes of this world', () => {
    const odd = products.filter(
      ({ dimensions: { width, depth, height } }) =>
        [width, height].some((side) => side < 1 || side > 260) || depth < 0 || depth > 100,
    );
    expect(odd.map(({ slug }) => slug)).toEqual([]);
  });

  it('were added between February 2023 and November 2025', () => {
    const dates = products.map(({ createdAt }) => createdAt);
    expect(dates.filter((date) => !/^202[3-5]-\d\d-\d\dT\d\d:\d\d:00\.000Z$/.test(date))).toEqual([]);
    expect(dates.filter((date) => new Date(date).toISOString() !== date)).toEqual([]);
    expect(dates.filter((date) => date < '2023-02-01' || date >= '2025-12-01')).toEqual([]);
  });

  it('are rated between 3 and 5 with one decimal, or not at all', () => {
    const odd = products.filter(({ rating: { average, count } }) =>
      count === 0 ? average !== 0 : average < 3 || average > 5 || Math.round(average * 10) / 10 !== average,
    );
    expect(odd.map(({ slug }) => slug)).toEqual([]);
  });
});

describe('prices', () => {
  const currencies = ['EUR', 'USD', 'GBP'] as const;

  it('are whole minor units, fewer pounds and more dollars than euros', () => {
    const odd = variants.filter(
      ({ prices }) =>
        currencies.some((currency) => !Number.isInteger(prices[currency]) || prices[currency] < 100) ||
        prices.GBP >= prices.EUR ||
        prices.USD <= prices.EUR,
    );
    expect(odd.map(({ sku }) => sku)).toEqual([]);
  });

  it('end as price tags do', () => {
    const odd = variants.flatMap(({ sku, prices }) =>
      currencies
        .filter((currency) => prices[currency] % (prices[currency] < 1500 ? 50 : 100) !== 0)
        .map((currency) => `${sku} ${currency}`),
    );
    expect(odd).toEqual([]);
  });

  it('are not one multiplication: the rate differs between products', () => {
    const rates = new Set(
      products.map(({ variants: [first] }) => Math.round((first!.prices.USD / first!.prices.EUR) * 100)),
    );
    expect(rates.size).toBeGreaterThan(5);
  });

  it('were higher before in 4 to 12 products of a hundred, in every currency and variant of those', () => {
    const reduced = products.filter((product) => product.variants.some(({ compareAt }) => compareAt));
    expect(reduced.length / products.length).toBeGreaterThan(0.04);
    expect(reduced.length / products.length).toBeLessThan(0.12);
    for (const { prices, compareAt } of reduced.flatMap((product) => product.variants)) {
      for (const currency of currencies) expect(compareAt?.[currency]).toBeGreaterThan(prices[currency]);
    }
  });

  it('rise with the size', () => {
    for (const { slug, variants: all } of products) {
      const ofFirstColour = all
        .filter(({ colour }) => colour.key === all[0]!.colour.key)
        .map(({ prices }) => prices.EUR);
      expect([slug, ofFirstColour]).toEqual([slug, ofFirstColour.toSorted((a, b) => a - b)]);
    }
  });
});

describe('variants', () => {
  it('are one to five, each colour and size once', () => {
    for (const { slug, variants: all } of products) {
      expect([slug, all.length >= 1 && all.length <= 5]).toEqual([slug, true]);
      expect([slug, duplicates(all.map(({ name }) => name.en))]).toEqual([slug, []]);
    }
  });

  it('have SKUs of shelf, number, colour and size', () => {
    expect(variants.filter(({ sku }) => !/^HAL-[A-Z]{3}-\d{4}-[A-Z]{3}(-[A-Z]{1,3})?$/.test(sku))).toEqual([]);
    expect(variants.filter(({ sku, size }) => (sku.split('-').length === 5) !== (size !== undefined))).toEqual([]);
  });

  it('are mostly plenty, some few, some sold out', () => {
    const share = (test: (onHand: number) => boolean) =>
      variants.filter(({ onHand }) => test(onHand)).length / variants.length;
    expect(share((onHand) => onHand === 0)).toBeGreaterThan(0.03);
    expect(share((onHand) => onHand >= 1 && onHand <= 3)).toBeGreaterThan(0.05);
    expect(share((onHand) => onHand >= 8)).toBeGreaterThan(0.7);
    expect(share((onHand) => onHand < 0 || onHand > 120 || !Number.isInteger(onHand))).toBe(0);
  });

  it('bear the badges their product has earned', () => {
    const withBadge = (badge: string) => products.filter(({ badges }) => badges.some((one) => one === badge));
    for (const badge of ['new', 'last-pieces', 'made-to-order']) expect(withBadge(badge).length).toBeGreaterThan(2);
    for (const { variants: all } of withBadge('last-pieces')) {
      expect(all.every(({ onHand }) => onHand <= 3) && all.some(({ onHand }) => onHand > 0)).toBe(true);
    }
    for (const { createdAt } of withBadge('new')) expect(createdAt >= '2025-09-01').toBe(true);
    for (const { variants: all } of withBadge('made-to-order'))
      expect(all.every(({ onHand }) => onHand >= 8)).toBe(true);
  });
});
