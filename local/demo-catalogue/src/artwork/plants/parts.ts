import { type Tones, tonesOf } from '../colour.ts';
import { type Profile, body, tilt, turning } from '../lathe.ts';
import { type Art, type Point, d, ellipse, path, spread } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';

export const greens = {
  deep: tonesOf('#46654a'),
  leaf: tonesOf('#5f7f52'),
  fresh: tonesOf('#7b9a5c'),
  silver: tonesOf('#8c9c80'),
  blue: tonesOf('#7d9a90'),
  dark: tonesOf('#3f5540'),
};

export const bark = tonesOf('#7a5f47');

export const soil = '#4a3a2e';

/** A leaf from its stalk: how long and wide, and how far it leans (degrees from upright). */
export interface Leaf {
  x: number;
  y: number;
  length: number;
  width: number;
  lean: number;
  /** Where it is widest: 0.5 in the middle, more towards the tip. */
  belly?: number;
}

export function leafPaths({ x, y, length, width, lean, belly = 0.5 }: Leaf): { whole: string; half: string } {
  const angle = (lean * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  // Leaves are many and small: whole numbers are fine enough for them.
  const at = (along: number, aside: number): Point => [
    Math.round(x + sin * along * length + cos * aside * width),
    Math.round(y - cos * along * length + sin * aside * width),
  ];
  const [stalk, tip, right, left] = [at(0, 0), at(1, 0), at(belly, 1), at(belly, -1)];
  const half = d`M${stalk[0]} ${stalk[1]}Q${right[0]} ${right[1]} ${tip[0]} ${tip[1]}`;
  return { half: `${half}Z`, whole: half + d`Q${left[0]} ${left[1]} ${stalk[0]} ${stalk[1]}Z` };
}

/** Leaves in two tones, the half away from the light darker. */
export function leaves(all: readonly Leaf[], tones: Tones): Art {
  const paths = all.map(leafPaths);
  return (
    path(paths.map(({ whole }) => whole).join(''), tones.base) +
    path(paths.map(({ half }) => half).join(''), tones.shade)
  );
}

/** Small leaves in one tone. */
export const flat = (all: readonly Leaf[], fill: string): Art =>
  path(all.map((leaf) => leafPaths(leaf).whole).join(''), fill);

/** The product's pot: the variant's colour, one of four shapes, the soil in its mouth. */
export function pot(s: Sketch, { r, height }: { r: number; height: number }): { art: Art; top: number } {
  const shapes: Profile[] = [
    turning`${-height} ${r}, ${-height * 0.1} ${r * 0.94}, 0 ${r * 0.86}`,
    turning`${-height} ${r}, ${-height * 0.8} ${r * 0.98} corner, ${-height * 0.8} ${r * 0.9} corner, 0 ${r * 0.66}`,
    turning`${-height} ${r * 0.84}, ${-height * 0.55} ${r}, ${-height * 0.14} ${r * 0.82}, 0 ${r * 0.6}`,
    turning`${-height} ${r}, ${-height * 0.4} ${r * 0.86}, ${-height * 0.12} ${r * 0.56}, 0 ${r * 0.62}`,
  ];
  const profile = s.random.pick(shapes);
  const radius = profile[0]![1];
  const rim =
    ellipse(0, -height, radius, radius * tilt, s.main.light) +
    ellipse(0, -height + 1, radius * 0.9, radius * tilt * 0.78, soil);
  return { art: body(profile, s.main) + rim, top: -height };
}

/** A feather of leaflets along an arching rib. */
export function frond(
  { x, y, reach, rise, droop }: { x: number; y: number; reach: number; rise: number; droop: number },
  { leaflets, length }: { leaflets: number; length: number },
): string {
  const rib = (t: number): Point => [
    Math.round(x + reach * t),
    Math.round(y - rise * Math.sin(t * 1.75) + droop * t * t),
  ];
  const start = rib(0);
  const ribPath =
    d`M${start[0]} ${start[1]}` +
    spread(5, 0.2, 1)
      .map((t) => d`L${rib(t)[0]} ${rib(t)[1]}`)
      .join('');
  const blades = spread(leaflets, 0.28, 0.97).map((t) => {
    const [px, py] = rib(t);
    const size = length * (1.1 - t * 0.6);
    const forward = Math.sign(reach) * size * 0.5;
    return d`M${px + Math.round(forward)} ${py + Math.round(size * 0.8)}L${px} ${py}l${Math.round(forward * 1.3)} ${Math.round(-size * 0.45)}`;
  });
  return ribPath + blades.join('');
}
