import type { Availability, Currency, ProductRecord } from '@halden/contracts';
import { add, type Bits, has, noBits, remove, withCapacity } from './bits.ts';
import { createRankings, type FacetId, facetIds, type SortKeys, keysOf, type RankingId } from './listing-keys.ts';

/**
 * Which products have which values, and every order a page can be in. Products are known by slots: small numbers, given out by the
 * caller and used again.
 */
export interface ListingIndex {
  readonly all: Bits;
  readonly capacity: number;
  /** Takes many products at once into an empty index. */
  load(products: Iterable<readonly [slot: number, record: ProductRecord, availability: Availability]>): void;
  put(slot: number, record: ProductRecord, availability: Availability): void;
  remove(slot: number): void;
  /** The products with a value; undefined when no product ever had it. */
  having(facet: FacetId, value: string): Bits | undefined;
  values(facet: FacetId): Iterable<readonly [value: string, slots: Bits]>;
  ranking(id: RankingId): Int32Array;
  /** The price in minor units that the shelf shows. */
  price(slot: number, currency: Currency): number;
  average(slot: number): number;
}

export function createListingIndex(): ListingIndex {
  let capacity = 1024;
  let all = noBits(capacity);
  const keys: (SortKeys | undefined)[] = [];
  const sets = new Map<FacetId, Map<string, Bits>>(facetIds.map((facet) => [facet, new Map<string, Bits>()]));
  const rankings = createRankings((slot) => keyOf(slot));

  const keyOf = (slot: number): SortKeys => {
    const found = keys[slot];
    if (!found) throw new RangeError(`slot ${slot} is empty`);
    return found;
  };
  const grow = (slot: number) => {
    if (slot < capacity) return;
    capacity = Math.max(slot + 1, capacity * 2);
    all = withCapacity(all, capacity);
    for (const values of sets.values())
      for (const [value, bits] of values) values.set(value, withCapacity(bits, capacity));
  };
  const setFor = (facet: FacetId, value: string) => {
    const values = sets.get(facet);
    const existing = values?.get(value);
    if (existing) return existing;
    const made = noBits(capacity);
    values?.set(value, made);
    return made;
  };
  const index = (slot: number, record: ProductRecord, availability: Availability) => {
    grow(slot);
    const key = keysOf(record, availability);
    keys[slot] = key;
    add(all, slot);
    for (const facet of facetIds) for (const value of key.values[facet]) add(setFor(facet, value), slot);
  };
  const forget = (slot: number) => {
    const key = keys[slot];
    if (!key) return;
    for (const ranking of rankings.values()) ranking.remove(slot);
    for (const facet of facetIds) for (const value of key.values[facet]) remove(setFor(facet, value), slot);
    remove(all, slot);
    keys[slot] = undefined;
  };
  return {
    get all() {
      return all;
    },
    get capacity() {
      return capacity;
    },
    load(products) {
      const slots: number[] = [];
      for (const [slot, record, availability] of products) {
        index(slot, record, availability);
        slots.push(slot);
      }
      for (const ranking of rankings.values()) ranking.load(slots);
    },
    put(slot, record, availability) {
      forget(slot);
      index(slot, record, availability);
      for (const ranking of rankings.values()) ranking.insert(slot);
    },
    remove: forget,
    having: (facet, value) => sets.get(facet)?.get(value),
    values: (facet) => sets.get(facet) ?? [],
    ranking: (id) => rankings.get(id)?.slots ?? new Int32Array(),
    price: (slot, currency) => keyOf(slot).prices[currency],
    average: (slot) => keyOf(slot).average,
  };
}

/** The first slots of an order that are in the set, after `skip` of them. */
export function pageOf(order: Int32Array, wanted: Bits, skip: number, take: number): number[] {
  const slots: number[] = [];
  let seen = 0;
  for (const slot of order) {
    if (!has(wanted, slot) || seen++ < skip) continue;
    slots.push(slot);
    if (slots.length === take) break;
  }
  return slots;
}
