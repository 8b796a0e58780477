import type { Vocabulary } from '@halden/contracts';
import {
  categories,
  collections,
  colourFamilies,
  type ColourFamily,
  type ColourKey,
  colours,
  materials,
  productTypes,
} from './catalogue/index.ts';

/** The colour of the palette that stands for its family in a filter. */
const swatches: Record<ColourFamily, ColourKey> = {
  white: 'chalk',
  grey: 'stone',
  black: 'ink',
  beige: 'flax',
  brown: 'chestnut',
  yellow: 'mustard',
  orange: 'clay',
  red: 'poppy',
  pink: 'rose',
  purple: 'heather',
  blue: 'denim',
  green: 'moss',
};

/** The words of the demo shop. */
export const vocabulary: Vocabulary = {
  categories,
  collections,
  types: productTypes.map(({ id, name }) => ({ id, name })),
  materials: Object.entries(materials).map(([id, name]) => ({ id, name })),
  colours: Object.entries(colourFamilies).map(([id, name]) => ({
    id,
    name,
    hex: colours[swatches[id as ColourFamily]].hex,
  })),
};
