import { type CategoryId, type Prices } from '@halden/contracts';
import { type ColourFamily, type ColourKey } from './colours.ts';
import { type MaterialKey } from './materials.ts';
import { type Localized } from './words.ts';

export type CollectionId = 'quiet-evenings' | 'the-slow-desk' | 'first-apartment';

export type BadgeId = 'new' | 'last-pieces' | 'made-to-order';

/** Centimetres, of the first size where a product has several. A flat product has depth 0. */
export interface Dimensions {
  width: number;
  depth: number;
  height: number;
}

export interface SeedColour {
  key: ColourKey;
  name: Localized;
  family: ColourFamily;
  /** `#RRGGBB`, the dominant colour of the variant's artwork. */
  hex: string;
}

export interface SeedVariant {
  /** `HAL-<shelf>-<number>-<colour>`, then `-<size>` where the product has sizes: `HAL-TEX-0009-RST-L`. */
  sku: string;
  name: Localized;
  colour: SeedColour;
  size?: Localized;
  prices: Prices;
  /** The former price, always above `prices`. */
  compareAt?: Prices;
  onHand: number;
}

export interface SeedProduct {
  /** `prd_` and the slug. */
  id: string;
  slug: string;
  category: CategoryId;
  /** The product type within the shelf, such as `pendant`; the artwork has one drawing for each. */
  type: string;
  /** Which of its type's drawings the artwork uses, such as `bell`. */
  form: string;
  name: Localized;
  summary: Localized;
  /** Paragraphs joined by a blank line. */
  description: Localized;
  details: { label: Localized; value: Localized }[];
  care: Localized;
  materials: MaterialKey[];
  dimensions: Dimensions;
  /** Words people search with, English and German, lower case where the language allows. */
  tags: string[];
  collections: CollectionId[];
  badges: BadgeId[];
  /** One decimal; `{ average: 0, count: 0 }` means nobody has rated it yet. */
  rating: { average: number; count: number };
  /** ISO 8601, UTC. */
  createdAt: string;
  weightGrams: number;
  variants: SeedVariant[];
}
