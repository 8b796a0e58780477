import { lazy, StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { startSession } from '../account/session.ts';
import { type Language, LanguageProvider } from '../i18n/use-messages.tsx';
import { App, type PageComponents } from './app.tsx';
import { pages } from './routes.ts';

const lazyPages: PageComponents = {
  home: lazy(pages.home),
  shelf: lazy(pages.shelf),
  product: lazy(pages.product),
  checkout: lazy(pages.checkout),
  order: lazy(pages.order),
  account: lazy(pages.account),
  signedIn: lazy(pages.signedIn),
};

/** Puts the shop on the page; `takeOver`: what the page shows is what the shop begins with, and is kept (see prerender.tsx). */
export function mount(root: HTMLElement, first: Language, { takeOver }: { takeOver: boolean }): void {
  startSession();
  const shop = (
    <StrictMode>
      <LanguageProvider first={first}>
        <App pages={lazyPages} />
      </LanguageProvider>
    </StrictMode>
  );
  if (takeOver) hydrateRoot(root, shop);
  else createRoot(root).render(shop);
}
