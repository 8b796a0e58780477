import { type Locale, type Localized } from '@halden/contracts';
import { type CollectionId } from '../catalogue/types.ts';
import { t } from '../catalogue/words.ts';
import { circle, ellipse, faded, lines, path, points, polygon, rect, rod, type Art } from './shapes.ts';
import { light, print, prop, rugOn, walls, type Prop, type Stage } from './stage.ts';
import { svg } from './svg.ts';

export const heroThemes = ['light', 'dark'] as const;

/** By day, for the light page; by lamplight, for the dark one. */
export type HeroTheme = (typeof heroThemes)[number];

const chair: Prop = {
  category: 'seating',
  type: 'lounge-chair',
  form: 'frame',
  colour: '#B2562F',
  materials: ['oak'],
  cm: [72, 76],
};
const arcLamp: Prop = { category: 'lighting', type: 'floor-lamp', form: 'arc', colour: '#2A2D33', cm: [118, 184] };
const fig: Prop = { category: 'plants', type: 'tree', form: 'fiddle', colour: '#F1ECE2', cm: [58, 148] };
const recordBench: Prop = { category: 'audio', type: 'record-rack', form: 'bench', colour: '#C69F69', cm: [112, 46] };
const radio: Prop = { category: 'audio', type: 'radio', form: 'dial', colour: '#F1ECE2', cm: [27, 17] };
const vase: Prop = { category: 'ceramics', type: 'vase', form: 'bottle', colour: '#2F5468', cm: [14, 28] };
const stool: Prop = { category: 'seating', type: 'stool', form: 'round', colour: '#C69F69', cm: [36, 45] };
const teapot: Prop = { category: 'ceramics', type: 'teapot', form: 'round', colour: '#98A585', cm: [25, 16] };
const pouf: Prop = { category: 'seating', type: 'pouf', form: 'knitted', colour: '#C8962E', cm: [54, 38] };
const rug: Prop = { category: 'textiles', type: 'rug', form: 'border', colour: '#96482A', cm: [250, 130] };

export interface SceneOptions {
  /** The language of the title. @default 'en' */
  locale?: Locale;
}

const heroTitles: Record<HeroTheme, Localized> = {
  light: t(
    'A reading corner by day: a clay-coloured chair under an arc lamp, a fig tree, a record bench and a stool with a teapot',
    'Eine Leseecke bei Tag: ein tonfarbener Sessel unter einer Bogenleuchte, eine Geigenfeige, eine Plattenbank und ein Hocker mit Teekanne',
  ),
  dark: t(
    'A reading corner in the evening: a clay-coloured chair in the light of an arc lamp, the room around it dark',
    'Eine Leseecke am Abend: ein tonfarbener Sessel im Licht einer Bogenleuchte, der Raum ringsum dunkel',
  ),
};

/**
 * The large picture of the home page, 1200 × 700: a chair, a lamp over it, and what one wants beside them.
 *
 * @throws RangeError for a theme there is no picture of
 */
export function drawHero(theme: HeroTheme, { locale = 'en' }: SceneOptions = {}): string {
  const night = theme === 'dark';
  if (!night && theme !== 'light')
    throw new RangeError(`artwork: no hero '${String(theme)}'; there are: ${heroThemes.join(', ')}`);
  const wall = night ? '#6b5c51' : '#e8decd';
  const stage: Stage = { unit: 3.15, shadow: night ? '#1d1713' : '#7d6b56' };
  const at = (x: number, y: number) => ({ ...stage, x, y });
  const art =
    walls({ width: 1200, height: 700, horizon: 545 }, { wall, floor: night ? '#57473a' : '#cdb89b' }) +
    (night ? '' : light({ x: 236, y: 92, pane: 104, colour: '#f7f0e2' })) +
    print({ x: 846, y: 132, width: 132, height: 168 }, ['#c4704a', '#4f6b5a', '#b5bda9']) +
    print({ x: 1000, y: 150, width: 96, height: 124 }, ['#d6a84f', '#4f6b87', '#c9d0cd']) +
    rugOn(rug, at(540, 690)) +
    prop(fig, at(128, 606)) +
    prop(recordBench, at(962, 590)) +
    prop(radio, at(884, 446)) +
    prop(vase, at(1044, 446)) +
    prop(arcLamp, at(404, 622)) +
    prop(chair, at(578, 634)) +
    prop(stool, at(758, 648)) +
    prop(teapot, at(756, 513)) +
    prop(pouf, at(352, 668)) +
    (night ? lamplight() : '');
  return svg({
    width: 1200,
    height: 700,
    title: heroTitles[theme][locale],
    art,
  });
}

