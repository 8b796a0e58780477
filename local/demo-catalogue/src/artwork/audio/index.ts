import { type Shelf } from '../sketch.ts';
import { amplifier, turntable } from './hifi.ts';
import { headphoneStand, headphones, radio } from './listening.ts';
import { recordRack } from './records.ts';
import { bookshelfSpeaker, portableSpeaker } from './speakers.ts';

export const audio: Shelf = {
  'bookshelf-speaker': {
    draw: bookshelfSpeaker,
    stand: 'table',
    standOf: { tower: 'floor' },
    fit: [230, 330],
    focus: [0, 0.35],
    shadow: 1.1,
  },
  'portable-speaker': {
    draw: portableSpeaker,
    stand: 'table',
    standOf: { disc: 'wall' },
    outline: 'none',
    fit: [270, 240],
    focus: [0.1, 0.6],
    shadow: 1,
  },
  headphones: { draw: headphones, stand: 'table', fit: [250, 260], focus: [0.3, 0.3], shadow: 0.95 },
  radio: { draw: radio, stand: 'table', fit: [290, 270], focus: [0.25, 0.5], shadow: 1 },
  'headphone-stand': { draw: headphoneStand, stand: 'table', fit: [220, 300], focus: [0, 0.75], shadow: 0.7 },
  turntable: {
    draw: turntable,
    stand: 'lie',
    from: 'above',
    fit: [320, 270],
    focus: [0.25, 0.6],
    outlineOf: { compact: 'none', skeleton: 'none' },
  },
  amplifier: { draw: amplifier, stand: 'table', fit: [310, 240], focus: [0.2, 0.5], shadow: 1 },
  'record-rack': { draw: recordRack, stand: 'floor', fit: [330, 240], focus: [-0.1, 0.7], shadow: 1 },
};
