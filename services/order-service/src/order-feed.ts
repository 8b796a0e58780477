import type { OrderId } from '@halden/contracts';
import type { Logger } from '@halden/service-kit';
import type { OrderRecord } from './domain/order.ts';
import type { OrderStore } from './domain/ports.ts';

type Listener = (order: OrderRecord) => void;

/** Tells those who watch an order of its new versions: made here, at once; made by another replica, within the poll's time. */
export interface OrderFeed {
  watch(id: OrderId, listener: Listener): () => void;
  start(): void;
  stop(): void;
}

/** A store whose changes reach the feed. */
export function withFeed<S extends OrderStore>(store: S, tell: (orders: readonly OrderRecord[]) => void): S {
  return {
    ...store,
    async save(changes) {
      const outcomes = await store.save(changes);
      tell(changes.filter((_, index) => outcomes[index] === 'saved').map(({ order }) => order));
      return outcomes;
    },
  };
}

export function createOrderFeed(options: {
  orders: OrderStore;
  log: Logger;
  pollMs?: number;
}): OrderFeed & { tell(orders: readonly OrderRecord[]): void } {
  const { orders, log, pollMs = 1_000 } = options;
  const watched = new Map<OrderId, { listeners: Set<Listener>; version: number }>();
  let timer: NodeJS.Timeout | undefined;

  const tell = (changed: readonly OrderRecord[]) => {
    for (const order of changed) {
      const entry = watched.get(order.id);
      if (!entry || entry.version >= order.version) continue;
      entry.version = order.version;
      for (const listener of entry.listeners) listener(order);
    }
  };
  const poll = async () => {
    const versions = await orders.versions([...watched.keys()]);
    const newer = [...versions]
      .filter(([id, version]) => version > (watched.get(id)?.version ?? version))
      .map(([id]) => id);
    if (newer.length > 0) tell([...(await orders.find(newer)).values()]);
  };
  const again = () => {
    timer = setTimeout(() => {
      const looked = watched.size > 0 ? poll() : Promise.resolve();
      void looked
        .catch((error: unknown) => log.warn({ err: error }, 'watched orders could not be read'))
        .finally(() => timer && again());
    }, pollMs);
  };
  return {
    tell,
    watch(id, listener) {
      const entry = watched.get(id) ?? { listeners: new Set(), version: 0 };
      watched.set(id, entry);
      entry.listeners.add(listener);
      return () => {
        entry.listeners.delete(listener);
        if (entry.listeners.size === 0) watched.delete(id);
      };
    },
    start: again,
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
