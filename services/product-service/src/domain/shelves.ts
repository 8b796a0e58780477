import { type Category, type CategoryId, categoryIds, type Collection, type Locale } from '@halden/contracts';
import { countBoth } from './bits.ts';
import type { Catalogue } from './catalogue.ts';
import { sceneOf } from './images.ts';
import type { Glossaries, Term } from './vocabulary.ts';

export interface ShelfOptions {
  locale: Locale;
  /** Another text when the picture of a category or collection would be another. */
  sceneVersion: (kind: 'category' | 'collection', id: string) => string | undefined;
}

/** The shelves of the shop with the number of their products, in the order the shop shows them. */
export const categoriesOf = (catalogue: Catalogue, glossaries: Glossaries, options: ShelfOptions): Category[] =>
  glossaries.categories.terms().flatMap((term) => {
    const id = categoryIds.find((known) => known === term.id);
    return id ? { ...describe(catalogue, 'category', term, options), id: id satisfies CategoryId } : [];
  });

export const collectionsOf = (catalogue: Catalogue, glossaries: Glossaries, options: ShelfOptions): Collection[] =>
  glossaries.collections.terms().map((term) => describe(catalogue, 'collection', term, options));

function describe(
  { listing }: Catalogue,
  facet: 'category' | 'collection',
  term: Term,
  { locale, sceneVersion }: ShelfOptions,
): Collection {
  const products = listing.having(facet, term.id);
  return {
    id: term.id,
    name: term.name[locale],
    description: term.description?.[locale] ?? '',
    count: products ? countBoth(products, products) : 0,
    image: sceneOf(facet, { id: term.id, name: term.name, version: sceneVersion(facet, term.id) }, locale),
  };
}
