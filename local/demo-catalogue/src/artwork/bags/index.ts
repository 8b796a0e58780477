import { type Shelf } from '../sketch.ts';
import { tote, weekender } from './carry.ts';
import { beltBag, crossbody } from './crossbody.ts';
import { backpack, satchel } from './shoulder.ts';
import { pouch, sleeve, wallet } from './small.ts';

export const bags: Shelf = {
  tote: { draw: tote, stand: 'table', fit: [250, 240], focus: [0.1, 0.8], shadow: 0.95 },
  weekender: { draw: weekender, stand: 'floor', fit: [310, 220], focus: [-0.2, 0.7], shadow: 1 },
  backpack: { draw: backpack, stand: 'table', spread: 1.2, fit: [230, 320], focus: [0.1, 0.7], shadow: 0.95 },
  satchel: { draw: satchel, stand: 'table', fit: [280, 230], focus: [-0.15, 0.55], shadow: 1 },
  crossbody: { draw: crossbody, stand: 'table', fit: [250, 210], focus: [0.1, 0.6], shadow: 0.9 },
  pouch: { draw: pouch, stand: 'table', fit: [270, 190], focus: [-0.2, 0.7], shadow: 1 },
  'laptop-sleeve': { draw: sleeve, stand: 'lie', fit: [310, 240], focus: [0.1, 0.6] },
  wallet: { draw: wallet, stand: 'lie', fit: [230, 210], focus: [0.1, 0.6] },
  'belt-bag': { draw: beltBag, stand: 'wall', spread: 1.7, fit: [220, 160], focus: [0.1, 0.6], outline: 'none' },
};
