import { randomUUID } from 'node:crypto';
import { productApi } from '@halden/contracts';
import { createFoundation, type Logger, type ServiceApp } from '@halden/service-kit';
import { openCosmos } from '@halden/service-kit/cosmos';
import { createFastifyServers } from '@halden/service-kit/fastify';
import { artist } from './artist.ts';
import { type Config, productsContainer, stockContainer } from './config.ts';
import { createCatalogue } from './domain/catalogue.ts';
import { createStockLevels } from './domain/stock-levels.ts';
import { createGlossaries } from './domain/vocabulary.ts';
import { createProductMetrics } from './product-metrics.ts';
import { catalogueHandlers } from './routes/catalogue.ts';
import { internalHandlers } from './routes/internal.ts';
import { createOnce } from './routes/once.ts';
import { staffHandlers } from './routes/staff.ts';
import { statuses } from './routes/statuses.ts';
import { createMiniSearch } from './search/mini-search.ts';
import { fromSeed, seedCatalogue } from './seed-catalogue.ts';
import { seedProducts } from './seed/index.ts';
import { createStockShards } from './stock/shards.ts';
import { createExpirySweep } from './stock/sweep.ts';
import { createCosmosProducts } from './stores/cosmos-products.ts';
import { createCosmosRequests } from './stores/cosmos-requests.ts';
import { createCosmosStock } from './stores/cosmos-stock.ts';
import { followProducts, followStock } from './stores/follow-catalogue.ts';
import { createCatalogueViews } from './views/catalogue-views.ts';
import { createPictures } from './views/pictures.ts';
import { vocabulary } from './vocabulary.ts';

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
  const glossaries = createGlossaries(vocabulary);
  const levels = createStockLevels((sku) => catalogue.stockChanged(sku));
  const catalogue = createCatalogue({
    textSearch: createMiniSearch(glossaries),
    available: levels.available,
    artworkVersion: (entry) => pictures.version(entry),
  });
  const pictures = createPictures({ catalogue, artist, release: config.SERVICE_VERSION });
  const products = createCosmosProducts({ container: containers.products, guard, now });
  const store = createCosmosStock({ container: containers.stock, guard });
  const stock = createStockShards({
    store,
    levels,
    now,
    random: Math.random,
    gatherMs: config.STOCK_GATHER_MS,
    onTransaction: (commands) => productMetrics.transaction(commands),
  });
  const following = { guard, intervalMs: config.CHANGE_FEED_MS, now, log };
  const followers = {
    stock: followStock({ ...following, container: containers.stock, store, stock }),
    products: followProducts({ ...following, container: containers.products, catalogue }),
  };
  const productMetrics = createProductMetrics(metrics, { products: () => catalogue.size, followers });
  const sweep = createExpirySweep({
    store,
    stock,
    intervalMs: config.RESERVATION_SWEEP_MS,
    now,
    log,
    onExpired: (count) => productMetrics.reservation('expired', count),
  });

  const once = createOnce({
    requests: createCosmosRequests({ container: containers.products, guard }),
    newName: randomUUID,
  });
  const deps = { catalogue, products, stock, metrics: productMetrics, now, once, newAttempt: randomUUID };
  const views = createCatalogueViews({ catalogue, glossaries, vocabulary, sceneVersion: pictures.sceneVersion });
  const servers = await createFastifyServers<typeof productApi>(foundation.http(productApi, statuses), {
    ...catalogueHandlers({ views, pictures }),
    ...staffHandlers(deps),
    ...internalHandlers(deps),
  });

  health.addCheck('stock', followers.stock.check);
  health.addCheck('catalogue', followers.products.check);
  lifecycle.add('catalogue seed', {
    async start() {
      if (!config.SEED_CATALOGUE) return;
      const written = await seedCatalogue(containers, seedProducts().map(fromSeed));
      if (written > 0) log.info({ products: written }, 'catalogue filled');
    },
  });
  // The levels first, so that products are loaded with their stock.
  lifecycle.add('stock levels', followers.stock);
  lifecycle.add('catalogue', followers.products);
  lifecycle.add('expiry sweep', sweep);
  return foundation.serve(servers);
}
