import type { Container } from '@azure/cosmos';
import type { ProductId, ProductRecord } from '@halden/contracts';
import type { Guard } from '@halden/service-kit';
import { createDocuments, type Stored } from '@halden/service-kit/cosmos';
import type { ProductStore } from '../domain/ports.ts';
import type { CatalogueEntry, RemovedEntry } from '../domain/product.ts';
import { callCosmos } from './cosmos-call.ts';
import { packPictures, type StoredPictures, unpackPictures } from './stored-pictures.ts';

/** A product as it is stored. A tombstone has no `product`; it stays a day, so that every replica hears of it. */
export interface ProductDocument {
  id: ProductId;
  product?: ProductRecord;
  deleted?: true;
  pictures?: StoredPictures;
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
export function fromDocument(document: ProductFacts): CatalogueEntry | RemovedEntry | undefined {
  const { id, product, deleted, revision, _etag: version } = document;
  if (deleted) return { id, revision };
  const pictures = document.pictures?.version ?? document.picturesVersion;
  return product && { record: product, version, revision, ...(pictures && { pictures }) };
}

/** A product without its pictures: what the catalogue is loaded from. */
export type ProductFacts = Stored<Omit<ProductDocument, 'pictures'>> & {
  pictures?: StoredPictures;
  picturesVersion?: string;
};

export const allProducts =
  'SELECT c.id, c.product, c.revision, c._etag, c.pictures.version AS picturesVersion FROM c WHERE IS_DEFINED(c.product)';

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
  /** Changes a part of a product's document, as long as it is the version it should be. */
  const change = async (
    id: ProductId,
    version: string,
    part: Partial<ProductDocument>,
  ): Promise<CatalogueEntry | 'stale'> => {
    const stored = await products.read(id, id);
    if (!stored?.product || stored._etag !== version) return 'stale';
    const { product, request, pictures, revision } = stored;
    const kept = { product, ...(request && { request }), ...(pictures && { pictures }) };
    const next = { id, ...kept, ...part, revision: revisionAfter(revision), _etag: version };
    return entryOf(await products.replace(next)) ?? 'stale';
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
    replace: ({ version, record: { id } }, product, request) => change(id, version, { product, request }),
    async pictures(id) {
      const { pictures } = (await products.read(id, id)) ?? {};
      return pictures ? unpackPictures(pictures) : [];
    },
    async setPictures(entry, pictures) {
      const packed = packPictures(pictures);
      if (entry.pictures === packed.version) return entry;
      return change(entry.record.id, entry.version, { pictures: packed });
    },
    lastRequest: async (id) => (await products.read(id, id))?.request,
    async remove({ record: { id }, version, revision }, request) {
      const removed: RemovedEntry = { id, revision: revisionAfter(revision) };
      const tombstone = { ...removed, deleted: true as const, request, ttl: tombstoneSeconds, _etag: version };
      return (await products.replace(tombstone)) ? removed : 'stale';
    },
    async claim(names, claimedFor) {
      const claimed = await Promise.all(
        names.map(async (id) => ({ id, ...(await claims.create({ id, claimedFor, ttl: claimSeconds })) })),
      );
      const other = claimed.find(({ document }) => document.claimedFor !== claimedFor);
      if (other) await unclaim(claimed.flatMap(({ id, created }) => (created ? [id] : [])));
      return other?.id;
    },
    unclaim,
  };
}

function ignoringAbsent(error: unknown): void {
  if ((error as { code?: unknown }).code !== 404) throw error;
}
