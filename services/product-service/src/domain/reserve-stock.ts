import { DomainError, type OrderId, type Reservation, type ReserveStock, type Sku } from '@halden/contracts';
import type { Catalogue } from './catalogue.ts';
import type { StockShards } from './ports.ts';
import { priceLines } from './pricing.ts';
import { byShard, fingerprintOf } from './stock.ts';

interface Deps {
  catalogue: Catalogue;
  stock: StockShards;
  now: () => number;
  /** A name for one call, never the same twice. */
  newAttempt: () => string;
}

type Part = ReturnType<typeof byShard>[number];

/**
 * Holds stock for an order, all lines or none. Repeating it gives the same reservation; one that has ended is made anew.
 * A shard's part is one transaction; with several shards the earlier parts are given back when a later one fails, and what a crash
 * leaves behind ends by itself.
 * Rejects with `unknown_product`, `out_of_stock`, `reservation_conflict`, `validation_failed`, `dependency_unavailable`.
 */
export const reserveStock =
  ({ catalogue, stock, now, newAttempt }: Deps) =>
  async ({ orderId, lines, ttlSeconds, ...view }: ReserveStock): Promise<Reservation> => {
    const priced = priceLines(catalogue, { ...view, lines });
    if (priced.unknownSkus.length > 0)
      throw new DomainError('unknown_product', undefined, { skus: priced.unknownSkus });
    const parts = byShard(lines);
    const claim = { orderId, fingerprint: fingerprintOf(lines), attempt: newAttempt(), takeOver: parts.length > 1 };
    await refuseOtherHolds(stock, { ...claim, parts, now: now() });

    let expiresAt = Infinity;
    const tried: string[] = [];
    try {
      for (const [shard, part] of parts) {
        tried.push(shard);
        const command = { ...claim, kind: 'reserve' as const, lines: part, expiresAt: now() + ttlSeconds * 1000 };
        const outcome = await stock.run(shard, command);
        if (outcome.kind === 'conflict') throw new DomainError('reservation_conflict');
        if (outcome.kind === 'short')
          throw outOfStock([...outcome.skus, ...shortLater(catalogue, parts.slice(tried.length))]);
        if (outcome.kind === 'reserved') expiresAt = Math.min(expiresAt, outcome.expiresAt);
      }
    } catch (error) {
      // What cannot be given back now ends by itself.
      const { attempt } = claim;
      await Promise.allSettled(tried.map((shard) => stock.run(shard, { kind: 'release', orderId, attempt })));
      throw error;
    }
    return {
      orderId,
      expiresAt: new Date(expiresAt).toISOString(),
      lines: priced.lines.map(({ available: _, ...line }) => line),
    };
  };

const outOfStock = (skus: Sku[]) => new DomainError('out_of_stock', undefined, { skus });

/** What else would have been too little, as far as this replica knows: so that the caller hears of it at once. */
const shortLater = (catalogue: Catalogue, parts: readonly Part[]): Sku[] =>
  parts.flatMap(([, lines]) =>
    lines.filter(({ sku, quantity }) => catalogue.available(sku) < quantity).map(({ sku }) => sku),
  );

/**
 * Other lines under the same order id show in the shards that both have in common. This looks at the shards that only the earlier
 * request had, as far as this replica has heard of it; a hold it has not heard of ends by itself.
 */
async function refuseOtherHolds(
  stock: StockShards,
  { orderId, fingerprint, parts, now }: { orderId: OrderId; fingerprint: string; parts: readonly Part[]; now: number },
): Promise<void> {
  for (const { shard, reservation } of stock.heldFor(orderId)) {
    if (reservation.fingerprint === fingerprint || parts.some(([wanted]) => wanted === shard)) continue;
    const stored = await stock.reservation(shard, orderId);
    const holds = stored?.state === 'committed' || (stored?.state === 'reserved' && (stored.expiresAt ?? 0) > now);
    if (holds) throw new DomainError('reservation_conflict');
  }
}
