import { type Shelf } from '../sketch.ts';
import { fern, foliage } from './foliage.ts';
import { planter, wateringCan } from './pots.ts';
import { cactus, succulent } from './succulents.ts';
import { trailing } from './trailing.ts';
import { palm, tree } from './trees.ts';

export const plants: Shelf = {
  tree: { draw: tree, stand: 'floor', fit: [260, 390], focus: [0, 0.7], shadow: 0.5 },
  palm: { draw: palm, stand: 'floor', fit: [290, 380], focus: [0, 0.6], shadow: 0.4 },
  upright: { draw: foliage, stand: 'table', fit: [260, 330], focus: [0, 0.6], shadow: 0.6 },
  trailing: { draw: trailing, stand: 'hang', fit: [250, 300], focus: [0, 0.5] },
  fern: { draw: fern, stand: 'table', fit: [300, 310], focus: [0, 0.6], shadow: 0.5 },
  rosette: { draw: succulent, stand: 'table', fit: [240, 280], focus: [0, 0.65], shadow: 0.75 },
  cactus: { draw: cactus, stand: 'table', fit: [230, 320], focus: [0, 0.6], shadow: 0.8 },
  planter: {
    draw: planter,
    stand: 'table',
    standOf: { legs: 'floor' },
    fit: [240, 280],
    focus: [0.2, 0.7],
    shadow: 0.95,
  },
  'watering-can': { draw: wateringCan, stand: 'table', fit: [310, 270], focus: [0.1, 0.5], shadow: 0.6 },
};
