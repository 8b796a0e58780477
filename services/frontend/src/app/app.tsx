import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Switch, useLocation } from 'wouter';
import { startSession } from '../account/session.ts';
import type { Words } from '../i18n/en.ts';
import { LanguageProvider } from '../i18n/use-words.tsx';
import { NotFound } from '../pages/not-found.tsx';
import { Part } from '../ui/failure.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { LateCart } from './late-cart.tsx';
import { usePageChanges } from './navigation.ts';
import { OfflineBanner } from './offline-banner.tsx';
import { pages } from './routes.ts';
import { SkipLink } from './skip-link.tsx';

const Home = lazy(pages.home);
const Shelf = lazy(pages.shelf);
const Product = lazy(pages.product);
const Checkout = lazy(pages.checkout);
const Order = lazy(pages.order);
const Account = lazy(pages.account);
const SignedIn = lazy(pages.signedIn);

/** The frame around every page, and which page stands in it. */
function App() {
  const [path] = useLocation();
  usePageChanges();
  return (
    <>
      <SkipLink />
      <OfflineBanner />
      <Header />
      <main id="content" tabIndex={-1}>
        <Part name="page" resetKey={path}>
          <Suspense fallback={null}>
            <Switch>
              <Route path="/" component={Home} />
              <Route path="/shelves/:category" component={Shelf} />
              <Route path="/search" component={Shelf} />
              <Route path="/products/:slug" component={Product} />
              <Route path="/checkout" component={Checkout} />
              <Route path="/orders/:id" component={Order} />
              <Route path="/account" component={Account} />
              <Route path="/account/orders" component={Account} />
              <Route path="/signed-in" component={SignedIn} />
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Suspense>
        </Part>
      </main>
      <Footer />
      <LateCart />
      <LiveRegion />
    </>
  );
}

/** Puts the shop on the page. */
export function mount(root: HTMLElement, words: Words): void {
  startSession();
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider words={words}>
        <App />
      </LanguageProvider>
    </StrictMode>,
  );
}
