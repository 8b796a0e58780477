import { DomainError, type Fault, money, type ProductPage, type ProductQuery } from '@halden/contracts';
import type { Catalogue, Matches, Product } from './catalogue.ts';
import { facetsOf } from './facets.ts';
import { chosen, findProducts } from './find-products.ts';
import { pageOf } from './listing-index.ts';
import { facetIds, type RankingId } from './listing-keys.ts';
import type { Glossaries } from './vocabulary.ts';

/** A page of the catalogue; its products are still to be shown in the query's language and currency. */
export interface Listing {
  products: Product[];
  page: Omit<ProductPage, 'items'>;
}

/** Throws `validation_failed` when a choice is of no product and in no vocabulary, or the price range is empty. */
export function listProducts(catalogue: Catalogue, glossaries: Glossaries, query: ProductQuery): Listing {
  refuseUnknownChoices(catalogue, glossaries, query);
  const { currency, locale, page, pageSize } = query;
  const text = query.q?.trim();
  const matches = text ? catalogue.search(text, locale) : undefined;
  const found = findProducts(catalogue.listing, query, matches?.slots);
  const sort = query.sort && (query.sort !== 'relevance' || matches) ? query.sort : matches ? 'relevance' : 'featured';
  const order = orderOf(catalogue, { ...query, sort }, matches);
  const { priceRange, total } = found;
  return {
    products: pageOf(order, found.matches, (page - 1) * pageSize, pageSize).map((slot) => catalogue.at(slot)),
    page: {
      total,
      page,
      pageSize,
      pageCount: Math.ceil(total / pageSize),
      sort,
      facets: facetsOf(found, query, glossaries),
      ...(priceRange && {
        priceRange: { min: money(priceRange.min, currency), max: money(priceRange.max, currency) },
      }),
    },
  };
}

function orderOf({ listing }: Catalogue, query: ProductQuery, matches: Matches | undefined): Int32Array {
  const { sort = 'featured', currency, locale } = query;
  if (sort === 'relevance') return matches?.order ?? listing.ranking('featured');
  const ids: Record<Exclude<typeof sort, 'relevance'>, RankingId> = {
    featured: 'featured',
    newest: 'newest',
    rating: 'rating',
    price: `price ${currency}`,
    '-price': `-price ${currency}`,
    name: `name ${locale}`,
  };
  return listing.ranking(ids[sort]);
}

function refuseUnknownChoices({ listing }: Catalogue, glossaries: Glossaries, query: ProductQuery): void {
  const errors: Fault[] = [];
  const vocabulary = {
    type: glossaries.types,
    colour: glossaries.colours,
    material: glossaries.materials,
    collection: glossaries.collections,
  };
  for (const facet of facetIds) {
    if (facet === 'category' || facet === 'availability' || facet === 'minRating') continue; // the contract lists these
    chosen(query, facet).forEach((value, index) => {
      if (vocabulary[facet].find(value) || listing.having(facet, value)) return;
      errors.push({ in: 'query', pointer: `/${facet}/${index}`, detail: `names no ${facet} of this shop: '${value}'` });
    });
  }
  const { minPrice = 0, maxPrice = Infinity } = query;
  if (minPrice > maxPrice)
    errors.push({ in: 'query', pointer: '/maxPrice', detail: `must be at least minPrice (${minPrice})` });
  if (errors.length === 0) return;
  throw new DomainError(
    'validation_failed',
    errors.map(({ pointer, detail }) => `query ${pointer} ${detail}`).join('; '),
    { errors },
  );
}
