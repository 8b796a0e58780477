import type { Locale, Localized } from '@halden/contracts';

/** One value that products are described by, in words. */
export interface Term {
  id: string;
  name: Localized;
  description?: Localized;
  /** Of a colour family: the colour it is shown in, `#RRGGBB`. */
  hex?: string;
}

/** The words of the shop, in the order it shows them. Products may use values that are not in it; those are shown by their key. */
export interface Vocabulary {
  categories: readonly Term[];
  collections: readonly Term[];
  types: readonly Term[];
  /** Colour families. */
  colours: readonly Term[];
  materials: readonly Term[];
}

/** Terms by their key. */
export interface Glossary {
  find(key: string): Term | undefined;
  /** Where the shop shows it; behind all others when it is not in the vocabulary. */
  position(key: string): number;
  label(key: string, locale: Locale): string;
}

export function createGlossary(terms: readonly Term[]): Glossary {
  const positions = new Map(terms.map(({ id }, index) => [id, index]));
  const find = (key: string) => terms[positions.get(key) ?? -1];
  return {
    find,
    position: (key) => positions.get(key) ?? terms.length,
    label: (key, locale) => find(key)?.name[locale] ?? inWords(key),
  };
}

/** `desk-lamp` is `Desk lamp`. */
const inWords = (key: string): string => {
  const words = key.replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export type Glossaries = { [K in keyof Vocabulary]: Glossary };

export const createGlossaries = (vocabulary: Vocabulary): Glossaries => ({
  categories: createGlossary(vocabulary.categories),
  collections: createGlossary(vocabulary.collections),
  types: createGlossary(vocabulary.types),
  colours: createGlossary(vocabulary.colours),
  materials: createGlossary(vocabulary.materials),
});
