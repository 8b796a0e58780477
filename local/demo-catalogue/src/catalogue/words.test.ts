import { describe, expect, it } from '@jest/globals';
import { amount, join, slugOf, t } from './words.ts';

describe('a slug', () => {
  it.each([
    ['Arc reading lamp', 'arc-reading-lamp'],
    ['Field notebook, dotted', 'field-notebook-dotted'],
    ['Joiner’s desk lamp', 'joiners-desk-lamp'],
    ['Bentwood café chair', 'bentwood-cafe-chair'],
    ['  Two & a half  ', 'two-a-half'],
  ])('of "%s" is "%s"', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

describe('an amount', () => {
  it('has the decimal mark of its language', () => {
    expect(amount(1.4, 'kg')).toEqual({ en: '1.4 kg', de: '1,4 kg' });
  });
});

describe('joining', () => {
  it('keeps the languages apart', () => {
    expect(join([t('Oak', 'Eiche'), t('Steel', 'Stahl')], ', ')).toEqual({ en: 'Oak, Steel', de: 'Eiche, Stahl' });
  });
});