/** The room goes dark, but for what the lamp's cone falls on. */
function lamplight(): Art {
  const cone = 'M490 316H586L800 640Q556 706 318 640Z';
  const around = 'M481 312H595L862 650Q556 736 256 650Z';
  const veil = (hole: string, opacity: number) =>
    `<path d="M0 0H1200V700H0Z${hole}" fill="#14100d" fill-opacity="${opacity}" fill-rule="evenodd"/>`;
  return veil(cone, 0.36) + veil(around, 0.14) + path(cone, '#ffdf9e', 0.1) + ellipse(538, 315, 47, 6, '#fff1cf');
}

interface Scene {
  title: Localized;
  art: () => Art;
}

const scenes: Record<CollectionId, Scene> = {
  'quiet-evenings': {
    title: t(
      'A wing chair, a low lamp and a pot of tea in a room at dusk',
      'Ein Ohrensessel, eine tiefe Leuchte und eine Kanne Tee in einem Zimmer in der Dämmerung',
    ),
    art: quietEvenings,
  },
  'the-slow-desk': {
    title: t(
      'A tidy desk with a reading lamp, a calendar, pens and a plant',
      'Ein aufgeräumter Schreibtisch mit Leselampe, Kalender, Stiften und einer Pflanze',
    ),
    art: slowDesk,
  },
  'first-apartment': {
    title: t(
      'A bright room just moved into: a pendant lamp, a folding chair, a crate of records',
      'Ein helles, gerade bezogenes Zimmer: Pendelleuchte, Klappstuhl und eine Kiste Schallplatten',
    ),
    art: firstApartment,
  },
};

/**
 * The picture of a collection, 800 × 600.
 *
 * @throws RangeError for a collection there is no picture of
 */
export function drawCollection(collection: string, { locale = 'en' }: SceneOptions = {}): string {
  const scene = Object.hasOwn(scenes, collection) ? scenes[collection as CollectionId] : undefined;
  if (!scene)
    throw new RangeError(`artwork: no picture of '${collection}'; there are: ${Object.keys(scenes).join(', ')}`);
  return svg({ width: 800, height: 600, title: scene.title[locale], art: scene.art() });
}

function quietEvenings(): Art {
  const stage: Stage = { unit: 3.3, shadow: '#231a17' };
  const at = (x: number, y: number) => ({ ...stage, x, y });
  const halo = [210, 150, 96].map((r) => faded(0.1, circle(566, 318, r, '#ffdf9e'))).join('');
  return (
    walls({ width: 800, height: 600, horizon: 470 }, { wall: '#7a6463', floor: '#5e4a40' }) +
    halo +
    print({ x: 92, y: 96, width: 104, height: 134 }, ['#e0a171', '#3c4f52', '#8f8a7c']) +
    rugOn({ category: 'textiles', type: 'rug', form: 'border', colour: '#8b5a45', cm: [190, 120] }, at(400, 560)) +
    prop({ ...recordBench, colour: '#B98F58', cm: [104, 44] }, at(586, 512)) +
    prop(
      { category: 'lighting', type: 'table-lamp', form: 'mushroom', colour: '#E8CF8B', cm: [30, 42] },
      at(560, 368),
    ) +
    prop({ category: 'ceramics', type: 'teapot', form: 'round', colour: '#2F5468', cm: [25, 16] }, at(676, 368)) +
    prop(
      { category: 'seating', type: 'lounge-chair', form: 'wing', colour: '#3c6350', materials: ['oak'], cm: [78, 108] },
      at(262, 546),
    ) +
    prop({ ...pouf, colour: '#C4704A', cm: [48, 34] }, at(470, 574))
  );
}

