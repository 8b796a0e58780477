import { type Locale, locales, type ProductRecord } from '@halden/contracts';
import { LRUCache } from 'lru-cache';
import type { Query, SearchResult } from 'minisearch';
import type { TextSearch } from '../domain/ports.ts';
import type { Glossaries } from '../domain/vocabulary.ts';
import { createIndex, exactly, type ProductIndex, startingWith } from './product-index.ts';
import { isStopWord, wordsOfSearch } from './words.ts';

/** Answers that are remembered until a product changes. */
const answersKept = 500;

/** Product search in memory, an index for each language. */
export function createMiniSearch(glossaries: Glossaries): TextSearch {
  const records = new Map<number, ProductRecord>();
  const indexes = new Map(locales.map((locale) => [locale, createIndex(locale, glossaries)]));
  const answers = new LRUCache<string, Int32Array>({ max: answersKept });

  const forget = (slot: number) => {
    const record = records.get(slot);
    if (!record) return;
    for (const index of indexes.values()) index.removeProduct(slot, record);
    records.delete(slot);
    answers.clear();
  };
  const search = (text: string, locale: Locale): Int32Array => {
    const index = indexes.get(locale);
    const found = index ? searchIn(index, text, locale) : [];
    const hits = found.map(({ id, score }) => ({ slot: id as number, score: Math.round(score * 1e4) }));
    const idOf = (slot: number) => records.get(slot)?.id ?? '';
    // Equal scores are in the order of the ids, the same on every replica.
    hits.sort((a, b) => b.score - a.score || (idOf(a.slot) < idOf(b.slot) ? -1 : 1));
    return Int32Array.from(hits, ({ slot }) => slot);
  };
  return {
    put(slot, record) {
      forget(slot);
      records.set(slot, record);
      for (const index of indexes.values()) index.addProduct(slot, record);
      answers.clear();
    },
    remove: forget,
    reindex() {
      for (const locale of locales) {
        const index = createIndex(locale, glossaries);
        for (const [slot, record] of records) index.addProduct(slot, record);
        indexes.set(locale, index);
      }
      answers.clear();
    },
    find(text, locale) {
      const key = `${locale} ${text}`;
      const answer = answers.get(key) ?? search(text, locale);
      answers.set(key, answer);
      return answer;
    },
  };
}

/**
 * All words must match; else all but a last one that says nothing; else all, with typing errors; else any of them, with typing errors.
 * The last word counts as the beginning of a word, whatever it is, because it may still be being typed.
 */
function searchIn(index: ProductIndex, text: string, locale: Locale): SearchResult[] {
  const { words, last } = wordsOfSearch(text, locale);
  if (last === undefined) return [];
  const strictly: Query[] = words.map((word) => (word.length < 3 ? exactly(word) : startingWith(index, word)));
  const ended = words.length > 0 && isStopWord(last, locale);
  const typed = startingWith(index, last);
  const misspelt = (ended ? words : [...words, last]).map((word) => exactly(word, typingErrors(word)));
  const ways: Query[] = [{ combineWith: 'AND', queries: [...strictly, typed] }];
  if (ended) ways.push({ combineWith: 'AND', queries: strictly });
  const required: Query[] = ended ? strictly : [...strictly, typed];
  const generously = required.map((query, position) => either(query, misspelt[position] ?? query));
  ways.push({ combineWith: 'AND', queries: generously }, { combineWith: 'OR', queries: generously });
  for (const way of ways) {
    const found = index.search(way);
    if (found.length > 0) return found;
  }
  return [];
}

const either = (one: Query, other: Query): Query => ({ combineWith: 'OR', queries: [one, other] });

/** How many letters of a word may be wrong. */
const typingErrors = (word: string): number =>
  word.length > 3 ? Math.max(1, Math.min(2, Math.round(word.length * 0.2))) : 0;
