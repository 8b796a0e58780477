import { DomainError, type OrderId, type OrderLineRequest, productId, type Sku, sku } from '@halden/contracts';
import { silentLog } from '@halden/service-kit/testing';
import { adjustStock } from '../../domain/adjust-stock.ts';
import { createCatalogue } from '../../domain/catalogue.ts';
import { reserveStock } from '../../domain/reserve-stock.ts';
import { settleReservations } from '../../domain/settle-reservations.ts';
import { createStockLevels } from '../../domain/stock-levels.ts';
import { shardOf } from '../../domain/stock.ts';
import { createMiniSearch } from '../../search/mini-search.ts';
import type { Random } from '@halden/demo-catalogue';
import { createMemoryStockStore, StockMemory } from '../../stores/testing/memory-stock-store.ts';
import { anEntry, aProduct, aVariant } from '../../testing/builders.ts';
import { glossaries } from '../../testing/catalogues.ts';
import { createStockShards } from '../shards.ts';
import { createExpirySweep } from '../sweep.ts';

/** What a call to a replica ended with; `undefined` when nobody knows, because it or its answer was lost. */
export type Answer = 'reserved' | 'committed' | 'released' | 'unavailable' | 'unknown' | 'refused' | undefined;

export interface Simulation {
  memory: StockMemory;
  skus: Sku[];
  initial: ReadonlyMap<Sku, number>;
  clock: { now: number };
  random: Random;
  /** Share of the calls to the store that are lost, before or after they took effect. */
  faults: number;
}

export function createSimulation(random: Random): Simulation {
  const skus: Sku[] = [];
  while (new Set(skus.map(shardOf)).size < 3 || skus.length < 6) skus.push(sku(`SIM-${random.whole(0, 1e9)}`));
  const clock = { now: 1_000_000 };
  const memory = new StockMemory(() => clock.now);
  const initial = new Map(skus.map((one) => [one, random.whole(0, 12)] as const));
  for (const [id, onHand] of initial)
    memory.put(shardOf(id), { type: 'level', id, productId: productId('prd_it'), onHand, reserved: 0, revision: 1 });
  return { memory, skus, initial, clock, random, faults: 0.04 };
}

class LostCall extends Error {}

export type Replica = ReturnType<typeof startReplica>;

/** A replica that may be slow, lose calls, and die at any moment. It hears of others only by what it reads. */
export function startReplica({ memory, skus, clock, random, ...simulation }: Simulation) {
  let isDead = false;
  const death = Promise.withResolvers<undefined>();
  let attempts = 0;
  const name = random.whole(0, 1e9);
  const hop = async () => {
    for (let turns = random.whole(0, 6); turns > 0; turns--) await Promise.resolve();
    if (random.chance(0.2)) await new Promise((resolve) => void setImmediate(resolve));
    if (isDead) await new Promise(() => undefined); // the dead answer nobody
    if (random.chance(simulation.faults)) throw new LostCall();
  };
  const store = createMemoryStockStore(memory, { before: hop, after: hop });
  const now = () => clock.now;
  const levels = createStockLevels();
  const catalogue = createCatalogue({
    textSearch: createMiniSearch(glossaries),
    available: levels.available,
  });
  levels.onChange(catalogue.stockChanged);
  const loading = catalogue.load();
  loading.add([anEntry(aProduct({ id: 'prd_it', variants: skus.map((one) => aVariant({ sku: one })) }))]);
  loading.end();
  const stock = createStockShards({ store, levels, now, random: () => 0, gatherMs: 0 });
  const deps = { catalogue, stock, now, newAttempt: () => `${name}-${attempts++}` };
  const sweep = createExpirySweep({
    store,
    stock,
    intervalMs: 1,
    now,
    log: silentLog,
    onExpired: () => undefined,
  });
  const [reserve, settle, adjust] = [reserveStock(deps), settleReservations(deps), adjustStock(deps)];
  const answerOf = async (call: Promise<Answer>): Promise<Answer> => {
    try {
      return await Promise.race([call, death.promise]);
    } catch (error) {
      if (error instanceof LostCall) return undefined;
      if (error instanceof DomainError) return error.code === 'dependency_unavailable' ? undefined : 'refused';
      throw error;
    }
  };
  return {
    reserve: (orderId: OrderId, lines: OrderLineRequest[], ttlSeconds: number) =>
      answerOf(reserve({ orderId, lines, ttlSeconds, currency: 'EUR', locale: 'en' }).then(() => 'reserved' as const)),
    settle: (orderId: OrderId, action: 'commit' | 'release', lines: OrderLineRequest[]) =>
      answerOf(settle({ items: [{ orderId, action, lines }] }).then(({ items }) => items[0]?.outcome)),
    adjust: (of: Sku, change: number, request: string) =>
      answerOf(
        adjust({ sku: of, change, reason: 'counted', bookedBy: 'grace', request }).then(() => 'released' as const),
      ),
    sweep: () => answerOf(sweep.sweep().then(() => 'released' as const)),
    die: () => {
      isDead = true;
      death.resolve(undefined);
    },
  };
}
