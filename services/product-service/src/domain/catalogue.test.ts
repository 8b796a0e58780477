import { describe, expect, it } from '@jest/globals';
import { anEntry, aProduct, aQuery } from '../testing/builders.ts';
import { aCatalogue, glossaries } from '../testing/catalogues.ts';
import { listProducts } from './list-products.ts';

const day = 86_400_000;

describe('the catalogue in memory', () => {
  it('lists a product once whose stock changes while the catalogue is being loaded', () => {
    const { catalogue, setStock } = aCatalogue();
    const [first, second] = [aProduct(), aProduct()];
    const loading = catalogue.load();
    loading.add([anEntry(first)]);
    setStock(first.variants[0]!.sku, 0);
    loading.add([anEntry(second)]);
    loading.end();
    const { page, products } = listProducts(catalogue, glossaries, aQuery());
    expect([page.total, products.map(({ entry }) => entry.record.id).sort()]).toEqual([
      2,
      [first.id, second.id].sort(),
    ]);
    expect(listProducts(catalogue, glossaries, aQuery({ availability: ['out'] })).page.total).toBe(1);
  });

  it('takes no older version of what was removed', () => {
    const { catalogue } = aCatalogue();
    const record = aProduct();
    catalogue.put(anEntry(record, 10 * day));
    catalogue.remove({ id: record.id, revision: 10 * day + 2 });
    catalogue.put(anEntry(record, 10 * day + 1));
    expect(catalogue.find(record.id)).toBeUndefined();
    catalogue.put(anEntry(record, 10 * day + 3));
    expect(catalogue.find(record.id)?.entry.revision).toBe(10 * day + 3);
  });

  it('forgets removals that nothing older can follow any more', () => {
    const { catalogue } = aCatalogue();
    for (let n = 0; n < 1_000; n++) catalogue.remove({ id: aProduct().id, revision: (100 + n) * day });
    expect(catalogue.removals).toBe(3);
  });
});
