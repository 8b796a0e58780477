import { type ArtworkView, type Locale } from '@halden/contracts';
import { randomFrom } from '../catalogue/random.ts';
import { type ArtworkSubject, pieceOf } from './piece.ts';
import { svg } from './svg.ts';
import { drawView, sheet } from './views.ts';

export type { ArtworkSubject } from './piece.ts';

export interface ArtworkOptions {
  view: ArtworkView;
  /** @default 0 */
  variantIndex?: number;
  /** The language of the title. @default 'en' */
  locale?: Locale;
}

/**
 * One picture of a product as a complete SVG document (4:5, at most 3 kB), the same for the same product. Variants share
 * every shape and differ in colours only.
 *
 * @throws RangeError when nobody has drawn the type, or the product has no such variant
 */
export function drawProduct(product: ArtworkSubject, options: ArtworkOptions): string {
  const { view, variantIndex = 0, locale = 'en' } = options;
  const variant = product.variants[variantIndex];
  if (!variant) {
    throw new RangeError(
      `artwork: '${product.slug}' has ${product.variants.length} variants, got index ${variantIndex}; count from 0`,
    );
  }
  const piece = pieceOf(product, variant.colour.hex);
  const subject = {
    name: product.name[locale],
    colour: variant.colour.name[locale],
    seenFromAbove: piece.stand === 'lie',
  };
  return svg({
    ...sheet,
    title: titles[locale][view](subject),
    art: drawView(piece, view, randomFrom(`${product.slug} room`)),
  });
}

interface TitleWords {
  name: string;
  colour: string;
  seenFromAbove: boolean;
}

const titles: Record<Locale, Record<ArtworkView, (words: TitleWords) => string>> = {
  en: {
    front: ({ name, colour, seenFromAbove }) =>
      `${name} in ${colour.toLowerCase()}, seen from ${seenFromAbove ? 'above' : 'the front'}`,
    detail: ({ name, colour }) => `A detail of ${name} in ${colour.toLowerCase()}`,
    room: ({ name, colour }) => `${name} in ${colour.toLowerCase()}, in a room with window light`,
    scale: ({ name, colour }) => `${name} in ${colour.toLowerCase()}, beside a block as tall as a hand: 18 cm`,
  },
  de: {
    front: ({ name, colour, seenFromAbove }) => `${name} in ${colour}, von ${seenFromAbove ? 'oben' : 'vorn'} gesehen`,
    detail: ({ name, colour }) => `${name} in ${colour}, Nahaufnahme`,
    room: ({ name, colour }) => `${name} in ${colour}, in einem Raum mit Fensterlicht`,
    scale: ({ name, colour }) => `${name} in ${colour}, neben einem handhohen Klotz von 18 cm`,
  },
};
