import { type Shelf } from '../sketch.ts';
import { deskTray, penCup, tapeDispenser } from './desk.ts';
import { calendar, letterSet, notebook } from './paper.ts';
import { pen, ruler, scissors } from './tools.ts';

export const stationery: Shelf = {
  notebook: { draw: notebook, stand: 'lie', fit: [240, 330], focus: [-0.05, 0.7] },
  'letter-set': { draw: letterSet, stand: 'lie', fit: [290, 240], focus: [0.1, 0.5], outline: 'none' },
  calendar: {
    draw: calendar,
    stand: 'table',
    standOf: { wall: 'wall' },
    fit: [260, 330],
    focus: [0.1, 0.6],
    shadow: 1,
  },
  pen: {
    draw: pen,
    stand: 'lie',
    ratioOf: { pencils: 1.35, any: 9 },
    fit: [340, 260],
    focus: [-0.24, -1.2],
    focusOf: { pencils: [-0.25, 0.5] },
    outline: 'none',
  },
  scissors: { draw: scissors, stand: 'lie', fit: [170, 340], focus: [0, 0.4], outline: 'none' },
  ruler: { draw: ruler, stand: 'lie', fit: [350, 260], focus: [-0.1, 0.5], outline: 'none' },
  'tape-dispenser': { draw: tapeDispenser, stand: 'table', fit: [270, 220], focus: [-0.1, 0.6], shadow: 1 },
  'desk-tray': {
    draw: deskTray,
    stand: 'lie',
    standOf: { letter: 'table' },
    ratioOf: { letter: 1.7 },
    from: 'above',
    fit: [320, 270],
    focus: [-0.2, 0.5],
  },
  'pen-cup': { draw: penCup, stand: 'table', fit: [190, 220], focus: [0.1, 0.85], shadow: 1 },
};
