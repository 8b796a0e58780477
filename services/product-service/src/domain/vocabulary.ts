import { categoryIds, type Locale, type Localized, type Vocabulary } from '@halden/contracts';

/** One value that products are described by, in words. */
export interface Term {
  id: string;
  name: Localized;
  description?: Localized;
  /** Of a colour family: the colour it is shown in, `#RRGGBB`. */
  hex?: string;
}

/** Terms by their key. */
export interface Glossary {
  /** In the order the shop shows them. */
  terms(): readonly Term[];
  find(key: string): Term | undefined;
  /** Where the shop shows it; behind all others when it is not in the vocabulary. */
  position(key: string): number;
  label(key: string, locale: Locale): string;
}

export type Glossaries = { [K in keyof Vocabulary]: Glossary };

/** The words of the shop, which staff may change while it runs. */
export interface ShopWords {
  readonly glossaries: Glossaries;
  replace(vocabulary: Vocabulary): void;
}

/** Before anybody has said what the shop calls its things. */
const unnamed: Vocabulary = {
  categories: categoryIds.map((id) => ({ id, name: { en: inWords(id), de: inWords(id) } })),
  collections: [],
  types: [],
  colours: [],
  materials: [],
};

export function createShopWords(vocabulary: Vocabulary = unnamed): ShopWords {
  let indexed = indexesOf(vocabulary);
  const glossary = (name: keyof Vocabulary): Glossary => {
    const find = (key: string) => indexed[name].terms[indexed[name].positions.get(key) ?? -1];
    return {
      terms: () => indexed[name].terms,
      find,
      position: (key) => indexed[name].positions.get(key) ?? indexed[name].terms.length,
      label: (key, locale) => find(key)?.name[locale] ?? inWords(key),
    };
  };
  return {
    glossaries: {
      categories: glossary('categories'),
      collections: glossary('collections'),
      types: glossary('types'),
      colours: glossary('colours'),
      materials: glossary('materials'),
    },
    replace(next) {
      indexed = indexesOf(next);
    },
  };
}

interface Indexed {
  terms: readonly Term[];
  positions: ReadonlyMap<string, number>;
}

function indexesOf({
  categories,
  collections,
  types,
  colours,
  materials,
}: Vocabulary): Record<keyof Vocabulary, Indexed> {
  const index = (terms: readonly Term[]): Indexed => ({
    terms,
    positions: new Map(terms.map(({ id }, position) => [id, position])),
  });
  return {
    categories: index(categories),
    collections: index(collections),
    types: index(types),
    colours: index(colours),
    materials: index(materials),
  };
}

/** `desk-lamp` is `Desk lamp`. */
function inWords(key: string): string {
  const words = key.replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
