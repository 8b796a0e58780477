// `npm run soak`: shops for as long as is asked, and holds the end against the beginning.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { program, run, wholeNumber } from '@halden/cli/main';
import { UsageError } from '@halden/cli/refusal';
import { loadGets } from '../load.ts';
import { type MeasuredShop, openMeasuredShop } from '../measured-shop.ts';
import { placeOrders } from '../orders.ts';
import { curvesOf } from './curves.ts';
import { reportOf, type Turn } from './report.ts';

const picture = resolve(import.meta.dirname, '../../../docs/soak.svg');
const [orderSeconds, readSeconds, shoppers] = [40, 10, 8];

interface Options {
  readonly minutes: number;
  readonly rate: string;
  readonly memory: string;
  readonly draw: boolean;
  readonly json: boolean;
}

await run(
  program(
    'npm run soak --',
    `Eight shoppers at once order for ${orderSeconds} s and read products for ${readSeconds} s by turns, in a shop of their own. The last five minutes are held against the first five (of less than 15 minutes: a third of the time each), memory and open files from minute ten on. Fails where rates fall, memory grows or a request fails.`,
  )
    .option('--minutes <number>', 'how long', wholeNumber(), 60)
    .option('--rate <share>', 'the least that the last rates may be of the first', '0.95')
    .option('--memory <share>', 'the most that the last memory may be of the first', '1.05')
    .option('--draw', 'draw the curves into docs/soak.svg', false)
    .option('--json', 'print JSON', false)
    .action(soak),
);

async function soak({ minutes, rate, memory, draw, json }: Options): Promise<void> {
  const bounds = { rate: Number(rate), memory: Number(memory) };
  if (!(bounds.rate > 0 && bounds.memory > 0))
    throw new UsageError(`--rate and --memory must be numbers above 0, got '${rate}' and '${memory}'`);
  const say = (text: string) => console.error(text);
  const shop = await openMeasuredShop(say);
  try {
    const turns = await shopOn(shop, minutes, say);
    const report = reportOf(turns, bounds);
    if (draw) writeFileSync(picture, curvesOf(turns));
    const { turns: _, ...figures } = report;
    console.log(json ? JSON.stringify(report) : JSON.stringify(figures, null, 2));
    for (const fault of report.faults) say(fault);
    if (report.faults.length > 0) process.exitCode = 1;
  } finally {
    await shop.stop();
  }
}

async function shopOn(shop: MeasuredShop, minutes: number, say: (text: string) => void): Promise<Turn[]> {
  const { url, token, offers } = shop;
  const details = shop.items.slice(0, 50).map(({ slug }) => `/api/products/${slug}`);
  const turns: Turn[] = [];
  let orders = 0;
  await placeOrders(url, token, offers, { seconds: 5, connections: shoppers }); // warm
  for (const began = performance.now(); performance.now() - began < minutes * 60_000;) {
    const placed = await placeOrders(url, token, offers, { seconds: orderSeconds, connections: shoppers });
    const read = await loadGets(url, details, { seconds: readSeconds, connections: shoppers });
    orders += placed.requests;
    const turn = {
      minutes: (performance.now() - began) / 60_000,
      ordersPerSecond: placed.perSecond,
      readsPerSecond: read.perSecond,
      rssMb: shop.residentMb().total,
      openFiles: shop.openFiles(),
      orders,
      failures: placed.failures + read.failures,
    };
    turns.push(turn);
    say(
      `${turn.minutes.toFixed(1)} min: ${turn.ordersPerSecond} orders/s, ${turn.readsPerSecond} reads/s, ${turn.rssMb} MB, ${turn.openFiles} files, ${turn.failures} failed`,
    );
  }
  return turns;
}
