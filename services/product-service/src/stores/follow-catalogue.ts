import type { Container, Resource } from '@azure/cosmos';
import type { Guard, Logger } from '@halden/service-kit';
import type { Catalogue } from '../domain/catalogue.ts';
import { shardNames } from '../domain/stock.ts';
import type { ReplicaShards } from '../stock/shards.ts';
import { type ContainerFollower, followContainer } from './change-feed.ts';
import { callCosmos } from './cosmos-call.ts';
import { fromDocument, isEntry, type ProductDocument } from './cosmos-products.ts';
import { fromItem, type StockItem } from './cosmos-stock.ts';
import type { StockStore } from './stock-store.ts';

interface Following {
  container: Container;
  guard: Guard;
  intervalMs: number;
  now: () => number;
  log: Logger;
}

/** Fills the catalogue in memory with every product, and keeps it up with what this and other replicas write. */
export function followProducts(options: Following & { catalogue: Catalogue }): ContainerFollower {
  const { catalogue, container, guard } = options;
  return followContainer<ProductDocument>({
    ...options,
    name: 'products',
    async load() {
      const all = container.items.query<ProductDocument & Resource>('SELECT * FROM c WHERE IS_DEFINED(c.product)', {
        maxItemCount: 500,
      });
      const loading = catalogue.load();
      // Page by page, so that the documents are never in memory all at once.
      while (all.hasMoreResults()) {
        const { resources = [] } = await callCosmos(guard, () => all.fetchNext());
        loading.add(resources.map(fromDocument).filter(isEntry));
      }
      loading.end();
    },
    take(documents) {
      for (const document of documents) {
        const found = fromDocument(document);
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
