// How fast the embedded Cosmos DB is through the vendor's client: node local/azure/bench/cosmos.ts [--json]
// The server has a process and a data file of its own, as in use; this process is the client.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosmosClient, type Container, type OperationInput, type SqlQuerySpec } from '@azure/cosmos';
import { startCosmosServer } from '../src/cosmos/index.ts';

const products = 5_000;

interface Measure {
  what: string;
  p50Ms?: number;
  p95Ms?: number;
  perSecond?: number;
}

/** The server's process: says where it listens, and how much memory it has whenever it is asked. */
async function serve(dataFile: string): Promise<void> {
  const { endpoint, key } = await startCosmosServer({ dataFile });
  process.on('message', () => {
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send!({ liveMb: Math.round((heapUsed + external) / 1e6), residentMb: Math.round(rss / 1e6) });
  });
  process.on('disconnect', () => process.exit());
  process.send!({ endpoint, key });
}

async function main(json: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cosmos-bench-'));
  const server = fork(import.meta.filename, ['serve', join(folder, 'cosmos.db')], { execArgv: ['--expose-gc'] });
  try {
    const [{ endpoint, key }] = (await once(server, 'message')) as [{ endpoint: string; key: string }];
    const client = new CosmosClient({ endpoint, key });
    const { database } = await client.databases.create({ id: 'bench' });
    const { container } = await database.containers.create({ id: 'products', partitionKey: '/category' });
    const before = await memoryOf(server);
    const measures = [await load(container), ...(await points(container)), ...(await batches(container))];
    const after = await memoryOf(server);
    measures.push(...(await queries(container)));
    const memory = { empty: before, 'with products': after, 'and indexes': await memoryOf(server) };
    client.dispose();
    report({ products, measures, memory }, json);
  } finally {
    server.disconnect();
    await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

interface Memory {
  /** What is in use after a garbage collection. */
  liveMb: number;
  /** What the process holds, garbage and reserves included. */
  residentMb: number;
}

async function memoryOf(server: ChildProcess): Promise<Memory> {
  server.send('memory');
  const [answer] = (await once(server, 'message')) as [Memory];
  return answer;
}

const categories = Array.from({ length: 12 }, (_, n) => `category-${n}`);
const words = 'oak linen brass walnut ceramic wool glass steel cotton marble paper cork'.split(' ');
const word = (n: number) => words[n % words.length]!;

/** A product of about 2 kB. The numbers only have to be spread; they follow from `n`. */
function product(n: number) {
  const spread = (n * 7919) % products;
  return {
    id: `product-${n}`,
    category: categories[n % categories.length]!,
    name: `${word(n)} ${word(n * 5 + 1)} ${word(n * 11 + 2)} ${spread}`,
    price: 500 + spread * 7,
    rating: (spread % 50) / 10,
    stock: spread % 97,
    tags: [word(n), word(n * 3 + 1), `size-${n % 5}`],
    attributes: { material: word(n * 7), colour: word(n * 13), weight: spread },
    createdAt: new Date(1_700_000_000_000 + spread * 60_000).toISOString(),
    variants: Array.from({ length: 6 }, (_, v) => ({
      sku: `sku-${n}-${v}`,
      colour: word(n + v),
      price: 500 + v,
      stock: v,
    })),
    description: `${Array.from({ length: 180 }, (_, w) => word(n + w * 3)).join(' ')}.`,
  };
}

async function load(container: Container): Promise<Measure> {
  const began = performance.now();
  for (let n = 0; n < products; n += 50) {
    const operations = Array.from({ length: 50 }, (_, at): OperationInput => {
      return { operationType: 'Create', resourceBody: product(n + at) };
    });
    await container.items.bulk(operations);
  }
  return { what: 'load: bulk of 50 creates of 2 kB, operations', perSecond: rate(products, began) };
}

async function points(container: Container): Promise<Measure[]> {
  const at = (n: number) => (n * 31) % products;
  const read = (n: number) => container.item(`product-${at(n)}`, product(at(n)).category).read();
  const upsert = (n: number) => container.items.upsert(product(at(n)));
  const patch = (n: number) =>
    container.item(`product-${at(n)}`, product(at(n)).category).patch({
      condition: 'FROM c WHERE c.price > 0',
      operations: [{ op: 'incr', path: '/stock', value: 1 }],
    });
  return [
    await each('point read', { times: 2_000, run: read }),
    await together('point read', { times: 6_000, width: 32, run: read }),
    await each('upsert of 2 kB', { times: 2_000, run: upsert }),
    await together('upsert of 2 kB', { times: 6_000, width: 32, run: upsert }),
    await each('patch with condition', { times: 1_000, run: patch }),
  ];
}

async function batches(container: Container): Promise<Measure[]> {
  const category = categories[0]!;
  const ids = Array.from({ length: 40 }, (_, n) => `product-${n * categories.length}`);
  const reserve = ids.map((id): OperationInput => {
    return {
      operationType: 'Patch',
      id,
      partitionKey: category,
      resourceBody: [{ op: 'incr', path: '/stock', value: -1 }],
    };
  });
  const fresh = () => reserve.map((operation) => ({ ...operation }));
  const batch = await each('transactional batch of 40 patches', {
    times: 100,
    run: () =>
      container.items.batch(
        fresh().map(({ partitionKey: _, ...operation }) => operation),
        category,
      ),
  });
  const quiet = await each('the same without content', {
    times: 100,
    run: () =>
      container.items.batch(
        fresh().map(({ partitionKey: _, ...operation }) => operation),
        category,
        { contentResponseOnWriteEnabled: false },
      ),
  });
  const bulk = await each('bulk of 40 patches', { times: 100, run: () => container.items.bulk(fresh()) });
  for (const measure of [batch, quiet, bulk]) measure.perSecond! *= 40;
  return [batch, quiet, bulk].map(({ what, ...rest }) => ({ what: `${what}, operations`, ...rest }));
}

async function queries(container: Container): Promise<Measure[]> {
  const page =
    (query: string, parameters: SqlQuerySpec['parameters'] = [], partitionKey?: string) =>
    async () => {
      const options = partitionKey === undefined ? {} : { partitionKey };
      await container.items.query({ query, parameters }, options).fetchAll();
    };
  const inCategory = [
    { name: '@c', value: categories[3]! },
    { name: '@low', value: 5_000 },
    { name: '@high', value: 25_000 },
  ];
  const filtered = 'FROM c WHERE c.category = @c AND c.price BETWEEN @low AND @high';
  const cases: [string, () => Promise<void>][] = [
    ['filtered page by price', page(`SELECT * ${filtered} ORDER BY c.price OFFSET 0 LIMIT 24`, inCategory)],
    ['filtered page by name', page(`SELECT * ${filtered} ORDER BY c.name OFFSET 0 LIMIT 24`, inCategory)],
    ['its 5th page', page(`SELECT * ${filtered} ORDER BY c.name OFFSET 96 LIMIT 24`, inCategory)],
    [
      'the same, partition key given',
      page('SELECT * FROM c WHERE c.price < 25000 ORDER BY c.name OFFSET 0 LIMIT 24', [], categories[3]),
    ],
    ['all by name, page 1', page('SELECT * FROM c ORDER BY c.name OFFSET 0 LIMIT 24')],
    ['all by newest, page 40', page('SELECT * FROM c ORDER BY c.createdAt DESC OFFSET 960 LIMIT 24')],
    [
      'tag and price',
      page("SELECT * FROM c WHERE ARRAY_CONTAINS(c.tags, 'oak') AND c.price < 9000 ORDER BY c.price OFFSET 0 LIMIT 24"),
    ],
    [
      'text search (scan)',
      page("SELECT * FROM c WHERE CONTAINS(c.name, 'WALNUT', true) ORDER BY c.price OFFSET 0 LIMIT 24"),
    ],
    ['count of a filter', page(`SELECT VALUE COUNT(1) ${filtered}`, inCategory)],
    ['group by category', page('SELECT c.category, COUNT(1) AS n FROM c GROUP BY c.category')],
  ];
  const measures: Measure[] = [];
  for (const [what, run] of cases) {
    await run();
    measures.push(await each(`query: ${what}`, { times: 200, run }));
  }
  return measures;
}

/** One after another. */
async function each(
  what: string,
  { times, run }: { times: number; run: (n: number) => Promise<unknown> },
): Promise<Measure> {
  const took: number[] = [];
  const began = performance.now();
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await run(n);
    took.push(performance.now() - start);
  }
  const perSecond = rate(times, began);
  took.sort((a, b) => a - b);
  return { what, p50Ms: took[Math.floor(times * 0.5)]!, p95Ms: took[Math.floor(times * 0.95)]!, perSecond };
}

/** So many at a time. */
async function together(
  what: string,
  { times, width, run }: { times: number; width: number; run: (n: number) => Promise<unknown> },
): Promise<Measure> {
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    while (next < times) await run(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return { what: `${what}, ${width} at a time`, perSecond: rate(times, began) };
}

const rate = (times: number, began: number) => (times / (performance.now() - began)) * 1000;

function report(
  result: { products: number; measures: Measure[]; memory: Record<string, Memory> },
  json: boolean,
): void {
  const rounded = result.measures.map(({ what, p50Ms, p95Ms, perSecond }) => ({
    what,
    p50Ms: p50Ms === undefined ? undefined : Math.round(p50Ms * 100) / 100,
    p95Ms: p95Ms === undefined ? undefined : Math.round(p95Ms * 100) / 100,
    perSecond: perSecond === undefined ? undefined : Math.round(perSecond),
  }));
  if (json) return void process.stdout.write(`${JSON.stringify({ ...result, measures: rounded }, null, 2)}\n`);
  const cell = (value: number | undefined, width: number) => String(value ?? '').padStart(width);
  const lines = rounded.map(
    ({ what, p50Ms, p95Ms, perSecond }) => `${what.padEnd(52)}${cell(p50Ms, 9)}${cell(p95Ms, 9)}${cell(perSecond, 10)}`,
  );
  const head = `${`${result.products} products`.padEnd(52)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'per s'.padStart(10)}`;
  const memory = Object.entries(result.memory).map(
    ([when, { liveMb, residentMb }]) => `${when} ${liveMb} MB live, ${residentMb} MB resident`,
  );
  process.stdout.write(`${[head, ...lines, `server: ${memory.join('; ')}`].join('\n')}\n`);
}

if (process.argv[2] === 'serve') await serve(process.argv[3]!);
else await main(process.argv.includes('--json'));
