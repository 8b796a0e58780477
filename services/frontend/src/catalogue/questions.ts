import type { Category, Collection, ProductDetail, ProductPage, ProductQuery, View } from '@halden/contracts';
import { catalogue } from '../api/shop.ts';
import type { Question } from '../data/shared-cache.ts';

const key = (name: string, query: object) => `${name} ${JSON.stringify(query)}`;

export const collections = (view: View): Question<Collection[]> => ({
  key: key('collections', view),
  ask: () => catalogue.listCollections({ query: view }),
});

export const categories = (view: View): Question<Category[]> => ({
  key: key('categories', view),
  ask: () => catalogue.listCategories({ query: view }),
});

export const products = (query: Partial<ProductQuery>, view: View): Question<ProductPage> => ({
  key: key('products', { ...query, ...view }),
  ask: () => catalogue.listProducts({ query: { ...query, ...view } }),
});

export const product = (slug: string, view: View): Question<ProductDetail> => ({
  key: key('product', { slug, ...view }),
  ask: () => catalogue.getProduct({ params: { idOrSlug: slug }, query: view }),
});

/** What the front page shows of the newest. */
export const newest = (view: View): Question<ProductPage> => products({ sort: 'newest', pageSize: 8 }, view);
