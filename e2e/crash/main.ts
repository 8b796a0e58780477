import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Sku } from '@halden/contracts';
import { type Shop, shopAs, signIn } from '../../local/launcher/src/demo/shop.ts';
import { type Platform, runPlatform } from '../../local/launcher/src/platform.ts';
import { portNear } from '../../local/launcher/src/ports.ts';
import { ensureBundles } from '../../tools/bundle.mjs';
import { audit, type Books, readBooks } from '../shop/audit.ts';
import { type Attempt, type AttemptResult, buy, chance, makeAttempts, persistently } from '../shop/shoppers.ts';

const usage = `npm run test:crash -- [--orders 500] [--kills 12] [--seed n] [--json] [--keep] [--verbose]

Runs the whole shop in a folder of its own, lets shoppers place orders, kills its processes (kill -9) in the middle, and then holds the
books of all services against what the shoppers were told. MSSQL_URL is respected.`;

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '500' },
    kills: { type: 'string', default: '12' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
async function run(): Promise<void> {
  const random = chance(Number(values.seed));
  const dataDir = mkdtempSync(join(tmpdir(), 'halden-crash-'));
  const say = (text: string) => console.error(text);
  const log: string[] = [];
  say(`${values.orders} orders, ${values.kills} kills, seed ${values.seed}, data in ${dataDir}`);
  const port = await portNear(18_080, '127.0.0.1', new Set());
  await ensureBundles({ say });
  const platform = await runPlatform({
    root: resolve(import.meta.dirname, '../..'),
    host: '127.0.0.1',
    port,
    dataDir,
    logLevel: 'warn',
    databaseUrl: process.env.MSSQL_URL || undefined,
    // In a database that others use, a schema of our own.
    environment: { ...(process.env as Record<string, string>), DATABASE_SCHEMA: `crash_${process.pid}` },
    write: (text) => (values.verbose ? process.stderr.write(text) : log.push(text)),
    colour: false,
  });
  let findings;
  try {
    await platform.ready;
    findings = await shopAndKill(platform, random, say);
  } catch (error) {
    say(log.slice(-60).join(''));
    throw error;
  } finally {
    await platform.stop();
    if (!values.keep) rmSync(dataDir, { recursive: true, force: true });
  }
  const broken = findings.filter(({ violations }) => violations.length > 0);
  if (values.json) console.log(JSON.stringify({ ok: broken.length === 0, seed: Number(values.seed), findings }));
  else
    for (const { promise, violations } of findings)
      console.log(
        `${violations.length === 0 ? '✓' : '✗'} ${promise}${violations
          .slice(0, 5)
          .map((violation) => `\n    ${violation}`)
          .join('')}`,
      );
  if (broken.length > 0) say(log.slice(-60).join(''));
  process.exit(broken.length > 0 ? 1 : 0);
}

async function shopAndKill(platform: Platform, random: () => number, say: (text: string) => void) {
  const { url } = platform.addresses;
  const shopper = shopAs(url, await signIn(url, 'ada@example.com'));
  const staff = await staffShop(url);
  const stock = await scarceStock(shopper, staff);
  const attempts = makeAttempts(Number(values.orders), [...stock.keys()], random);

  const began = Date.now();
  const results: AttemptResult[] = [];
  const kills = killAlong(platform, {
    count: Number(values.kills),
    random,
    progress: () => results.length / attempts.length,
    say,
  });
  await inParallel(8, attempts, async (attempt: Attempt) => results.push(await buy(shopper, attempt)));
  const killed = await kills;
  const placed = results.filter((result) => 'orderId' in result).length;
  say(
    `${placed} orders placed, ${results.length - placed} refused in ${((Date.now() - began) / 1000).toFixed(1)} s, ${killed} processes killed; waiting for rest …`,
  );
  const books = await atRest(
    { url, shopper, staff, skus: [...stock.keys()], recipients: attempts.map(({ email }) => email) },
    () => results,
    stock,
    say,
  );
  return audit(results, stock, books);
}

/** Staff who may change stock and read payments: the demo has one person for each, so their shops are put together. */
async function staffShop(url: string): Promise<Shop> {
  const { demoPeople } = await import('@halden/local-azure/about');
  const as = async (role: string) => {
    const person = demoPeople.find(({ roles }) => roles.includes(role as never));
    if (!person) throw new Error(`nobody of the demo has the role ${role}`);
    return shopAs(url, await signIn(url, person.email));
  };
  return { ...(await as('payments.read')), products: (await as('catalog.write')).products };
}

/** A few SKUs with so little stock that not everybody can have one. */
async function scarceStock(shopper: Shop, staff: Shop): Promise<Map<Sku, number>> {
  const { items } = await shopper.products.listProducts({ query: { availability: ['in_stock'], pageSize: 6 } });
  const stock = new Map<Sku, number>();
  for (const { defaultSku } of items) {
    const { onHand } = await staff.products.getStock({ params: { sku: defaultSku } });
    const wanted = Math.round((Number(values.orders) * 1.3) / items.length / 1.2);
    const { onHand: now } = await staff.products.adjustStock({
      params: { sku: defaultSku },
      body: { change: wanted - onHand, reason: 'crash test' },
    });
    stock.set(defaultSku, now);
  }
  return stock;
}

/** Kills processes spread over the run, each kind at least once before any a second time. */
async function killAlong(
  platform: Platform,
  options: { count: number; random: () => number; progress: () => number; say: (text: string) => void },
): Promise<number> {
  const { count, random, progress, say } = options;
  let names: string[] = [];
  for (let done = 0; done < count; done++) {
    const at = (done + 1) / (count + 1);
    while (progress() < at && progress() < 1) await pause(10);
    if (names.length === 0) names = Object.keys(platform.addresses.processes).sort(() => random() - 0.5);
    const name = names.pop() as string;
    const pid = platform.addresses.processes[name];
    if (pid === undefined) continue;
    process.kill(pid, 'SIGKILL');
    say(`  ${Math.round(progress() * 100)} %: kill -9 ${name} (${pid})`);
  }
  return count;
}

/** Reads the books until nothing moves any more: no order is pending, and every promise holds or two minutes have passed. */
async function atRest(
  where: Parameters<typeof readBooks>[0],
  results: () => AttemptResult[],
  stock: ReadonlyMap<Sku, number>,
  say: (text: string) => void,
): Promise<Books> {
  let books = await readBooks(where);
  for (const began = Date.now(); Date.now() - began < 120_000; books = await readBooks(where)) {
    const open = audit(results(), stock, books).reduce((count, { violations }) => count + violations.length, 0);
    if (open === 0) break;
    say(`  ${Math.round((Date.now() - began) / 1000)} s: ${open} not yet as they should be`);
    await pause(2_000);
  }
  await pause(3_000); // a second message to a customer would come now
  return persistentlyRead(where).then((last) => last ?? books);
}

const persistentlyRead = async (where: Parameters<typeof readBooks>[0]) => {
  const answer = await persistently(() => readBooks(where));
  return 'value' in answer ? answer.value : undefined;
};

async function inParallel<T>(workers: number, items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}

if (values.help) console.log(usage);
else await run();
