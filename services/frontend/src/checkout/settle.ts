import type { Order } from '@halden/contracts';
import { orderStates } from '@halden/contracts/order-states';
import { currentSession } from '../account/session.ts';
import { openOrderEvents, readOrder } from '../api/shop.ts';
import type { Undecided } from '../cart/cart-state.ts';
import { returned, settled } from '../cart/purchase.ts';
import { cart } from '../cart/store.ts';
import { followOrder, pause } from '../order/follow.ts';
import { whenFree } from '../runtime/lock.ts';

/** An order that nobody here can read any more gives its lines back after that time: the customer decides what to do with them. */
const longestWaitMs = 24 * 3_600_000;
/** Between two tries to read an order that could not be read. */
const retryMs = 60_000;

/**
 * Waits for the bank in the place of the customer, who may have left the checkout, reloaded the page or closed the tab: follows every
 * order whose payment is open, and takes its lines out of the cart for good when it is paid, or puts them back when it is declined.
 * Resolves when no order is open any more, or with the signal. One tab of the browser does it at a time.
 */
export async function settleOrders(signal: AbortSignal): Promise<void> {
  const under = new Map<string, AbortController>();
  const finished = Promise.withResolvers<void>();
  const look = () => {
    const { undecided } = cart.get();
    for (const order of undecided) {
      if (under.has(order.orderId) || !isReadable(order)) continue;
      const stop = new AbortController();
      under.set(order.orderId, stop);
      void settleOne(order, AbortSignal.any([signal, stop.signal])).finally(() => under.delete(order.orderId));
    }
    // Another tab was faster.
    for (const [orderId, stop] of under) if (!undecided.some((each) => each.orderId === orderId)) stop.abort();
    if (undecided.length === 0 || signal.aborted) finished.resolve();
  };
  const stopWatching = [cart.subscribe(look), currentSession.subscribe(look)];
  signal.addEventListener('abort', look);
  look();
  await finished.promise;
  stopWatching.forEach((stop) => stop());
}

/** A customer's order is read by that customer alone; a guest's has a key. */
function isReadable({ customer }: Undecided): boolean {
  const session = currentSession.get();
  return customer === undefined || (session.state === 'signed-in' && session.id === customer.id);
}

async function settleOne(order: Undecided, signal: AbortSignal): Promise<void> {
  const work = async () => {
    while (!signal.aborted && cart.read().undecided.some(({ orderId }) => orderId === order.orderId)) {
      if (await followToDecision(order, signal)) return;
      if (Date.now() - order.placedAt > longestWaitMs) return cart.set(returned(order.orderId));
      await pause(retryMs, signal);
    }
  };
  // Aborted: another tab has settled it, or the page goes away.
  await whenFree(`order.${order.orderId}`, signal, work).catch(() => undefined);
}

/** Follows an order until the bank has answered; resolves with whether it has. */
async function followToDecision({ orderId, guestKey }: Undecided, signal: AbortSignal): Promise<boolean> {
  const decided = new AbortController();
  await followOrder({
    open: (each) => openOrderEvents(orderId, guestKey, each),
    read: (each) => readOrder(orderId, guestKey, each),
    onOrder: (order) => settleWith(order) && decided.abort(),
    onConnection: () => undefined,
    wait: pause,
    signal: AbortSignal.any([signal, decided.signal]),
  }).catch(() => undefined);
  return decided.signal.aborted;
}

/** Settles what waits for this order, as far as the order is decided; resolves with whether it is. */
export function settleWith({ id, status, declineReason }: Pick<Order, 'id' | 'status' | 'declineReason'>): boolean {
  const { money, mood } = orderStates[status];
  if (money === 'awaited') return false;
  const isDeclined = money === 'none' && mood === 'bad';
  cart.set(isDeclined ? returned(id, declineReason) : settled(id));
  return true;
}
