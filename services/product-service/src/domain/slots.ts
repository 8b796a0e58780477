import type { ProductRecord, Sku } from '@halden/contracts';

/** Gives products small numbers, and finds the numbers by the products' names. A number is used again when its product is gone. */
export interface Slots {
  readonly size: number;
  /** By id or slug. */
  find(idOrSlug: string): number | undefined;
  ofSku(sku: Sku): number | undefined;
  /** The slot of a product, by its id; takes the names of this version and forgets those of the one before. */
  place(record: ProductRecord): number;
  /** Frees the slot of a product. */
  free(id: string): number | undefined;
}

export function createSlots(): Slots {
  const records: (ProductRecord | undefined)[] = [];
  const unused: number[] = [];
  const byId = new Map<string, number>();
  const bySlug = new Map<string, number>();
  const bySku = new Map<Sku, number>();

  /** As far as no other product has the names by now. */
  const forgetNames = (slot: number) => {
    const record = records[slot];
    if (!record) return;
    if (bySlug.get(record.slug) === slot) bySlug.delete(record.slug);
    for (const { sku } of record.variants) if (bySku.get(sku) === slot) bySku.delete(sku);
  };
  return {
    get size() {
      return byId.size;
    },
    find: (idOrSlug) => byId.get(idOrSlug) ?? bySlug.get(idOrSlug),
    ofSku: (sku) => bySku.get(sku),
    place(record) {
      const slot = byId.get(record.id) ?? unused.pop() ?? records.length;
      forgetNames(slot);
      records[slot] = record;
      byId.set(record.id, slot);
      bySlug.set(record.slug, slot);
      for (const { sku } of record.variants) bySku.set(sku, slot);
      return slot;
    },
    free(id) {
      const slot = byId.get(id);
      if (slot === undefined) return undefined;
      forgetNames(slot);
      byId.delete(id);
      records[slot] = undefined;
      unused.push(slot);
      return slot;
    },
  };
}
