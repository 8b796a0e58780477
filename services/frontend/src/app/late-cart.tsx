import { lazy, Suspense, useEffect, useState } from 'react';
import { drawer } from '../cart/store.ts';
import { useCart } from '../cart/use-cart.ts';
import { useStored } from '../data/use-stored.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';

const CartDrawer = lazy(() =>
  import('../cart/drawer.tsx').then(({ CartDrawer: component }) => ({ default: component })),
);

/** The cart's drawer, loaded when it is opened; a little ahead of that where something is in the cart. */
export function LateCart() {
  const open = useStored(drawer);
  const filled = useCart().count > 0;
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
