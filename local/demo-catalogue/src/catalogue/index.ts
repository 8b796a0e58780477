export { badges, categories, collections, productTypes, seedProducts } from './catalogue.ts';
export { colourFamilies, colours, type ColourFamily, type ColourKey } from './colours.ts';
export { materials, type MaterialKey } from './materials.ts';
export { syntheticProducts } from './synthetic.ts';
export type { BadgeId, CollectionId, Dimensions, SeedColour, SeedProduct, SeedVariant } from './types.ts';
