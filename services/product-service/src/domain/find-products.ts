import type { Currency, ProductQuery } from '@halden/contracts';
import { type Bits, countBoth, each, intersection, noBits, add, union } from './bits.ts';
import type { ListingIndex } from './listing-index.ts';
import { type FacetId, facetIds } from './listing-keys.ts';

export interface Found {
  /** What matches every choice. */
  matches: Bits;
  total: number;
  /** For each facet, how many products each value would give with the other facets as they are. */
  counts: ReadonlyMap<FacetId, ReadonlyMap<string, number>>;
  /** Cheapest and dearest of what matches without the price choice. */
  priceRange: { min: number; max: number } | undefined;
}

/** The values a query chooses in a facet. */
export const chosen = (query: ProductQuery, facet: FacetId): readonly string[] =>
  facet === 'minRating' ? (query.minRating === undefined ? [] : [String(query.minRating)]) : (query[facet] ?? []);

/**
 * Filters by every choice, within a facet any, across facets all, and counts: each facet over what the others leave, so that the
 * counts say what choosing a value would give.
 * @param within what the text search found; everything when absent
 */
export function findProducts(index: ListingIndex, query: ProductQuery, within: Bits | undefined): Found {
  const base = within ? intersection(index.all, [within]) : index.all;
  const choices = new Map<FacetId | 'price', Bits>();
  for (const facet of facetIds) {
    const choice = choiceOf(index, query, facet);
    if (choice) choices.set(facet, choice);
  }
  const price = priceChoice(index, query);
  if (price) choices.set('price', price);

  const matches = intersection(base, [...choices.values()]);
  const without = (facet: FacetId | 'price') =>
    choices.has(facet)
      ? intersection(
          base,
          [...choices].filter(([other]) => other !== facet).map(([, bits]) => bits),
        )
      : matches;
  const counts = new Map(facetIds.map((facet) => [facet, countsOf(index, facet, without(facet))]));
  return {
    matches,
    total: countBoth(matches, matches),
    counts,
    priceRange: priceRangeOf(index, without('price'), query.currency),
  };
}

function choiceOf(index: ListingIndex, query: ProductQuery, facet: FacetId): Bits | undefined {
  const { minRating } = query;
  if (facet === 'minRating')
    return minRating === undefined ? undefined : where(index, (slot) => index.average(slot) >= minRating);
  const values = chosen(query, facet);
  if (values.length === 0) return undefined;
  return union(
    values.map((value) => index.having(facet, value)).filter((bits) => bits !== undefined),
    index.capacity,
  );
}

function priceChoice(index: ListingIndex, { minPrice, maxPrice, currency }: ProductQuery): Bits | undefined {
  if (minPrice === undefined && maxPrice === undefined) return undefined;
  const [from, to] = [minPrice ?? 0, maxPrice ?? Infinity];
  return where(index, (slot) => {
    const price = index.price(slot, currency);
    return price >= from && price <= to;
  });
}

function where(index: ListingIndex, test: (slot: number) => boolean): Bits {
  const bits = noBits(index.capacity);
  each(index.all, (slot) => {
    if (test(slot)) add(bits, slot);
  });
  return bits;
}

function countsOf(index: ListingIndex, facet: FacetId, within: Bits): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [value, slots] of index.values(facet)) counts.set(value, countBoth(slots, within));
  return counts;
}

function priceRangeOf(index: ListingIndex, within: Bits, currency: Currency): Found['priceRange'] {
  let [min, max] = [Infinity, -Infinity];
  each(within, (slot) => {
    const price = index.price(slot, currency);
    if (price < min) min = price;
    if (price > max) max = price;
  });
  return max < min ? undefined : { min, max };
}
