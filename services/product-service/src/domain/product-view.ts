import {
  type Currency,
  type Locale,
  money,
  type ProductDetail,
  type ProductSummary,
  type Variant,
} from '@halden/contracts';
import type { Product } from './catalogue.ts';
import { imageOf, imagesOf } from './images.ts';
import { availabilityOf, cheapest, type VariantRecord } from './product.ts';
import type { Glossaries } from './vocabulary.ts';

/** In which language and currency somebody looks. */
export interface View {
  locale: Locale;
  currency: Currency;
}

/** A product's page without the products beside it. */
export type DetailWithoutRelated = Omit<ProductDetail, 'related'>;

/**
 * The variant that a shelf offers of a product: in a colour that was asked for rather than in another, in stock rather than sold out,
 * then the first.
 * @param families of colours; none for any
 */
export function offered({ entry, stock }: Product, families: readonly string[] = []): VariantRecord | undefined {
  const { variants } = entry.record;
  const fitness = variants.map(
    ({ colour }, index) => 2 * Number(families.includes(colour.family)) + Number((stock[index] ?? 0) > 0),
  );
  return variants[fitness.indexOf(Math.max(...fitness))];
}

/** What a shelf shows of a product. */
export function toSummary(
  product: Product,
  { locale, currency }: View,
  offer: VariantRecord | undefined = offered(product),
): ProductSummary {
  const { record } = product.entry;
  const { id, slug, category, type, badges, rating, createdAt, variants } = record;
  const shown = cheapest(record, currency);
  const price = shown.prices[currency];
  const dearest = Math.max(...variants.map(({ prices }) => prices[currency]));
  const first = offer ?? shown;
  return {
    id,
    slug,
    category,
    type,
    name: record.name[locale],
    summary: record.summary[locale],
    price: money(price, currency),
    ...(shown.compareAt && { compareAt: money(shown.compareAt[currency], currency) }),
    ...(dearest > price && { priceTo: money(dearest, currency) }),
    colours: coloursOf(variants, locale),
    image: imageOf(product, first, { view: 'front', locale }),
    badges,
    rating,
    ...stockOf(product.stock.reduce((sum, count) => sum + count, 0)),
    defaultSku: first.sku,
    createdAt,
  };
}

/** A product's own page. */
export function toDetail(product: Product, view: View, glossaries: Glossaries): DetailWithoutRelated {
  const { locale } = view;
  const { record } = product.entry;
  return {
    ...toSummary(product, view),
    description: record.description[locale],
    details: record.details.map(({ label, value }) => ({ label: label[locale], value: value[locale] })),
    care: record.care[locale],
    materials: record.materials.map((key) => ({ key, name: glossaries.materials.label(key, locale) })),
    collections: record.collections,
    weightGrams: record.weightGrams,
    variants: record.variants.map((variant, index) => toVariant(product, variant, product.stock[index] ?? 0, view)),
  };
}

function toVariant(product: Product, variant: VariantRecord, available: number, { locale, currency }: View): Variant {
  return {
    sku: variant.sku,
    name: variant.name[locale],
    colour: colourOf(variant, locale),
    ...(variant.size && { size: variant.size[locale] }),
    price: money(variant.prices[currency], currency),
    ...(variant.compareAt && { compareAt: money(variant.compareAt[currency], currency) }),
    ...stockOf(available),
    images: imagesOf(product, variant, locale),
  };
}

/** The quantity that is left is shown only when it is small. */
function stockOf(available: number) {
  const availability = availabilityOf(available);
  return { availability, ...(availability === 'low' && { left: available }) };
}

const colourOf = ({ colour: { key, name, family, hex } }: VariantRecord, locale: Locale) => ({
  key,
  name: name[locale],
  family,
  hex,
});

/** Each colour once, in the order of the variants. */
function coloursOf(variants: readonly VariantRecord[], locale: Locale): ProductSummary['colours'] {
  const colours = new Map(variants.map((variant) => [variant.colour.key, variant]));
  return [...colours.values()].map((variant) => colourOf(variant, locale));
}
