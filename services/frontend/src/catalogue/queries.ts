import type { Category, Collection, ProductDetail, ProductPage, ProductQuery, View } from '@halden/contracts';
import { catalogue } from '../api/shop.ts';
import type { Query } from '../data/shared-cache.ts';

const key = (name: string, query: object) => `${name} ${JSON.stringify(query)}`;

export const collections = (view: View): Query<Collection[]> => ({
  key: key('collections', view),
  load: () => catalogue.listCollections({ query: view }),
});

export const categories = (view: View): Query<Category[]> => ({
  key: key('categories', view),
  load: () => catalogue.listCategories({ query: view }),
});

export const products = (query: Partial<ProductQuery>, view: View): Query<ProductPage> => ({
  key: key('products', { ...query, ...view }),
  load: () => catalogue.listProducts({ query: { ...query, ...view } }),
});

export const product = (slug: string, view: View): Query<ProductDetail> => ({
  key: key('product', { slug, ...view }),
  load: () => catalogue.getProduct({ params: { idOrSlug: slug }, query: view }),
});

/** What the front page shows of the newest. */
export const newest = (view: View): Query<ProductPage> => products({ sort: 'newest', pageSize: 8 }, view);
