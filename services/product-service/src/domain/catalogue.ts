import type { Availability, Locale, ProductId, Sku } from '@halden/contracts';
import { type Bits, add, noBits } from './bits.ts';
import { createListingIndex, type ListingIndex } from './listing-index.ts';
import type { TextSearch } from './ports.ts';
import { availabilityOf, type CatalogueEntry, fewLeft, type RemovedEntry, type VariantRecord } from './product.ts';
import { createSlots } from './slots.ts';

/** A product with what the shop shows of its stock. */
export interface Product {
  readonly slot: number;
  readonly entry: CatalogueEntry;
  /** How many of each variant could be bought; counted up to one more than what is shown. */
  readonly stock: readonly number[];
  readonly availability: Availability;
  /** Another number for every visible change. */
  readonly stamp: number;
}

/** What the words of a search matched. */
export interface Matches {
  slots: Bits;
  /** Best first. */
  order: Int32Array;
}

/**
 * The whole catalogue in memory: what readers are answered from. Cosmos DB holds the truth; this is a projection that is kept
 * fresh. Its size is bounded by memory: made for tens of thousands of products.
 */
export interface Catalogue {
  readonly size: number;
  /** Grows with every change somebody could see. */
  readonly changes: number;
  readonly listing: ListingIndex;
  /** Takes many products into an empty catalogue, in portions; they are listed together once all are there. */
  load(): { add(entries: Iterable<CatalogueEntry>): void; end(): void };
  /** How many removals are remembered. */
  readonly removals: number;
  /** Takes a version, unless a newer one is known. */
  put(entry: CatalogueEntry): void;
  remove(removed: RemovedEntry): void;
  /** The words of the shop are others: everything is seen anew. */
  wordsChanged(): void;
  /** The available number of a SKU is another one. */
  stockChanged(sku: Sku): void;
  find(idOrSlug: string): Product | undefined;
  at(slot: number): Product;
  variant(sku: Sku): { product: Product; variant: VariantRecord } | undefined;
  /** How many of a SKU could be bought now. */
  available(sku: Sku): number;
  search(text: string, locale: Locale): Matches;
}

export interface CatalogueOptions {
  textSearch: TextSearch;
  available: (sku: Sku) => number;
}

/**
 * How long a removal is remembered against older versions that come late, in milliseconds: revisions are times. The change feeds are
 * in order and a removal is in them for a day.
 */
const rememberedMs = 2 * 86_400_000;

export function createCatalogue({ textSearch, available }: CatalogueOptions): Catalogue {
  const listing = createListingIndex();
  const slots = createSlots();
  const products: (Product | undefined)[] = [];
  const removed = new Map<ProductId, number>();
  let changes = 0;
  let isLoading = false;

  const stockOf = ({ record }: CatalogueEntry) =>
    record.variants.map(({ sku }) => Math.min(available(sku), fewLeft + 1));
  const keep = (slot: number, seen: Pick<Product, 'entry' | 'stock'>): Product => {
    const availability = availabilityOf(seen.stock.reduce((sum, count) => sum + count, 0));
    return (products[slot] = { ...seen, slot, availability, stamp: ++changes });
  };
  const revisionOf = (id: ProductId) =>
    products[slots.find(id) ?? -1]?.entry.revision ?? removed.get(id) ?? Number.NEGATIVE_INFINITY;
  const insert = (entry: CatalogueEntry): Product => {
    const slot = slots.place(entry.record);
    const before = products[slot]?.entry.record;
    // Other pictures, or news of what is known: the words are the same.
    if (JSON.stringify(before) !== JSON.stringify(entry.record)) textSearch.put(slot, entry.record);
    return keep(slot, { entry, stock: stockOf(entry) });
  };
  const at = (slot: number): Product => {
    const product = products[slot];
    if (!product) throw new RangeError(`there is no product in slot ${slot}`);
    return product;
  };
  return {
    get size() {
      return slots.size;
    },
    get changes() {
      return changes;
    },
    get removals() {
      return removed.size;
    },
    listing,
    load() {
      isLoading = true;
      return {
        add(entries) {
          for (const entry of entries) insert(entry);
        },
        end() {
          isLoading = false;
          const loaded = products.filter((product) => product !== undefined);
          listing.load(loaded.map(({ slot, entry, availability }) => [slot, entry.record, availability] as const));
        },
      };
    },
    put(entry) {
      if (entry.revision <= revisionOf(entry.record.id)) return;
      removed.delete(entry.record.id);
      const { slot, availability } = insert(entry);
      listing.put(slot, entry.record, availability);
    },
    remove({ id, revision }) {
      if (revision <= revisionOf(id)) return;
      removed.delete(id);
      removed.set(id, revision);
      for (const [earlier, at] of removed)
        if (at < revision - rememberedMs) removed.delete(earlier);
        else break;
      const slot = slots.free(id);
      if (slot === undefined) return;
      products[slot] = undefined;
      listing.remove(slot);
      textSearch.remove(slot);
      changes++;
    },
    wordsChanged() {
      textSearch.reindex();
      for (const product of products) if (product) keep(product.slot, product);
      changes++;
    },
    stockChanged(sku) {
      const before = products[slots.ofSku(sku) ?? -1];
      if (!before) return;
      const stock = stockOf(before.entry);
      if (stock.every((count, variant) => count === before.stock[variant])) return;
      const after = keep(before.slot, { ...before, stock });
      // While it is being loaded nothing is listed yet.
      if (after.availability !== before.availability && !isLoading)
        listing.put(after.slot, after.entry.record, after.availability);
    },
    find: (idOrSlug) => products[slots.find(idOrSlug) ?? -1],
    at,
    variant(sku) {
      const product = products[slots.ofSku(sku) ?? -1];
      const variant = product?.entry.record.variants.find((one) => one.sku === sku);
      return product && variant && { product, variant };
    },
    available,
    search(text, locale) {
      const order = textSearch.find(text, locale);
      const found = noBits(listing.capacity);
      for (const slot of order) add(found, slot);
      return { slots: found, order };
    },
  };
}
