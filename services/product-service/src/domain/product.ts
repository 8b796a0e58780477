import type { Availability, Currency, ProductRecord } from '@halden/contracts';

/** A product as the catalogue holds it. */
export interface CatalogueEntry {
  record: ProductRecord;
  /** The store's ETag: what `If-Match` must say. */
  version: string;
  /** Grows with every change of this id, also over its deletion: of two versions, the one with the larger is newer. */
  revision: number;
  /** The version of its pictures, where it has any. */
  pictures?: string;
}

/** A product that was taken out of the shop. */
export interface RemovedEntry {
  id: ProductRecord['id'];
  revision: number;
}

export type VariantRecord = ProductRecord['variants'][number];

/** The number at and below which the shop says how many are left. */
export const fewLeft = 3;

export const availabilityOf = (available: number): Availability =>
  available <= 0 ? 'out' : available <= fewLeft ? 'low' : 'in_stock';

/** The cheapest variant in a currency; the first of several. It gives the product its price. */
export const cheapest = (record: ProductRecord, currency: Currency): VariantRecord =>
  record.variants.reduce((best, variant) => (variant.prices[currency] < best.prices[currency] ? variant : best));

/** Ratings pulled towards 4.0 as if there were 20 more of them, so that a single praise does not win. */
export const weightedRating = ({ average, count }: ProductRecord['rating']): number =>
  (average * count + 4 * 20) / (count + 20);

const yearMs = 365 * 86_400_000;

/**
 * Orders the shop window, the largest first: well rated, recent, and to be had. A year of age weighs as much as half a star; a
 * product that is sold out steps behind all but the poorest.
 */
export const featuredScore = (record: ProductRecord, availability: Availability): number =>
  weightedRating(record.rating) +
  (0.5 * Date.parse(record.createdAt)) / yearMs -
  (availability === 'out' ? 3 : availability === 'low' ? 0.2 : 0);
