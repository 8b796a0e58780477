import { type Tones } from '../colour.ts';
import { type Art, type Point, dashes, path, points, rect, softPath } from '../shapes.ts';

/** A body of cloth or leather: rounded, with its right side in shade. */
export function panel(points: readonly Point[], radius: number, tones: Tones): Art {
  const xs = points.map(([x]) => x);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const from = left + (right - left) * 0.68;
  const side = points.map(([x, y]): Point => [x < from ? from + (x - left) * 0.04 : x, y]);
  return (
    path(softPath(points, radius), tones.base) + path(softPath(side, Math.min(radius, (right - from) / 3)), tones.shade)
  );
}

export const box = (x: number, y: number, width: number, height: number): Point[] =>
  points`${x} ${y}, ${x + width} ${y}, ${x + width} ${y + height}, ${x} ${y + height}`;

/** Stitches along a line. */
export const stitch = (data: string, colour: string): Art => dashes(data, colour, { width: 2, dash: '5 4' });

export function buckle(x: number, y: number, { strap, metal }: { strap: Tones; metal: Tones }, length: number): Art {
  return (
    rect(x - 8, y - length / 2, 16, length, strap.base, 4) +
    rect(x - 11, y - 2, 22, 18, metal.base, 4) +
    rect(x - 6, y + 3, 12, 8, strap.shade, 2)
  );
}
