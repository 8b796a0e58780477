import { type Tones, tonesOf } from '../colour.ts';
import { type Profile, body, tilt, turning } from '../lathe.ts';
import { type Art, d, ellipse, group, move, path, turn } from '../shapes.ts';

export const glow = '#ffe9b8';

export const opal = tonesOf('#f6ecd6');

export const cordColour = '#3d3833';

/** Light falling from a shade: a pale wedge under it. */
export const beam = (
  x: number,
  y: number,
  { half, length, open = 1.5 }: { half: number; length: number; open?: number },
): Art =>
  `<path d="${d`M${x - half} ${y}L${x + half} ${y}L${x + half * open} ${y + length}L${x - half * open} ${y + length}Z`}" fill="${glow}" opacity=".22"/>`;

/** An open shade seen from a little below: the body, and the lit inside of its mouth. */
export function shade(profile: Profile, tones: Tones): Art {
  const [y, radius] = profile.at(-1)!;
  return (
    body(profile, tones) +
    ellipse(0, y, radius, radius * tilt, tones.deep) +
    ellipse(0, y + 1, radius * 0.9, radius * tilt * 0.72, glow)
  );
}

/** A fabric shade: a truncated cone, a little translucent where the bulb sits. */
export function fabricShade(
  y: number,
  { top, bottom, height }: { top: number; bottom: number; height: number },
  tones: Tones,
): Art {
  const profile: Profile = turning`${y - height} ${top}, ${y} ${bottom}`;
  return (
    body(profile, tones, 0.35) +
    ellipse(0, y - height, top, top * tilt, tones.deep) +
    ellipse(0, y - height + 1, top * 0.86, top * tilt * 0.7, glow)
  );
}

/** A small directed shade with its lit mouth, hung at a point and turned. */
export function head(x: number, y: number, { size, angle, tones }: { size: number; angle: number; tones: Tones }): Art {
  const dome = shade(
    turning`${-size} ${size * 0.2}, ${-size * 0.78} ${size * 0.36}, ${-size * 0.3} ${size * 0.62}, 0 ${size * 0.74}`,
    tones,
  );
  return group(`${move(x, y)} ${turn(angle)}`, group(move(0, size * 0.8), dome));
}

export function flame(x: number, y: number, size: number): Art {
  return (
    path(
      d`M${x} ${y}c${-size * 0.7} ${-size * 0.3} ${-size * 0.4} ${-size} ${size * 0.06} ${-size * 1.6}c${size * 0.3} ${size * 0.6} ${size * 0.7} ${size * 1.2} ${-size * 0.06} ${size * 1.6}Z`,
      '#f2a93b',
    ) + ellipse(x, y - size * 0.42, size * 0.2, size * 0.36, '#fff1c9')
  );
}
