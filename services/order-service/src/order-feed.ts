import type { OrderId } from '@halden/contracts';
import type { Logger } from '@halden/service-kit';
import type { OrderRecord } from './domain/order.ts';
import type { OrderStore } from './domain/ports.ts';
import type { OrderObserver } from './observe-orders.ts';

type Listener = (order: OrderRecord) => void;

/** Notifies those who watch an order of its new versions: made here, at once; made by another replica, within the poll's time. */
export interface OrderFeed {
  /** Returns how to end it; ending it again changes nothing. */
  watch(id: OrderId, listener: Listener): () => void;
  observe: OrderObserver;
  start(): void;
  stop(): void;
}

export function createOrderFeed(options: { orders: OrderStore; log: Logger; pollMs?: number }): OrderFeed {
  const { orders, log, pollMs = 1_000 } = options;
  const watched = new Map<OrderId, { listeners: Set<Listener>; version: number }>();
  let timer: NodeJS.Timeout | undefined;

  const observe = ({ order }: { order: OrderRecord }) => {
    const entry = watched.get(order.id);
    if (!entry || entry.version >= order.version) return;
    entry.version = order.version;
    for (const listener of entry.listeners) listener(order);
  };
  const poll = async () => {
    const versions = await orders.versions([...watched.keys()]);
    const newer = [...versions]
      .filter(([id, version]) => version > (watched.get(id)?.version ?? version))
      .map(([id]) => id);
    if (newer.length > 0) for (const order of (await orders.find(newer)).values()) observe({ order });
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
    observe,
    watch(id, listener) {
      const entry = watched.get(id) ?? { listeners: new Set(), version: 0 };
      watched.set(id, entry);
      // Wrapped, so that the same function may watch twice.
      const own: Listener = (order) => listener(order);
      entry.listeners.add(own);
      return () => {
        if (entry.listeners.delete(own) && entry.listeners.size === 0) watched.delete(id);
      };
    },
    start: again,
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
