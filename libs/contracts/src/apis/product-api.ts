import { Closed, StringEnum, Type } from '../brand.ts';
import {
  ArtworkView,
  Category,
  Collection,
  ProductDetail,
  ProductPage,
  ProductQuery,
  ProductRecord,
  StockLevel,
  VersionedProduct,
  View,
} from '../catalogue.ts';
import { IdempotencyKey, ProductId, Sku } from '../ids.ts';
import { defineApi } from '../operation.ts';
import { Line, Token } from '../text.ts';
import {
  PricedLines,
  PriceRequest,
  Reservation,
  ReserveStock,
  SettleReservations,
  SettlementResults,
} from '../orders.ts';
import { Locale } from '../people.ts';

const staff = { role: 'catalog.write' } as const;
const byId = Closed({ productId: ProductId });
const repeatable = {
  'idempotency-key': Type.Optional(
    Type.Unsafe<IdempotencyKey>({
      ...IdempotencyKey,
      description:
        'Chosen by the caller, unguessable (a UUID). A repetition under the same key is answered as the first one was and counts once; ' +
        'another request under it is refused. Without a key, a repetition is a further request.',
    }),
  ),
};
const ifMatch = Type.Object({ 'if-match': Token(200, { description: 'The version that was read' }), ...repeatable });

export const productApi = defineApi({
  service: 'product-service',
  title: 'Catalogue and stock',
  description: 'What is sold, at which price, and how many there are.',
  operations: {
    listProducts: {
      method: 'GET',
      path: '/api/products',
      summary: 'Browse and search, with facets and their counts',
      access: 'public',
      query: ProductQuery,
      responses: { 200: ProductPage },
    },
    getProduct: {
      method: 'GET',
      path: '/api/products/{idOrSlug}',
      summary: 'One product with its variants, stock and related products',
      access: 'public',
      params: Closed({ idOrSlug: Line(90) }),
      query: View,
      responses: { 200: ProductDetail },
      problems: ['product_not_found'],
    },
    listCategories: {
      method: 'GET',
      path: '/api/categories',
      summary: 'The shelves of the shop',
      access: 'public',
      query: View,
      responses: { 200: Type.Array(Category) },
    },
    listCollections: {
      method: 'GET',
      path: '/api/collections',
      summary: 'The collections of the home page',
      access: 'public',
      query: View,
      responses: { 200: Type.Array(Collection) },
    },
    getProductArtwork: {
      method: 'GET',
      path: '/api/artwork/products/{productId}/{view}',
      summary: "A product's picture",
      access: 'public',
      params: Closed({ productId: ProductId, view: ArtworkView }),
      query: Closed({
        sku: Type.Optional(Sku),
        locale: Type.Optional(Locale),
        v: Type.Optional(Token(40, { description: 'Version, for caches' })),
      }),
      produces: 'image/svg+xml',
      responses: { 200: null },
      problems: ['product_not_found'],
    },
    getSceneArtwork: {
      method: 'GET',
      path: '/api/artwork/scenes/{kind}/{name}',
      summary: 'A picture of the home page, a collection or a category',
      access: 'public',
      params: Closed({
        kind: StringEnum(['hero', 'collection', 'category'] as const),
        name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' }),
      }),
      query: Closed({ v: Type.Optional(Token(40)) }),
      produces: 'image/svg+xml',
      responses: { 200: null },
      problems: ['product_not_found'],
    },
    getCatalogueEntry: {
      method: 'GET',
      path: '/api/catalogue/{productId}',
      summary: 'A product as staff edit it, with its version',
      access: staff,
      params: byId,
      responses: { 200: VersionedProduct },
      problems: ['product_not_found'],
    },
    createCatalogueEntry: {
      method: 'POST',
      path: '/api/catalogue',
      summary: 'Add a product',
      access: staff,
      headers: Type.Object(repeatable),
      body: ProductRecord,
      responses: { 201: VersionedProduct },
      problems: ['product_exists', 'idempotency_key_reused'],
    },
    replaceCatalogueEntry: {
      method: 'PUT',
      path: '/api/catalogue/{productId}',
      summary: 'Change a product',
      access: staff,
      params: byId,
      headers: ifMatch,
      body: ProductRecord,
      responses: { 200: VersionedProduct },
      problems: ['product_not_found', 'stale_version', 'product_exists', 'idempotency_key_reused'],
    },
    deleteCatalogueEntry: {
      method: 'DELETE',
      path: '/api/catalogue/{productId}',
      summary: 'Take a product out of the shop',
      access: staff,
      params: byId,
      headers: ifMatch,
      responses: { 204: null },
      problems: ['product_not_found', 'stale_version', 'idempotency_key_reused'],
    },
    getStock: {
      method: 'GET',
      path: '/api/stock/{sku}',
      summary: 'How many there are, and how many of them are held for orders',
      access: staff,
      params: Closed({ sku: Sku }),
      responses: { 200: StockLevel },
      problems: ['sku_not_found'],
    },
    adjustStock: {
      method: 'POST',
      path: '/api/stock/{sku}/adjustments',
      summary: 'Goods came in, or went missing',
      access: staff,
      params: Closed({ sku: Sku }),
      headers: Type.Object(repeatable),
      body: Closed({
        change: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }),
        reason: Line(200),
      }),
      responses: { 200: StockLevel },
      problems: ['sku_not_found', 'stock_below_reserved', 'idempotency_key_reused'],
    },
    priceLines: {
      method: 'POST',
      path: '/internal/prices',
      summary: 'What lines cost now, and whether they could be bought',
      access: 'internal',
      body: PriceRequest,
      responses: { 200: PricedLines },
    },
    reserveStock: {
      method: 'POST',
      path: '/internal/reservations',
      summary: 'Hold stock for an order, all lines or none; repeating it gives the same reservation',
      access: 'internal',
      body: ReserveStock,
      responses: { 201: Reservation },
      problems: ['unknown_product', 'out_of_stock', 'reservation_conflict'],
    },
    settleReservations: {
      method: 'POST',
      path: '/internal/reservations/settlements',
      summary: 'Take the held stock out for good, or give it back; repeating it changes nothing',
      description:
        'What was committed stays so until it is released, and may be released at any later time: its goods come back once, and every ' +
        'repetition is answered alike.',
      access: 'internal',
      body: SettleReservations,
      responses: { 200: SettlementResults },
    },
  },
});
