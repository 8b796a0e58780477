import { type Tones } from '../colour.ts';
import { type Art, circle, d, rod } from '../shapes.ts';

export const ink = '#2c2a28';

export const lit = '#ffdf9e';

export function knob(x: number, y: number, r: number, tones: Tones): Art {
  return (
    circle(x + r * 0.1, y + r * 0.16, r, tones.deep) +
    circle(x, y, r, tones.shade) +
    circle(x, y, r * 0.84, tones.light) +
    rod(d`M${x} ${y - r * 0.24}V${y - r * 0.64}`, tones.deep, Math.max(2, r * 0.14))
  );
}
