import {
  type OrderId,
  orderId,
  productId,
  type ProductRecord,
  type ProductQuery,
  type ReserveStock,
  type Sku,
  sku,
} from '@halden/contracts';
import type { CatalogueEntry } from '../domain/product.ts';

let serial = 0;
const next = () => `${process.pid.toString(36)}${Date.now().toString(36)}${(serial++).toString(36)}`;

/** Digits only: the alphabet of order ids has no i, l, o and u. */
export const anOrderId = (): OrderId =>
  orderId(`ord_${`${process.pid}`.padStart(7, '0')}${Date.now()}${`${serial++}`.padStart(6, '0')}`);
export const aSku = (): Sku => sku(`T-${next().toUpperCase()}`);

type Variant = ProductRecord['variants'][number];

export function aVariant(overrides: Partial<Omit<Variant, 'sku'>> & { sku?: string } = {}): Variant {
  return {
    name: { en: 'Clay', de: 'Ton' },
    colour: { key: 'clay', name: { en: 'Clay', de: 'Ton' }, family: 'orange', hex: '#B2562F' },
    prices: { EUR: 4_800, USD: 5_200, GBP: 4_200 },
    ...overrides,
    sku: overrides.sku ? sku(overrides.sku) : aSku(),
  };
}

/** A product as staff would add it; say what matters to the test. */
export function aProduct(overrides: Partial<Omit<ProductRecord, 'id'>> & { id?: string } = {}): ProductRecord {
  const key = next();
  return {
    slug: `arc-reading-lamp-${key}`,
    category: 'lighting',
    type: 'desk-lamp',
    name: { en: 'Arc reading lamp', de: 'Leseleuchte Arc' },
    summary: { en: 'Light where the page is.', de: 'Licht, wo die Seite ist.' },
    description: { en: 'First.\n\nSecond.', de: 'Erstens.\n\nZweitens.' },
    details: [{ label: { en: 'Weight', de: 'Gewicht' }, value: { en: '2.1 kg', de: '2,1 kg' } }],
    care: { en: 'Dust it.', de: 'Abstauben.' },
    materials: ['steel', 'oak'],
    tags: ['lamp', 'Lampe'],
    collections: ['the-slow-desk'],
    badges: [],
    rating: { average: 4.5, count: 40 },
    createdAt: '2025-03-01T10:00:00.000Z',
    weightGrams: 2_100,
    variants: [aVariant()],
    ...overrides,
    id: productId(overrides.id ?? `prd_${key}`),
  };
}

export const anEntry = (record: ProductRecord = aProduct(), revision = 1): CatalogueEntry => ({
  record,
  revision,
  version: `"${revision}"`,
  pictures: `v${revision}`,
});

/** A product with what there is of each of its variants. */
export interface StockedProduct {
  record: ProductRecord;
  onHand: ReadonlyMap<Sku, number>;
}

/** A product with so many of each of its variants. */
export const stocked = (record: ProductRecord, onHand: number): StockedProduct => ({
  record,
  onHand: new Map(record.variants.map((variant) => [variant.sku, onHand])),
});

export const aQuery = (overrides: Partial<ProductQuery> = {}): ProductQuery => ({
  page: 1,
  pageSize: 24,
  currency: 'EUR',
  locale: 'en',
  ...overrides,
});

export const aReservation = (
  lines: readonly (readonly [sku: Sku, quantity: number])[],
  overrides: Partial<ReserveStock> = {},
): ReserveStock => ({
  orderId: anOrderId(),
  currency: 'EUR',
  locale: 'en',
  ttlSeconds: 900,
  lines: lines.map(([of, quantity]) => ({ sku: of, quantity })),
  ...overrides,
});
