import {
  type Availability,
  currencies,
  type Currency,
  type Locale,
  locales,
  type ProductRecord,
} from '@halden/contracts';
import { cheapest, featuredScore, weightedRating } from './product.ts';
import { createRanking, type Ranking } from './ranking.ts';

/** What products are chosen by; each is the name of its query parameter. */
export const facetIds = ['category', 'type', 'colour', 'material', 'collection', 'availability', 'minRating'] as const;
export type FacetId = (typeof facetIds)[number];

/** "4 and up": the choices of the rating facet. */
export const ratingSteps = [4, 3, 2] as const;

/** The orders a page can be in; text relevance comes from the search. */
export type RankingId = 'featured' | 'newest' | 'rating' | `${'price' | '-price'} ${Currency}` | `name ${Locale}`;

/** What is sorted and filtered by, of one product. */
export interface SortKeys {
  id: string;
  featured: number;
  createdAt: number;
  rating: number;
  average: number;
  prices: Record<Currency, number>;
  names: Record<Locale, string>;
  values: Record<FacetId, readonly string[]>;
}

const collators: Record<Locale, Intl.Collator> = { en: new Intl.Collator('en'), de: new Intl.Collator('de') };

/** What a product is sorted and filtered by. */
export function keysOf(record: ProductRecord, availability: Availability): SortKeys {
  const price = (currency: Currency) => cheapest(record, currency).prices[currency];
  return {
    id: record.id,
    featured: featuredScore(record, availability),
    createdAt: Date.parse(record.createdAt),
    rating: weightedRating(record.rating),
    average: record.rating.average,
    prices: { EUR: price('EUR'), USD: price('USD'), GBP: price('GBP') },
    names: record.name,
    values: {
      category: [record.category],
      type: [record.type],
      colour: [...new Set(record.variants.map(({ colour }) => colour.family))],
      material: record.materials,
      collection: record.collections,
      availability: [availability],
      minRating: ratingSteps.filter((step) => record.rating.average >= step).map(String),
    },
  };
}

/** Every order a page can be in; equal products are in the order of their ids. */
export function createRankings(keyOf: (slot: number) => SortKeys): Map<RankingId, Ranking> {
  const byId = (a: SortKeys, b: SortKeys) => (a.id < b.id ? -1 : 1);
  const by = (compare: (a: SortKeys, b: SortKeys) => number) =>
    createRanking((a, b) => compare(keyOf(a), keyOf(b)) || byId(keyOf(a), keyOf(b)));
  const rankings = new Map<RankingId, Ranking>([
    ['featured', by((a, b) => b.featured - a.featured)],
    ['newest', by((a, b) => b.createdAt - a.createdAt)],
    ['rating', by((a, b) => b.rating - a.rating)],
  ]);
  for (const currency of currencies) {
    rankings.set(
      `price ${currency}`,
      by((a, b) => a.prices[currency] - b.prices[currency]),
    );
    rankings.set(
      `-price ${currency}`,
      by((a, b) => b.prices[currency] - a.prices[currency]),
    );
  }
  for (const locale of locales) {
    const { compare } = collators[locale];
    rankings.set(
      `name ${locale}`,
      by((a, b) => compare(a.names[locale], b.names[locale])),
    );
  }
  return rankings;
}
