import type { Locale } from '@halden/contracts';
import MiniSearch from 'minisearch';

/** Lower case, without accents: `Grün` is found by `grun`, `ß` by `ss`. */
export const plain = (term: string): string =>
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

export const isStopWord = (word: string, locale: Locale): boolean => stopWords[locale].has(word);

/** The words of a search, as far as they are looked for. */
export interface SearchedWords {
  /** Each once; without stop words, unless there are no others. */
  words: readonly string[];
  /** What may be the beginning of a word, because it is being typed. */
  last: string | undefined;
}

/** So many different words of a search are looked for; nobody describes a product with more. */
const wordLimit = 12;

const tokenize = MiniSearch.getDefault('tokenize') as (text: string) => string[];

export function wordsOfSearch(text: string, locale: Locale): SearchedWords {
  const all = tokenize(text).map(plain).filter(Boolean);
  const last = all.at(-1);
  const meaningful = all.filter((word) => !isStopWord(word, locale));
  const words = new Set(meaningful.length > 0 ? meaningful : all);
  if (last !== undefined) words.delete(last);
  return { words: [...words].slice(0, wordLimit - 1), last };
}
