// How fast the service is: node services/product-service/src/testing/bench.ts [--json] [--seconds 4] [--connections 64]
// The service, the embedded Cosmos DB and a bare Fastify route have processes of their own; this one makes the load.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type OrderLineRequest, type ProductPage, topology } from '@halden/contracts';
import { startCosmosServer } from '@halden/local-azure';
import { createCosmosClient, provisionCosmos } from '@halden/service-kit/cosmos';
import Fastify from 'fastify';
import { productsContainer, stockContainer } from '../config.ts';
import { fromSeed, seedCatalogue } from '../seed-catalogue.ts';
import { syntheticProducts } from '../seed/index.ts';
import { anOrderId } from './builders.ts';

const products = 5_000;
const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '64' },
  },
  allowPositionals: true,
});
const seconds = Number(options.seconds);
const connections = Number(options.connections);
const agent = new Agent({ keepAlive: true, maxSockets: connections });

interface Measure {
  what: string;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the serving process, for one request. */
  cpuMicros: number;
}
interface Answer {
  status: number;
  text: string;
}

const send = (url: string, body?: unknown): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = request(url, { agent, method, headers: { 'content-type': 'application/json' } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });

/** Runs `step` on every connection for so long, and counts what the serving process needs for it. */
async function measure(what: string, cpu: () => Promise<number>, step: (n: number) => Promise<void>): Promise<Measure> {
  const times: number[] = [];
  let n = 0;
  const loop = async (until: number) => {
    while (performance.now() < until) {
      const began = performance.now();
      await step(n++);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, () => loop(performance.now() + 1_000)));
  times.length = 0;
  const [before, began] = [await cpu(), performance.now()];
  await Promise.all(Array.from({ length: connections }, () => loop(performance.now() + seconds * 1_000)));
  const [took, used] = [performance.now() - began, (await cpu()) - before];
  times.sort((a, b) => a - b);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  const perSecond = Math.round((times.length * 1_000) / took);
  return { what, perSecond, p50Ms: at(0.5), p99Ms: at(0.99), cpuMicros: Math.round((used * 1e6) / times.length) };
}

const expectOk = ({ status, text }: Answer): string => {
  if (status < 300) return text;
  throw new Error(`answered ${status}: ${text.slice(0, 300)}`);
};

async function readers(url: string, cpu: () => Promise<number>, slug: string): Promise<Measure[]> {
  const get = (path: (n: number) => string) => async (n: number) => void expectOk(await send(url + path(n)));
  return [
    await measure(
      'product detail',
      cpu,
      get(() => `/api/products/${slug}`),
    ),
    await measure(
      'product list, kept',
      cpu,
      get((n) => `/api/products?page=${1 + (n % 20)}`),
    ),
    await measure(
      'product list with facets, new each time',
      cpu,
      get((n) => `/api/products?colour=blue&colour=green&material=oak&minPrice=${n}`),
    ),
    await measure(
      'search, new each time',
      cpu,
      get(
        (n) => `/api/products?q=${['oak', 'lamp', 'linen cushion', 'blue mug', 'notebok'][n % 5]}&maxPrice=${1e6 + n}`,
      ),
    ),
  ];
}

/** One order: a reservation of one line, and its commit together with those of others. */
async function orders(url: string, cpu: () => Promise<number>): Promise<Measure> {
  const page = JSON.parse(expectOk(await send(`${url}/api/products?pageSize=96&availability=in_stock`))) as ProductPage;
  const skus = page.items.map(({ defaultSku }) => defaultSku);
  const waiting: { orderId: string; action: 'commit'; lines: OrderLineRequest[] }[] = [];
  const commits: Promise<unknown>[] = [];
  const commit = () => {
    const items = waiting.splice(0, 200);
    if (items.length > 0) commits.push(send(`${url}/internal/reservations/settlements`, { items }).then(expectOk));
  };
  const timer = setInterval(commit, 15);
  const measured = await measure('order: reserved and committed', cpu, async (n) => {
    const lines = skus.slice(n % skus.length, (n % skus.length) + 1).map((sku) => ({ sku, quantity: 1 }));
    const body = { orderId: anOrderId(), currency: 'EUR', locale: 'en', ttlSeconds: 900, lines };
    expectOk(await send(`${url}/internal/reservations`, body));
    waiting.push({ orderId: body.orderId, action: 'commit', lines });
  });
  clearInterval(timer);
  while (waiting.length > 0) commit();
  await Promise.all(commits);
  return measured;
}

