import type { Locale, ProductRecord } from '@halden/contracts';
import MiniSearch, { type Query } from 'minisearch';
import type { Glossaries } from '../domain/vocabulary.ts';
import { isStopWord, plain } from './words.ts';

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

/**
 * So many occurrences of words that begin like a searched one are looked at, the shortest words first: one letter begins a large part of
 * all words, and no search may take long, however large the catalogue is.
 */
const occurrenceLimit = 20_000;

/** The weight that MiniSearch gives to a word that begins like the searched one, by how much longer it is. */
const prefixWeight = (term: string, searched: string): number =>
  term === searched ? 1 : (0.375 * term.length) / (term.length + 0.3 * (term.length - searched.length));

/** The words of all products in one language. */
export class ProductIndex extends MiniSearch<Words> {
  readonly #locale: Locale;
  readonly #glossaries: Glossaries;

  constructor(locale: Locale, glossaries: Glossaries) {
    super({
      fields: Object.keys(boosts),
      // A name may consist of stop words, so there they count.
      processTerm(term, field) {
        const word = plain(term);
        return field !== 'name' && isStopWord(word, locale) ? null : word;
      },
      searchOptions: { boost: boosts, processTerm: (term) => term, maxFuzzy: 2 },
    });
    this.#locale = locale;
    this.#glossaries = glossaries;
  }

  addProduct(slot: number, record: ProductRecord): void {
    this.add(wordsOf(slot, record, this.#locale, this.#glossaries));
  }

  removeProduct(slot: number, record: ProductRecord): void {
    this.remove(wordsOf(slot, record, this.#locale, this.#glossaries));
  }

  /** Words of the index that begin like this one, itself included, as far as they are looked at. */
  beginning(searched: string): string[] {
    const found: { term: string; occurrences: number }[] = [];
    for (const [term, fields] of this._index.atPrefix(searched)) {
      let occurrences = 0;
      for (const products of fields.values()) occurrences += products.size;
      found.push({ term, occurrences });
    }
    found.sort((a, b) => a.term.length - b.term.length || (a.term < b.term ? -1 : 1));
    let seen = 0;
    const beyond = found.findIndex(({ occurrences }) => (seen += occurrences) > occurrenceLimit);
    return found.slice(0, beyond < 0 ? undefined : Math.max(1, beyond)).map(({ term }) => term);
  }
}

export const createIndex = (locale: Locale, glossaries: Glossaries): ProductIndex =>
  new ProductIndex(locale, glossaries);

/** Words that are this one, or differ from it by so many letters. */
export const exactly = (word: string, errors = 0): Query => ({ queries: [word], fuzzy: errors > 0 ? errors : false });

/** Words that begin like this one; the closer in length, the better. */
export function startingWith(index: ProductIndex, word: string): Query {
  const terms = index.beginning(word);
  return {
    combineWith: 'OR',
    queries: terms.length > 0 ? terms : [word],
    boostTerm: (term) => prefixWeight(term, word),
  };
}

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
