import type { OrderRecord } from './domain/order.ts';
import type { OrderStore } from './domain/ports.ts';

/** A version of an order that was written; `from` is the one before, absent where the order was placed. */
export interface WrittenVersion {
  from?: OrderRecord;
  order: OrderRecord;
}
/** Hears of every version once, from whichever way it came: an API, a message. Must not throw. */
export type OrderObserver = (written: WrittenVersion) => void;

/** A store whose observers hear of what it has written. */
export function observed<S extends OrderStore>(store: S, observers: readonly OrderObserver[]): S {
  const notify = (written: WrittenVersion) => observers.forEach((observer) => observer(written));
  return {
    ...store,
    async place(...args) {
      const outcome = await store.place(...args);
      if (outcome.placed) notify({ order: outcome.order });
      return outcome;
    },
    async save(changes) {
      const outcomes = await store.save(changes);
      changes.filter((_, index) => outcomes[index] === 'saved').forEach(notify);
      return outcomes;
    },
  };
}