function slowDesk(): Art {
  const stage: Stage = { unit: 3.9, shadow: '#6b6250' };
  const at = (x: number, y: number) => ({ ...stage, x, y });
  const desk =
    polygon(points`96 330, 112 330, 104 566, 94 566`, '#8a6238') +
    polygon(points`688 330, 704 330, 706 566, 696 566`, '#8a6238') +
    rect(104, 338, 592, 44, '#ae8550', 3) +
    rect(430, 346, 160, 28, '#bc955f', 3) +
    circle(510, 360, 5, '#7d5a34') +
    rect(64, 322, 672, 18, '#c69f69', 4);
  return (
    walls({ width: 800, height: 600, horizon: 520 }, { wall: '#ccd0c1', floor: '#c3ad8e' }) +
    light({ x: 440, y: 50, pane: 86, colour: '#e3e6da' }) +
    print({ x: 300, y: 70, width: 92, height: 118 }, ['#c4704a', '#6a7343', '#d8c6a4']) +
    desk +
    prop({ category: 'lighting', type: 'desk-lamp', form: 'arc', colour: '#B2562F', cm: [36, 50] }, at(176, 324)) +
    prop(
      { category: 'stationery', type: 'calendar', form: 'desk', colour: '#2F5468', materials: ['oak'], cm: [21, 17] },
      at(330, 324),
    ) +
    prop({ category: 'stationery', type: 'pen-cup', form: 'glazed', colour: '#E0A171', cm: [9.5, 12] }, at(432, 324)) +
    prop(
      { category: 'stationery', type: 'tape-dispenser', form: 'snail', colour: '#98A585', cm: [18, 11] },
      at(530, 324),
    ) +
    prop({ category: 'plants', type: 'upright', form: 'coin', colour: '#C4704A', cm: [28, 31] }, at(650, 324)) +
    prop({ ...stool, colour: '#2A2D33', cm: [38, 45] }, at(376, 578)) +
    prop({ category: 'bags', type: 'satchel', form: 'buckles', colour: '#7A472C', cm: [36, 26] }, at(560, 572))
  );
}

function firstApartment(): Art {
  const stage: Stage = { unit: 3.1, shadow: '#84705c' };
  const at = (x: number, y: number) => ({ ...stage, x, y });
  const pane =
    rect(392, 62, 300, 306, '#f6f1e7', 3) +
    rect(404, 74, 276, 282, '#c6d8de') +
    path('M404 318Q470 270 548 300T680 282V356H404Z', '#a9b79d') +
    path('M404 340Q500 306 580 330T680 322V356H404Z', '#8fa284') +
    lines('M542 68V362M398 206H686', '#f6f1e7', 10) +
    rect(378, 366, 328, 14, '#f6f1e7', 3);
  const carton =
    rect(612, 470, 118, 92, '#c79f6d', 2) +
    rect(688, 470, 42, 92, '#b48c5b', 2) +
    polygon(points`612 470, 590 448, 650 452, 672 470`, '#d6b284') +
    rect(612, 508, 118, 14, '#e6d3b0') +
    faded(0.2, ellipse(674, 563, 74, 7, '#84705c'));
  return (
    walls({ width: 800, height: 600, horizon: 480 }, { wall: '#ecdccd', floor: '#cfb595' }) +
    pane +
    rod('M236 -4V132', '#3d3833', 3) +
    prop({ category: 'lighting', type: 'pendant', form: 'bell', colour: '#98A585', cm: [36, 32] }, at(236, 236)) +
    prop(
      { category: 'seating', type: 'folding-chair', form: 'slatted', colour: '#C23D2C', cm: [46, 86] },
      at(154, 556),
    ) +
    prop({ ...stool, colour: '#F1ECE2', form: 'stacking' }, at(318, 540)) +
    prop({ category: 'plants', type: 'upright', form: 'sword', colour: '#B2562F', cm: [24, 56] }, at(318, 402)) +
    carton +
    prop({ category: 'audio', type: 'record-rack', form: 'crate', colour: '#C69F69', cm: [38, 30] }, at(486, 566)) +
    prop({ category: 'bags', type: 'tote', form: 'market', colour: '#2F5468', cm: [40, 36] }, at(388, 586))
  );
}
