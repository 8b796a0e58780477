import { DomainError, type Sku, type StockLevel } from '@halden/contracts';
import type { Catalogue } from './catalogue.ts';
import type { StockLedger } from './ports.ts';
import { shardOf, toStockLevel } from './stock.ts';

interface Deps {
  catalogue: Catalogue;
  ledger: StockLedger;
  now: () => number;
  /** A name for one call, never the same twice. */
  newAttempt: () => string;
}

/** Books goods that came in or went missing. Rejects with `sku_not_found` and `stock_below_reserved`. */
export const adjustStock =
  ({ catalogue, ledger, now, newAttempt }: Deps) =>
  async ({
    sku,
    change,
    reason,
    bookedBy,
  }: {
    sku: Sku;
    change: number;
    reason: string;
    bookedBy: string;
  }): Promise<StockLevel> => {
    const productId = catalogue.variant(sku)?.product.entry.record.id;
    if (!productId) throw new DomainError('sku_not_found');
    const adjustment = {
      type: 'adjustment' as const,
      id: `adj:${newAttempt()}`,
      sku,
      change,
      reason,
      bookedBy,
      at: new Date(now()).toISOString(),
      revision: 1,
    };
    const outcome = await ledger.run(shardOf(sku), { kind: 'adjust', adjustment, productId });
    if (outcome.kind === 'adjusted') return toStockLevel(outcome.level);
    if (outcome.kind !== 'below_reserved') throw new Error(`an adjustment cannot end as '${outcome.kind}'`);
    const { onHand = 0, reserved = 0 } = outcome.level ?? {};
    const detail = `${onHand} on hand, ${reserved} of them reserved: ${change} would leave ${onHand + change}`;
    throw new DomainError('stock_below_reserved', detail, { skus: [sku] });
  };
