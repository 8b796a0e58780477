import type { Container, JSONObject, OperationInput } from '@azure/cosmos';
import { productId, type ProductRecord, type Sku, sku } from '@halden/contracts';
import type { Drawing } from './domain/product.ts';
import { shardOf } from './domain/stock.ts';
import type { SeedProduct } from './seed/index.ts';
import { toItem } from './stores/cosmos-stock.ts';
import type { ProductDocument } from './stores/cosmos-products.ts';

/** A product with what there is of each of its variants. */
export interface StockedProduct {
  record: ProductRecord;
  drawing?: Drawing;
  onHand: ReadonlyMap<Sku, number>;
}

/** Says that the container was filled once: what was taken out since then does not come back. */
const markerId = 'seed';
/** What one bulk request may hold. */
const portion = 100;

/**
 * Fills an empty catalogue with products and their stock levels; any number of replicas may do so at once, and one that died half-way
 * is continued. A catalogue that has products of its own, or was filled before, is left as it is.
 * @returns how many products were written, 0 when there was nothing to do
 */
export async function seedCatalogue(
  containers: { products: Container; stock: Container },
  seed: readonly StockedProduct[],
): Promise<number> {
  const { products, stock } = containers;
  const marker = (await products.item(markerId, markerId).read<{ id: string; state: string }>()).resource;
  if (marker?.state === 'done' || (!marker && !(await isEmpty(products)))) return 0;
  if (!marker) await products.items.upsert({ id: markerId, state: 'started' });
  await createAll(stock, seed.flatMap(levelsOf));
  await createAll(
    products,
    seed.map(toDocument).map((document) => ({ key: document.id, document })),
  );
  await products.items.upsert({ id: markerId, state: 'done' });
  return seed.length;
}

const isEmpty = async (container: Container): Promise<boolean> =>
  (await container.items.query('SELECT TOP 1 c.id FROM c').fetchAll()).resources.length === 0;

interface NewDocument {
  key: string;
  document: object;
}

/** What is there already stays as it is. Through `bulk`, as its successor waits a second for more wherever a request is not full. */
async function createAll(container: Container, documents: readonly NewDocument[]): Promise<void> {
  const operations = documents.map(({ key, document }): OperationInput => ({
    operationType: 'Create',
    partitionKey: key,
    resourceBody: document as JSONObject,
  }));
  for (let start = 0; start < operations.length; start += portion)
    for (const { statusCode } of await container.items.bulk(operations.slice(start, start + portion)))
      if (statusCode !== 201 && statusCode !== 409)
        throw new Error(`Cosmos DB answered ${statusCode} when the catalogue was filled`);
}

const levelsOf = ({ record, onHand }: StockedProduct): NewDocument[] =>
  [...onHand].map(([id, count]) => {
    const shard = shardOf(id);
    const level = { type: 'level' as const, id, productId: record.id, onHand: count, reserved: 0, revision: 1 };
    return { key: shard, document: toItem(level, shard) };
  });

const toDocument = ({ record, drawing }: StockedProduct): ProductDocument => ({
  id: record.id,
  product: record,
  ...(drawing && { drawing }),
  revision: 1,
});

/** A product of the demo catalogue. */
export function fromSeed({ form, dimensions, variants, id, ...rest }: SeedProduct): StockedProduct {
  const record: ProductRecord = {
    ...rest,
    id: productId(id),
    variants: variants.map(({ onHand: _, ...variant }) => ({ ...variant, sku: sku(variant.sku) })),
  };
  return {
    record,
    drawing: { form, dimensions },
    onHand: new Map(variants.map((variant) => [sku(variant.sku), variant.onHand])),
  };
}
