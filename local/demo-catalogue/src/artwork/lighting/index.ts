import { type Shelf } from '../sketch.ts';
import { lantern, pendant } from './ceiling.ts';
import { deskLamp } from './desk.ts';
import { floorLamp, wallLight } from './floor-and-wall.ts';
import { candlestick, portableLamp, tableLamp } from './table.ts';

export const lighting: Shelf = {
  pendant: { draw: pendant, stand: 'hang', fit: [270, 215], focus: [0.22, 0.3] },
  'paper-lantern': { draw: lantern, stand: 'hang', fit: [230, 270], focus: [0.2, 0.5] },
  'table-lamp': { draw: tableLamp, stand: 'table', fit: [250, 325], focus: [0.05, 0.55], shadow: 0.5, palest: 'cloth' },
  'desk-lamp': {
    draw: deskLamp,
    stand: 'table',
    fit: [250, 290],
    focus: [0.2, 0.75],
    shadow: 0.5,
    focusOf: { bar: [-0.2, 0.8] },
  },
  'portable-lamp': { draw: portableLamp, stand: 'table', fit: [200, 300], focus: [0.1, 0.65], shadow: 0.9 },
  candlestick: { draw: candlestick, stand: 'table', fit: [170, 270], focus: [0, 0.5], shadow: 1 },
  'floor-lamp': { draw: floorLamp, stand: 'floor', fit: [260, 390], focus: [0.2, 0.86], shadow: 0.55 },
  'wall-light': { draw: wallLight, stand: 'wall', fit: [220, 240], focus: [0.1, 0.6], outline: 'none' },
};
