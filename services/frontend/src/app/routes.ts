import type { CategoryId, View } from '@halden/contracts';
import { categories, collections, newest, product, products } from '../catalogue/questions.ts';
import { readShelf, shelfIds, toQuery } from '../catalogue/shelf-url.ts';
import { askAhead } from '../data/shared-cache.ts';
import { loadBuyingWords } from '../i18n/load-words.ts';
import { preferences } from '../preferences/store.ts';

/** A page's code, and the words that only such pages need. */
async function withBuyingWords<T>(page: Promise<T>): Promise<T> {
  const [code] = await Promise.all([page, loadBuyingWords(preferences.get().locale)]);
  return code;
}

/** The pages; each is a file of its own, loaded when somebody goes there. */
export const pages = {
  home: () => import('../pages/home.tsx'),
  shelf: () => import('../pages/shelf.tsx'),
  product: () => import('../pages/product.tsx'),
  checkout: () => withBuyingWords(import('../pages/checkout.tsx')),
  order: () => withBuyingWords(import('../pages/order.tsx')),
  account: () => withBuyingWords(import('../pages/account.tsx')),
  signedIn: () => withBuyingWords(import('../pages/signed-in.tsx')),
};

/**
 * Starts everything that the first page needs while the application itself is still on its way: its code and its data. Resolves when
 * the code is there, or cannot be had: then the page says so.
 */
export async function startLoading({ pathname, search }: { pathname: string; search: string }, view: View): Promise<void> {
  const [, first = '', second = ''] = pathname.split('/').map(decodeURIComponent);
  const code = pageAt(first)?.();
  if (first === '') for (const question of [collections(view), newest(view), categories(view)]) askAhead(question);
  else if (first === 'shelves' || first === 'search') {
    const shelf = shelfIds.find((id): id is CategoryId => id === second);
    askAhead(categories(view));
    if (first === 'search' || shelf) askAhead(products(toQuery(readShelf(search), shelf), view));
  } else if (first === 'products' && second) askAhead(product(second, view));
  await code?.catch(() => undefined);
}

/** What loads the page of an address whose first part is this. */
function pageAt(first: string): (() => Promise<unknown>) | undefined {
  const byAddress: Record<string, keyof typeof pages> = {
    ...{ '': 'home', shelves: 'shelf', search: 'shelf', products: 'product', checkout: 'checkout', orders: 'order' },
    ...{ account: 'account', 'signed-in': 'signedIn' },
  };
  const name = byAddress[first];
  return name && pages[name];
}
