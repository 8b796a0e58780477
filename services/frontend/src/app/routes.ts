import type { CategoryId, View } from '@halden/contracts';
import { categories, collections, newest, product, products } from '../catalogue/questions.ts';
import { readShelf, shelfIds, toQuery } from '../catalogue/shelf-url.ts';
import { askAhead } from '../data/shared-cache.ts';
import { heroFor } from '../catalogue/hero.ts';

/** The pages; each is a file of its own, loaded when somebody goes there. */
export const pages = {
  home: () => import('../pages/home.tsx'),
  shelf: () => import('../pages/shelf.tsx'),
  product: () => import('../pages/product.tsx'),
  checkout: () => import('../pages/checkout.tsx'),
  order: () => import('../pages/order.tsx'),
  account: () => import('../pages/account.tsx'),
  signedIn: () => import('../pages/signed-in.tsx'),
};

/**
 * Starts everything that the first page needs while the application itself is still on its way: its code, its data and, at home,
 * the large picture.
 */
export function startLoading({ pathname, search }: { pathname: string; search: string }, view: View): void {
  const [, first = '', second = ''] = pathname.split('/').map(decodeURIComponent);
  if (first === '') {
    void pages.home();
    preloadPicture(heroFor(document.documentElement));
    for (const question of [collections(view), newest(view), categories(view)]) askAhead(question);
  } else if (first === 'shelves' || first === 'search') {
    void pages.shelf();
    const shelf = shelfIds.find((id): id is CategoryId => id === second);
    askAhead(categories(view));
    if (first === 'search' || shelf) askAhead(products(toQuery(readShelf(search), shelf), view));
  } else if (first === 'products') {
    void pages.product();
    if (second) askAhead(product(second, view));
  } else if (first === 'checkout') void pages.checkout();
  else if (first === 'orders') void pages.order();
  else if (first === 'account') void pages.account();
}

function preloadPicture(href: string): void {
  const link = Object.assign(document.createElement('link'), { rel: 'preload', as: 'image', href });
  link.fetchPriority = 'high';
  document.head.append(link);
}
