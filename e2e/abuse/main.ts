import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { program, run, wholeNumber } from '@halden/cli/main';
import { UsageError } from '@halden/cli/refusal';
import { signIn } from '@halden/launcher/demo/local';
import { runPlatform } from '@halden/launcher/platform';
import { portNear } from '@halden/launcher/ports';
import { ensureBundles } from '../../tools/bundle.mjs';
import type { Attack } from './attack.ts';
import { gatewayAttacks } from './attacks/gateway.ts';
import { limitAttacks } from './attacks/limits.ts';
import { outboxAttacks } from './attacks/outbox.ts';
import { type TcpProxy, startTcpProxy } from './tcp-proxy.ts';
import { runAttacks, type Result } from './run-attacks.ts';

const groups: Readonly<Record<string, readonly Attack[]>> = {
  gateway: gatewayAttacks,
  limits: limitAttacks,
  outbox: outboxAttacks,
};

interface Options {
  seconds: number;
  only?: string;
  json?: boolean;
  verbose?: boolean;
}

const command = program(
  'npm run test:abuse --',
  'Runs the whole shop in a folder of its own, on loopback only, and attacks it while others shop. Every process must live, the others must hardly notice, and the audit of all services must pass.',
)
  .option('--seconds <n>', 'how long each attack lasts', wholeNumber({ from: 1, to: 600 }), 3)
  .option('--only <group>', `one group: ${Object.keys(groups).join(', ')}`)
  .option('--json', 'one line of JSON on stdout')
  .option('--verbose', 'the logs of the shop, on stderr')
  .action(async (options: Options) => {
    const attacks = options.only === undefined ? Object.values(groups).flat() : groups[options.only];
    if (!attacks)
      throw new UsageError(`there is no group '${options.only}'; name one of: ${Object.keys(groups).join(', ')}`);
    const result = await attackShop(attacks, options);
    if (options.json) console.log(JSON.stringify(result));
    else print(result);
    process.exitCode = result.ok ? 0 : 1;
  });
await run(command);

async function attackShop(attacks: readonly Attack[], { seconds, verbose }: Options): Promise<Result> {
  const say = (text: string) => console.error(text);
  const dataDir = mkdtempSync(join(tmpdir(), 'halden-abuse-'));
  const log: string[] = [];
  const port = await portNear(18_080, '127.0.0.1', new Set());
  await ensureBundles({ say });
  let hubs: TcpProxy | undefined;
  const platform = await runPlatform({
    root: resolve(import.meta.dirname, '../..'),
    host: '127.0.0.1',
    port,
    dataDir,
    logLevel: 'warn',
    databaseUrl: process.env.MSSQL_URL || undefined,
    environment: { ...(process.env as Record<string, string>), DATABASE_SCHEMA: `abuse_${process.pid}` },
    async interpose(azure) {
      const direct = Number(/:(\d+);/.exec(azure.eventHubs)?.[1]);
      hubs = await startTcpProxy(direct);
      return { ...azure, eventHubs: azure.eventHubs.replace(`:${direct};`, `:${hubs.port};`) };
    },
    write: (text) => (verbose ? process.stderr.write(text) : log.push(text)),
    colour: false,
  });
  try {
    await platform.ready;
    const result = await runAttacks({
      platform,
      attacks,
      seconds,
      say,
      port,
      tokens: {
        visitor: await signIn(platform.addresses.url, 'ada@example.com'),
        buyer: await signIn(platform.addresses.url, 'linus@example.com'),
      },
      eventHubs: hubs as TcpProxy,
    });
    if (!result.ok) say(log.slice(-40).join(''));
    return result;
  } catch (error) {
    say(log.slice(-60).join(''));
    throw error;
  } finally {
    await platform.stop();
    await hubs?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function print({ normal, attacks, audit, ok }: Result): void {
  console.log(`normal: p99 ${normal.p99} ms, ordered to paid p99 ${normal.paidP99} ms`);
  for (const { name, p99, paidP99, failed, requests, faults } of attacks) {
    console.log(
      `${faults.length === 0 ? '✓' : '✗'} ${name}: others p99 ${p99} ms, paid p99 ${paidP99} ms, ${failed} of ${requests} failed`,
    );
    for (const fault of faults.slice(0, 8)) console.log(`    ${fault}`);
  }
  for (const { promise, violations } of audit) {
    console.log(`${violations.length === 0 ? '✓' : '✗'} ${promise}`);
    for (const violation of violations.slice(0, 5)) console.log(`    ${violation}`);
  }
  console.log(ok ? 'The shop held.' : 'The shop did not hold.');
}
