import type { Order, OrderId } from '@halden/contracts';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../account/use-session.ts';
import { openOrderEvents, orders, readOrder } from '../api/shop.ts';
import { followOrder, pause } from './follow.ts';

export interface OrderState {
  order: Order | undefined;
  /** It is not there, or not ours to see. */
  error: unknown;
  /** The page hears of changes; false while the connection is gone. */
  live: boolean;
  cancel: () => Promise<void>;
}

/** An order, followed for as long as the page shows it. */
export function useOrder(id: string, guestKey: string | undefined): OrderState {
  const { state: session } = useSession();
  const [order, setOrder] = useState<Order>();
  const [error, setError] = useState<unknown>();
  const [live, setLive] = useState(true);
  const following = useRef<AbortSignal>(undefined);
  // The service says whether it is an order's id.
  const orderId = id as OrderId;
  const request = { params: { orderId }, headers: guestKey ? { 'order-key': guestKey } : {} };
  const newer = (next: Order) =>
    setOrder((before) => (before?.id === next.id && before.version >= next.version ? before : next));

  useEffect(() => {
    if (session === 'unknown') return undefined;
    // What a signed-in person saw is not seen after they signed out.
    if (session === 'signed-out' && guestKey === undefined) setOrder(undefined);
    const stop = new AbortController();
    following.current = stop.signal;
    setError(undefined);
    followOrder({
      open: (signal) => openOrderEvents(orderId, guestKey, signal),
      read: (signal) => readOrder(orderId, guestKey, signal),
      onOrder: (next) => !stop.signal.aborted && newer(next),
      onConnection: (state) => !stop.signal.aborted && setLive(state),
      wait: pause,
      signal: stop.signal,
    }).catch((fault: unknown) => !stop.signal.aborted && setError(fault));
    return () => stop.abort();
    // Signing in may open what was closed before.
  }, [orderId, guestKey, session]);

  return {
    order: order?.id === orderId ? order : undefined,
    error,
    live,
    async cancel() {
      const begunBy = following.current;
      const cancelled = await orders.cancelOrder(request);
      if (!begunBy?.aborted) newer(cancelled);
    },
  };
}
