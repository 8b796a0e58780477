import {
  type CatalogueImport,
  type CatalogueImportResult,
  type CatalogueItem,
  DomainError,
  type Fault,
  type ImportOutcome,
  type ProductId,
  type ProductRecord,
} from '@halden/contracts';
import type { Catalogue } from './catalogue.ts';
import { createEntry, faultsOf, replaceEntry } from './edit-catalogue.ts';
import type { ProductStore, StockShards } from './ports.ts';
import { shardOf } from './stock.ts';

interface Deps {
  catalogue: Catalogue;
  products: ProductStore;
  stock: StockShards;
  now: () => number;
}

export interface ImportRequest extends CatalogueImport {
  bookedBy: string;
  /** The name of the request. */
  request: string;
}

type Result = CatalogueImportResult['items'][number];

/** How many items are written at the same time. */
const together = 32;

/**
 * Adds products with their first stock, each by itself: an item that is refused says why, with pointers into the request, and stands in
 * the way of no other. A product is known by its id alone. Done again it changes nothing, also where it was cut off in the middle.
 * Rejects with `dependency_unavailable`.
 */
export const importCatalogue =
  (deps: Deps) =>
  async (wanted: ImportRequest): Promise<CatalogueImportResult> => {
    const { items } = wanted;
    const firstAt = new Map<ProductId, number>();
    for (const [index, { product }] of items.entries()) if (!firstAt.has(product.id)) firstAt.set(product.id, index);
    const results: Result[] = [];
    const todo = items.entries();
    const worker = async () => {
      for (const [index, item] of todo) {
        const pointer = `/items/${index}`;
        const errors = faultsOfItem(item, pointer);
        if (firstAt.get(item.product.id) !== index)
          errors.push(fault(`${pointer}/product/id`, `stands at item ${firstAt.get(item.product.id)} already`));
        const { id } = item.product;
        results[index] =
          errors.length > 0
            ? { id, outcome: 'refused', hasPictures: hasPictures(deps, id), errors }
            : await importItem(deps, { item, pointer, wanted });
      }
    };
    await Promise.all(Array.from({ length: Math.min(together, items.length) }, worker));
    return { items: results };
  };

const hasPictures = ({ catalogue }: Deps, id: ProductId): boolean => catalogue.find(id)?.entry.pictures !== undefined;

async function importItem(
  deps: Deps,
  { item, pointer, wanted }: { item: CatalogueItem; pointer: string; wanted: ImportRequest },
): Promise<Result> {
  const { product } = item;
  try {
    const outcome = await writeProduct(deps, product, wanted);
    await openStock(deps, item, wanted);
    return { id: product.id, outcome, hasPictures: hasPictures(deps, product.id) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'dependency_unavailable') throw error;
    const errors = [fault(`${pointer}/product`, error.message)];
    return { id: product.id, outcome: 'refused', hasPictures: hasPictures(deps, product.id), errors };
  }
}

async function writeProduct(
  deps: Deps,
  record: ProductRecord,
  { existing = 'keep', request }: ImportRequest,
): Promise<ImportOutcome> {
  const { products } = deps;
  const before = deps.catalogue.find(record.id) && (await products.read(record.id));
  if (!before) {
    try {
      await createEntry(deps)(record, request);
      return 'created';
    } catch (error) {
      // Another replica was faster; else another product has the slug or a SKU.
      const entry = await products.read(record.id);
      if (!entry || !(error instanceof DomainError) || error.code !== 'product_exists') throw error;
      return writeExisting(deps, { before: entry, record, existing, request });
    }
  }
  return writeExisting(deps, { before, record, existing, request });
}

async function writeExisting(
  deps: Deps,
  {
    before,
    record,
    existing,
    request,
  }: {
    before: { record: ProductRecord; version: string };
    record: ProductRecord;
    existing: 'keep' | 'replace';
    request: string;
  },
): Promise<ImportOutcome> {
  if (sameContent(before.record, record)) return 'unchanged';
  if (existing === 'keep') return 'kept';
  await replaceEntry(deps)(record.id, { version: before.version, record, request });
  return 'replaced';
}

/** Books what there is at first of a SKU that nothing is booked of yet. */
async function openStock(
  { stock, now }: Deps,
  { product, stock: counts = [] }: CatalogueItem,
  { bookedBy }: ImportRequest,
): Promise<void> {
  await Promise.all(
    counts.map(({ sku, onHand }) =>
      stock.run(shardOf(sku), {
        kind: 'adjust',
        productId: product.id,
        isOpening: true,
        adjustment: {
          type: 'adjustment',
          id: `adj:opening:${sku}`,
          sku,
          change: onHand,
          reason: 'opening stock',
          bookedBy,
          at: new Date(now()).toISOString(),
          revision: 1,
        },
      }),
    ),
  );
}

function faultsOfItem({ product, stock = [] }: CatalogueItem, pointer: string): Fault[] {
  const errors = faultsOf(product).map(({ pointer: at, detail }) => fault(`${pointer}/product${at}`, detail));
  const sold = new Set(product.variants.map(({ sku }) => sku));
  const counted = new Set<string>();
  for (const [index, { sku }] of stock.entries()) {
    const at = `${pointer}/stock/${index}/sku`;
    if (!sold.has(sku)) errors.push(fault(at, 'is none of the variants of the product'));
    if (counted.has(sku)) errors.push(fault(at, 'is counted earlier'));
    counted.add(sku);
  }
  return errors;
}

const fault = (pointer: string, detail: string): Fault => ({ in: 'body', pointer, detail });

/** Whether two records say the same, whatever the order of their properties. */
function sameContent(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [a, b] = [Object.entries(one), other as Record<string, unknown>];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    a.length === Object.keys(b).length &&
    a.every(([key, value]) => key in b && sameContent(value, b[key]))
  );
}
