import { cpus } from 'node:os';
import { program, run, wholeNumber } from '@halden/cli/main';
import { startBare } from './bare.ts';
import { loadGets, loadPosts, type Measured } from './load.ts';
import { openMeasuredShop } from './measured-shop.ts';
import { msPerUnit } from './processes.ts';
import { steadyPeople } from './people.ts';
import { checkoutToPaid, drained, orderFrom, placeOrders } from './orders.ts';

interface Row extends Partial<Measured> {
  name: string;
  /** What it is held against, and how it compares. */
  bare?: string;
  ratio?: number;
  goal?: string;
  met?: boolean;
  /** Of each process of the shop, for each request (order, read), in milliseconds. */
  processorMs?: Record<string, number>;
}

await run(
  program(
    'npm run bench --',
    'Measures the whole shop on this machine, everything through the gateway unless said otherwise, each figure beside a bare Fastify or Express that does nothing. The load is made on the same machine and takes its share of the processors.',
  )
    .option('--seconds <number>', 'of each load', wholeNumber(), 6)
    .option('--connections <number>', 'of each load', wholeNumber(), 16)
    .option('--json', 'print JSON', false)
    .action(bench),
);

interface Options {
  readonly seconds: number;
  readonly connections: number;
  readonly json: boolean;
}

async function bench({ json, ...load }: Options): Promise<void> {
  const say = (text: string) => console.error(text);
  const measured = await openMeasuredShop(say);
  const { url, platform, token, shop, items, offers, readySeconds } = measured;
  try {
    const idle = measured.residentMb();
    say(`ready in ${readySeconds} s, ${idle.total} MB`);
    const skus = items.map(({ defaultSku }) => defaultSku);
    const detail = await shop.products.getProduct({ params: { idOrSlug: items[0]?.slug ?? '' } });
    const [fastify, express] = [await startBare('fastify', detail), await startBare('express', detail)];
    const direct = platform.serviceAddress('product-service');
    const rows: Row[] = [];
    const measure = async (name: string, work: () => Promise<Measured>, extra: Partial<Row> = {}) => {
      say(`${name} …`);
      const before = measured.processorMs();
      const result = await work();
      const row = {
        name,
        ...result,
        processorMs: msPerUnit(before, measured.processorMs(), result.requests),
        ...extra,
      };
      rows.push(row);
      return row;
    };
    const against = (row: Row, bare: Row, goal?: number) => {
      row.bare = bare.name;
      row.ratio = Math.round(((row.perSecond ?? 0) / (bare.perSecond || 1)) * 100) / 100;
      if (goal !== undefined) Object.assign(row, { goal: `≥ ${goal} × bare`, met: row.ratio >= goal });
    };

    const details = items.slice(0, 50).map(({ slug }) => `/api/products/${slug}`);
    const lists = ['lighting', 'ceramics', 'seating', 'bags'].flatMap((category) =>
      [1, 2].map((page) => `/api/products?category=${category}&page=${page}&sort=price`),
    );
    const searches = ['lamp', 'bowl', 'oak', 'linen', 'clay mug', 'plant', 'notebok', 'chair'].map(
      (q) => `/api/products?q=${encodeURIComponent(q)}`,
    );
    // One server and its load have a processor each.
    const alone = { ...load, awake: true };
    await loadGets(direct, details, { ...load, seconds: 2 }); // warm
    const bareGet = await measure('bare Fastify, GET of the same size', () =>
      loadGets(fastify.origin, ['/thing'], alone),
    );
    await measure('bare Express, GET of the same size', () => loadGets(express.origin, ['/thing'], alone));
    const bareExpressPost = await measure('bare Express, POST of an order', () =>
      loadPosts(
        express.origin,
        (index) => ({
          path: '/thing',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(orderFrom(offers, index)),
        }),
        {
          ...load,
          expect: 201,
        },
      ),
    );
    against(
      await measure('product detail, straight at the service', () => loadGets(direct, details, alone)),
      bareGet,
      0.5,
    );
    against(
      await measure('product list with facets, straight at the service', () => loadGets(direct, lists, alone)),
      bareGet,
    );
    against(await measure('product search, straight at the service', () => loadGets(direct, searches, alone)), bareGet);
    against(await measure('product detail', () => loadGets(url, details, load)), bareGet);
    against(await measure('product list with facets', () => loadGets(url, lists, load)), bareGet);
    against(await measure('product search', () => loadGets(url, searches, load)), bareGet);

    await placeOrders(url, token, offers, { ...load, seconds: 2 }); // warm
    await drained(shop, 60_000);
    const quick = await measure('checkout to paid, one shopper', () => checkoutToPaid(url, token, offers, 100), {
      goal: 'p50 ≤ 50 ms',
    });
    quick.met = (quick.p50 ?? Infinity) <= 50;
    const placed = await measure('orders placed', () => placeOrders(url, token, offers, { ...load, connections: 32 }), {
      goal: '≥ 400/s',
    });
    placed.met = (placed.perSecond ?? 0) >= 400;
    against(placed, bareExpressPost);
    const lag = await drained(shop, 180_000);
    const busy = measured.residentMb();
    const people = { views: 100, orders: 20, seconds: load.seconds };
    await measure('people who come at a steady rate, 20 of 120 to order', () =>
      steadyPeople({ url, token, skus }, people),
    );
    await Promise.all([fastify.stop(), express.stop()]);

    const report = {
      machine: { processors: cpus().length, model: cpus()[0]?.model, node: process.version },
      readySeconds,
      residentMb: { idle, afterLoad: busy, goal: '≤ 800 when ready', met: idle.total <= 800 },
      secondsUntilAllPaid: lag ?? null,
      rows,
    };
    if (json) console.log(JSON.stringify(report));
    else print(report);
  } finally {
    await measured.stop();
  }
}

function print(report: {
  readySeconds: number;
  residentMb: { idle: { total: number }; afterLoad: { total: number }; goal: string; met: boolean };
  secondsUntilAllPaid: number | null;
  rows: Row[];
}): void {
  const head = ['', 'per second', 'p50 ms', 'p99 ms', 'failed', '× bare', 'goal'];
  const lines = report.rows.map((row) => [
    row.name,
    String(row.perSecond ?? ''),
    String(row.p50 ?? ''),
    String(row.p99 ?? ''),
    String(row.failures ?? ''),
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.goal ? `${row.goal}: ${row.met ? 'met' : 'missed'}` : '',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of [head, ...lines])
    console.log(
      line
        .map((cell, column) =>
          column === 0 || column === 6 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
  for (const { name, processorMs = {} } of report.rows.filter(({ processorMs }) => (processorMs?.total ?? 0) > 0)) {
    const { total, ...each } = processorMs;
    const parts = Object.entries(each).map(([process, ms]) => `${process} ${ms.toFixed(2)}`);
    console.log(`processor ms each, ${name}: ${total?.toFixed(2)} (${parts.join(', ')})`);
  }
  const { idle, afterLoad, goal, met } = report.residentMb;
  console.log(
    `\nready in ${report.readySeconds} s; ${idle.total} MB resident when ready (${goal}: ${met ? 'met' : 'missed'}), ${afterLoad.total} MB after the load; all orders settled ${report.secondsUntilAllPaid ?? '> 180'} s after the last`,
  );
}
