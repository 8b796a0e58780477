import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProblem, type CatalogueImportResult, type CatalogueItem, type ProductId } from '@halden/contracts';
import { demoPeople } from '@halden/local-azure/about';
import { shopAs } from '@halden/shop-client/shop';
import { type SeedProduct, seedProducts } from './catalogue/index.ts';
import { toItem } from './items.ts';
import { demoScenes, picturesOf } from './pictures.ts';
import { vocabulary } from './vocabulary.ts';

export interface ImportOptions {
  /** The address of the gateway, or of product-service. */
  url: string;
  /** Of somebody with the role `catalog.write`. */
  token: string;
  /** The products can be bought; their pictures follow. */
  onProducts?: (outcomes: CatalogueImportResult['items']) => void;
  /** Which products get their pictures. @default all, which takes most of the time */
  isPictured?: (product: SeedProduct) => boolean;
  /** How long one request is repeated while the shop does not take it, in milliseconds. @default 60,000 */
  patienceMs?: number;
}

/** What one request may hold, in bytes of JSON: less than the API takes. */
const pageBytes = 180_000;
/** Products whose pictures are on their way at the same time. */
const together = 4;

/**
 * Fills a shop with the demo catalogue by its public API. What is there already stays as it is, and products that have pictures keep
 * them, so it may be run again, also after it was cut off in the middle. Rejects when an item is refused.
 */
export async function importDemoCatalogue(options: ImportOptions): Promise<void> {
  const { url, token, onProducts, isPictured = () => true, patienceMs = 60_000 } = options;
  const { products: api } = shopAs(url, token);
  const persistently = <T>(call: () => Promise<T>): Promise<T> => repeated(call, patienceMs);
  const products = seedProducts();

  await persistently(() => api.putVocabulary({ body: vocabulary }));
  const outcomes: CatalogueImportResult['items'] = [];
  for (const items of pagesOf(products.map(toItem))) {
    const page = await persistently(() => api.importCatalogue({ body: { items } }));
    outcomes.push(...page.items);
  }
  refuse(outcomes);
  onProducts?.(outcomes);

  for (const { kind, name, svg } of demoScenes())
    await persistently(() => api.putSceneArtwork({ params: { kind, name }, body: { svg } }));
  const pictured = new Set(outcomes.flatMap(({ id, hasPictures }) => (hasPictures ? [id as string] : [])));
  const left = products.filter((product) => !pictured.has(product.id) && isPictured(product)).values();
  const worker = async () => {
    for (const product of left) await putPictures(product);
  };
  const putPictures = (product: SeedProduct) => {
    const params = { productId: product.id as ProductId };
    const body = { pictures: picturesOf(product) };
    return persistently(() => api.putProductPictures({ params, body }));
  };
  await Promise.all(Array.from({ length: together }, worker));
}

/** Parts of a catalogue that one request can hold. */
export function* pagesOf(items: readonly CatalogueItem[]): Generator<CatalogueItem[]> {
  let page: CatalogueItem[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item));
    if (page.length > 0 && (bytes + size > pageBytes || page.length === 100)) {
      yield page;
      [page, bytes] = [[], 0];
    }
    page.push(item);
    bytes += size;
  }
  if (page.length > 0) yield page;
}

function refuse(outcomes: CatalogueImportResult['items']): void {
  const refused = outcomes.filter(({ outcome }) => outcome === 'refused');
  if (refused.length === 0) return;
  const reasons = refused.map(({ id, errors = [] }) => `  ${id}: ${errors.map(({ detail }) => detail).join('; ')}`);
  throw new Error(
    `${refused.length} products of the demo catalogue were refused:\n${reasons.join('\n')}\n` +
      'expected: no other product has their slugs or SKUs. Rename or remove those, and import again.',
  );
}

/** Repeats what a shop that is starting, busy or limiting does not take; every request of the import may be repeated. */
async function repeated<T>(call: () => Promise<T>, patienceMs: number): Promise<T> {
  for (const began = Date.now(), pauses = [100, 200, 400, 800]; ;) {
    try {
      return await call();
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : undefined;
      const status = problem?.problem.status ?? (error as { status?: number }).status ?? 503;
      const isTransient = status === 412 || status === 429 || status >= 500;
      if (!isTransient || Date.now() - began > patienceMs) throw error;
      await sleep(problem?.retryAfterSeconds ? problem.retryAfterSeconds * 1000 : (pauses.shift() ?? 1_000));
    }
  }
}

/** Who changes the catalogue in a shop with the embedded identity. */
export function catalogueStaff(): string {
  const person = demoPeople.find(({ roles }) => roles.includes('catalog.write'));
  if (!person) throw new Error('nobody of the demo has the role catalog.write');
  return person.email;
}
