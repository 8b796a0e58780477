import { DomainError, type OrderId, type SettleReservations, type SettlementResults } from '@halden/contracts';
import type { StockShards } from './ports.ts';
import { byShard, fingerprintOf } from './stock.ts';

interface Deps {
  stock: StockShards;
  /** A name for one call, never the same twice. */
  newAttempt: () => string;
}

type Item = SettleReservations['items'][number];
type Result = SettlementResults['items'][number]['outcome'];

/** How often a call starts anew when another one settles the same order at the same time. */
const rounds = 4;

/** Settles many orders at once, each by itself; the results are in the order of the items. */
export const settleReservations =
  (deps: Deps) =>
  async ({ items }: SettleReservations): Promise<SettlementResults> => {
    const settle = { commit: commitOrder(deps), release: releaseOrder(deps) };
    const outcomes = await Promise.all(items.map((item) => settle[item.action](item)));
    return { items: items.map(({ orderId }, index) => ({ orderId, outcome: outcomes[index] ?? 'unavailable' })) };
  };

/** Goods that had left come back at any time, once: what was committed is kept until then, and that it was released is kept as well. */
const releaseOrder =
  ({ stock }: Deps) =>
  async ({ orderId, lines }: Item): Promise<Result> => {
    const outcomes = await ended(byShard(lines).map(([shard]) => stock.run(shard, { kind: 'release', orderId })));
    return outcomes.some((outcome) => outcome.kind === 'released' && outcome.known) ? 'released' : 'unknown';
  };

/**
 * All shards or none, one after the other. Every shard that is visited is stamped with this round's attempt, and only what bears the
 * stamp is given back, so that two calls for the same order never undo each other's success. Whoever loses a stamp starts anew.
 */
const commitOrder =
  ({ stock, newAttempt }: Deps) =>
  async ({ orderId, lines }: Item): Promise<Result> => {
    const parts = byShard(lines);
    const fingerprint = fingerprintOf(lines);
    for (let round = 0; round < rounds; round++) {
      const attempt = newAttempt();
      const visited: string[] = [];
      let short: string | undefined;
      let anew = false;
      for (const [shard, part] of parts) {
        const claim = { orderId, lines: part, fingerprint, attempt, takeOver: parts.length > 1 };
        const outcome = await stock.run(shard, { kind: 'commit', ...claim });
        short = outcome.kind === 'short' ? shard : undefined;
        if (short) break;
        visited.push(shard);
        anew ||= outcome.kind === 'committed' && outcome.anew;
      }
      if (short) {
        const later = parts.map(([shard]) => shard).slice(visited.length + 1);
        if (await takeNothing(stock, { orderId, attempt, visited, short, later })) return 'unavailable';
      } else if (parts.length === 1 || !anew || (await isStamped(stock, { orderId, attempt, visited })))
        return 'committed';
    }
    throw new DomainError('dependency_unavailable', `order ${orderId} is being settled by others; try again`);
  };

/** Whether every part is committed under this attempt: where one had to be taken anew, somebody else may have been at it. */
async function isStamped(
  stock: StockShards,
  { orderId, attempt, visited }: { orderId: OrderId; attempt: string; visited: readonly string[] },
): Promise<boolean> {
  const stored = await Promise.all(visited.map((shard) => stock.reservation(shard, orderId)));
  return stored.every((one) => one?.state === 'committed' && one.attempt === attempt);
}

/**
 * Gives back what this attempt took, and what an earlier call that was cut off had taken in the shards behind the short one. False
 * when somebody else has taken the order over meanwhile.
 */
async function takeNothing(
  stock: StockShards,
  call: { orderId: OrderId; attempt: string; visited: readonly string[]; short: string; later: readonly string[] },
): Promise<boolean> {
  const { orderId, attempt, visited, short, later } = call;
  const own = await ended(visited.map((shard) => stock.run(shard, { kind: 'release', orderId, attempt })));
  if (own.some((outcome) => outcome.kind !== 'released' || !outcome.changed)) return false;
  const behind = await Promise.all(
    later.map(async (shard) => ({ shard, reservation: await stock.reservation(shard, orderId) })),
  );
  const left = behind.flatMap(({ shard, reservation }) =>
    reservation?.state === 'committed' ? { shard, attempt: reservation.attempt } : [],
  );
  if (left.length === 0) return true;
  if ((await stock.reservation(short, orderId))?.state === 'committed') return false;
  await ended(left.map((one) => stock.run(one.shard, { kind: 'release', orderId, attempt: one.attempt })));
  return true;
}

/** Like `Promise.all`, but answers only when nothing is under way any more: what goes on after a failure would meet the next call. */
async function ended<T>(calls: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(calls);
  return Promise.all(calls);
}
