import { type Locale, locales, type ProductRecord } from '@halden/contracts';
import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import type { TextSearch } from '../domain/ports.ts';
import type { Glossaries } from '../domain/vocabulary.ts';
import { createLru } from '../lru.ts';

/** What is searched of a product, in one language. The names of the fields are the keys of `boosts`. */
interface Words {
  id: number;
  name: string;
  kind: string;
  colours: string;
  materials: string;
  tags: string;
  summary: string;
}

const boosts = { name: 4, kind: 2, tags: 1.5, colours: 1.5, materials: 1.5, summary: 1 };

/** Lower case, without accents: `Grün` is found by `grun`, `ß` by `ss`. */
const plain = (term: string): string =>
  term
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');

/** Words that say nothing about a product. */
const stopWords: Record<Locale, ReadonlySet<string>> = {
  en: new Set('a an and are as at be by for from in into is it its of on or so that the this to with'.split(' ')),
  de: new Set(
    'als am an auf aus bei das dem den der des die ein eine einem einen einer es fur im in ist mit und von zu'.split(
      ' ',
    ),
  ),
};

/** Answers that are remembered until a product changes. */
const answersKept = 500;

/** Product search in memory, an index for each language. */
export function createMiniSearch(glossaries: Glossaries): TextSearch {
  const records = new Map<number, ProductRecord>();
  const indexes = new Map(locales.map((locale) => [locale, createIndex(locale)]));
  let answers = createLru<string, Int32Array>(answersKept);

  const forget = (slot: number) => {
    const record = records.get(slot);
    if (!record) return;
    for (const [locale, index] of indexes) index.remove(wordsOf(slot, record, locale, glossaries));
    records.delete(slot);
    answers = createLru(answersKept);
  };
  /** All words must match, else all of them with a typing error in short ones too, else any of them. Equal scores are in the order of the ids, the same on every replica. */
  const search = (text: string, locale: Locale): Int32Array => {
    const index = indexes.get(locale);
    const ways: SearchOptions[] = [
      { combineWith: 'AND' },
      { combineWith: 'AND', fuzzy: misspelt },
      { combineWith: 'OR', fuzzy: misspelt },
    ];
    let found: SearchResult[] = [];
    for (const way of ways) if (found.length === 0) found = index?.search(text, way) ?? [];
    const hits = found.map(({ id, score }) => ({ slot: id as number, score: Math.round(score * 1e4) }));
    const idOf = (slot: number) => records.get(slot)?.id ?? '';
    hits.sort((a, b) => b.score - a.score || (idOf(a.slot) < idOf(b.slot) ? -1 : 1));
    return Int32Array.from(hits, ({ slot }) => slot);
  };
  return {
    put(slot, record) {
      forget(slot);
      records.set(slot, record);
      for (const [locale, index] of indexes) index.add(wordsOf(slot, record, locale, glossaries));
      answers = createLru(answersKept);
    },
    remove: forget,
    find(text, locale) {
      const key = `${locale} ${text}`;
      const answer = answers.get(key) ?? search(text, locale);
      answers.set(key, answer);
      return answer;
    },
  };
}

/** One letter of a short word may be wrong: too generous while the word itself is found. */
const misspelt = (term: string): number | false => (term.length > 4 ? 0.2 : term.length > 3 ? 1 : false);

/** The start of a word matches, and in longer words a small typing error. */
const createIndex = (locale: Locale): MiniSearch<Words> =>
  new MiniSearch<Words>({
    fields: Object.keys(boosts),
    processTerm(term) {
      const word = plain(term);
      return stopWords[locale].has(word) ? null : word;
    },
    searchOptions: { boost: boosts, prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), maxFuzzy: 2 },
  });

function wordsOf(id: number, record: ProductRecord, locale: Locale, glossaries: Glossaries): Words {
  return {
    id,
    name: record.name[locale],
    kind: `${glossaries.types.label(record.type, locale)} ${glossaries.categories.label(record.category, locale)}`,
    colours: record.variants
      .map(({ colour }) => `${colour.name[locale]} ${glossaries.colours.label(colour.family, locale)}`)
      .join(' '),
    materials: record.materials.map((key) => glossaries.materials.label(key, locale)).join(' '),
    tags: record.tags.join(' '),
    summary: record.summary[locale],
  };
}
