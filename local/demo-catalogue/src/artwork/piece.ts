import { type Localized } from '@halden/contracts';
import { randomFrom } from '../catalogue/random.ts';
import { audio } from './audio/index.ts';
import { bags } from './bags/index.ts';
import { ceramics } from './ceramics/index.ts';
import { lighting } from './lighting/index.ts';
import { paletteOf } from './palette.ts';
import { plants } from './plants/index.ts';
import { seating } from './seating/index.ts';
import { type Grammar, type Piece, type Shelf, type Sketch } from './sketch.ts';
import { stationery } from './stationery/index.ts';
import { textiles } from './textiles/index.ts';

/** What the artwork needs to know of a product; every product of the catalogue has it. */
export interface ArtworkSubject {
  slug: string;
  category: string;
  /** The product type within the shelf, such as `pendant`. */
  type: string;
  /** Which of the type's drawings, such as `bell`. A form the type does not know is drawn as the type's plainest. */
  form: string;
  name: Localized;
  /** Material keys; woods, metals and cloths give the parts that are not of the variant's colour theirs. */
  materials: readonly string[];
  /** Centimetres. Proportions and the scale view follow them. */
  dimensions: { width: number; depth: number; height: number };
  variants: readonly { colour: { hex: string; name: Localized } }[];
}

/** The drawings, by shelf and product type. */
export const shelves: Readonly<Record<string, Shelf>> = {
  lighting,
  ceramics,
  seating,
  textiles,
  plants,
  bags,
  audio,
  stationery,
};

export type Drawable = Pick<ArtworkSubject, 'slug' | 'category' | 'type' | 'form' | 'materials' | 'dimensions'>;

/** A product's drawing at the size its sheet gives it, with what is needed to place it. */
export function pieceOf(product: Drawable, colour: string): Piece {
  const grammar = grammarOf(product);
  const palette = paletteOf(colour, {
    materials: product.materials,
    palest: grammar.palest,
    random: randomFrom(`${product.slug} ground`),
  });
  const { form, slug } = product;
  const { w, h, unit } = boxOf(product, grammar);
  const sketch: Sketch = { ...palette, form, w, h, palest: grammar.palest, random: randomFrom(`${slug} shape`) };
  return { art: grammar.draw(sketch), sketch, grammar, stand: grammar.standOf?.[form] ?? grammar.stand, unit };
}

function grammarOf({ category, type }: Drawable): Grammar {
  const grammar = shelves[category]?.[type];
  if (grammar) return grammar;
  const known = Object.keys(shelves[category] ?? shelves).join(', ');
  throw new RangeError(`artwork: no drawing for '${type}' on the shelf '${category}'; there are: ${known}`);
}

/** The largest box of the product's proportions that its type may fill; proportions no thing has are brought to reason. */
function boxOf({ dimensions, form }: Drawable, grammar: Grammar): { w: number; h: number; unit: number } {
  const width = Math.max(0.1, dimensions.width);
  const upright = grammar.from === 'above' ? dimensions.depth : dimensions.height;
  const fixed = grammar.ratioOf?.[form] ?? grammar.ratioOf?.any;
  const height = fixed ? width / fixed : Math.min(width * 8, Math.max(width / 12, upright));
  const unit = Math.min(grammar.fit[0] / width, grammar.fit[1] / height);
  return { w: width * unit, h: height * unit, unit };
}
