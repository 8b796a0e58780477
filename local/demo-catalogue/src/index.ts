export { seedProducts, syntheticProducts } from './catalogue/index.ts';
export type { SeedProduct } from './catalogue/index.ts';
export { type Random, randomFrom } from './catalogue/random.ts';
export { demoItems, toItem } from './items.ts';
export { demoScenes, picturesOf } from './pictures.ts';
export { vocabulary } from './vocabulary.ts';
