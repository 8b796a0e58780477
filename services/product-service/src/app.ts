import { randomUUID } from 'node:crypto';
import { productApi } from '@halden/contracts';
import { createFoundation, type Logger, type ServiceApp } from '@halden/service-kit';
import { openCosmos } from '@halden/service-kit/cosmos';
import { createFastifyServers } from '@halden/service-kit/fastify';
import { type Config, productsContainer, stockContainer } from './config.ts';
import { createCatalogue } from './domain/catalogue.ts';
import { createStockLevels } from './domain/stock-levels.ts';
import { createScenes } from './domain/scenes.ts';
import { createShopWords } from './domain/vocabulary.ts';
import { createProductMetrics, watchReadModel } from './product-metrics.ts';
import { catalogueHandlers } from './routes/catalogue.ts';
import { importHandlers } from './routes/import.ts';
import { internalHandlers } from './routes/internal.ts';
import { createOnce } from './routes/once.ts';
import { staffHandlers } from './routes/staff.ts';
import { statuses } from './routes/statuses.ts';
import { createMiniSearch } from './search/mini-search.ts';
import { createShop } from './domain/shop.ts';
import { createStockShards } from './stock/shards.ts';
import { createExpirySweep } from './stock/sweep.ts';
import { createCosmosProducts } from './stores/cosmos-products.ts';
import { createCosmosRequests } from './stores/cosmos-requests.ts';
import { createCosmosShop } from './stores/cosmos-shop.ts';
import { createCosmosStock } from './stores/cosmos-stock.ts';
import { followProducts, followStock } from './stores/follow-catalogue.ts';
import { createCatalogueViews } from './views/catalogue-views.ts';
import { createPictures } from './views/pictures.ts';

/** The whole service, wired but not started. */
export async function buildApp(options: { config: Config; log: Logger; now: () => number }): Promise<ServiceApp> {
  const { config, log, now } = options;
  const foundation = createFoundation('product-service', options);
  const { metrics, health, lifecycle } = foundation;

  const cosmos = await openCosmos(foundation, config, [productsContainer, stockContainer]);
  const { guard } = cosmos;
  const containers = {
    products: cosmos.in(productsContainer).container,
    stock: cosmos.in(stockContainer).container,
  };
  const productMetrics = createProductMetrics(metrics);
  const levels = createStockLevels();
  const words = createShopWords();
  const { glossaries } = words;
  const catalogue = createCatalogue({ textSearch: createMiniSearch(glossaries), available: levels.available });
  levels.onChange(catalogue.stockChanged);
  const scenes = createScenes();
  const shop = createShop({ words, scenes, catalogue });

  const products = createCosmosProducts({ container: containers.products, guard, now });
  const shopStore = createCosmosShop({ container: containers.products, guard, now });
  const store = createCosmosStock({ container: containers.stock, guard });
  const stock = createStockShards({
    store,
    levels,
    now,
    random: Math.random,
    gatherMs: config.STOCK_GATHER_MS,
    onTransaction: productMetrics.transaction,
  });
  const following = { guard, intervalMs: config.CHANGE_FEED_MS, now, log };
  const followers = {
    stock: followStock({ ...following, container: containers.stock, store, stock }),
    products: followProducts({ ...following, container: containers.products, catalogue, shop }),
  };
  watchReadModel(metrics, { products: () => catalogue.size, followers });
  const sweep = createExpirySweep({
    store,
    stock,
    intervalMs: config.RESERVATION_SWEEP_MS,
    now,
    log,
    onExpired: (count) => productMetrics.reservation('expired', count),
  });

  const requests = createCosmosRequests({ container: containers.products, guard });
  const once = createOnce({ requests, newName: randomUUID });
  const deps = {
    catalogue,
    products,
    stock,
    shop,
    shopStore,
    metrics: productMetrics,
    now,
    once,
    newAttempt: randomUUID,
  };
  const views = createCatalogueViews({ catalogue, glossaries, scenes });
  const pictures = createPictures({ catalogue, glossaries, scenes, products });
  const servers = await createFastifyServers<typeof productApi>(foundation.http(productApi, statuses), {
    ...catalogueHandlers({ views, pictures }),
    ...staffHandlers(deps),
    ...importHandlers(deps),
    ...internalHandlers(deps),
  });

  health.addCheck('stock', followers.stock.check);
  health.addCheck('catalogue', followers.products.check);
  // The levels first, so that products are loaded with their stock.
  lifecycle.add('stock levels', followers.stock);
  lifecycle.add('catalogue', followers.products);
  lifecycle.add('expiry sweep', sweep);
  return foundation.serve(servers);
}
