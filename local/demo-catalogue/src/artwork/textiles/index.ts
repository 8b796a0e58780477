import { type Shelf } from '../sketch.ts';
import { bathTowel, bed, curtain } from './bed-and-bath.ts';
import { apron, tablecloth, teaTowel } from './kitchen.ts';
import { blanket, cushion } from './living.ts';
import { rug } from './rugs.ts';

export const textiles: Shelf = {
  cushion: { draw: cushion, stand: 'sofa', fit: [270, 260], focus: [0.2, 0.5], shadow: 0.85, palest: 'cloth' },
  throw: { draw: blanket, stand: 'wall', spread: 1.3, fit: [240, 300], focus: [0.1, 0.12], outline: 'none' },
  rug: { draw: rug, stand: 'rug', fit: [260, 360], focus: [0.2, 0.2], outlineOf: { round: 'round' } },
  'bath-towel': {
    draw: bathTowel,
    stand: 'wall',
    spread: 1.3,
    standOf: { stack: 'table' },
    ratioOf: { stack: 1.25 },
    fit: [230, 300],
    focus: [0.1, 0.2],
    outline: 'none',
    palest: 'cloth',
  },
  'bed-linen': { draw: bed, stand: 'floor', ratioOf: { any: 1.12 }, fit: [320, 300], focus: [-0.15, 0.62], shadow: 1 },
  curtain: { draw: curtain, stand: 'window', spread: 1.3, fit: [250, 400], focus: [-0.15, 0.86], outline: 'none' },
  'tea-towel': { draw: teaTowel, stand: 'wall', fit: [210, 290], focus: [0.1, 0.2], outline: 'none', palest: 'cloth' },
  tablecloth: {
    draw: tablecloth,
    stand: 'floor',
    ratioOf: { any: 1.7 },
    fit: [330, 240],
    focus: [-0.25, 0.7],
    shadow: 0.95,
  },
  apron: { draw: apron, stand: 'wall', fit: [220, 300], focus: [0.1, 0.45], outline: 'none' },
};
