import { createGuard, createMetrics } from '@halden/service-kit';
import { openShop } from '../testing/harness.ts';
import { createCosmosStock } from './cosmos-stock.ts';
import { createMemoryStockStore, StockMemory } from './testing/memory-stock-store.ts';
import { describeStockStore } from './testing/stock-store-contract.ts';

describeStockStore('the memory of the tests', async () => ({
  store: createMemoryStockStore(new StockMemory()),
  close: async () => undefined,
}));

describeStockStore('Cosmos DB', async () => {
  const shop = await openShop();
  const guard = createGuard({ dependency: 'cosmos', metrics: createMetrics('test') });
  return { store: createCosmosStock({ container: shop.containers.stock, guard }), close: () => shop.close() };
});
