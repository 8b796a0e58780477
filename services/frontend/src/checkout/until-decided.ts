import type { Order, OrderId } from '@halden/contracts';
import { openOrderEvents, orders } from '../api/shop.ts';
import { followOrder, pause } from '../order/follow.ts';
import type { Placed } from './state.ts';

/** So long a customer waits for the bank here; then the order's own page goes on waiting. */
const patienceMs = 12_000;

/** Resolves with the order once the bank has answered; with nothing when it takes too long, or the order cannot be read. */
export async function untilDecided({ orderId, guestKey }: Placed, signal: AbortSignal): Promise<Order | undefined> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const decided = new AbortController();
  let latest: Order | undefined;
  await followOrder({
    open: (each) => openOrderEvents(orderId, guestKey, each),
    read: (each) => readOrder(orderId, guestKey, each),
    onOrder: (order) => {
      latest = order;
      if (order.status !== 'pending') decided.abort();
    },
    onConnection: () => undefined,
    wait: pause,
    signal: AbortSignal.any([stop, decided.signal]),
  }).catch(() => undefined);
  return latest;
}

const readOrder = (orderId: OrderId, guestKey: string | undefined, signal: AbortSignal): Promise<Order> =>
  orders.getOrder({ params: { orderId }, headers: guestKey ? { 'order-key': guestKey } : {} }, { signal });
