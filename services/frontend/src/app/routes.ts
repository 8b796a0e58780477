import type { CategoryId, View } from '@halden/contracts';
import { categories, collections, newest, product, products } from '../catalogue/questions.ts';
import { firstCards, readShelf, shelfIds, toQuery } from '../catalogue/shelf-url.ts';
import { variantOf } from '../catalogue/variant.ts';
import { askAhead } from '../data/shared-cache.ts';
import { loadBuyingWords } from '../i18n/load-words.ts';
import { preferences } from '../preferences/store.ts';

type Address = Pick<Location, 'pathname' | 'search'>;

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
 * Starts everything that the first page needs while the application itself is still on its way: its code, its data and the pictures that
 * are seen first. Resolves when the code is there, or cannot be had: then the page says so.
 */
export async function startLoading({ pathname, search }: Address, view: View): Promise<void> {
  const [, first = '', second = ''] = pathname.split('/').map(decodeURIComponent);
  const code = pageAt(first)?.();
  if (first === '') {
    for (const question of [collections(view), newest(view), categories(view)]) void askAhead<unknown>(question);
  } else if (first === 'shelves' || first === 'search') {
    const shelf = shelfIds.find((id): id is CategoryId => id === second);
    if (first === 'search' || shelf)
      void askAhead(products(toQuery(readShelf(search), shelf), view)).then((page) =>
        page?.items.slice(0, firstCards).forEach(({ image }) => loadPicture(image.url)),
      );
    void askAhead(categories(view));
  } else if (first === 'products' && second) {
    void askAhead(product(second, view)).then((found) => {
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
    ...{ '': 'home', shelves: 'shelf', search: 'shelf', products: 'product', checkout: 'checkout', orders: 'order' },
    ...{ account: 'account', 'signed-in': 'signedIn' },
  };
  const name = byAddress[first];
  return name && pages[name];
}
