import { DomainError, type Sku, type StockLevel } from '@halden/contracts';
import type { Catalogue } from './catalogue.ts';
import type { StockShards } from './ports.ts';
import { shardOf, toStockLevel } from './stock.ts';

interface Deps {
  catalogue: Catalogue;
  stock: StockShards;
  now: () => number;
}

export interface StockChange {
  sku: Sku;
  change: number;
  reason: string;
  bookedBy: string;
  /** The name of the request: under it the change is booked once, however often it is asked for. */
  request: string;
}

/**
 * Books goods that came in or went missing. Rejects with `sku_not_found`, `stock_below_reserved` and, where another change was booked
 * for the same request, `idempotency_key_reused`.
 */
export const adjustStock =
  ({ catalogue, stock, now }: Deps) =>
  async ({ sku, change, reason, bookedBy, request }: StockChange): Promise<StockLevel> => {
    const productId = catalogue.variant(sku)?.product.entry.record.id;
    if (!productId) throw new DomainError('sku_not_found');
    const adjustment = {
      type: 'adjustment' as const,
      id: `adj:${request}`,
      sku,
      change,
      reason,
      bookedBy,
      at: new Date(now()).toISOString(),
      revision: 1,
    };
    const outcome = await stock.run(shardOf(sku), { kind: 'adjust', adjustment, productId });
    if (outcome.kind === 'adjusted') return toStockLevel(outcome.level);
    if (outcome.kind === 'other_adjustment') throw new DomainError('idempotency_key_reused');
    if (outcome.kind !== 'below_reserved') throw new Error(`an adjustment cannot end as '${outcome.kind}'`);
    const { onHand = 0, reserved = 0 } = outcome.level ?? {};
    const detail = `${onHand} on hand, ${reserved} of them reserved: ${change} would leave ${onHand + change}`;
    throw new DomainError('stock_below_reserved', detail, { skus: [sku] });
  };
