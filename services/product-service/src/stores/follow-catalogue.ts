import type { Container, Resource } from '@azure/cosmos';
import type { Guard, Logger } from '@halden/service-kit';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Shop } from '../domain/shop.ts';
import { shardNames } from '../domain/stock.ts';
import type { ReplicaShards } from '../stock/shards.ts';
import { type ContainerFollower, followContainer } from './change-feed.ts';
import { callCosmos } from './cosmos-call.ts';
import { allProducts, fromDocument, isEntry, type ProductDocument, type ProductFacts } from './cosmos-products.ts';
import { sceneOf, type ShopDocument, vocabularyOf } from './cosmos-shop.ts';
import { fromItem, type StockItem } from './cosmos-stock.ts';
import type { StockStore } from '../stock/stock-store.ts';

interface Following {
  container: Container;
  guard: Guard;
  intervalMs: number;
  now: () => number;
  log: Logger;
}

/** Fills the catalogue in memory with the words, the scenes and every product, and keeps it up with what this and other replicas write. */
export function followProducts(options: Following & { catalogue: Catalogue; shop: Shop }): ContainerFollower {
  const { catalogue, shop, container, guard } = options;
  const everyPage = async <T>(query: string, take: (documents: (T & Resource)[]) => void): Promise<void> => {
    const all = container.items.query<T & Resource>(query, { maxItemCount: 500 });
    while (all.hasMoreResults()) take((await callCosmos(guard, () => all.fetchNext())).resources ?? []);
  };
  const takeShop = (document: ShopDocument) => {
    const [words, scene] = [vocabularyOf(document), sceneOf(document)];
    if (words) shop.takeWords(words);
    if (scene) shop.scenes.put(scene);
  };
  return followContainer<ProductDocument | ShopDocument>({
    ...options,
    name: 'products',
    async load() {
      // The words first: products are indexed in them.
      await everyPage<ShopDocument>(
        'SELECT * FROM c WHERE IS_DEFINED(c.vocabulary) OR IS_DEFINED(c.scene)',
        (documents) => documents.forEach(takeShop),
      );
      const loading = catalogue.load();
      // Page by page, so that the documents are never in memory all at once.
      await everyPage<ProductFacts>(allProducts, (facts) => loading.add(facts.map(fromDocument).filter(isEntry)));
      loading.end();
    },
    take(documents) {
      for (const document of documents) {
        takeShop(document);
        const found = fromDocument(document as ProductFacts);
        if (isEntry(found)) catalogue.put(found);
        else if (found) catalogue.remove(found);
      }
    },
  });
}

/** Keeps the stock levels, and what is known of reservations, up with what this and other replicas write. */
export function followStock(options: Following & { stock: ReplicaShards; store: StockStore }): ContainerFollower {
  const { stock, store } = options;
  return followContainer<StockItem>({
    ...options,
    name: 'stock',
    async load() {
      for (const shard of shardNames) for (const level of await store.levels(shard)) stock.learn(shard, level);
    },
    take(items) {
      for (const item of items) stock.learn(item.shard, fromItem(item));
    },
  });
}