const children: ChildProcess[] = [];
const start = (file: string, args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess => {
  const child = fork(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.push(child);
  return child;
};
async function told<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'product-service-bench-'));
  try {
    const cosmos = await told<{ endpoint: string; key: string }>(
      start(import.meta.filename, ['cosmos', join(folder, 'cosmos.db')]),
    );
    const url = 'http://127.0.0.1:18480';
    const service = new URL('../main.ts', import.meta.url).pathname;
    const environment = { HOST: '127.0.0.1', PORT: '18480', LOG_LEVEL: 'error', RATE_LIMIT_PER_MINUTE: '100000000' };
    const issuer = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_JWKS_URI: 'http://127.0.0.1:9/jwks' };
    start(service, [], { ...environment, ...issuer, COSMOS_ENDPOINT: cosmos.endpoint, COSMOS_KEY: cosmos.key });
    const isUp = () =>
      send(`${url}/ready`).then(
        ({ status }) => status === 200,
        () => false,
      );
    while (!(await isUp())) await new Promise((resolve) => void setTimeout(resolve, 100));
    const cpu = async () =>
      Number(/^process_cpu_seconds_total\S* (\S+)/m.exec((await send(`${url}/metrics`)).text)?.[1]);

    const { items } = JSON.parse(expectOk(await send(`${url}/api/products?pageSize=1`))) as ProductPage;
    const slug = items[0]?.slug ?? '';
    const detail = expectOk(await send(`${url}/api/products/${slug}`));
    const bare = start(import.meta.filename, ['bare']);
    bare.send(detail);
    const { bareUrl } = await told<{ bareUrl: string }>(bare);
    const bareCpu = async () => {
      bare.send('cpu');
      return told<number>(bare);
    };
    const results = [
      await measure('a bare Fastify route with the same JSON', bareCpu, async () => void expectOk(await send(bareUrl))),
      ...(await readers(url, cpu, slug)),
      await orders(url, cpu),
    ];
    if (options.json) console.log(JSON.stringify({ products, connections, detailBytes: detail.length, results }));
    else console.table(Object.fromEntries(results.map(({ what, ...measured }) => [what, measured])));
  } finally {
    agent.destroy();
    for (const child of children) child.kill();
    await Promise.all(children.filter(({ exitCode }) => exitCode === null).map((child) => once(child, 'exit')));
    await rm(folder, { recursive: true, force: true });
  }
}

/** The embedded Cosmos DB with a catalogue in it. */
async function serveCosmos(dataFile: string): Promise<void> {
  const { endpoint, key } = await startCosmosServer({ dataFile });
  const client = await createCosmosClient({ endpoint, key });
  const { database } = topology.cosmos;
  await provisionCosmos(client, database, [productsContainer, stockContainer]);
  const [catalogue, stock] = [productsContainer, stockContainer].map(({ name }) =>
    client.database(database).container(name),
  );
  const stocked = syntheticProducts(products, 1).map((product) => {
    const variants = product.variants.map((variant) => ({ ...variant, onHand: 1_000_000 }));
    return fromSeed({ ...product, variants });
  });
  if (catalogue && stock) await seedCatalogue({ products: catalogue, stock }, stocked);
  process.send?.({ endpoint, key });
}

async function serveBare(): Promise<void> {
  const [text] = (await once(process, 'message')) as [string];
  const body = JSON.parse(text) as object;
  const app = Fastify();
  app.get('/', () => body);
  const bareUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  process.on('message', () => process.send?.((process.cpuUsage().user + process.cpuUsage().system) / 1e6));
  process.send?.({ bareUrl });
}

const [, , role, file] = process.argv;
if (role === 'cosmos') await serveCosmos(file ?? '');
else if (role === 'bare') await serveBare();
else await main();
