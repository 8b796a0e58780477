import { Closed, type Static, StringEnum, Type } from './brand.ts';
import { ProductId, Sku } from './ids.ts';
import { Currency, Money } from './money.ts';
import { Locale } from './people.ts';
import { Line, MaybeLine, Moment, Paragraphs } from './text.ts';

/** A text in every language of the shop. */
export const Localized = Closed({ en: Paragraphs(4000), de: Paragraphs(4000) }, { title: 'Localized' });
export type Localized = Static<typeof Localized>;

/**
 * A name in every language: of a product, a variant, a colour. Orders, events and mails carry names along, fifty lines at a time, so
 * they are short.
 */
export const LocalizedName = Closed({ en: Line(200), de: Line(200) }, { title: 'LocalizedName' });

export const categoryIds = [
  'lighting',
  'ceramics',
  'seating',
  'textiles',
  'plants',
  'bags',
  'audio',
  'stationery',
] as const;
export const CategoryId = StringEnum(categoryIds);
export type CategoryId = Static<typeof CategoryId>;

export const Availability = StringEnum(['in_stock', 'low', 'out'] as const, {
  description: '`low`: 3 or fewer left',
});
export type Availability = Static<typeof Availability>;

export const artworkViews = ['front', 'detail', 'room', 'scale'] as const;
export const ArtworkView = StringEnum(artworkViews);
export type ArtworkView = Static<typeof ArtworkView>;

export const Image = Type.Object({ view: ArtworkView, url: Type.String(), alt: Type.String() }, { title: 'Image' });
export type Image = Static<typeof Image>;

export const Rating = Type.Object(
  { average: Type.Number({ minimum: 0, maximum: 5 }), count: Type.Integer({ minimum: 0 }) },
  { title: 'Rating' },
);

const colourKey = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' });
/** A value that products are filtered by. */
export const facetKey = Type.String({ pattern: '^[a-z0-9][a-z0-9_-]{0,59}$' });

export const Colour = Type.Object(
  { key: Type.String(), name: Type.String(), family: Type.String(), hex: Type.String() },
  { title: 'Colour' },
);

/** What a shelf shows of a product, in one language and currency. */
export const ProductSummary = Type.Object(
  {
    id: ProductId,
    slug: Type.String(),
    category: CategoryId,
    type: Type.String(),
    name: Type.String(),
    summary: Type.String(),
    price: Money,
    compareAt: Type.Optional(Money),
    /** The dearest variant's price, where variants differ: the shelf then says "from". */
    priceTo: Type.Optional(Money),
    colours: Type.Array(Colour),
    image: Image,
    badges: Type.Array(Type.String()),
    rating: Rating,
    availability: Availability,
    /** How many are left, said only when few are. */
    left: Type.Optional(Type.Integer({ minimum: 0 })),
    defaultSku: Sku,
    createdAt: Type.String(),
  },
  { title: 'ProductSummary' },
);
export type ProductSummary = Static<typeof ProductSummary>;

export const Variant = Type.Object(
  {
    sku: Sku,
    name: Type.String(),
    colour: Colour,
    size: Type.Optional(Type.String()),
    price: Money,
    compareAt: Type.Optional(Money),
    availability: Availability,
    left: Type.Optional(Type.Integer({ minimum: 0 })),
    images: Type.Array(Image),
  },
  { title: 'Variant' },
);
export type Variant = Static<typeof Variant>;

export const ProductDetail = Type.Object(
  {
    ...ProductSummary.properties,
    description: Type.String({ description: 'Paragraphs are separated by an empty line' }),
    details: Type.Array(Type.Object({ label: Type.String(), value: Type.String() })),
    care: Type.String(),
    materials: Type.Array(Type.Object({ key: Type.String(), name: Type.String() })),
    collections: Type.Array(Type.String()),
    weightGrams: Type.Integer(),
    variants: Type.Array(Variant),
    related: Type.Array(ProductSummary),
  },
  { title: 'ProductDetail' },
);
export type ProductDetail = Static<typeof ProductDetail>;

export const productSorts = ['featured', 'relevance', 'price', '-price', 'newest', 'rating', 'name'] as const;

