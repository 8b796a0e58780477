import { type Tones } from '../colour.ts';
import { type Art, type Point, both, d, group, path, points, polygon, rect, soft } from '../shapes.ts';

/** A leg, tapering towards the floor. */
export function leg(
  from: Point,
  to: Point,
  { wide, narrow, fill }: { wide: number; narrow: number; fill: string },
): Art {
  return polygon(
    points`${from[0] - wide / 2} ${from[1]}, ${from[0] + wide / 2} ${from[1]}, ${to[0] + narrow / 2} ${to[1]}, ${to[0] - narrow / 2} ${to[1]}`,
    fill,
  );
}

/** Front legs at the corners of a seat, back legs behind them in shade. */
export function fourLegs({
  y,
  x,
  splay,
  width,
  tones,
}: {
  y: number;
  x: number;
  splay: number;
  width: number;
  tones: Tones;
}): Art {
  const back = leg([x * 0.72, y], [x * 0.78, -7], { wide: width * 0.9, narrow: width * 0.6, fill: tones.deep });
  const front = leg([x, y], [x + splay, 0], { wide: width, narrow: width * 0.62, fill: tones.base });
  return (
    both(back) +
    front +
    group('scale(-1 1)', leg([x, y], [x + splay, 0], { wide: width, narrow: width * 0.62, fill: tones.shade }))
  );
}

/** A cushion seen from the front: lit top edge, shaded right end. */
export function cushion(
  x: number,
  y: number,
  { width, height, radius, tones }: { width: number; height: number; radius: number; tones: Tones },
): Art {
  return (
    rect(x, y, width, height, tones.base, radius) +
    path(
      d`M${x + width - radius * 1.6} ${y}h${radius * 0.6}q${radius} 0 ${radius} ${radius}V${y + height - radius}q0 ${radius} ${-radius} ${radius}h${-radius * 0.6}q${radius * 0.6} ${-height / 2} 0 ${-height}Z`,
      tones.shade,
    )
  );
}

/** The seat of a chair from the front and a little above: a trapezoid with a front edge. */
export function seat(
  y: number,
  { half, depth, thick, tones }: { half: number; depth: number; thick: number; tones: Tones },
): Art {
  return (
    soft(
      points`${-half} ${y}, ${half} ${y}, ${half * 0.97} ${y + thick}, ${-half * 0.97} ${y + thick}`,
      5,
      tones.shade,
    ) +
    soft(
      points`${-half * 0.84} ${y - depth}, ${half * 0.84} ${y - depth}, ${half} ${y + 2}, ${-half} ${y + 2}`,
      7,
      tones.base,
    )
  );
}
