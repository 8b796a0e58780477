import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from '@azure/cosmos';
import { ApiProblem, createClient, fetchTransport, type Problem, productApi, topology } from '@halden/contracts';
import { type CosmosServer, startCosmosServer } from '@halden/local-azure';
import { createCosmosClient, provisionCosmos } from '@halden/service-kit/cosmos';
import { silentLog, startTestIssuer } from '@halden/service-kit/testing';
import { buildApp } from '../app.ts';
import { productsContainer, readConfig, stockContainer } from '../config.ts';
import { shardOf } from '../domain/stock.ts';
import { toItem } from '../stores/cosmos-stock.ts';
import type { StockedProduct } from './builders.ts';

type Issuer = Awaited<ReturnType<typeof startTestIssuer>>;

/** The embedded Azure and an identity provider, with a catalogue in it. Replicas of the service are started on it. */
export type Shop = Awaited<ReturnType<typeof openShop>>;

export async function openShop(options: { products?: readonly StockedProduct[]; dataFile?: string } = {}) {
  const { dataFile, products = [] } = options;
  const [cosmos, issuer] = await Promise.all([startCosmosServer(dataFile ? { dataFile } : {}), startTestIssuer()]);
  const client = await createCosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key });
  await provisionCosmos(client, topology.cosmos.database, [productsContainer, stockContainer]);
  const database = client.database(topology.cosmos.database);
  const containers = { products: database.container('products'), stock: database.container('stock') };
  for (const product of products) await put(containers, product);
  return {
    cosmos,
    issuer,
    containers,
    replica: (settings: Record<string, string> = {}, now = Date.now) => startReplica({ cosmos, issuer, settings, now }),
    async close() {
      client.dispose();
      await Promise.all([cosmos.stop(), issuer.stop()]);
    },
  };
}

async function put(
  containers: Record<'products' | 'stock', Container>,
  { record, onHand }: StockedProduct,
): Promise<void> {
  for (const [id, count] of onHand) {
    const shard = shardOf(id);
    const level = { type: 'level' as const, id, productId: record.id, onHand: count, reserved: 0, revision: 1 };
    await containers.stock.items.upsert(toItem(level, shard));
  }
  await containers.products.items.upsert({ id: record.id, product: record, revision: 1 });
}

/** The whole service in this process, with typed clients. */
export type Replica = Awaited<ReturnType<typeof startReplica>>;

async function startReplica(options: {
  cosmos: CosmosServer;
  issuer: Issuer;
  settings: Record<string, string>;
  now: () => number;
}) {
  const { cosmos, issuer, settings, now } = options;
  const config = readConfig({
    HOST: '127.0.0.1',
    PORT: '0',
    INTERNAL_PORT: '0',
    MANAGEMENT_PORT: '0',
    OIDC_ISSUER: issuer.issuer,
    OIDC_JWKS_URI: issuer.jwksUri,
    COSMOS_ENDPOINT: cosmos.endpoint,
    COSMOS_KEY: cosmos.key,
    RATE_LIMIT_PER_MINUTE: '1000000',
    CHANGE_FEED_MS: '30',
    RESERVATION_SWEEP_MS: '60',
    STOCK_GATHER_MS: '0',
    ...settings,
  });
  const app = await buildApp({ config, log: silentLog, now });
  await app.lifecycle.start();
  app.health.setState('running');
  const url = `http://127.0.0.1:${app.port()}`;
  const management = `http://127.0.0.1:${app.managementPort()}`;
  const client = (headers: Record<string, string> = {}) =>
    createClient(productApi, fetchTransport(url), { headers: () => headers });
  const staff = await issuer.bearer({ id: 'emp_grace', roles: ['catalog.write'] });
  return {
    url,
    anyone: client(),
    /** As another service calls it. */
    internal: createClient(productApi, fetchTransport(`http://127.0.0.1:${app.internalPort()}`)),
    ready: async () => (await fetch(`${management}/ready`)).status,
    metrics: async () => (await fetch(`${management}/metrics`)).text(),
    staff: client(staff),
    customer: client(await issuer.bearer({ id: 'cus_ada' })),
    staffHeaders: staff,
    staffToken: staff.authorization.replace('Bearer ', ''),
    /** A plain request, for what the typed client does not do. */
    fetch: (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, init),
    stop: () => app.lifecycle.stop(),
  };
}

/** The problem that a call is refused with; fails when it is not. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const answer = await call.catch((error: unknown) => error);
  if (answer instanceof ApiProblem) return answer.problem;
  throw new Error(`expected a problem, got ${JSON.stringify(answer)}`, { cause: answer });
}

/** Looks until it is so, for at most ten seconds. */
export async function eventually(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(10)) if (await isSo()) return;
  throw new Error(`did not happen within ten seconds: ${what}`);
}
