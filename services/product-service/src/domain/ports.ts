import type {
  Locale,
  OrderId,
  ProductId,
  ProductPicture,
  ProductRecord,
  SceneKind,
  Sku,
  Vocabulary,
} from '@halden/contracts';
import type { CatalogueEntry, RemovedEntry } from './product.ts';
import type { Scene } from './scenes.ts';
import type { Command, Outcome } from './stock-decisions.ts';
import type { Level, Reservation } from './stock.ts';

/** Where products are kept. The catalogue in memory follows it. What is written bears the name of the request that it comes from. */
export interface ProductStore {
  /** `exists`: there is a product with this id. */
  create(record: ProductRecord, request: string): Promise<CatalogueEntry | 'exists'>;
  /** The newest version, if the product is sold. */
  read(id: ProductId): Promise<CatalogueEntry | undefined>;
  /** Puts `record` in the place of this version. `stale`: it is another one by now. */
  replace(entry: CatalogueEntry, record: ProductRecord, request: string): Promise<CatalogueEntry | 'stale'>;
  remove(entry: CatalogueEntry, request: string): Promise<RemovedEntry | 'stale'>;
  /** The pictures of a product as they are stored now. */
  pictures(id: ProductId): Promise<readonly ProductPicture[]>;
  /** Puts pictures in the place of those of this version of a product. */
  setPictures(entry: CatalogueEntry, pictures: readonly ProductPicture[]): Promise<CatalogueEntry | 'stale'>;
  /** The request that wrote the newest version, also where that is the removal. */
  lastRequest(id: ProductId): Promise<string | undefined>;
  /**
   * Takes names (slugs, SKUs) for a product until every replica has heard of it. Gives back the first one that another product has
   * taken just now; in that case none is taken.
   */
  claim(names: readonly string[], productId: ProductId): Promise<string | undefined>;
  /** Gives names back before their time. */
  unclaim(names: readonly string[]): Promise<void>;
}

/** Where the words and the scenes of the shop are kept. */
export interface ShopStore {
  putVocabulary(vocabulary: Vocabulary): Promise<StoredVocabulary>;
  putScene(scene: { kind: SceneKind; name: string; svg: string }): Promise<Scene>;
}

export interface StoredVocabulary {
  vocabulary: Vocabulary;
  revision: number;
}

/** What came under which Idempotency-Key, kept for some days. */
export interface RequestLog {
  /**
   * Takes a name for a request of this content. `other`: a request of other content has it; `open`: nobody knows yet what became of the
   * request; else the answer it was given.
   */
  begin(name: string, content: string): Promise<'open' | 'other' | { value: unknown }>;
  finish(name: string, content: string, value: unknown): Promise<void>;
  /** The request was refused: the name is free again. */
  forget(name: string): Promise<void>;
}

/** Decides and writes what is asked of a shard, together with what others ask of it at the same time. */
export interface StockShards {
  /** Rejects with `dependency_unavailable` when the store does not answer, or others change the same again and again. */
  run(shard: string, command: Command): Promise<Outcome>;
  /** Which shards this replica believes to hold something for an order. */
  heldFor(orderId: OrderId): { shard: string; reservation: Reservation }[];
  /** As it is stored now. */
  reservation(shard: string, orderId: OrderId): Promise<Reservation | undefined>;
  /** As it is stored now. */
  level(shard: string, sku: Sku): Promise<Level | undefined>;
}

/** Finds products by words. Products are known by their slot. */
export interface TextSearch {
  put(slot: number, record: ProductRecord): void;
  remove(slot: number): void;
  /** The words that products are described in are others. */
  reindex(): void;
  /** The slots of what matches, the best first. Throws nothing; words that match nothing give nothing. */
  find(text: string, locale: Locale): Int32Array;
}
