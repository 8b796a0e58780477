import { setTimeout as pause } from 'node:timers/promises';
import type { Sku } from '@halden/contracts';
import type { Platform } from '@halden/launcher/platform';
import { type Shop, shopAs } from '@halden/shop-client/shop';
import { slowMs } from '@halden/shop-client/account';
import { startVisitors } from '@halden/shop-client/visitors';
import type { PromiseCheck } from '../shop/audit.ts';
import { auditWhenAtRest } from '../shop/chaos.ts';
import { staffShop, stockUp } from '../shop/staff.ts';
import type { Attack, AttackContext } from './attack.ts';
import { probePayments } from './payments.ts';

export interface AttackResult {
  readonly name: string;
  /** Of the others' requests, in milliseconds. */
  readonly p99: number;
  /** From ordered to paid. */
  readonly paidP99: number;
  readonly requests: number;
  readonly failed: number;
  /** What did not hold; empty when all did. */
  readonly faults: readonly string[];
}

export interface Result {
  readonly ok: boolean;
  readonly normal: { readonly p99: number; readonly paidP99: number };
  readonly attacks: readonly AttackResult[];
  readonly audit: readonly PromiseCheck[];
}

export interface AttackRun {
  readonly platform: Platform;
  readonly port: number;
  readonly attacks: readonly Attack[];
  readonly seconds: number;
  /** Of one of the others, whose orders are audited, and of one who measures payments. */
  readonly tokens: { readonly visitor: string; readonly buyer: string };
  readonly eventHubs: AttackContext['eventHubs'];
  readonly say: (text: string) => void;
}

/** The others may wait three times as long as usual; what nobody calls slow is no fault, whatever is usual on a fast machine. */
const p99Of = (normal: number) => Math.max(3 * normal, slowMs);
/** An outage elsewhere may make a payment a second slower. */
const paidP99Of = (normal: number) => Math.max(normal + 1_000, 3 * normal, 2 * slowMs);
const failedShare = 0.01;
const tooSlow = 'too slow:';

/** Lets people shop, attacks in between, and judges. */
export async function runAttacks(run: AttackRun): Promise<Result> {
  const { platform, attacks, seconds, say, port, tokens, eventHubs } = run;
  const { url } = platform.addresses;
  const [shopper, guest, staff] = [shopAs(url, tokens.visitor), shopAs(url), await staffShop(url)];
  const { skus, bait } = await stocked(guest, staff);
  const stock = new Map(skus.map((sku) => [sku, plenty]));
  const others = startVisitors({ url, token: tokens.visitor, skus, views: 30, orders: 2, prefix: 'other' });
  const payments = probePayments({ url, buyer: shopAs(url, tokens.buyer), sku: bait });
  const warm = Date.now() + 3_000;
  await pause(3_000 + Math.max(seconds, 5) * 1_000);
  const normal = { p99: others.account.summary(warm).p99, paidP99: payments.p99(warm) };
  say(`normal: p99 ${normal.p99} ms, ordered to paid ${normal.paidP99} ms`);

  const attackOnce = async (attack: Attack): Promise<AttackResult> => {
    const before = platform.addresses.processes;
    const began = Date.now();
    const got = await attack.run({ url, port, guest, staff, sku: bait, eventHubs, until: began + seconds * 1_000 });
    // A process that ran out of memory dies a moment later.
    await pause(1_000);
    const { p99, requests, failed, failures } = others.account.summary(began);
    const paidP99 = payments.p99(began);
    const after = platform.addresses.processes;
    const faults = [
      ...[...got].map((what) => `the attacker got through: ${what}`),
      ...Object.entries(before).flatMap(([name, pid]) => (after[name] === pid ? [] : [`${name} died`])),
      ...(p99 > p99Of(normal.p99) ? [`${tooSlow} others' p99 was ${p99} ms, normal is ${normal.p99}`] : []),
      ...(paidP99 > paidP99Of(normal.paidP99)
        ? [`${tooSlow} ordered to paid p99 was ${paidP99} ms, normal is ${normal.paidP99}`]
        : []),
      ...(failed > requests * failedShare
        ? [`${failed} of ${requests} requests of others failed: ${JSON.stringify(failures)}`]
        : []),
    ];
    return { name: attack.name, p99, paidP99, requests, failed, faults };
  };
  const results: AttackResult[] = [];
  for (const attack of attacks) {
    let result = await attackOnce(attack);
    // Waits are also those of a machine that is busy with something else: they are a fault where they come back.
    if (result.faults.length > 0 && result.faults.every((fault) => fault.startsWith(tooSlow))) {
      await pause(3_000);
      result = await attackOnce(attack);
    }
    results.push(result);
    const { faults } = result;
    say(`${faults.length === 0 ? '✓' : '✗'} ${attack.name}${faults.map((fault) => `\n    ${fault}`).join('')}`);
    // The next attack begins on a shop at rest.
    await pause(1_000);
  }

  await payments.stop();
  const placed = await others.stop();
  say(`${placed.length} orders of others; waiting until they are at rest …`);
  const audit = await auditWhenAtRest({ url, shopper, staff, say, results: placed, stock });
  const ok =
    results.every(({ faults }) => faults.length === 0) && audit.every(({ violations }) => violations.length === 0);
  return { ok, normal, attacks: results, audit };
}

const plenty = 100_000;

/** SKUs for the others, which are audited, and one for attackers. */
async function stocked(guest: Shop, staff: Shop): Promise<{ skus: Sku[]; bait: Sku }> {
  const { items } = await guest.products.listProducts({ query: { availability: ['in_stock'], pageSize: 96 } });
  const skus = items.map(({ defaultSku }) => defaultSku);
  const [bait, ...rest] = skus.slice(50);
  if (bait === undefined) throw new Error('the shop has fewer than 51 products in stock');
  const others = rest.slice(0, 8);
  for (const sku of [...others, bait]) await stockUp(staff, sku, plenty);
  return { skus: others, bait };
}
