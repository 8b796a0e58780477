import { type CategoryId, type Localized } from '@halden/contracts';
import { t } from '../catalogue/words.ts';
import { lighten } from './colour.ts';
import { type SceneOptions } from './scenes.ts';
import { rect, rod, type Art } from './shapes.ts';
import { prop, type Prop } from './stage.ts';
import { svg } from './svg.ts';

/** One thing of a group: where its foot stands, and the units for one of its centimetres. */
type Placed = readonly [thing: Omit<Prop, 'category'>, x: number, y: number, unit: number];

interface Group {
  title: Localized;
  ground: string;
  /** Where the surface begins; 450 and there is none. */
  horizon: number;
  things: readonly Placed[];
  /** Cords of what hangs, before everything else. */
  cords?: string;
}

const groups: Record<CategoryId, Group> = {
  lighting: {
    title: t(
      'A bell pendant, a mushroom lamp and a jointed desk lamp',
      'Eine Glockenleuchte, eine Pilzleuchte und eine Gelenkleuchte',
    ),
    ground: '#e6dac8',
    horizon: 330,
    cords: 'M150 0V60',
    things: [
      [{ type: 'pendant', form: 'bell', colour: '#B2562F', cm: [34, 30] }, 150, 178, 4.2],
      [{ type: 'desk-lamp', form: 'jointed', colour: '#2F4C3D', materials: ['brass'], cm: [46, 52] }, 440, 376, 5.2],
      [{ type: 'table-lamp', form: 'mushroom', colour: '#E8CF8B', cm: [26, 36] }, 250, 384, 5],
    ],
  },
  ceramics: {
    title: t(
      'A teapot, a half-dipped mug, a bottle vase and a bowl',
      'Eine Teekanne, ein halbgetauchter Becher, eine Flaschenvase und eine Schale',
    ),
    ground: '#b1b9a6',
    horizon: 320,
    things: [
      [{ type: 'vase', form: 'bottle', colour: '#B2562F', cm: [13, 26] }, 120, 370, 7.6],
      [{ type: 'teapot', form: 'round', colour: '#222F47', cm: [24, 15] }, 264, 376, 8],
      [{ type: 'bowl', form: 'deep', colour: '#F1ECE2', cm: [15, 7.5] }, 486, 362, 8.4],
      [{ type: 'mug', form: 'dipped', colour: '#9CB6C4', cm: [9, 10] }, 416, 392, 9],
    ],
  },
  seating: {
    title: t(
      'A lounge chair, a café chair and a three-legged stool',
      'Ein Sessel, ein Kaffeehausstuhl und ein Dreibeinhocker',
    ),
    ground: '#dfe0d4',
    horizon: 318,
    things: [
      [{ type: 'lounge-chair', form: 'frame', colour: '#B2562F', materials: ['oak'], cm: [72, 76] }, 170, 392, 3.6],
      [{ type: 'dining-chair', form: 'hoop', colour: '#2E2A27', materials: ['rattan'], cm: [43, 86] }, 382, 386, 3.6],
      [{ type: 'stool', form: 'round', colour: '#98A585', cm: [36, 45] }, 504, 398, 3.5],
    ],
  },
  textiles: {
    title: t(
      'Three cushions leaning together: plain, striped and checked',
      'Drei Kissen nebeneinander: einfarbig, gestreift und kariert',
    ),
    ground: '#ceae9a',
    horizon: 318,
    things: [
      [{ type: 'cushion', form: 'checked', colour: '#2F4C3D', cm: [48, 48] }, 420, 372, 4.7],
      [{ type: 'cushion', form: 'striped', colour: '#2F5468', cm: [50, 50] }, 188, 376, 4.7],
      [{ type: 'cushion', form: 'plain', colour: '#B2562F', cm: [60, 40] }, 306, 398, 4.3],
    ],
  },
  plants: {
    title: t(
      'A snake plant, a Swiss cheese plant and a cactus in coloured pots',
      'Ein Bogenhanf, ein Fensterblatt und ein Kaktus in farbigen Töpfen',
    ),
    ground: '#eadbcf',
    horizon: 322,
    things: [
      [{ type: 'upright', form: 'sword', colour: '#2F5468', cm: [26, 56] }, 140, 376, 5.4],
      [{ type: 'upright', form: 'split', colour: '#F1ECE2', cm: [60, 72] }, 320, 386, 4.5],
      [{ type: 'cactus', form: 'column', colour: '#B2562F', cm: [22, 50] }, 496, 380, 4.7],
    ],
  },
  bags: {
    title: t('A rucksack, a market tote and a half-moon bag', 'Ein Rucksack, eine Markttasche und eine Halbmondtasche'),
    ground: '#dbe0e0',
    horizon: 322,
    things: [
      [
        { type: 'backpack', form: 'flap', colour: '#6A7343', materials: ['canvas', 'leather'], cm: [31, 42] },
        150,
        386,
        6.2,
      ],
      [{ type: 'tote', form: 'market', colour: '#C8962E', cm: [42, 38] }, 336, 390, 4.9],
      [{ type: 'crossbody', form: 'half-moon', colour: '#B2562F', cm: [30, 19] }, 510, 384, 4.4],
    ],
  },
  audio: {
    title: t(
      'A speaker, a kitchen radio and a pair of headphones',
      'Ein Lautsprecher, ein Küchenradio und ein Kopfhörer',
    ),
    ground: '#e9dfc6',
    horizon: 322,
    things: [
      [{ type: 'bookshelf-speaker', form: 'two-way', colour: '#C69F69', cm: [18, 30] }, 136, 380, 8.2],
      [{ type: 'radio', form: 'dial', colour: '#C23D2C', cm: [24, 15] }, 322, 384, 8],
      [{ type: 'headphones', form: 'closed', colour: '#2E2A27', materials: ['leather'], cm: [18, 20] }, 496, 386, 7.4],
    ],
  },
  stationery: {
    title: t(
      'A pen cup, a perpetual calendar and a tape dispenser',
      'Ein Stiftebecher, ein ewiger Kalender und ein Klebebandabroller',
    ),
    ground: '#e2dcd4',
    horizon: 322,
    things: [
      [{ type: 'pen-cup', form: 'glazed', colour: '#2F5468', cm: [8.5, 11] }, 128, 382, 13.5],
      [{ type: 'calendar', form: 'desk', colour: '#B2562F', materials: ['oak'], cm: [16, 14] }, 296, 378, 11],
      [{ type: 'tape-dispenser', form: 'snail', colour: '#98A585', cm: [14, 9] }, 480, 386, 12],
    ],
  },
};

/**
 * The picture of a shelf, 600 × 450: a few of its things together.
 *
 * @throws RangeError for a category there is no picture of
 */
export function drawCategory(category: string, { locale = 'en' }: SceneOptions = {}): string {
  const group = Object.hasOwn(groups, category) ? groups[category as CategoryId] : undefined;
  if (!group)
    throw new RangeError(`artwork: no picture of '${category}'; there are: ${Object.keys(groups).join(', ')}`);
  const { title, ground, horizon, things, cords } = group;
  const place = ([thing, x, y, unit]: Placed): Art =>
    prop({ ...thing, category }, { x, y, unit, shadow: lighten(ground, -0.3) });
  const art =
    rect(0, 0, 600, 450, ground) +
    rect(0, horizon, 600, 450 - horizon, lighten(ground, -0.045)) +
    (cords ? rod(cords, '#3d3833', 2.5) : '') +
    things.map(place).join('');
  return svg({ width: 600, height: 450, title: title[locale], art });
}
