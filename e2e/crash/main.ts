import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { signIn } from '@halden/launcher/demo/local';
import { shopAs } from '@halden/shop-client/shop';
import { type Platform, runPlatform } from '@halden/launcher/platform';
import { portNear } from '@halden/launcher/ports';
import { ensureBundles } from '../../tools/bundle.mjs';
import { shopThrough } from '../shop/disaster.ts';
import { chance } from '@halden/shop-client/random';
import { staffShop } from '../shop/staff.ts';

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
  return shopThrough({
    ...{ url, random, say, orders: Number(values.orders), kills: Number(values.kills) },
    shopper: shopAs(url, await signIn(url, 'ada@example.com')),
    staff: await staffShop(url),
    victims: () => Object.keys(platform.addresses.processes),
    kill: (name) => {
      const pid = platform.addresses.processes[name];
      if (pid === undefined) return `${name} is down already`;
      process.kill(pid, 'SIGKILL');
      return `kill -9 ${name} (${pid})`;
    },
  });
}

if (values.help) console.log(usage);
else await run();
