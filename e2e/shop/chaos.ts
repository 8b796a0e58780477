import { setTimeout as pause } from 'node:timers/promises';
import type { OrderId, Sku } from '@halden/contracts';
import type { Shop } from '@halden/shop-client/shop';
import { audit, type ShopState, type PromiseCheck, orderIdsOf, readShopState } from './audit.ts';
import { stockUp } from './staff.ts';
import { type AttemptResult, buy, makeAttempts, persistently } from '@halden/shop-client/shoppers';

export interface ChaosExperiment {
  readonly url: string;
  readonly shopper: Shop;
  /** May change stock and read payments. */
  readonly staff: Shop;
  readonly orders: number;
  readonly kills: number;
  /** What can be killed; each is, before any a second time. */
  readonly targets: () => readonly string[];
  /** Kills without a warning. Returns a description for the log. */
  readonly kill: (target: string) => Promise<string> | string;
  /** Resolves when what was done to the shop lasts no longer; the audit begins after that. */
  readonly faultsEnded?: () => Promise<void>;
  readonly random: () => number;
  /** Begins the addresses that are written to; a shop that has seen an earlier run needs one of its own. */
  readonly prefix?: string;
  readonly say: (text: string) => void;
}

const shoppersAtOnce = 8;

/** Lets people order while parts of the shop are killed, and audits all services afterwards. */
export async function runChaosExperiment(experiment: ChaosExperiment): Promise<PromiseCheck[]> {
  const { shopper, random, say } = experiment;
  const except = new Set(await orderIdsOf(shopper));
  const stock = await scarceStock(experiment);
  const attempts = makeAttempts(experiment.orders, [...stock.keys()], random, experiment.prefix);
  const began = Date.now();
  const results: AttemptResult[] = [];
  const kills = injectFaults(experiment, () => results.length / attempts.length);
  await inParallel(shoppersAtOnce, attempts, async (attempt) => results.push(await buy(shopper, attempt)));
  const killed = await kills;
  await experiment.faultsEnded?.();
  const placed = results.filter((result) => 'orderId' in result).length;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  say(
    `${placed} orders placed, ${results.length - placed} refused in ${seconds} s, ${killed} killed; waiting for rest …`,
  );
  return auditWhenAtRest({ ...experiment, results, stock, except });
}

/** Waits until nothing moves any more, and audits all services. */
export async function auditWhenAtRest(options: {
  readonly url: string;
  readonly shopper: Shop;
  readonly staff: Shop;
  readonly results: readonly AttemptResult[];
  readonly stock: ReadonlyMap<Sku, number>;
  /** Orders of the shopper that are older. */
  readonly except?: ReadonlySet<OrderId>;
  readonly say: (text: string) => void;
}): Promise<PromiseCheck[]> {
  const { url, shopper, staff, results, stock, except, say } = options;
  const recipients = results.map(({ attempt }) => attempt.email);
  const read = () =>
    readShopState({ url, shopper, staff, skus: [...stock.keys()], recipients, ...(except && { except }) });
  return audit(results, stock, await atRest(read, (state) => audit(results, stock, state), say));
}

/** A few SKUs with so little stock that not everybody can have one. */
async function scarceStock({ shopper, staff, orders }: ChaosExperiment): Promise<Map<Sku, number>> {
  const { items } = await shopper.products.listProducts({ query: { availability: ['in_stock'], pageSize: 6 } });
  const each = Math.round((orders * 1.3) / items.length / 1.2);
  for (const { defaultSku } of items) await stockUp(staff, defaultSku, each);
  return new Map(items.map(({ defaultSku }) => [defaultSku, each]));
}

/** Kills spread over the run. */
async function injectFaults(
  { kills, random, targets, kill, say }: ChaosExperiment,
  progress: () => number,
): Promise<number> {
  let names: string[] = [];
  for (let done = 0; done < kills; done++) {
    const at = (done + 1) / (kills + 1);
    while (progress() < at && progress() < 1) await pause(10);
    if (names.length === 0) names = [...targets()].sort(() => random() - 0.5);
    const name = names.pop();
    if (name !== undefined) say(`  ${Math.round(progress() * 100)} %: ${await kill(name)}`);
  }
  return kills;
}

/** Reads the state of all services until nothing moves any more: every promise holds, or five minutes have passed: a connection
 * that died without a word is noticed by the SDKs after one, and what waited for it is then done. */
async function atRest(
  read: () => Promise<ShopState>,
  check: (state: ShopState) => readonly PromiseCheck[],
  say: (text: string) => void,
): Promise<ShopState> {
  let state = await read();
  for (const began = Date.now(); Date.now() - began < 300_000; state = await read()) {
    const open = check(state).reduce((count, { violations }) => count + violations.length, 0);
    if (open === 0) break;
    say(`  ${Math.round((Date.now() - began) / 1000)} s: ${open} not yet as they should be`);
    await pause(2_000);
  }
  await pause(3_000); // a second message to a customer would come now
  const answer = await persistently(read);
  return 'value' in answer ? answer.value : state;
}

async function inParallel<T>(workers: number, items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}
