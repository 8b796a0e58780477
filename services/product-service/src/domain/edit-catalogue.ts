import { DomainError, type Fault, type ProductId, type ProductRecord, type VersionedProduct } from '@halden/contracts';
import type { Catalogue } from './catalogue.ts';
import type { ProductStore } from './ports.ts';
import type { CatalogueEntry } from './product.ts';

interface Deps {
  catalogue: Catalogue;
  products: ProductStore;
}

const versioned = ({ record, version }: CatalogueEntry): VersionedProduct => ({ product: record, version });

/** Rejects with `product_not_found`. Reads the store, so that the version is the newest. */
export const readEntry =
  ({ products }: Deps) =>
  async (id: ProductId): Promise<VersionedProduct> =>
    versioned(await existing(products, id));

/** Rejects with `product_exists` and `validation_failed`. */
export const createEntry =
  ({ catalogue, products }: Deps) =>
  async (record: ProductRecord, request: string): Promise<VersionedProduct> => {
    refuseFaults(record, record.id);
    const created = await withNames({ catalogue, products }, record, namesOf(record), async () => {
      const outcome = await products.create(record, request);
      if (outcome !== 'exists') return outcome;
      if ((await products.lastRequest(record.id)) === request) return existing(products, record.id);
      throw new DomainError('product_exists', `there is a product with the id ${record.id}`);
    });
    catalogue.put(created);
    return versioned(created);
  };

/** Rejects with `product_not_found`, `stale_version`, `product_exists` and `validation_failed`. */
export const replaceEntry =
  ({ catalogue, products }: Deps) =>
  async (
    id: ProductId,
    { version, record, request }: { version: string; record: ProductRecord; request: string },
  ): Promise<VersionedProduct> => {
    refuseFaults(record, id);
    const stored = await existing(products, id);
    if (stored.version !== version && (await products.lastRequest(id)) === request) return versioned(stored);
    const before = atVersion(stored, version);
    const known = new Set(namesOf(before.record));
    const added = namesOf(record).filter((name) => !known.has(name));
    const replaced = await withNames({ catalogue, products }, record, added, async () => {
      const outcome = await products.replace(before, record, request);
      if (outcome === 'stale') throw new DomainError('stale_version');
      return outcome;
    });
    catalogue.put(replaced);
    return versioned(replaced);
  };

/** Rejects with `product_not_found` and `stale_version`. */
export const removeEntry =
  ({ catalogue, products }: Deps) =>
  async (id: ProductId, { version, request }: { version: string; request: string }): Promise<void> => {
    const stored = await products.read(id);
    if (!stored && (await products.lastRequest(id)) === request) return;
    if (!stored) throw new DomainError('product_not_found');
    const before = atVersion(stored, version);
    const outcome = await products.remove(before, request);
    if (outcome === 'stale') throw new DomainError('stale_version');
    catalogue.remove(outcome);
    await products.unclaim(namesOf(before.record));
  };

async function existing(products: ProductStore, id: ProductId): Promise<CatalogueEntry> {
  const entry = await products.read(id);
  if (!entry) throw new DomainError('product_not_found');
  return entry;
}

function atVersion(entry: CatalogueEntry, version: string): CatalogueEntry {
  if (entry.version !== version) throw new DomainError('stale_version');
  return entry;
}

const namesOf = ({ slug, variants }: ProductRecord): string[] => [
  `slug:${slug}`,
  ...variants.map(({ sku }) => `sku:${sku}`),
];

/**
 * Writes while nobody else can take the same names: those of long ago stand in the catalogue, those of just now are claimed. Claims
 * end by themselves once every replica has heard of the product.
 */
async function withNames<T>(
  { catalogue, products }: Deps,
  record: ProductRecord,
  names: readonly string[],
  write: () => Promise<T>,
): Promise<T> {
  const owner = (name: string) => {
    const [kind, value = ''] = name.split(':');
    if (kind === 'slug') return catalogue.find(value)?.entry.record.id;
    const sku = record.variants.find((variant) => variant.sku === value)?.sku;
    return sku && catalogue.variant(sku)?.product.entry.record.id;
  };
  const exists = (name: string) =>
    new DomainError('product_exists', `another product has the ${name.replace(':', ' ')}`);
  for (const name of names) if ((owner(name) ?? record.id) !== record.id) throw exists(name);
  const taken = await products.claim(names, record.id);
  if (taken !== undefined) throw exists(taken);
  return write(); // when it fails the claims end by themselves: nobody knows for sure that nothing was written
}

function refuseFaults(record: ProductRecord, id: ProductId): void {
  const errors = faultsOf(record);
  if (record.id !== id) errors.unshift({ in: 'body', pointer: '/id', detail: `must be the id in the path, ${id}` });
  if (errors.length > 0) throw invalid(errors);
}

export const invalid = (errors: Fault[]): DomainError =>
  new DomainError('validation_failed', errors.map(({ pointer, detail }) => `body ${pointer} ${detail}`).join('; '), {
    errors,
  });

/** What is wrong with a record that fits the contract. */
export function faultsOf(record: ProductRecord): Fault[] {
  const errors: Fault[] = [];
  const seen = new Set<string>();
  record.variants.forEach(({ sku, prices, compareAt }, index) => {
    const at = `/variants/${index}`;
    if (seen.has(sku)) errors.push({ in: 'body', pointer: `${at}/sku`, detail: 'stands at an earlier variant' });
    seen.add(sku);
    for (const currency of ['EUR', 'USD', 'GBP'] as const)
      if (compareAt && compareAt[currency] <= prices[currency])
        errors.push({ in: 'body', pointer: `${at}/compareAt/${currency}`, detail: 'must be more than the price' });
  });
  return errors;
}
