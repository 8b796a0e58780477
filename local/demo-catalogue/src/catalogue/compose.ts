import { colours, type ColourKey } from './colours.ts';
import { materials, type MaterialKey } from './materials.ts';
import { formerPrices, priceRates, pricesOf } from './prices.ts';
import { randomFrom, type Random } from './random.ts';
import { factLabels, type Making, type ProductSpec, type ProductType, type Shelf, type SizeSpec } from './spec.ts';
import { type BadgeId, type SeedProduct, type SeedVariant } from './types.ts';
import { amount, join, slugOf, t, type Localized } from './words.ts';

/** What composing needs besides the editor's words. */
export interface Placement {
  shelf: Shelf;
  type: ProductType;
  /** Unique within the shelf; goes into the SKU. */
  number: number;
  making: Making;
  use: Localized;
}

/** Products added on or after this day carry the badge `new`. */
const newSince = '2025-09-01';

/** The whole product around an editor's spec. The same spec and placement always give the same product. */
export function compose(spec: ProductSpec, placement: Placement): SeedProduct {
  const { shelf, type } = placement;
  const slug = slugOf(spec.name.en);
  const random = randomFrom(slug);
  const createdAt = dateBetween2023And2025(random);
  const variants = composeVariants(spec, placement, random);
  const [width, depth, height] = spec.cm;
  return {
    id: `prd_${slug}`,
    slug,
    category: shelf.id,
    type: type.id,
    form: spec.form,
    name: spec.name,
    summary: spec.summary,
    description: join([spec.story, placement.making.text, placement.use], '\n\n'),
    details: detailsOf(spec, placement, random),
    care: careOf(spec, placement),
    materials: [...spec.materials],
    dimensions: { width, depth, height },
    tags: [...new Set([...type.tags, ...(spec.tags ?? [])])],
    collections: [...(spec.collections ?? [])],
    badges: badgesOf(spec, createdAt, variants),
    rating: ratingOf(createdAt, random),
    createdAt,
    weightGrams: spec.grams,
    variants,
  };
}

function careOf(spec: ProductSpec, { shelf, type }: Placement): Localized {
  const care = type.care ?? shelf.care[spec.materials[0]];
  if (care) return care;
  throw new Error(
    `seed: '${spec.name.en}' has no care text: shelf '${shelf.id}' knows none for ${spec.materials[0]}; add it there or to the type '${type.id}'`,
  );
}

function detailsOf(spec: ProductSpec, { type, making, shelf }: Placement, random: Random): SeedProduct['details'] {
  const details = [
    { label: t('Dimensions', 'Maße'), value: measureOf(spec, type) },
    { label: t('Weight', 'Gewicht'), value: weightOf(spec.grams) },
    { label: t('Materials', 'Material'), value: join(spec.materials.map(materialName), ', ') },
  ];
  for (const [key, value] of Object.entries({ ...type.facts, ...spec.facts })) {
    const label = factLabels[key as keyof typeof factLabels];
    details.push({ label, value: typeof value === 'string' ? t(value, value) : value });
  }
  if (type.grown) return [...details, { label: t('Grown in', 'Gezogen in'), value: making.origin }];
  const designer = random.pick(shelf.designers);
  return [
    ...details,
    { label: t('Made in', 'Hergestellt in'), value: making.origin },
    { label: t('Design', 'Entwurf'), value: t(designer, designer) },
  ];
}

const materialName = (key: MaterialKey) => materials[key];

function measureOf({ cm: [width, depth, height] }: ProductSpec, { shape }: ProductType): Localized {
  const decimal = (locale: 'en' | 'de') => (value: number) =>
    locale === 'de' ? String(value).replace('.', ',') : String(value);
  const text = (locale: 'en' | 'de', letters: readonly string[]) => {
    const [w, d, h] = [width, depth, height].map(decimal(locale));
    if (shape === 'flat') return `${w} × ${h} cm`;
    if (shape === 'round') return `Ø ${w} × ${letters[2]} ${h} cm`;
    return `${letters[0]} ${w} × ${letters[1]} ${d} × ${letters[2]} ${h} cm`;
  };
  return t(text('en', ['W', 'D', 'H']), text('de', ['B', 'T', 'H']));
}

