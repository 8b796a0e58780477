import type { Sku } from '@halden/contracts';
import { availableOf, type Level, type Stored } from './stock.ts';

/** The levels of every SKU, as this replica knows them: kept fresh by its own writes and by what it hears of others. */
export interface StockLevels {
  get(sku: Sku): Stored<Level> | undefined;
  available(sku: Sku): number;
  /** Takes a version unless a newer one is known. */
  learn(level: Stored<Level>): void;
  /** Calls it whenever the available number of a SKU is another one. */
  onChange(listener: (sku: Sku) => void): void;
}

export function createStockLevels(): StockLevels {
  const levels = new Map<Sku, Stored<Level>>();
  const listeners: ((sku: Sku) => void)[] = [];
  const available = (sku: Sku) => availableOf(levels.get(sku)?.document);
  return {
    get: (sku) => levels.get(sku),
    available,
    onChange: (listener) => void listeners.push(listener),
    learn(level) {
      const sku = level.document.id;
      const known = levels.get(sku);
      if (known && known.document.revision > level.document.revision) return;
      const before = available(sku);
      levels.set(sku, level);
      if (available(sku) === before) return;
      for (const listener of listeners) listener(sku);
    },
  };
}
