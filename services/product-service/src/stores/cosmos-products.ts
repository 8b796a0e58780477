import type { Container } from '@azure/cosmos';
import type { ProductId, ProductRecord } from '@halden/contracts';
import type { Guard } from '@halden/service-kit';
import { createDocuments, type Stored } from '@halden/service-kit/cosmos';
import type { ProductStore } from '../domain/ports.ts';
import type { CatalogueEntry, Drawing, RemovedEntry } from '../domain/product.ts';
import { callCosmos } from './cosmos-call.ts';

/** A product as it is stored. A tombstone has no `product`; it stays a day, so that every replica hears of it. */
export interface ProductDocument {
  id: ProductId;
  product?: ProductRecord;
  deleted?: true;
  drawing?: Drawing;
  revision: number;
  /** The name of the request that wrote it. */
  request?: string;
  ttl?: number;
}
/** A name that is being given to a product just now. */
interface ClaimDocument {
  id: string;
  claimedFor: ProductId;
  ttl: number;
}

const tombstoneSeconds = 86_400;
/** Longer than a replica can be behind and still be ready. */
const claimSeconds = 300;

/** What a document of the container says about the catalogue; `undefined` for those that are no products. */
export function fromDocument(document: Stored<ProductDocument>): CatalogueEntry | RemovedEntry | undefined {
  const { id, product, deleted, drawing, revision, _etag: version } = document;
  if (deleted) return { id, revision };
  return product && { record: product, version, revision, ...(drawing && { drawing }) };
}

export const isEntry = (found: CatalogueEntry | RemovedEntry | undefined): found is CatalogueEntry =>
  found !== undefined && 'record' in found;

export function createCosmosProducts(options: { container: Container; guard: Guard; now: () => number }): ProductStore {
  const { container, guard, now } = options;
  const partitionOf = ({ id }: { id: string }) => id;
  const products = createDocuments<ProductDocument>({ container, guard, partitionOf });
  const claims = createDocuments<ClaimDocument>({ container, guard, partitionOf });
  /** Milliseconds, so that it also grows over a deletion that nobody remembers any more. */
  const revisionAfter = (revision: number) => Math.max(now(), revision + 1);
  const entryOf = (document: Stored<ProductDocument> | undefined): CatalogueEntry | undefined => {
    const found = document && fromDocument(document);
    return isEntry(found) ? found : undefined;
  };
  const unclaim = async (names: readonly string[]) => {
    for (const name of names) await callCosmos(guard, () => container.item(name, name).delete().catch(ignoringAbsent));
  };
  return {
    async create(product, request) {
      const document: ProductDocument = { id: product.id, product, request, revision: revisionAfter(0) };
      const { created, document: stored } = await products.create(document);
      if (created) return entryOf(stored) ?? 'exists';
      if (!stored.deleted) return 'exists';
      const again = { ...document, revision: revisionAfter(stored.revision), _etag: stored._etag };
      return entryOf(await products.replace(again)) ?? 'exists';
    },
    read: async (id) => entryOf(await products.read(id, id)),
    async replace({ version, revision, drawing }, product, request) {
      const document = {
        id: product.id,
        product,
        request,
        revision: revisionAfter(revision),
        ...(drawing && { drawing }),
      };
      return entryOf(await products.replace({ ...document, _etag: version })) ?? 'stale';
    },
    lastRequest: async (id) => (await products.read(id, id))?.request,
    async remove({ record: { id }, version, revision }, request) {
      const removed: RemovedEntry = { id, revision: revisionAfter(revision) };
      const tombstone = { ...removed, deleted: true as const, request, ttl: tombstoneSeconds, _etag: version };
      return (await products.replace(tombstone)) ? removed : 'stale';
    },
    async claim(names, claimedFor) {
      const taken: string[] = [];
      for (const id of names) {
        const { created, document } = await claims.create({ id, claimedFor, ttl: claimSeconds });
        if (created) taken.push(id);
        else if (document.claimedFor !== claimedFor) {
          await unclaim(taken);
          return id;
        }
      }
      return undefined;
    },
    unclaim,
  };
}

function ignoringAbsent(error: unknown): void {
  if ((error as { code?: unknown }).code !== 404) throw error;
}
