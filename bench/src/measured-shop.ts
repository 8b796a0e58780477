import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { idempotencyKey, type ProductSummary } from '@halden/contracts';
import { signIn } from '@halden/launcher/demo/local';
import { type Platform, runPlatform } from '@halden/launcher/platform';
import { portNear } from '@halden/launcher/ports';
import { type Shop, shopAs } from '@halden/shop-client/shop';
import { ensureBundles } from '../../tools/bundle.mjs';
import { type Offer, offersOf } from './orders.ts';
import { openFiles, processorMs, residentMb } from './processes.ts';

/** A shop of its own for measuring, so stocked that nothing sells out. */
export interface MeasuredShop {
  readonly platform: Platform;
  readonly url: string;
  readonly readySeconds: number;
  /** Of the person who orders. */
  readonly token: string;
  readonly shop: Shop;
  readonly items: readonly ProductSummary[];
  readonly offers: readonly Offer[];
  /** Of each process, in MB, and of all with the launcher. */
  residentMb(): { total: number; [process: string]: number };
  /** Of each process since it began, in milliseconds. */
  processorMs(): Record<string, number>;
  /** Of all processes. */
  openFiles(): number;
  stop(): Promise<void>;
}

export async function openMeasuredShop(say: (text: string) => void): Promise<MeasuredShop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'halden-bench-'));
  const root = resolve(import.meta.dirname, '../..');
  const port = await portNear(18_080, '127.0.0.1', new Set());
  const startedAt = performance.now();
  say('starting the shop …');
  await ensureBundles({ say });
  const platform = await runPlatform({
    root,
    host: '127.0.0.1',
    port,
    dataDir,
    logLevel: 'warn',
    databaseUrl: process.env.MSSQL_URL || undefined,
    environment: process.env as Record<string, string>,
    write: () => undefined,
    colour: false,
  });
  const stop = async () => {
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await platform.ready;
    const readySeconds = Math.round((performance.now() - startedAt) / 10) / 100;
    await platform.complete;
    const { url } = platform.addresses;
    // This process stands for the launcher, as long as it has made no load.
    const launcherMb = residentMb(process.pid);
    const ofEach = (read: (pid: number) => number): Record<string, number> =>
      Object.fromEntries(Object.entries(platform.addresses.processes).map(([name, pid]) => [name, read(pid)]));
    const sum = (each: Record<string, number>) => Object.values(each).reduce((all, one) => all + one, 0);
    const token = await signIn(url, 'ada@example.com');
    const shop = shopAs(url, token);
    const staff = shopAs(url, await signIn(url, 'carla@halden.example'));
    const { items } = await shop.products.listProducts({ query: { pageSize: 96 } });
    for (const { defaultSku } of items)
      await staff.products.adjustStock({
        params: { sku: defaultSku },
        headers: { 'idempotency-key': idempotencyKey(randomUUID()) },
        body: { change: 1_000_000, reason: 'bench' },
      });
    const offers = await offersOf(
      shop,
      items.map(({ defaultSku }) => defaultSku),
    );
    return {
      platform,
      url,
      readySeconds,
      token,
      shop,
      items,
      offers,
      residentMb: () => {
        const each = ofEach(residentMb);
        return { ...each, total: sum(each) + launcherMb };
      },
      processorMs: () => ofEach(processorMs),
      openFiles: () => sum(ofEach(openFiles)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
