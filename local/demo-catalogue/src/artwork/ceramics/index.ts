import { type Shelf } from '../sketch.ts';
import { cruet, jug, teapot } from './pouring.ts';
import { bowl, mug, plate } from './tableware.ts';
import { butterDish, jar, vase } from './vessels.ts';

export const ceramics: Shelf = {
  mug: { draw: mug, stand: 'table', fit: [240, 225], focus: [0.3, 0.6], shadow: 0.95 },
  bowl: { draw: bowl, stand: 'table', fit: [315, 215], focus: [0.3, 0.7], shadow: 0.75 },
  plate: { draw: plate, stand: 'lie', from: 'above', fit: [300, 300], focus: [0.3, 0.7], outline: 'round' },
  teapot: { draw: teapot, stand: 'table', fit: [310, 260], focus: [-0.3, 0.6], shadow: 0.7 },
  jug: { draw: jug, stand: 'table', fit: [250, 280], focus: [-0.2, 0.85], shadow: 0.8 },
  cruet: { draw: cruet, stand: 'table', fit: [150, 310], focus: [0, 0.75], shadow: 1.1 },
  vase: { draw: vase, stand: 'table', fit: [200, 240], focus: [0.1, 0.75], shadow: 0.85 },
  jar: { draw: jar, stand: 'table', fit: [210, 260], focus: [0.1, 0.8], shadow: 1 },
  'butter-dish': { draw: butterDish, stand: 'table', fit: [280, 190], focus: [0.1, 0.6], shadow: 1 },
};
