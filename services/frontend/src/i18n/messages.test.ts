import { describe, expect, it } from '@jest/globals';
import { buying as deBuying } from './de-buying.ts';
import { de } from './de.ts';
import { buying as enBuying } from './en-buying.ts';
import { en } from './en.ts';
import { countryName, formatDate, formatMoney, formatNumber } from './format.ts';
import { plural } from './plural.ts';

/** Every text with where it stands; functions are called with what numbers and names look like. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String((value as (...args: unknown[]) => unknown)(3, 3))]];
  return Object.entries(value as object).flatMap(([key, each]) => texts(each, `${path}/${key}`));
}

const all = { en: { ...en, ...enBuying }, de: { ...de, ...deBuying } };

describe('the messages of the shop', () => {
  it('say everything in both languages', () => {
    expect(texts(all.de).map(([path]) => path)).toEqual(texts(all.en).map(([path]) => path));
    for (const [path, text] of [...texts(all.en), ...texts(all.de)]) {
      expect(`${path}: ${text.trim()}`).not.toBe(`${path}: `);
      expect(text).not.toMatch(/undefined|null|NaN|#/);
    }
  });

  it('are not the same text twice: what reads alike in both is a name or a short borrowed word', () => {
    const german = new Map(texts(all.de));
    const same = texts(all.en).filter(([path, text]) => german.get(path) === text && text.split(' ').length > 3);
    expect(same).toEqual([]);
  });

  it('count as each language counts', () => {
    expect([0, 1, 2].map(en.frame.cart)).toEqual(['Cart, 0 items', 'Cart, 1 item', 'Cart, 2 items']);
    expect([1, 2].map(de.home.pieces)).toEqual(['1 Stück', '2 Stücke']);
    expect(plural('de', 12_500, { one: '# Stück', other: '# Stücke' })).toBe('12.500 Stücke');
    expect(plural('en', 12_500, { one: '# piece', other: '# pieces' })).toBe('12,500 pieces');
  });
});

describe('money, dates and numbers', () => {
  const spaced = (text: string) => text.replace(/\s/g, ' ');

  it('are written as the language writes them', () => {
    expect(formatMoney({ amount: 4800, currency: 'EUR' }, 'en')).toBe('€48.00');
    expect(formatMoney({ amount: 123_456, currency: 'USD' }, 'en')).toBe('$1,234.56');
    expect(spaced(formatMoney({ amount: 123_456, currency: 'GBP' }, 'de'))).toBe('1.234,56 £');
    expect(formatDate('2026-11-22T12:00:00.000Z', 'de')).toBe('22. November 2026');
    expect(formatDate('2026-11-22T12:00:00.000Z', 'en')).toBe('22 November 2026');
    expect(formatNumber(4.8, 'de')).toBe('4,8');
    expect(countryName('AT', 'de')).toBe('Österreich');
  });
});
