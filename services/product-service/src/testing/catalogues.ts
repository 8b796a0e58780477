import type { ProductRecord, Sku } from '@halden/contracts';
import { type Catalogue, createCatalogue } from '../domain/catalogue.ts';
import { createShopWords } from '../domain/vocabulary.ts';
import { createMiniSearch } from '../search/mini-search.ts';
import { vocabulary } from '@halden/demo-catalogue';
import { anEntry } from './builders.ts';

export const glossaries = createShopWords(vocabulary).glossaries;

/** A catalogue in memory, its stock as the test says: 10 of every SKU by default. */
export function aCatalogue(records: readonly ProductRecord[] = []): {
  catalogue: Catalogue;
  setStock(sku: Sku, available: number): void;
} {
  const stock = new Map<Sku, number>();
  const catalogue = createCatalogue({
    textSearch: createMiniSearch(glossaries),
    available: (sku) => stock.get(sku) ?? 10,
  });
  const loading = catalogue.load();
  loading.add(records.map((record) => anEntry(record)));
  loading.end();
  return {
    catalogue,
    setStock(sku, available) {
      stock.set(sku, available);
      catalogue.stockChanged(sku);
    },
  };
}
