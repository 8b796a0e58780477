import { type Shelf } from '../sketch.ts';
import { loungeChair, pouf, sofa } from './armchairs.ts';
import { diningChair, foldingChair, rockingChair } from './chairs.ts';
import { barStool, bench, stool } from './stools.ts';

export const seating: Shelf = {
  'lounge-chair': { draw: loungeChair, stand: 'floor', fit: [290, 330], focus: [-0.25, 0.6], shadow: 1 },
  sofa: { draw: sofa, stand: 'floor', fit: [350, 240], focus: [-0.3, 0.6], shadow: 1 },
  pouf: { draw: pouf, stand: 'floor', fit: [250, 220], focus: [0.15, 0.65], shadow: 0.95 },
  'dining-chair': { draw: diningChair, stand: 'floor', fit: [230, 350], focus: [0.1, 0.62], shadow: 1 },
  'rocking-chair': { draw: rockingChair, stand: 'floor', fit: [270, 340], focus: [0.05, 0.5], shadow: 1.1 },
  'folding-chair': { draw: foldingChair, stand: 'floor', fit: [240, 340], focus: [0.1, 0.6], shadow: 1 },
  stool: { draw: stool, stand: 'floor', fit: [230, 280], focus: [0.1, 0.85], shadow: 1 },
  'bar-stool': { draw: barStool, stand: 'floor', fit: [220, 370], focus: [0.05, 0.85], shadow: 1 },
  bench: { draw: bench, stand: 'floor', fit: [340, 250], focus: [-0.3, 0.7], shadow: 1 },
};
