import { type Tones } from '../colour.ts';
import {
  type Art,
  type Point,
  both,
  circle,
  d,
  ellipse,
  group,
  lines,
  move,
  path,
  pierced,
  points,
  polygon,
  rect,
  rod,
  soft,
  softPath,
  spread,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { cushion, fourLegs, leg, seat } from './parts.ts';

export function diningChair(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const y = -h * 0.53;
  const legTones = s.form === 'upholstered' ? s.wood : main;
  const legs = fourLegs({ y: y + 6, x: x * 0.82, splay: x * 0.12, width: 13, tones: legTones });
  const sitting = (tones: Tones) => seat(y, { half: x * 0.97, depth: h * 0.09, thick: 11, tones });
  const post = (lean: number) =>
    both(leg([x * 0.72 + lean, -h * 0.98], [x * 0.76, y - h * 0.07], { wide: 10, narrow: 12, fill: legTones.shade }));
  switch (s.form) {
    case 'ladder': {
      const slats = spread(4, -h * 0.94, -h * 0.66).map((top) =>
        path(
          d`M${-x * 0.74} ${top}q${x * 0.74} ${-h * 0.022} ${x * 1.48} 0v${h * 0.04}q${-x * 0.74} ${-h * 0.022} ${-x * 1.48} 0Z`,
          main.base,
        ),
      );
      const weave = spread(6, -h * 0.082, -h * 0.012)
        .map((dy) => d`M${-x * 0.86 - dy * 0} ${y + dy}H${x * 0.86}`)
        .join('');
      return (
        legs +
        post(4) +
        slats.join('') +
        sitting(s.cloth) +
        lines(weave, s.cloth.shade, 2) +
        lines(d`M${-x * 0.86} ${-h * 0.24}H${x * 0.86}M${-x * 0.86} ${-h * 0.34}H${x * 0.86}`, main.shade, 6)
      );
    }
    case 'hoop':
      return (
        legs +
        rod(
          d`M${-x * 0.74} ${y - h * 0.07}C${-x * 0.94} ${-h * 1.05} ${x * 0.94} ${-h * 1.05} ${x * 0.74} ${y - h * 0.07}`,
          main.base,
          10,
        ) +
        rod(
          d`M${-x * 0.36} ${y - h * 0.07}C${-x * 0.5} ${-h * 0.93} ${x * 0.5} ${-h * 0.93} ${x * 0.36} ${y - h * 0.07}`,
          main.shade,
          8,
        ) +
        ellipse(0, y + 7, x * 0.95, h * 0.05, main.shade) +
        ellipse(0, y - 4, x * 0.95, h * 0.055, main.base) +
        ellipse(0, y - 5, x * 0.76, h * 0.04, s.trim.base) +
        rod(d`M${-x * 0.7} ${-h * 0.25}Q0 ${-h * 0.2} ${x * 0.7} ${-h * 0.25}`, main.shade, 6)
      );
    case 'panel': {
      const board: Point[] = points`${-x * 0.84} ${-h}, ${x * 0.84} ${-h}, ${x * 0.5} ${y - h * 0.05}, ${-x * 0.5} ${y - h * 0.05}`;
      const half: Point[] = points`${x * 0.34} ${-h}, ${x * 0.84} ${-h}, ${x * 0.5} ${y - h * 0.05}, ${x * 0.2} ${y - h * 0.05}`;
      const grip = d`M${-x * 0.26} ${-h * 0.87}a${x * 0.26} ${h * 0.03} 0 1 0 ${x * 0.52} 0a${x * 0.26} ${h * 0.03} 0 1 0 ${-x * 0.52} 0Z`;
      return legs + pierced([softPath(board, 20), grip], main.base) + soft(half, 20, main.shade) + sitting(main);
    }
    case 'upholstered':
      return (
        legs +
        both(leg([x * 0.6, -h * 0.7], [x * 0.66, y - h * 0.06], { wide: 11, narrow: 11, fill: s.wood.shade })) +
        cushion(-x * 0.84, -h, { width: x * 1.68, height: h * 0.32, radius: 22, tones: main }) +
        rect(-x * 0.97, y + 2, x * 1.94, 17, main.shade, 9) +
        soft(
          points`${-x * 0.86} ${y - h * 0.09}, ${x * 0.86} ${y - h * 0.09}, ${x} ${y + 10}, ${-x} ${y + 10}`,
          14,
          main.light,
        )
      );
    default: {
      const spindles = spread(7, -0.6, 0.6)
        .map((share) => d`M${x * share} ${y - h * 0.06}L${x * share * 1.18} ${-h * 0.95}`)
        .join('');
      return (
        legs +
        lines(spindles, main.shade, 6) +
        post(6) +
        path(
          d`M${-x * 0.98} ${-h * 0.97}Q0 ${-h * 1.04} ${x * 0.98} ${-h * 0.97}L${x * 0.92} ${-h * 0.91}Q0 ${-h * 0.97} ${-x * 0.92} ${-h * 0.91}Z`,
          main.base,
        ) +
        sitting(main) +
        rod(d`M${-x * 0.84} ${-h * 0.24}H${x * 0.84}`, main.shade, 6)
      );
    }
  }
}

export function rockingChair(s: Sketch): Art {
  const { w, h, main, wood } = s;
  const x = w / 2;
  const timber = s.form === 'padded' ? wood : main;
  const runner = d`M${-x} ${-h * 0.07}Q${-x * 0.1} ${h * 0.06} ${x * 0.96} ${-h * 0.07}`;
  const frame = d`M${-x * 0.5} ${-h * 0.02}L${-x * 0.36} ${-h * 0.5}M${x * 0.46} ${-h * 0.02}L${x * 0.4} ${-h * 0.62}M${-x * 0.56} ${-h * 0.64}H${x * 0.56}`;
  const back: Point[] = points`${-x * 0.4} ${-h * 0.42}, ${-x * 0.9} ${-h * 0.98}, ${-x * 0.74} ${-h}, ${-x * 0.2} ${-h * 0.42}`;
  const far = group(move(12, -5), rod(runner, timber.deep, 8), rod(frame, timber.deep, 8));
  if (s.form === 'padded') {
    return (
      far +
      rod(d`M${-x * 0.4} ${-h * 0.3}L${-x * 0.94} ${-h * 0.98}`, wood.shade, 10) +
      rod(runner, wood.base, 10) +
      soft(
        points`${-x * 0.44} ${-h * 0.36}, ${-x * 0.98} ${-h * 0.96}, ${-x * 0.64} ${-h * 1.02}, ${-x * 0.1} ${-h * 0.44}`,
        16,
        main.base,
      ) +
      soft(
        points`${-x * 0.5} ${-h * 0.46}, ${x * 0.56} ${-h * 0.48}, ${x * 0.56} ${-h * 0.34}, ${-x * 0.42} ${-h * 0.32}`,
        14,
        main.light,
      ) +
      soft(
        points`${-x * 0.44} ${-h * 0.38}, ${x * 0.56} ${-h * 0.4}, ${x * 0.56} ${-h * 0.34}, ${-x * 0.42} ${-h * 0.32}`,
        8,
        main.shade,
      ) +
      rod(frame, wood.base, 10)
    );
  }
  const slats = spread(6, 0.1, 0.92)
    .map((share) => d`M${-x * 0.36 - x * 0.5 * share} ${-h * 0.46 - h * 0.5 * share}l${x * 0.18} ${-h * 0.02}`)
    .join('');
  return (
    far +
    rod(d`M${-x * 0.2} ${-h * 0.36}L${-x * 0.72} ${-h * 0.99}`, main.shade, 9) +
    polygon(back, main.shade) +
    rod(slats, main.light, 6) +
    rod(runner, main.base, 10) +
    rod(d`M${-x * 0.36} ${-h * 0.36}L${-x * 0.9} ${-h * 0.98}`, main.base, 10) +
    soft(
      points`${-x * 0.46} ${-h * 0.44}, ${x * 0.52} ${-h * 0.46}, ${x * 0.54} ${-h * 0.41}, ${-x * 0.42} ${-h * 0.38}`,
      5,
      main.light,
    ) +
    rod(frame, main.base, 10)
  );
}

export function foldingChair(s: Sketch): Art {
  const { w, h, main, wood } = s;
  const x = w / 2;
  const y = -h * 0.54;
  if (s.form === 'director') {
    return (
      rod(d`M${-x * 0.78} ${y + 8}L${x * 0.78} -4M${x * 0.78} ${y + 8}L${-x * 0.78} -4`, wood.base, 10) +
      circle(0, y / 2, 6, wood.deep) +
      rod(d`M${-x * 0.84} -4H${-x * 0.6}M${x * 0.6} -4H${x * 0.84}`, wood.shade, 10) +
      rect(-x * 0.84, -h, 10, h * 0.48, wood.base, 4) +
      rect(x * 0.84 - 10, -h, 10, h * 0.48, wood.shade, 4) +
      path(
        d`M${-x * 0.88} ${-h * 0.97}Q0 ${-h * 0.95} ${x * 0.88} ${-h * 0.97}V${-h * 0.76}Q0 ${-h * 0.72} ${-x * 0.88} ${-h * 0.76}Z`,
        main.base,
      ) +
      path(d`M${x * 0.5} ${-h * 0.958}L${x * 0.88} ${-h * 0.97}V${-h * 0.76}L${x * 0.5} ${-h * 0.742}Z`, main.shade) +
      path(
        d`M${-x * 0.8} ${y - 8}Q0 ${y + h * 0.06} ${x * 0.8} ${y - 8}V${y + 6}Q0 ${y + h * 0.1} ${-x * 0.8} ${y + 6}Z`,
        main.shade,
      ) +
      rect(-x, -h * 0.68, x * 0.34, 11, wood.light, 5) +
      rect(x * 0.66, -h * 0.68, x * 0.34, 11, wood.base, 5)
    );
  }
  const frame = s.metal;
  const slats = spread(5, y - h * 0.1, y).map((top, i) =>
    rect(-x * (0.8 + i * 0.04), top, x * (1.6 + i * 0.08), h * 0.022, i % 2 ? main.base : main.light, 4),
  );
  return (
    rod(d`M${-x * 0.74} ${y}L${-x * 0.84} -8M${x * 0.74} ${y}L${x * 0.84} -8`, frame.shade, 6) +
    rod(
      d`M${-x * 0.66} ${-h * 0.99}L${-x * 0.96} 0M${x * 0.66} ${-h * 0.99}L${x * 0.96} 0M${-x * 0.88} ${-h * 0.26}H${x * 0.88}`,
      frame.base,
      7,
    ) +
    rect(-x * 0.76, -h, x * 1.52, h * 0.085, main.base, 5) +
    rect(-x * 0.8, -h * 0.87, x * 1.6, h * 0.085, main.base, 5) +
    rect(x * 0.3, -h, x * 0.46, h * 0.085, main.shade, 5) +
    rect(x * 0.3, -h * 0.87, x * 0.5, h * 0.085, main.shade, 5) +
    slats.join('') +
    rect(-x, y + h * 0.02, w, h * 0.028, main.shade, 4)
  );
}
