import { lazy, Suspense, useEffect, useState } from 'react';
import type { Cart } from '../cart/cart.ts';
import { cart, drawer } from '../cart/store.ts';
import { useStored } from '../data/use-stored.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';

const CartDrawer = lazy(() =>
  import('../cart/drawer.tsx').then(({ CartDrawer: component }) => ({ default: component })),
);

const empty: Cart = [];

/** The cart's drawer, loaded when it is opened; a little ahead of that where something is in the cart. */
export function LateCart() {
  const open = useStored(drawer);
  const filled = useStored(cart, () => empty).length > 0;
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (!filled) return undefined;
    const soon = setTimeout(() => setReady(true), 1_500);
    return () => clearTimeout(soon);
  }, [filled]);
  return (
    <ErrorBoundary name="cart">
      <Suspense fallback={null}>{(open || ready) && <CartDrawer />}</Suspense>
    </ErrorBoundary>
  );
}
