import { tonesOf } from '../colour.ts';
import { type Profile, radiusAt } from '../lathe.ts';
import { type Art, type Point, d, dots, rod } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';

export const leaf = tonesOf('#66784f');

export const clay = tonesOf('#c9ab8a');

/** A loop of clay on the right of a body, from one height to another. */
export function handle(
  profile: Profile,
  { from, to, reach, width, colour }: { from: number; to: number; reach: number; width: number; colour: string },
): Art {
  const [top, bottom] = [radiusAt(profile, from) - 4, radiusAt(profile, to) - 4];
  return rod(
    d`M${top} ${from}C${top + reach * 1.25} ${from - reach * 0.16} ${bottom + reach * 1.35} ${to + reach * 0.1} ${bottom} ${to}`,
    colour,
    width,
  );
}

/** A few specks on the light side and on the dark one, inside the body. */
export function specks(profile: Profile, s: Sketch, colour: string): Art {
  const [top, bottom] = [profile[0]![0], profile.at(-1)![0]];
  const points = Array.from({ length: 26 }, (): Point => {
    const y = s.random.between(top * 0.9, bottom + (top - bottom) * 0.08);
    return [radiusAt(profile, y) * s.random.between(-0.88, 0.88), y];
  });
  return dots(points, colour, 2.2);
}
