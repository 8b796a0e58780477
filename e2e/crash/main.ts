import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { signIn } from '@halden/launcher/demo/local';
import { shopAs } from '@halden/shop-client/shop';
import { type Platform, runPlatform } from '@halden/launcher/platform';
import { portNear } from '@halden/launcher/ports';
import { ensureBundles } from '../../tools/bundle.mjs';
import { runChaosExperiment } from '../shop/chaos.ts';
import { chance } from '@halden/shop-client/random';
import { staffShop } from '../shop/staff.ts';
import { clockSteps, eventHubsLink, type Fault, limitedDisk, stoppedProcess } from './faults.ts';

const usage = `npm run test:crash -- [--orders 500] [--kills 16] [--long] [--seed n] [--json] [--keep] [--verbose]

Runs the whole shop in a folder of its own and lets shoppers place orders. Meanwhile it kills processes (kill -9), stops them (SIGSTOP), refuses and
swallows what goes to Event Hubs, fills the disk, and sets the clock forward and back. Then it compares the state of all services with
what the shoppers were answered. --long: 10000 orders and 500 kills. MSSQL_URL is respected. A full disk needs root on Linux; without, it says so.`;

const { values } = parseArgs({
  options: {
    orders: { type: 'string' },
    kills: { type: 'string' },
    long: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const orders = Number(values.orders ?? (values.long ? 10_000 : 500));
const kills = Number(values.kills ?? (values.long ? 500 : 16));

async function run(): Promise<void> {
  const random = chance(Number(values.seed));
  const dataDir = mkdtempSync(join(tmpdir(), 'halden-crash-'));
  const say = (text: string) => console.error(text);
  const log: string[] = [];
  say(`${orders} orders, ${kills} kills and faults, seed ${values.seed}, data in ${dataDir}`);
  const clockFile = join(dataDir, 'clock');
  writeFileSync(clockFile, '0');
  const disk = limitedDisk(join(dataDir, 'disk'));
  if ('why' in disk) say(`no full disk in this run: ${disk.why}`);
  let hubs: Awaited<ReturnType<typeof eventHubsLink>> | undefined;
  const port = await portNear(18_080, '127.0.0.1', new Set());
  await ensureBundles({ say });
  const platform = await runPlatform({
    root: resolve(import.meta.dirname, '../..'),
    host: '127.0.0.1',
    port,
    dataDir: join(dataDir, 'disk'),
    logLevel: 'warn',
    databaseUrl: process.env.MSSQL_URL || undefined,
    // In a database that others use, a schema of our own.
    environment: {
      ...(process.env as Record<string, string>),
      DATABASE_SCHEMA: `crash_${process.pid}`,
      CRASH_CLOCK_FILE: clockFile,
      NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'clock.mjs')).href}`,
    },
    async interpose(azure) {
      hubs ??= await eventHubsLink(azure.eventHubs);
      return { ...azure, eventHubs: hubs.link.over(azure.eventHubs) };
    },
    write: (text) => (values.verbose ? process.stderr.write(text) : log.push(text)),
    colour: false,
  });
  let findings;
  try {
    await platform.ready;
    const faults = [
      ...(hubs?.faults ?? []),
      stoppedProcess(platform, random),
      ...clockSteps(clockFile),
      ...('fault' in disk ? [disk.fault] : []),
    ];
    findings = await shopAndKill(platform, { random, say, faults });
  } catch (error) {
    say(log.slice(-60).join(''));
    throw error;
  } finally {
    await platform.stop();
    await hubs?.link.stop();
    if (!values.keep && 'unmount' in disk) disk.unmount();
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

async function shopAndKill(
  platform: Platform,
  { random, say, faults }: { random: () => number; say: (text: string) => void; faults: readonly Fault[] },
) {
  const { url } = platform.addresses;
  const lasting = new Set<Promise<void>>();
  return runChaosExperiment({
    url,
    random,
    say,
    orders,
    kills,
    shopper: shopAs(url, await signIn(url, 'ada@example.com')),
    staff: await staffShop(url),
    targets: () => [...Object.keys(platform.addresses.processes), ...faults.map(({ name }) => name)],
    kill: (name) => {
      const fault = faults.find((each) => each.name === name);
      if (fault) {
        const { description, ended } = fault.begin();
        lasting.add(ended);
        return description;
      }
      const pid = platform.addresses.processes[name];
      if (pid === undefined) return `${name} is down already`;
      process.kill(pid, 'SIGKILL');
      return `kill -9 ${name} (${pid})`;
    },
    faultsEnded: async () => void (await Promise.all(lasting)),
  });
}

if (values.help) console.log(usage);
else await run();
