import { DomainError, type Sku, type StockLevel } from '@halden/contracts';
import type { Catalogue } from './catalogue.ts';
import type { StockShards } from './ports.ts';
import { shardOf, toStockLevel } from './stock.ts';

/** The level as it is stored now. Rejects with `sku_not_found`. */
export const readStock =
  ({ catalogue, stock }: { catalogue: Catalogue; stock: StockShards }) =>
  async (sku: Sku): Promise<StockLevel> => {
    const level = await stock.level(shardOf(sku), sku);
    if (level) return toStockLevel(level);
    if (!catalogue.variant(sku)) throw new DomainError('sku_not_found');
    return { sku, onHand: 0, reserved: 0, available: 0 }; // sold, but nothing ever came in
  };
