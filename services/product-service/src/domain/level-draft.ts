import type { OrderId, Sku } from '@halden/contracts';
import { type Adjustment, availableOf, type Level, type Reservation, type StockDocument } from './stock.ts';

/** The documents of a shard, with what was decided so far. */
export interface ShardView {
  level(sku: Sku): Level | undefined;
  /** `guess`: a reservation nobody here has heard of may be taken as absent, because creating it would show if it is not. */
  reservation(orderId: OrderId, options?: { guess: boolean }): Reservation | undefined;
  adjustment(id: string): Adjustment | undefined;
  write(document: StockDocument): void;
}

interface Change {
  onHand: number;
  reserved: number;
}

/** Levels that are being changed; written only when closed, and only where something changed. */
export interface LevelDraft {
  available(sku: Sku): number;
  change(sku: Sku, change: Change): void;
  close(): void;
}

export function openLevels(view: ShardView): LevelDraft {
  const changes = new Map<Sku, Change>();
  const changed = (level: Level): Level => {
    const { onHand, reserved } = changes.get(level.id) ?? { onHand: 0, reserved: 0 };
    return { ...level, onHand: level.onHand + onHand, reserved: level.reserved + reserved };
  };
  return {
    available(sku) {
      const level = view.level(sku);
      return level ? availableOf(changed(level)) : 0;
    },
    change(sku, { onHand, reserved }) {
      const sofar = changes.get(sku) ?? { onHand: 0, reserved: 0 };
      changes.set(sku, { onHand: sofar.onHand + onHand, reserved: sofar.reserved + reserved });
    },
    close() {
      for (const [sku, { onHand, reserved }] of changes) {
        if (onHand === 0 && reserved === 0) continue;
        const level = view.level(sku);
        if (!level) throw new Error(`the stock level of ${sku} is missing, although a reservation names it`);
        const after = changed(level);
        if (after.reserved < 0 || after.onHand < after.reserved)
          throw new Error(`the stock level of ${sku} would become ${after.onHand}, ${after.reserved} of them reserved`);
        view.write({ ...after, revision: level.revision + 1 });
      }
    },
  };
}
