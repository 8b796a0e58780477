import type { OrderId, Sku } from '@halden/contracts';
import type { ShardView } from '../domain/level-draft.ts';
import {
  type Adjustment,
  type Level,
  type Reservation,
  reservationId,
  type StockDocument,
  type Stored,
} from '../domain/stock.ts';

/** What a replica knows of a shard's documents. `null`: it is known that there is none. */
export type Known = (id: string) => Stored | null | undefined;

/** The decisions of one transaction, while they are being made. */
export interface ShardDraft {
  /** What the next command may look at and write. */
  open(): CommandDraft;
  readonly writes: ReadonlyMap<string, StockDocument>;
}

export interface CommandDraft {
  view: ShardView;
  /** Documents it looked at without knowing whether they exist; what was decided without them does not count. */
  missing: ReadonlySet<string>;
  /** Everything it looked at. */
  seen: ReadonlySet<string>;
  writes: ReadonlyMap<string, StockDocument>;
  /** Adds its writes to the transaction. */
  keep(): void;
}

/** Each command sees what the ones before it wrote. */
export function createShardDraft(known: Known): ShardDraft {
  const writes = new Map<string, StockDocument>();
  return {
    writes,
    open() {
      const own = new Map<string, StockDocument>();
      const missing = new Set<string>();
      const seen = new Set<string>();
      const look = (id: string, guess: boolean): StockDocument | undefined => {
        seen.add(id);
        const written = own.get(id) ?? writes.get(id);
        if (written) return written;
        const stored = known(id);
        if (stored === undefined && !guess) missing.add(id);
        return stored?.document;
      };
      const view: ShardView = {
        level: (sku: Sku) => look(sku, false) as Level | undefined,
        reservation: (orderId: OrderId, { guess } = { guess: false }) =>
          look(reservationId(orderId), guess) as Reservation | undefined,
        adjustment: (id) => look(id, true) as Adjustment | undefined,
        write: (document) => void own.set(document.id, document),
      };
      return {
        view,
        missing,
        seen,
        writes: own,
        keep: () => {
          for (const [id, document] of own) writes.set(id, document);
        },
      };
    },
  };
}
