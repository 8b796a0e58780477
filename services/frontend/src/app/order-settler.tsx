import { useEffect } from 'react';
import { cart } from '../cart/store.ts';
import { useStored } from '../data/use-stored.ts';

/** Waits for the bank on every page; its code is loaded where there is an order to wait for. */
export function OrderSettler() {
  const waiting = useStored(cart, () => undefined)?.undecided.length;
  const active = waiting !== undefined && waiting > 0;
  useEffect(() => {
    if (!active) return undefined;
    const stop = new AbortController();
    import('../checkout/settle.ts').then(
      ({ settleOrders }) => settleOrders(stop.signal),
      // Without its code, the next page does it.
      () => undefined,
    );
    return () => stop.abort();
  }, [active]);
  return null;
}
