import { type Bits, intersection, remove, union } from './bits.ts';
import type { Catalogue, Product } from './catalogue.ts';
import { pageOf } from './listing-index.ts';
import type { FacetId } from './listing-keys.ts';

const count = 4;

/** Products to show beside one: of its kind, else of its collections, else of its shelf; those that can be bought first. */
export function relatedTo(catalogue: Catalogue, product: Product): Product[] {
  const { listing } = catalogue;
  const { type, collections, category } = product.entry.record;
  const having = (facet: FacetId, values: readonly string[]): Bits =>
    union(
      values.map((value) => listing.having(facet, value)).filter((bits) => bits !== undefined),
      listing.capacity,
    );
  const circles = [having('type', [type]), having('collection', collections), having('category', [category])];
  const buyable = having('availability', ['in_stock', 'low']);
  const taken: number[] = [];
  const left = listing.all.slice();
  remove(left, product.slot);
  for (const limits of [[buyable], []])
    for (const circle of circles) {
      const wanted = intersection(left, [circle, ...limits]);
      for (const slot of pageOf(listing.ranking('featured'), wanted, 0, count - taken.length)) {
        taken.push(slot);
        remove(left, slot);
      }
      if (taken.length === count) return taken.map((slot) => catalogue.at(slot));
    }
  return taken.map((slot) => catalogue.at(slot));
}
