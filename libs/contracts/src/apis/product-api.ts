import { Closed, Type } from '../brand.ts';
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
import {
  CatalogueImport,
  CatalogueImportResult,
  PicturesVersion,
  ProductPictures,
  SceneKind,
  ScenePicture,
  Vocabulary,
} from '../catalogue-import.ts';
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
const sceneName = Closed({ kind: SceneKind, name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' }) });
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
      params: sceneName,
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
    putProductPictures: {
      method: 'PUT',
      path: '/api/catalogue/{productId}/pictures',
      summary: "Put pictures in the place of a product's",
      description: 'The same pictures again change nothing, so a repetition is harmless.',
      access: staff,
      params: byId,
      body: ProductPictures,
      responses: { 200: PicturesVersion },
      problems: ['product_not_found', 'stale_version'],
    },
    putSceneArtwork: {
      method: 'PUT',
      path: '/api/artwork/scenes/{kind}/{name}',
      summary: 'Put a picture of the home page, a collection or a category in the place of the one there is',
      access: staff,
      params: sceneName,
      body: ScenePicture,
      responses: { 204: null },
    },
    putVocabulary: {
      method: 'PUT',
      path: '/api/catalogue/vocabulary',
      summary: 'Say what categories, collections, kinds, colours and materials are called',
      access: staff,
      body: Vocabulary,
      responses: { 204: null },
    },
    importCatalogue: {
      method: 'POST',
      path: '/api/catalogue/imports',
      summary: 'Add many products with their first stock',
      description:
        'Each product is decided by itself and by its id alone. What is there already stays as it is, or is replaced where `existing` says so; ' +
        'a product whose slug or SKU another one has is refused. What the import does not name is left alone, so it may be sent in parts, and again.',
      access: staff,
      headers: Type.Object(repeatable),
      body: CatalogueImport,
      responses: { 200: CatalogueImportResult },
      problems: ['idempotency_key_reused'],
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
