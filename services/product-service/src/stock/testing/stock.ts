import { productId, sku, type Sku } from '@halden/contracts';
import { createStockLevels } from '../../domain/stock-levels.ts';
import { type Reservation, reservationId, shardOf } from '../../domain/stock.ts';
import type { OrderId } from '@halden/contracts';
import { createMemoryStockStore, StockMemory, type Weather } from '../../stores/testing/memory-stock-store.ts';
import { createStockShards, type ShardsOptions } from '../shards.ts';

/** SKUs each in a shard of its own, in the order in which an order visits them. */
export function skusApart(count: number): Sku[] {
  const found = new Map<string, Sku>();
  for (let n = 0; found.size < count; n++) {
    const candidate = sku(`APART-${n}`);
    found.set(shardOf(candidate), found.get(shardOf(candidate)) ?? candidate);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Stock in memory, and replicas over it. */
export function someStock(stock: ReadonlyMap<Sku, number>) {
  const memory = new StockMemory();
  for (const [id, onHand] of stock)
    memory.put(shardOf(id), { type: 'level', id, productId: productId('prd_it'), onHand, reserved: 0, revision: 1 });
  return {
    memory,
    replica(options: Partial<ShardsOptions> & { weather?: Weather } = {}) {
      const { weather, ...rest } = options;
      return createStockShards({
        store: createMemoryStockStore(memory, weather),
        levels: createStockLevels(),
        now: () => 1_000_000,
        random: () => 0,
        gatherMs: 0,
        ...rest,
      });
    },
    /** On hand and reserved, as they are stored. */
    level(id: Sku) {
      const document = memory.shard(shardOf(id)).get(id)?.document;
      return document?.type === 'level' ? [document.onHand, document.reserved] : undefined;
    },
    state: (orderId: OrderId, of: Sku) =>
      (memory.shard(shardOf(of)).get(reservationId(orderId))?.document as Reservation | undefined)?.state,
  };
}
