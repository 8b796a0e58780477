import { DomainError, type ProductQuery } from '@halden/contracts';
import { LRUCache } from 'lru-cache';
import type { Catalogue, Product } from '../domain/catalogue.ts';
import { listProducts } from '../domain/list-products.ts';
import { offered, toDetail, toSummary, type View } from '../domain/product-view.ts';
import { relatedTo } from '../domain/related.ts';
import { categoriesOf, collectionsOf } from '../domain/shelves.ts';
import type { Scenes } from '../domain/scenes.ts';
import type { Glossaries } from '../domain/vocabulary.ts';
import { type Answer, toAnswer } from './answer.ts';

/** What readers of the catalogue get, kept ready in bytes for as long as nothing of it changes. */
export interface CatalogueViews {
  /** Throws `validation_failed`. */
  list(query: ProductQuery): Answer;
  /** Throws `product_not_found`. */
  detail(idOrSlug: string, view: View): Answer;
  categories(view: View): Answer;
  collections(view: View): Answer;
}

interface Kept {
  answer: Answer;
  /** The catalogue's changes when it was last looked at. */
  changes: number;
  /** The visible versions of the products it shows, where it shows few. */
  stamps?: string;
}

const pagesKept = 500;
const detailsKept = 2_000;

export function createCatalogueViews(options: {
  catalogue: Catalogue;
  glossaries: Glossaries;
  scenes: Scenes;
}): CatalogueViews {
  const { catalogue, glossaries, scenes } = options;
  const sceneVersion = (kind: 'category' | 'collection', id: string) => scenes.find(kind, id)?.version;
  const pages = new LRUCache<string, Kept>({ max: pagesKept });
  const details = new LRUCache<string, Kept>({ max: detailsKept });
  const summaryOf = createSummaries();

  const page = (key: string, make: () => string): Answer => {
    const kept = pages.get(key);
    const { changes } = catalogue;
    if (kept?.changes === changes) return kept.answer;
    const answer = toAnswer(make());
    pages.set(key, { answer, changes });
    return answer;
  };
  return {
    list: (query) =>
      page(keyOf(query), () => {
        const found = listProducts(catalogue, glossaries, query);
        return withArray(
          'items',
          found.products.map((product) => summaryOf(product, query, query.colour)),
          found.page,
        );
      }),
    detail(idOrSlug, view) {
      const product = catalogue.find(idOrSlug);
      if (!product) throw new DomainError('product_not_found');
      const key = `${product.entry.record.id} ${view.locale} ${view.currency}`;
      const kept = details.get(key);
      if (kept?.changes === catalogue.changes) return kept.answer;
      const related = relatedTo(catalogue, product);
      const stamps = [product, ...related].map(({ stamp }) => stamp).join();
      const answer =
        kept?.stamps === stamps
          ? kept.answer
          : toAnswer(
              withArray(
                'related',
                related.map((one) => summaryOf(one, view)),
                toDetail(product, view, glossaries),
              ),
            );
      details.set(key, { answer, changes: catalogue.changes, stamps });
      return answer;
    },
    categories: ({ locale }) =>
      page(`categories ${locale} ${scenes.changes}`, () =>
        JSON.stringify(categoriesOf(catalogue, glossaries, { locale, sceneVersion })),
      ),
    collections: ({ locale }) =>
      page(`collections ${locale} ${scenes.changes}`, () =>
        JSON.stringify(collectionsOf(catalogue, glossaries, { locale, sceneVersion })),
      ),
  };
}

/** Summaries as JSON text, made once for each visible version of a product and variant offered: pages are put together from them. */
function createSummaries(): (product: Product, view: View, colours?: readonly string[]) => string {
  const texts = new WeakMap<Product, Map<string, string>>();
  return (product, view, colours) => {
    const own = texts.get(product) ?? new Map<string, string>();
    texts.set(product, own);
    const offer = offered(product, colours);
    const key = `${view.locale} ${view.currency} ${offer?.sku}`;
    const text = own.get(key) ?? JSON.stringify(toSummary(product, view, offer));
    own.set(key, text);
    return text;
  };
}

/** The JSON of `rest` with one more property, an array whose items are JSON already. */
const withArray = (name: string, items: readonly string[], rest: object): string =>
  `{"${name}":[${items.join(',')}],${JSON.stringify(rest).slice(1)}`;

/** The same for queries that ask for the same: parameters and choices in any order. */
const keyOf = (query: ProductQuery): string =>
  JSON.stringify(
    Object.entries(query)
      .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
