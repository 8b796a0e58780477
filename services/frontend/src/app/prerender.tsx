import type { Locale } from '@halden/contracts';
import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { Router } from 'wouter';
import { shelfIds } from '../catalogue/shelf-url.ts';
import { loadMessages } from '../i18n/load-messages.ts';
import { LanguageProvider } from '../i18n/use-messages.tsx';
import Home from '../pages/home.tsx';
import Product from '../pages/product.tsx';
import Shelf from '../pages/shelf.tsx';
import { App, type PageComponents } from './app.tsx';

const Never = () => null;
const madeBeforehand: PageComponents = {
  home: Home,
  shelf: Shelf,
  product: Product,
  checkout: Never,
  order: Never,
  account: Never,
  signedIn: Never,
};

/** A page that the build makes beforehand. */
export interface MadePage {
  /** Its file, without language and `.html` (see tools/pages.ts). */
  name: string;
  /** Its code. */
  source: 'home' | 'shelf' | 'product';
  title: string;
  /** What stands in `#root` until the shop takes over. */
  markup: string;
}

/** Everything that is seen before code and data are there: the frame, its messages, and the places of what is on its way. */
export async function makePages(locale: Locale): Promise<MadePage[]> {
  const messages = await loadMessages(locale);
  const make = (path: string): string =>
    renderToString(
      <StrictMode>
        <LanguageProvider first={{ locale, messages }}>
          <Router ssrPath={path} ssrSearch="">
            <App pages={madeBeforehand} />
          </Router>
        </LanguageProvider>
      </StrictMode>,
    );
  return [
    { name: 'home', source: 'home', title: `${messages.home.title} · Halden`, markup: make('/') },
    { name: 'search', source: 'shelf', title: `${messages.shelf.all} · Halden`, markup: make('/search') },
    ...shelfIds.map((id) => ({
      name: `shelves/${id}`,
      source: 'shelf' as const,
      title: `${messages.frame.shelfNames[id]} · Halden`,
      markup: make(`/shelves/${id}`),
    })),
    { name: 'product', source: 'product', title: 'Halden', markup: make('/products/any') },
  ];
}
