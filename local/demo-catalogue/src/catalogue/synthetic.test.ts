import { describe, expect, it } from '@jest/globals';
import { seedProducts } from './catalogue.ts';
import { syntheticProducts } from './synthetic.ts';

describe('synthetic products', () => {
  const products = syntheticProducts(1000, 7);

  it('are as many as asked for', () => {
    expect(products).toHaveLength(1000);
    expect(syntheticProducts(0, 7)).toEqual([]);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(syntheticProducts(20, 7)).toEqual(products.slice(0, 20));
    expect(syntheticProducts(20, 8)).not.toEqual(products.slice(0, 20));
  });

  it('share no id, slug, name or SKU with one another or with the catalogue', () => {
    const all = [...seedProducts(), ...products];
    for (const values of [
      all.map(({ id }) => id),
      all.map(({ slug }) => slug),
      all.map(({ name }) => name.en),
      all.map(({ name }) => name.de),
      all.flatMap(({ variants }) => variants.map(({ sku }) => sku)),
    ]) {
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it('are of the shape of the real ones: one to five variants in different colours, priced in three currencies', () => {
    for (const { slug, variants } of products) {
      expect([slug, variants.length >= 1 && variants.length <= 5]).toEqual([slug, true]);
      expect([slug, new Set(variants.map(({ name }) => name.en)).size]).toEqual([slug, variants.length]);
      expect([slug, variants.every(({ prices: { EUR, USD, GBP } }) => GBP < EUR && EUR < USD)]).toEqual([slug, true]);
    }
  });

  it('carry their number before a comma in the name', () => {
    const notebook = products.find(({ slug }) => slug.startsWith('field-notebook-no-'));
    expect(notebook?.name.en).toMatch(/^Field notebook No\. \d+, dotted$/);
    expect(notebook?.name.de).toMatch(/^Feldbuch Nr\. \d+, gepunktet$/);
  });

  it.each([-1, 1.5, Number.NaN])('are refused in the number %p', (count) => {
    expect(() => syntheticProducts(count, 1)).toThrow(/count must be a whole number/);
  });
});