function weightOf(grams: number): Localized {
  return grams < 1000 ? amount(grams, 'g') : amount(Math.round(grams / 100) / 10, 'kg');
}

function composeVariants(spec: ProductSpec, { shelf, number }: Placement, random: Random): SeedVariant[] {
  const rates = priceRates(random);
  const reduction = random.chance(0.08) ? random.between(1.2, 1.35) : 1;
  const sizes: readonly (SizeSpec | undefined)[] = spec.sizes ?? [undefined];
  const stock = stockOf(spec, random);
  return spec.colours.flatMap((key) =>
    sizes.map((size) => {
      const prices = pricesOf(size?.eur ?? spec.eur, rates);
      const variant: SeedVariant = {
        sku: skuOf(shelf, number, key, size),
        name: colours[key].name,
        colour: { key, name: colours[key].name, family: colours[key].family, hex: colours[key].hex },
        prices,
        onHand: stock(),
      };
      if (reduction > 1) variant.compareAt = formerPrices(prices, reduction);
      if (!size) return variant;
      const sizeName = typeof size.name === 'string' ? t(size.name, size.name) : size.name;
      return { ...variant, size: sizeName, name: join([variant.name, sizeName], ', ') };
    }),
  );
}

function skuOf(shelf: Shelf, number: number, colour: ColourKey, size: SizeSpec | undefined): string {
  const parts = ['HAL', shelf.code, String(number).padStart(4, '0'), colours[colour].code];
  return [...parts, ...(size ? [size.code] : [])].join('-');
}

/** How many a variant has: most plenty, some few, some none; dear things in smaller numbers. */
function stockOf(spec: ProductSpec, random: Random): () => number {
  const most = spec.eur >= 600 ? 24 : spec.eur >= 250 ? 48 : 120;
  if (spec.madeToOrder) return () => random.whole(8, 24);
  const mood = random.next();
  if (mood < 0.012) return () => 0;
  if (mood < 0.06) return () => random.whole(1, 2);
  return () => {
    const luck = random.next();
    if (luck < 0.06) return 0;
    return luck < 0.15 ? random.whole(1, 3) : random.whole(8, most);
  };
}

function badgesOf(spec: ProductSpec, createdAt: string, variants: readonly SeedVariant[]): BadgeId[] {
  const left = variants.reduce((sum, variant) => sum + variant.onHand, 0);
  const badges: BadgeId[] = [];
  if (createdAt >= newSince) badges.push('new');
  if (left > 0 && variants.every((variant) => variant.onHand <= 3)) badges.push('last-pieces');
  if (spec.madeToOrder) badges.push('made-to-order');
  return badges;
}

function ratingOf(createdAt: string, random: Random): SeedProduct['rating'] {
  const count = createdAt >= newSince ? random.whole(0, 9) : 3 + Math.floor(420 * random.next() ** 2.4);
  const best = random.chance(0.05) ? 4 : 5;
  const average = Math.round((best - random.between(0, 0.5) - random.between(0, 0.5)) * 10) / 10;
  return count === 0 ? { average: 0, count: 0 } : { average, count };
}

/** A time between February 2023 and November 2025, on the hour the editors usually publish. */
function dateBetween2023And2025(random: Random): string {
  const month = random.whole(1, 34);
  const two = (value: number) => String(value).padStart(2, '0');
  const year = 2023 + Math.floor(month / 12);
  return `${year}-${two((month % 12) + 1)}-${two(random.whole(1, 28))}T${two(random.whole(7, 16))}:${two(random.whole(0, 59))}:00.000Z`;
}
