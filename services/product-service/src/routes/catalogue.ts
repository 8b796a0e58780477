import type { productApi } from '@halden/contracts';
import type { Handlers } from '@halden/service-kit';
import type { Answer } from '../views/answer.ts';
import type { CatalogueViews } from '../views/catalogue-views.ts';
import type { Pictures } from '../views/pictures.ts';

export type ProductHandlers = Handlers<typeof productApi>;

const seconds = { page: 5, shelves: 60, unversioned: 300, forEver: 31_536_000 };

const reply = ({ encoded, etag }: Answer, cacheControl: string) => ({
  status: 200 as const,
  encoded,
  headers: { etag, 'cache-control': cacheControl },
});

/** A drawing may run nothing and load nothing, also where it is opened by itself. */
const pictureReply = ({ encoded, etag }: Answer, version: string | undefined) => ({
  status: 200 as const,
  encoded,
  headers: {
    etag,
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
    'cache-control': version
      ? `public, max-age=${seconds.forEver}, immutable`
      : `public, max-age=${seconds.unversioned}`,
  },
});

/** What everybody may read. */
export function catalogueHandlers({
  views,
  pictures,
}: {
  views: CatalogueViews;
  pictures: Pictures;
}): Pick<
  ProductHandlers,
  'listProducts' | 'getProduct' | 'listCategories' | 'listCollections' | 'getProductArtwork' | 'getSceneArtwork'
> {
  const page = `public, max-age=${seconds.page}`;
  const shelves = `public, max-age=${seconds.shelves}`;
  return {
    listProducts: ({ query }) => reply(views.list(query), page),
    getProduct: ({ params, query }) => reply(views.detail(params.idOrSlug, query), page),
    listCategories: ({ query }) => reply(views.categories(query), shelves),
    listCollections: ({ query }) => reply(views.collections(query), shelves),
    getProductArtwork: async ({ params, query }) =>
      pictureReply(await pictures.product(params.productId, { ...query, view: params.view }), query.v),
    getSceneArtwork: ({ params, query }) => pictureReply(pictures.scene(params.kind, params.name), query.v),
  };
}
