import { type Locale, type ProductRecord } from '@halden/contracts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TextSearch } from '../domain/ports.ts';
import { fromSeed } from '../seed-catalogue.ts';
import { seedProducts } from '../seed/index.ts';
import { aProduct, aVariant } from '../testing/builders.ts';
import { glossaries } from '../testing/catalogues.ts';
import { createMiniSearch } from './mini-search.ts';

const both = (text: string) => ({ en: text, de: text });

describe('the search for words', () => {
  let search: TextSearch;
  const records: ProductRecord[] = [
    aProduct({ name: { en: 'Arc reading lamp', de: 'Leseleuchte Arc' }, tags: [], materials: ['steel'] }),
    aProduct({
      name: both('Stool'),
      type: 'stool',
      category: 'seating',
      tags: ['seat'],
      summary: { en: 'Put a lamp on it.', de: 'Für eine Lampe.' },
      materials: ['oak'],
      variants: [
        aVariant({ colour: { key: 'fir', name: { en: 'Fir', de: 'Tanne' }, family: 'green', hex: '#2F4C3D' } }),
      ],
    }),
    aProduct({
      name: both('Notebook'),
      type: 'notebook',
      category: 'stationery',
      tags: ['paper'],
      materials: ['paper'],
    }),
  ];
  beforeAll(() => {
    search = createMiniSearch(glossaries);
    records.forEach((record, slot) => search.put(slot, record));
  });
  const find = (text: string, locale: Locale = 'en') => [...search.find(text, locale)];

  it('puts a word in the name before the same word in the summary', () => {
    expect(find('lamp')).toEqual([0, 1]);
  });

  it.each([
    ['the start of a word', 'note', 'en', [2]],
    ['a small typing error in a longer word', 'notebok', 'en', [2]],
    ['a small typing error in a short word that is nowhere', 'stol', 'en', [1]],
    ['capitals and accents', 'GRÜN', 'de', [1]],
    ['the same without the accent', 'grun', 'de', [1]],
    ['a material', 'oak', 'en', [1]],
    ['a material in the other language', 'eiche', 'de', [1]],
    ['a colour', 'fir', 'en', [1]],
    ['the family of a colour', 'green', 'en', [1]],
    ['a tag', 'seat', 'en', [1]],
    ['the name in the language of the reader', 'leseleuchte', 'de', [0]],
  ] as const)('finds %s', (_, text, locale, slots) => {
    expect(find(text, locale)).toEqual(slots);
  });

  it('wants all words, and takes any of them only when nothing has them all', () => {
    expect(find('green stool')).toEqual([1]);
    expect(find('reading notebook').sort()).toEqual([0, 2]);
  });

  it('pays no attention to words that say nothing', () => {
    expect(find('a lamp for the desk')).toEqual(find('lamp desk'));
    expect(find('the')).toEqual([]);
  });

  it('finds nothing for what nothing is called, whatever it is', () => {
    for (const text of ['zzzzzz', '¯\\_(ツ)_/¯', '"', '*', '💡', '<script>', 'a'.repeat(120)])
      expect(find(text)).toEqual([]);
  });

  it('follows changes', () => {
    const changing = createMiniSearch(glossaries);
    changing.put(0, aProduct({ name: both('Kettle'), tags: [] }));
    expect([...changing.find('kettle', 'en')]).toEqual([0]);
    changing.put(0, aProduct({ name: both('Teapot'), tags: [] }));
    expect([[...changing.find('kettle', 'en')], [...changing.find('teapot', 'de')]]).toEqual([[], [0]]);
    changing.remove(0);
    changing.remove(0);
    expect([...changing.find('teapot', 'en')]).toEqual([]);
  });
});

describe('the search in the demo catalogue', () => {
  const search = createMiniSearch(glossaries);
  const records = seedProducts().map((product) => fromSeed(product).record);
  records.forEach((record, slot) => search.put(slot, record));
  const shelvesOf = (text: string, locale: Locale) =>
    [...search.find(text, locale)].slice(0, 5).map((slot) => records[slot]?.category);

  it.each([
    ['lamp', 'en', 'lighting'],
    ['lampe', 'de', 'lighting'],
    ['mug', 'en', 'ceramics'],
    ['sessel', 'de', 'seating'],
    ['cushion', 'en', 'textiles'],
    ['backpack', 'en', 'bags'],
    ['rucksack', 'de', 'bags'],
    ['turntable', 'en', 'audio'],
    ['notizbuch', 'de', 'stationery'],
  ] as const)('shows first what %s (%s) is looked for on the shelf %s', (text, locale, shelf) => {
    const shelves = shelvesOf(text, locale);
    expect(shelves.length).toBeGreaterThan(0);
    expect(new Set(shelves)).toEqual(new Set([shelf]));
  });
});
