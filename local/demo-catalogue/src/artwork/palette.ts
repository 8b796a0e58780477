import { type Random } from '../catalogue/random.ts';
import { difference, lighten, lightness, tonesOf, type Tones } from './colour.ts';

/** The natural colours of materials that are not the variant's own. */
const natural = {
  oak: '#c69f69',
  ash: '#d9c09a',
  beech: '#d0a87c',
  walnut: '#6b4a35',
  cork: '#c0955f',
  rattan: '#c9a26c',
  brass: '#bc974e',
  leather: '#9a6236',
  jute: '#c2a97e',
  linen: '#ebe4d6',
  cotton: '#f0eadf',
  wool: '#d8cdbb',
  felt: '#a39b8d',
  canvas: '#d8cbb0',
  paper: '#f3ede1',
  glass: '#f3efe4',
  stoneware: '#d6cab8',
  porcelain: '#f2eee6',
  earthenware: '#c07a52',
  steel: '#a9aba9',
  aluminium: '#b9bcbb',
};

type Natural = keyof typeof natural;

const isNatural = (material: string): material is Natural => Object.hasOwn(natural, material);

/** Fittings, whatever the product's colour. */
export const brass = tonesOf(natural.brass);

const woods: readonly Natural[] = ['oak', 'ash', 'beech', 'walnut', 'cork', 'rattan'];
const cloths: readonly Natural[] = ['linen', 'cotton', 'wool', 'felt', 'canvas', 'paper'];
const trims: readonly Natural[] = ['leather', 'brass', 'cork', 'rattan', 'jute', 'walnut', 'oak'];

/** What a drawing paints with. The variant's colour is `main`; the others come from the product's materials. */
export interface Palette {
  main: Tones;
  wood: Tones;
  metal: Tones;
  cloth: Tones;
  trim: Tones;
  /** The calm ground, light enough for a dark page and toned enough for a light one. */
  ground: string;
  /** The surface things stand on. */
  surface: string;
}

/** Grounds for most things: paper, oat, sage mist, sky mist, blush, straw. */
const grounds = ['#ece4d8', '#e6dac8', '#dfe0d4', '#dbe0e0', '#eadbcf', '#e9dfc6', '#e2dcd4'];

/** Grounds for pale things, which would drown on the others. */
const deepGrounds = ['#ceae9a', '#b1b9a6', '#a8b6bb', '#c6b494', '#b9ada2', '#c8a69c'];

/** Grounds for what lies between: oat, fog, blush. */
const deepestGrounds = ['#a5968a', '#98a291', '#95a2a9', '#b3988c'];

/** How far a thing must stand out from its ground, in OKLab. */
const contrast = 0.115;

/** @param colour the variant's, `#RRGGBB` */
export function paletteOf(
  colour: string,
  { materials, palest, random }: { materials: readonly string[]; palest?: 'cloth' | undefined; random: Random },
): Palette {
  const first = (choices: readonly Natural[], otherwise: Natural) => {
    const found = materials.filter(isNatural).find((material) => choices.includes(material)) ?? otherwise;
    return tonesOf(natural[found]);
  };
  const cloth = first(cloths, 'linen');
  const ground = groundFor(palest === 'cloth' ? [colour, cloth.base] : [colour], random);
  return {
    main: tonesOf(colour),
    wood: first(woods, 'oak'),
    metal: materials.includes('brass') ? brass : tonesOf(lightness(colour) > 0.5 ? '#4a4744' : '#8f8d89'),
    cloth,
    trim: first(trims, 'leather'),
    ground,
    surface: lighten(ground, -0.045),
  };
}

/** The ground is the product's own, unless what lies on it would not stand out. */
function groundFor(colours: readonly string[], random: Random): string {
  const own = random.pick(grounds);
  const deep = random.pick(deepGrounds);
  const deepest = random.pick(deepestGrounds);
  const standsOut = (ground: string) => Math.min(...colours.map((colour) => difference(ground, colour)));
  const candidates = [own, deep, ...grounds, ...deepGrounds, deepest, ...deepestGrounds];
  return (
    candidates.find((candidate) => standsOut(candidate) >= contrast) ??
    candidates.reduce((best, one) => (standsOut(one) > standsOut(best) ? one : best))
  );
}
