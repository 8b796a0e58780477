import { type Locale, type ProductRecord } from '@halden/contracts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TextSearch } from '../domain/ports.ts';
import { demoItems } from '@halden/demo-catalogue';
import { aProduct, aVariant } from '../testing/builders.ts';
import { glossaries } from '../testing/catalogues.ts';
import { createMiniSearch } from './mini-search.ts';
import { createIndex } from './product-index.ts';
import { wordsOfSearch } from './words.ts';

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

  it('takes a stop word at the end for the beginning of a word, so that nothing vanishes while one types', () => {
    const bags = createMiniSearch(glossaries);
    bags.put(0, aProduct({ name: both('Canvas tote'), tags: [] }));
    bags.put(1, aProduct({ name: both('Forest lamp'), tags: [] }));
    const typing = (text: string) => [...bags.find(text, 'en')];
    expect(['t', 'to', 'tot', 'tote'].map(typing)).toEqual([[0], [0], [0], [0]]);
    expect(typing('canvas to')).toEqual([0]);
    expect(typing('lamp for')).toEqual([1]);
    expect(typing('canvas tote for')).toEqual([0]); // begins no word of it: it is passed over
  });

  it('searches for stop words when there is nothing else', () => {
    const named = createMiniSearch(glossaries);
    named.put(0, aProduct({ name: { en: 'On and on', de: 'Von der Stange' }, tags: [] }));
    named.put(1, aProduct({ name: both('Kettle'), tags: [] }));
    expect([...named.find('on', 'en')]).toEqual([0]);
    expect([...named.find('and on', 'en')]).toEqual([0]);
    expect([...named.find('von der', 'de')]).toEqual([0]);
  });

  it('looks for a bounded number of words, each once', () => {
    const letters = Array.from({ length: 60 }, (_, n) => String.fromCharCode(97 + (n % 26)));
    const { words, last } = wordsOfSearch(letters.join(' '), 'en');
    expect([words.length, last]).toEqual([11, 'h']);
    expect(wordsOfSearch('lamp lamp lamp', 'en')).toEqual({ words: [], last: 'lamp' });
    expect(wordsOfSearch('  ', 'en')).toEqual({ words: [], last: undefined });
  });

  it('takes a short word for the beginning of others only where it is the last', () => {
    expect(find('n')).toEqual([2]);
    expect(find('n stool')).toEqual(find('stool'));
  });

  it('looks at a bounded number of occurrences of what begins with a letter, the shortest words first', () => {
    const many = createIndex('en', glossaries);
    for (let slot = 0; slot < 150; slot++) {
      const tags = Array.from({ length: 160 }, (_, n) => `q${String(n).padStart(3, '0')}`);
      many.addProduct(slot, aProduct({ tags: slot === 0 ? [...tags, 'q', 'qq'] : tags }));
    }
    const looked = many.beginning('q');
    expect(looked.slice(0, 3)).toEqual(['q', 'qq', 'q000']);
    expect(looked).toHaveLength(2 + Math.floor((20_000 - 2) / 150));
    expect(many.beginning('q159')).toEqual(['q159']);
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
  const records = demoItems().map(({ product }) => product);
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
