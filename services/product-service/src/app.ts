import { randomUUID } from 'node:crypto';
import { productApi } from '@halden/contracts';
import { createFoundation, type Health, type Lifecycle, type Logger } from '@halden/service-kit';
import { cosmosContainer, createCosmosClient, provisionCosmos } from '@halden/service-kit/cosmos';
import { createFastifyService, serveOperations } from '@halden/service-kit/fastify';
import { artist } from './artist.ts';
import { type Config, productsContainer, stockContainer } from './config.ts';
import { createCatalogue } from './domain/catalogue.ts';
import { createStockLevels } from './domain/stock-levels.ts';
import { createGlossaries } from './domain/vocabulary.ts';
import { createProductMetrics } from './product-metrics.ts';
import { catalogueHandlers } from './routes/catalogue.ts';
import { tellMissingVersionApart } from './routes/conditions.ts';
import { internalHandlers } from './routes/internal.ts';
import { staffHandlers } from './routes/staff.ts';
import { statuses } from './routes/statuses.ts';
import { createMiniSearch } from './search/mini-search.ts';
import { fromSeed, seedCatalogue } from './seed-catalogue.ts';
import { seedProducts } from './seed/index.ts';
import { createStockLedger } from './stock/ledger.ts';
import { createExpirySweep } from './stock/sweep.ts';
import { createCosmosProducts } from './stores/cosmos-products.ts';
import { createCosmosStock } from './stores/cosmos-stock.ts';
import { followProducts, followStock } from './stores/follow-catalogue.ts';
import { createCatalogueViews } from './views/catalogue-views.ts';
import { createPictures } from './views/pictures.ts';
import { vocabulary } from './vocabulary.ts';

/** The whole service, wired but not started. `port` is known once the lifecycle has started. */
export async function buildApp(options: {
  config: Config;
  log: Logger;
  now: () => number;
}): Promise<{ lifecycle: Lifecycle; health: Health; port: () => number }> {
  const { config, log, now } = options;
  const foundation = createFoundation('product-service', options);
  const { metrics, health, lifecycle } = foundation;
  const guard = foundation.guard('cosmos');

  const client = await createCosmosClient({ endpoint: config.COSMOS_ENDPOINT, key: config.COSMOS_KEY });
  const containers = {
    products: cosmosContainer(client, config.COSMOS_DATABASE, productsContainer),
    stock: cosmosContainer(client, config.COSMOS_DATABASE, stockContainer),
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
  const books = createStockLedger({
    store,
    levels,
    now,
    random: Math.random,
    gatherMs: config.STOCK_GATHER_MS,
    onTransaction: (commands) => productMetrics.transaction(commands),
  });
  const following = { guard, intervalMs: config.CHANGE_FEED_MS, now, log };
  const followers = {
    stock: followStock({ ...following, container: containers.stock, store, books }),
    products: followProducts({ ...following, container: containers.products, catalogue }),
  };
  const productMetrics = createProductMetrics(metrics, { products: () => catalogue.size, followers });
  const sweep = createExpirySweep({
    store,
    books,
    intervalMs: config.RESERVATION_SWEEP_MS,
    now,
    log,
    onExpired: (count) => productMetrics.reservation('expired', count),
  });

  const http = foundation.http(productApi, statuses);
  const app = await createFastifyService(http);
  tellMissingVersionApart(app);
  const deps = { catalogue, products, ledger: books, metrics: productMetrics, now, newAttempt: randomUUID };
  const views = createCatalogueViews({ catalogue, glossaries, vocabulary, sceneVersion: pictures.sceneVersion });
  serveOperations<typeof productApi>(app, http, {
    ...catalogueHandlers({ views, pictures }),
    ...staffHandlers(deps),
    ...internalHandlers(deps),
  });

  health.addCheck('stock', followers.stock.check);
  health.addCheck('catalogue', followers.products.check);
  lifecycle.add('cosmos', {
    async start() {
      const { COSMOS_DATABASE, COSMOS_PROVISION, SEED_CATALOGUE } = config;
      if (COSMOS_PROVISION) await provisionCosmos(client, COSMOS_DATABASE, [productsContainer, stockContainer]);
      if (!SEED_CATALOGUE) return;
      const written = await seedCatalogue(containers, seedProducts().map(fromSeed));
      if (written > 0) log.info({ products: written }, 'catalogue filled');
    },
    stop: () => client.dispose(),
  });
  // The levels first, so that products are loaded with their stock.
  lifecycle.add('stock levels', followers.stock);
  lifecycle.add('catalogue', followers.products);
  lifecycle.add('expiry sweep', sweep);
  lifecycle.add('http', {
    start: () => app.listen({ host: config.HOST, port: config.PORT }),
    stop: () => app.close(),
  });
  return { lifecycle, health, port: () => (app.server.address() as { port: number }).port };
}
