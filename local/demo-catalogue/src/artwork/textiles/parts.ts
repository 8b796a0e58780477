import { type Art, both, circle, d, faded, lines, path, rect, rod, spread } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';

/** A rectangle of cloth, for patterns. */
export interface Field {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const across = ({ x, width }: Field, ys: readonly number[]) => ys.map((y) => d`M${x} ${y}h${width}`).join('');

export const down = ({ y, height }: Field, xs: readonly number[]) => xs.map((x) => d`M${x} ${y}v${height}`).join('');

export const inner = (count: number, from: number, length: number) =>
  spread(count, from + length / (count * 2), from + length - length / (count * 2));

export function grid(
  field: Field,
  { columns, rows, colour, width }: { columns: number; rows: number; colour: string; width: number },
): Art {
  return lines(
    down(field, inner(columns, field.x, field.width)) + across(field, inner(rows, field.y, field.height)),
    colour,
    width,
  );
}

/** Two layers of translucent bands: three tones where they cross, as in woven checks. */
export function gingham(
  field: Field,
  { columns, rows, colour }: { columns: number; rows: number; colour: string },
): Art {
  const layer = (data: string, width: number) =>
    `<path d="${data}" stroke="${colour}" stroke-width="${Math.round(width)}" stroke-opacity=".5"/>`;
  return (
    layer(down(field, inner(columns, field.x, field.width)), field.width / columns / 2) +
    layer(across(field, inner(rows, field.y, field.height)), field.height / rows / 2)
  );
}

export function herringbone({ x, y, width, height }: Field, colour: string): Art {
  const step = width / 8;
  const zigzag = (top: number) =>
    `${d`M${x} ${top}`}${spread(8, 0, 7)
      .map((i) => d`l${step} ${i % 2 ? -step * 0.7 : step * 0.7}`)
      .join('')}`;
  return lines(
    spread(9, y + 5, y + height - 22)
      .map(zigzag)
      .join(''),
    colour,
    step * 0.24,
  );
}

export const fringe = ({ x, y, width }: Field, length: number, colour: string, count = 20): Art =>
  rod(
    spread(count, x + 3, x + width - 3)
      .map((at) => d`M${at} ${y}v${length}`)
      .join(''),
    colour,
    2,
  );

/** Soft vertical folds over hanging cloth. */
export const folds = ({ y, height }: Field, xs: readonly number[], colour: string): Art =>
  faded(
    0.16,
    path(
      xs.map((x) => d`M${x} ${y}q9 ${height / 2} -3 ${height}h15q-4 ${-height / 2} -4 ${-height}Z`).join(''),
      colour,
    ),
  );

/** A wooden rail on two brackets. */
export const rail = (y: number, half: number, { wood, metal }: Sketch): Art =>
  both(rect(half - 16, y - 15, 7, 22, metal.base, 2)) +
  rect(-half, y - 6, half * 2, 11, wood.base, 5) +
  rect(-half, y, half * 2, 5, wood.shade, 3);

/** Cloth hanging from a hook by its loop: gathered at the top, wide below. */
export const hook = (y: number, { wood }: Sketch): Art =>
  rect(-44, y - 26, 88, 18, wood.shade, 4) + circle(0, y - 14, 8, wood.light) + circle(0, y - 13, 5, wood.base);