/** Choices repeat the name (`colour=clay&colour=ink`): within a facet any of them, across facets all. */
export const ProductQuery = Closed({
  q: Type.Optional(MaybeLine(120, { description: 'Words to search for; prefixes and small typing errors match' })),
  category: Type.Optional(Type.Array(CategoryId, { maxItems: 8 })),
  type: Type.Optional(Type.Array(facetKey, { maxItems: 20 })),
  colour: Type.Optional(Type.Array(facetKey, { maxItems: 20 })),
  material: Type.Optional(Type.Array(facetKey, { maxItems: 20 })),
  collection: Type.Optional(Type.Array(facetKey, { maxItems: 10 })),
  availability: Type.Optional(Type.Array(Availability, { maxItems: 3 })),
  minRating: Type.Optional(Type.Number({ minimum: 0, maximum: 5 })),
  minPrice: Type.Optional(Type.Integer({ minimum: 0, description: 'Minor units of `currency`, inclusive' })),
  maxPrice: Type.Optional(Type.Integer({ minimum: 0, description: 'Minor units of `currency`, inclusive' })),
  sort: Type.Optional(StringEnum(productSorts, { description: 'Default: `relevance` with `q`, else `featured`' })),
  page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }),
  pageSize: Type.Integer({ minimum: 1, maximum: 96, default: 24 }),
  currency: Type.Unsafe<Currency>({ ...Currency, default: 'EUR' }),
  locale: Type.Unsafe<Locale>({ ...Locale, default: 'en' }),
});
export type ProductQuery = Static<typeof ProductQuery>;

export const View = Closed({
  currency: Type.Unsafe<Currency>({ ...Currency, default: 'EUR' }),
  locale: Type.Unsafe<Locale>({ ...Locale, default: 'en' }),
});
export type View = Static<typeof View>;

export const FacetValue = Type.Object({
  value: Type.String(),
  label: Type.String(),
  /** How many products the page would have if only this value were chosen in its facet, with the other facets as they are. */
  count: Type.Integer({ minimum: 0 }),
  selected: Type.Boolean(),
  hex: Type.Optional(Type.String()),
});

export const Facet = Type.Object(
  { id: Type.String(), label: Type.String(), values: Type.Array(FacetValue) },
  { title: 'Facet' },
);
export type Facet = Static<typeof Facet>;

export const ProductPage = Type.Object(
  {
    items: Type.Array(ProductSummary),
    total: Type.Integer({ minimum: 0 }),
    page: Type.Integer(),
    pageSize: Type.Integer(),
    pageCount: Type.Integer(),
    sort: Type.String(),
    facets: Type.Array(Facet),
    /** Cheapest and dearest of what matches without the price choice. */
    priceRange: Type.Optional(Type.Object({ min: Money, max: Money })),
  },
  { title: 'ProductPage' },
);
export type ProductPage = Static<typeof ProductPage>;

export const Category = Type.Object(
  {
    id: CategoryId,
    name: Type.String(),
    description: Type.String(),
    count: Type.Integer({ minimum: 0 }),
    image: Image,
  },
  { title: 'Category' },
);
export type Category = Static<typeof Category>;

export const Collection = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    count: Type.Integer({ minimum: 0 }),
    image: Image,
  },
  { title: 'Collection' },
);
export type Collection = Static<typeof Collection>;

const Prices = Closed(
  {
    EUR: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
    USD: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
    GBP: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  },
  { title: 'Prices', description: 'Minor units' },
);
export type Prices = Static<typeof Prices>;

const VariantRecord = Closed(
  {
    sku: Sku,
    name: LocalizedName,
    colour: Closed({
      key: colourKey,
      name: LocalizedName,
      family: facetKey,
      hex: Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' }),
    }),
    size: Type.Optional(LocalizedName),
    prices: Prices,
    compareAt: Type.Optional(Prices),
  },
  { title: 'VariantRecord' },
);

/** A product as staff edit it: every language, every currency. */
export const ProductRecord = Closed(
  {
    id: ProductId,
    slug: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 }),
    category: CategoryId,
    type: facetKey,
    name: LocalizedName,
    summary: Localized,
    description: Localized,
    details: Type.Array(Closed({ label: Localized, value: Localized }), { maxItems: 20 }),
    care: Localized,
    materials: Type.Array(facetKey, { maxItems: 10 }),
    tags: Type.Array(Line(60), { maxItems: 60 }),
    collections: Type.Array(facetKey, { maxItems: 10 }),
    badges: Type.Array(facetKey, { maxItems: 5 }),
    rating: Closed({ average: Type.Number({ minimum: 0, maximum: 5 }), count: Type.Integer({ minimum: 0 }) }),
    createdAt: Moment,
    weightGrams: Type.Integer({ minimum: 1, maximum: 200_000 }),
    variants: Type.Array(VariantRecord, { minItems: 1, maxItems: 20 }),
  },
  { title: 'ProductRecord' },
);
export type ProductRecord = Static<typeof ProductRecord>;

/** A product record with the version (ETag) to send back in `If-Match`. */
export const VersionedProduct = Type.Object(
  { product: ProductRecord, version: Type.String() },
  { title: 'VersionedProduct' },
);
export type VersionedProduct = Static<typeof VersionedProduct>;

export const StockLevel = Type.Object(
  {
    sku: Sku,
    onHand: Type.Integer({ minimum: 0, description: 'In the warehouse, reserved ones included' }),
    reserved: Type.Integer({ minimum: 0, description: 'Held for orders that are not paid yet' }),
    available: Type.Integer({ minimum: 0 }),
  },
  { title: 'StockLevel' },
);
export type StockLevel = Static<typeof StockLevel>;
