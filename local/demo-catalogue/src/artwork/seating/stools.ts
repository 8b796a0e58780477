import { brass } from '../palette.ts';
import { type Tones } from '../colour.ts';
import { body, turning } from '../lathe.ts';
import {
  type Art,
  both,
  d,
  dots,
  ellipse,
  faded,
  lines,
  path,
  points,
  polygon,
  rect,
  rod,
  soft,
  spread,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { cushion, fourLegs, leg, seat } from './parts.ts';

/** A round seat seen a little from above. */
const disc = (y: number, { rx, thick, tones }: { rx: number; thick: number; tones: Tones }): Art =>
  body(turning`${y} ${rx}, ${y + thick} ${rx * 0.96}`, tones, 0.4) + ellipse(0, y, rx, rx * 0.17, tones.light);

export function stool(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  switch (s.form) {
    case 'stacking':
      return (
        both(rod(d`M${x * 0.5} ${-h * 0.92}Q${x * 0.68} ${-h * 0.9} ${x * 0.68} ${-h * 0.78}V-8`, main.deep, 13)) +
        disc(-h * 0.95, { rx: x * 0.96, thick: h * 0.06, tones: main }) +
        both(rod(d`M${x * 0.7} ${-h * 0.87}Q${x * 0.9} ${-h * 0.85} ${x * 0.9} ${-h * 0.7}V-5`, main.base, 14)) +
        rod(d`M${x * 0.9} ${-h * 0.7}V-5`, main.shade, 14)
      );
    case 'step':
      return (
        soft(points`${-x * 0.92} ${-h * 0.92}, ${-x * 0.74} ${-h * 0.92}, ${-x * 0.8} 0, ${-x} 0`, 3, main.base) +
        soft(points`${x * 0.74} ${-h * 0.92}, ${x * 0.92} ${-h * 0.92}, ${x} 0, ${x * 0.8} 0`, 3, main.shade) +
        rect(-x * 0.8, -h * 0.9, x * 1.6, h * 0.56, main.deep) +
        rect(-x * 0.86, -h * 0.46, x * 1.72, h * 0.06, main.shade, 3) +
        soft(
          points`${-x * 0.8} ${-h * 0.54}, ${x * 0.8} ${-h * 0.54}, ${x * 0.9} ${-h * 0.45}, ${-x * 0.9} ${-h * 0.45}`,
          5,
          main.light,
        ) +
        rect(-x, -h * 0.92, w, h * 0.07, main.shade, 4) +
        soft(points`${-x * 0.86} ${-h}, ${x * 0.86} ${-h}, ${x} ${-h * 0.9}, ${-x} ${-h * 0.9}`, 6, main.base) +
        rect(-x * 0.24, -h * 0.97, x * 0.48, h * 0.03, main.deep, 5)
      );
    case 'saddle':
      return (
        fourLegs({ y: -h * 0.9, x: x * 0.6, splay: x * 0.3, width: 15, tones: main }) +
        rod(d`M${-x * 0.74} ${-h * 0.36}H${x * 0.74}`, main.shade, 7) +
        path(
          d`M${-x} ${-h * 0.98}Q0 ${-h * 0.86} ${x} ${-h * 0.98}L${x * 0.94} ${-h * 0.86}Q0 ${-h * 0.76} ${-x * 0.94} ${-h * 0.86}Z`,
          main.shade,
        ) +
        path(
          d`M${-x * 0.86} ${-h * 1.03}Q0 ${-h * 0.95} ${x * 0.86} ${-h * 1.03}L${x} ${-h * 0.97}Q0 ${-h * 0.85} ${-x} ${-h * 0.97}Z`,
          main.light,
        )
      );
    default:
      return (
        leg([x * 0.1, -h * 0.9], [x * 0.16, -8], { wide: 15, narrow: 11, fill: main.deep }) +
        leg([-x * 0.5, -h * 0.9], [-x * 0.86, 0], { wide: 17, narrow: 11, fill: main.base }) +
        leg([x * 0.5, -h * 0.9], [x * 0.86, 0], { wide: 17, narrow: 11, fill: main.shade }) +
        disc(-h * 0.95, { rx: x * 0.98, thick: h * 0.07, tones: main }) +
        points`-0.5 0.02, 0.5 0.02, 0.06 -0.07`
          .map(([dx, dy]) => ellipse(x * dx, -h * 0.95 + x * dy, 8, 2.6, main.shade))
          .join('')
      );
  }
}

export function barStool(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const timber = s.form === 'round' ? main : s.form === 'padded' ? s.wood : main;
  const y = s.form === 'back' ? -h * 0.8 : -h * 0.94;
  const legs = fourLegs({ y: y + 4, x: x * 0.58, splay: x * 0.32, width: 12, tones: timber });
  const rest = -h * 0.32;
  if (s.form === 'round')
    return (
      legs +
      rod(d`M${-x * 0.8} ${rest}A${x * 0.8} ${x * 0.11} 0 0 0 ${x * 0.8} ${rest}`, main.shade, 6) +
      disc(y, { rx: x * 0.92, thick: 14, tones: s.wood })
    );
  const bar =
    rod(d`M${-x * 0.78} ${rest}H${x * 0.78}`, timber.shade, 8) +
    rod(d`M${-x * 0.66} ${rest}H${x * 0.66}`, brass.base, 4);
  if (s.form === 'back') {
    return (
      legs +
      bar +
      both(rod(d`M${x * 0.7} ${y}L${x * 0.8} ${-h * 0.92}`, main.shade, 8)) +
      path(
        d`M${-x * 0.96} ${-h * 0.99}Q0 ${-h * 0.94} ${x * 0.96} ${-h * 0.99}V${-h * 0.89}Q0 ${-h * 0.84} ${-x * 0.96} ${-h * 0.89}Z`,
        main.base,
      ) +
      seat(y, { half: x * 0.95, depth: h * 0.05, thick: 10, tones: main }) +
      soft(
        points`${-x * 0.74} ${y - h * 0.045}, ${x * 0.74} ${y - h * 0.045}, ${x * 0.88} ${y - 2}, ${-x * 0.88} ${y - 2}`,
        8,
        s.trim.base,
      )
    );
  }
  return (
    legs +
    bar +
    body(turning`${y - h * 0.04} ${x * 0.9}, ${y - h * 0.015} ${x}, ${y + h * 0.02} ${x * 0.9}`, main, 0.4) +
    ellipse(0, y - h * 0.04, x * 0.9, x * 0.15, main.light) +
    dots([[0, y - h * 0.04]], main.deep, 6)
  );
}

export function bench(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const plank = (y: number, thick: number, tones: Tones) =>
    rect(-x, y, w, thick, tones.shade, 2) +
    soft(points`${-x * 0.97} ${y - 9}, ${x * 0.97} ${y - 9}, ${x} ${y + 3}, ${-x} ${y + 3}`, 3, tones.light);
  switch (s.form) {
    case 'trestle': {
      const trestle =
        leg([x * 0.68, -h * 0.8], [x * 0.56, 0], { wide: 13, narrow: 11, fill: main.base }) +
        leg([x * 0.72, -h * 0.8], [x * 0.84, 0], { wide: 13, narrow: 11, fill: main.shade }) +
        rect(x * 0.58, -h * 0.42, x * 0.24, 10, main.deep, 2);
      return rect(-x * 0.7, -h * 0.41, x * 1.4, 9, main.shade, 3) + both(trestle) + plank(-h * 0.88, 15, main);
    }
    case 'upholstered': {
      const field = (i: number) =>
        cushion(-x + (i * w) / 3, -h, { width: w / 3, height: h * 0.34, radius: 13, tones: main });
      return (
        both(rod(d`M${x * 0.86} ${-h * 0.66}V-2`, s.metal.base, 6)) +
        rod(d`M${-x * 0.86} ${-h * 0.62}H${x * 0.86}`, s.metal.base, 6) +
        [0, 1, 2].map(field).join('') +
        lines(d`M${-x * 0.9} ${-h * 0.94}H${x * 0.9}`, main.light, 4)
      );
    }
    case 'spindle': {
      const y = -h * 0.53;
      const spindles = spread(17, -x * 0.84, x * 0.84)
        .map((px) => d`M${px} ${y - 8}L${px * 1.04} ${-h * 0.94}`)
        .join('');
      return (
        lines(spindles, main.shade, 4) +
        rod(d`M${-x * 0.96} ${-h * 0.96}H${x * 0.96}`, main.base, 10) +
        both(leg([x * 0.94, -h * 0.94], [x * 0.9, y], { wide: 9, narrow: 11, fill: main.base })) +
        fourLegs({ y: y + 8, x: x * 0.86, splay: x * 0.06, width: 12, tones: main }) +
        plank(y, 12, main) +
        both(rod(d`M${x * 0.94} ${-h * 0.74}H${x * 0.98}V${y}`, main.base, 7))
      );
    }
    default:
      return (
        soft(points`${-x * 0.9} ${-h * 0.86}, ${-x * 0.82} ${-h * 0.86}, ${-x * 0.82} 0, ${-x * 0.9} 0`, 1, main.base) +
        rect(x * 0.78, -h * 0.86, x * 0.13, h * 0.86, main.shade) +
        rect(-x * 0.91, -h * 0.86, x * 0.13, h * 0.86, main.base) +
        faded(0.5, rect(-x * 0.78, -h * 0.86, x * 1.56, h * 0.12, main.deep)) +
        plank(-h * 0.9, h * 0.12, main) +
        both(
          spread(3, x * 0.8, x * 0.89)
            .map((px) =>
              polygon(
                points`${px - 5} ${-h * 0.9}, ${px + 5} ${-h * 0.9}, ${px + 3} ${-h * 0.82}, ${px - 3} ${-h * 0.82}`,
                main.light,
              ),
            )
            .join(''),
        )
      );
  }
}
