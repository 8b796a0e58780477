import { type ComponentType, Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { NotFound } from '../pages/not-found.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { LateCart } from './late-cart.tsx';
import { usePageChanges } from '../runtime/navigation.ts';
import { OfflineBanner } from './offline-banner.tsx';
import { OrderSettler } from './order-settler.tsx';
import type { pages } from './routes.ts';
import { SkipLink } from './skip-link.tsx';

/** What stands in the frame at each address. */
export type PageComponents = Record<keyof typeof pages, ComponentType>;

/** The frame around every page, and which page stands in it. */
export function App({
  pages: { home, shelf, product, checkout, order, account, signedIn },
}: {
  pages: PageComponents;
}) {
  const [path] = useLocation();
  usePageChanges();
  return (
    <>
      <SkipLink />
      <OfflineBanner />
      <Header />
      <main id="content" tabIndex={-1}>
        <ErrorBoundary name="page" resetKey={path}>
          <Suspense fallback={null}>
            <Switch>
              <Route path="/" component={home} />
              <Route path="/shelves/:category" component={shelf} />
              <Route path="/search" component={shelf} />
              <Route path="/products/:slug" component={product} />
              <Route path="/checkout" component={checkout} />
              <Route path="/orders/:id" component={order} />
              <Route path="/account" component={account} />
              <Route path="/account/orders" component={account} />
              <Route path="/signed-in" component={signedIn} />
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
      <Footer />
      <LateCart />
      <OrderSettler />
      <LiveRegion />
    </>
  );
}
