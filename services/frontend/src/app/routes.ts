import type { CategoryId, View } from '@halden/contracts';
import { categories, collections, newest, product, products } from '../catalogue/queries.ts';
import { firstCards, readShelf, shelfIds, toQuery } from '../catalogue/shelf-url.ts';
import { variantOf } from '../catalogue/variant.ts';
import { prefetch } from '../data/shared-cache.ts';
import { loadBuyingMessages } from '../i18n/load-messages.ts';
import { preferences } from '../preferences/store.ts';

type Address = Pick<Location, 'pathname' | 'search'>;

/** A page's code, and the messages that only such pages need. */
async function withBuyingMessages<T>(page: Promise<T>): Promise<T> {
  const [code] = await Promise.all([page, loadBuyingMessages(preferences.get().locale)]);
  return code;
}

/** The pages; each is a file of its own, loaded when somebody goes there. */
export const pages = {
  home: () => import('../pages/home.tsx'),
  shelf: () => import('../pages/shelf.tsx'),
  product: () => import('../pages/product.tsx'),
  checkout: () => withBuyingMessages(import('../pages/checkout.tsx')),
  order: () => withBuyingMessages(import('../pages/order.tsx')),
  account: () => withBuyingMessages(import('../pages/account.tsx')),
  signedIn: () => withBuyingMessages(import('../pages/signed-in.tsx')),
};

/**
 * Starts everything that the first page needs while the application itself is still on its way: its code, its data and the pictures that
 * are seen first. Resolves when the code is there, or cannot be had: then the page says so.
 */
export async function startLoading({ pathname, search }: Address, view: View): Promise<void> {
  const [, first = '', second = ''] = pathname.split('/').map(decodeURIComponent);
  const code = pageAt(first)?.();
  if (first === '') {
    for (const query of [collections(view), newest(view), categories(view)]) void prefetch<unknown>(query);
  } else if (first === 'shelves' || first === 'search') {
    const shelf = shelfIds.find((id): id is CategoryId => id === second);
    if (first === 'search' || shelf)
      void prefetch(products(toQuery(readShelf(search), shelf), view)).then((page) =>
        page?.items.slice(0, firstCards).forEach(({ image }) => loadPicture(image.url)),
      );
    void prefetch(categories(view));
  } else if (first === 'products' && second) {
    void prefetch(product(second, view)).then((found) => {
      const [picture] = (found && variantOf(found, search)?.images) ?? [];
      if (picture) loadPicture(picture.url);
    });
  }
  await code?.catch(() => undefined);
}

/** Into the browser's memory, for the element that will show it: before what is not seen yet. */
function loadPicture(url: string): void {
  const picture = new Image();
  picture.fetchPriority = 'high';
  picture.src = url;
}

/** What loads the page of an address whose first part is this. */
function pageAt(first: string): (() => Promise<unknown>) | undefined {
  const byAddress: Record<string, keyof typeof pages> = {
    '': 'home',
    shelves: 'shelf',
    search: 'shelf',
    products: 'product',
    checkout: 'checkout',
    orders: 'order',
    account: 'account',
    'signed-in': 'signedIn',
  };
  const name = byAddress[first];
  return name && pages[name];
}
