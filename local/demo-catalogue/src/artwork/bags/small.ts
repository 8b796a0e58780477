import { brass } from '../palette.ts';
import { mix } from '../colour.ts';
import {
  type Art,
  circle,
  d,
  dashes,
  ellipse,
  group,
  lines,
  move,
  path,
  points,
  rect,
  rod,
  soft,
  spread,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { box, panel, stitch } from './parts.ts';

export function pouch(s: Sketch): Art {
  const { w, h, main, trim } = s;
  const x = w / 2;
  switch (s.form) {
    case 'wash':
      return (
        rod(d`M${-x} ${-h * 0.72}q-34 4 -34 ${h * 0.24}t34 ${h * 0.16}`, main.deep, 11) +
        panel(box(-x, -h * 0.86, w, h * 0.86), 14, main) +
        soft(points`${-x * 0.9} ${-h}, ${x * 0.9} ${-h}, ${x} ${-h * 0.82}, ${-x} ${-h * 0.82}`, 11, main.light) +
        dashes(d`M${-x * 0.88} ${-h * 0.91}H${x * 0.88}`, main.deep, { width: 5, dash: '3 2' }) +
        rod(d`M${x * 0.8} ${-h * 0.91}l10 20`, trim.base, 6)
      );
    case 'roll': {
      const r = h / 2;
      return (
        rect(-x, -h, w, h, main.base, 6) +
        rect(-x, -h * 0.44, w, h * 0.44, main.shade, 6) +
        rect(-x, -h * 0.6, w * 0.97, 5, main.deep) +
        group(
          move(x, -r),
          ellipse(0, 0, r * 0.36, r, main.light),
          `<path d="${d`M0 ${-r * 0.7}a${r * 0.24} ${r * 0.7} 0 0 1 0 ${r * 1.4}a${r * 0.16} ${r * 0.46} 0 0 1 0 ${-r * 0.92}`}" fill="none" stroke="${main.deep}" stroke-width="3"/>`,
        ) +
        [-0.5, 0.34].map((at) => rect(x * at, -h - 2, 15, h + 4, main.deep, 4)).join('') +
        rod(d`M${-x * 0.44} ${-h * 0.5}l-14 34M${-x * 0.44} ${-h * 0.5}l10 36`, main.deep, 6) +
        group(
          move(-x, -r),
          spread(3, -0.6, 0.5)
            .map((at, i) => rect(-26 + i * 6, at * r, 34, 9, ['#c8962e', '#4f6b87', '#b2562f'][i]!, 2))
            .join(''),
        )
      );
    }
    default:
      return (
        panel(points`${-x} ${-h * 0.94}, ${x} ${-h * 0.94}, ${x * 0.98} 0, ${-x * 0.98} 0`, 9, main) +
        rect(-x, -h, w, h * 0.13, main.deep, 5) +
        dashes(d`M${-x * 0.94} ${-h * 0.935}H${x * 0.94}`, brass.base, { width: 7, dash: '3 2' }) +
        soft(
          points`${x * 0.84} ${-h}, ${x * 1.1} ${-h * 1.02}, ${x * 1.12} ${-h * 0.86}, ${x * 0.84} ${-h * 0.87}`,
          5,
          trim.base,
        ) +
        stitch(d`M${-x * 0.92} -9H${x * 0.92}`, main.light)
      );
  }
}

export function sleeve(s: Sketch): Art {
  const { w, h, main, trim } = s;
  const x = w / 2;
  switch (s.form) {
    case 'quilted': {
      const diagonals = spread(9, -1.5, 0.9).map((at) => {
        const from = Math.max(-x, x * at);
        const to = Math.min(x, x * at + h * 0.94);
        return d`M${from} ${-h + (from - x * at)}L${to} ${-h + (to - x * at)}`;
      });
      const quilting = lines(diagonals.join(''), main.shade, 3);
      return (
        rect(-x, -h, w, h, main.base, 16) +
        quilting +
        group('scale(-1 1)', quilting) +
        rect(-x, -h, w, h * 0.09, main.shade, 14) +
        dashes(d`M${-x * 0.94} ${-h * 0.955}H${x * 0.94}`, main.deep, { width: 6, dash: '3 2' }) +
        rod(d`M${x * 0.9} ${-h * 0.955}v24`, trim.base, 7)
      );
    }
    case 'envelope':
      return (
        panel(box(-x, -h, w, h), 9, main) +
        rect(-x * 0.5, -h * 0.36, w * 0.5, h * 0.06, main.deep, 3) +
        soft(
          points`${-x} ${-h}, ${x} ${-h}, ${x * 0.98} ${-h * 0.84}, ${x * 0.12} ${-h * 0.4}, ${-x * 0.12} ${-h * 0.4}, ${-x * 0.98} ${-h * 0.84}`,
          9,
          main.deep,
        ) +
        group(
          move(0, -4),
          soft(
            points`${-x} ${-h + 4}, ${x} ${-h + 4}, ${x * 0.98} ${-h * 0.84}, ${x * 0.12} ${-h * 0.4}, ${-x * 0.12} ${-h * 0.4}, ${-x * 0.98} ${-h * 0.84}`,
            9,
            main.light,
          ),
        ) +
        rect(-x * 0.24, -h * 0.5, x * 0.48, h * 0.07, main.shade, 3) +
        stitch(d`M${-x * 0.94} -9H${x * 0.94}`, main.light)
      );
    default:
      return (
        rect(-x, -h, w, h, main.base, 12) +
        rect(-x, -h * 0.12, w, h * 0.12, main.shade, 8) +
        rect(-x, -h, w, h * 0.34, main.light, 12) +
        stitch(d`M${-x * 0.95} ${-h * 0.64}V-10M${x * 0.95} ${-h * 0.64}V-10`, main.deep) +
        rect(-15, -h * 0.98, 30, h * 0.52, trim.base, 6) +
        rect(2, -h * 0.98, 13, h * 0.52, trim.shade, 6) +
        circle(0, -h * 0.52, 8, brass.base)
      );
  }
}

export function wallet(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const card = (dy: number, fill: string) => rect(-x * 0.86, -h - dy, x * 1.72, h * 0.4, fill, 7);
  if (s.form === 'card') {
    return (
      card(38, '#d8cdbb') +
      card(20, mix(main.base, '#e8dfd0', 0.75)) +
      panel(box(-x, -h, w, h), 10, main) +
      path(d`M-30 ${-h}A30 30 0 0 0 30 ${-h}Z`, main.deep) +
      lines(d`M${-x} ${-h * 0.62}H${x}M${-x} ${-h * 0.34}H${x}`, main.deep, 3) +
      stitch(d`M${-x * 0.94} ${-h * 0.92}V-9H${x * 0.94}V${-h * 0.92}`, main.light)
    );
  }
  return (
    rect(-x + 8, -h - 8, w, h, main.deep, 12) +
    rect(-x + 18, -h - 16, w * 0.86, h * 0.5, '#b7c3a4', 3) +
    panel(box(-x, -h, w, h), 12, main) +
    soft(
      points`${-x} ${-h * 0.5}, ${x * 0.5} ${-h * 0.5}, ${x * 0.56} ${-h * 0.44}, ${x * 0.56} 0, ${-x} 0`,
      12,
      main.light,
    ) +
    circle(x * 0.42, -h * 0.25, 8, brass.base) +
    stitch(d`M${-x * 0.93} ${-h * 0.92}V-10H${x * 0.93}V${-h * 0.92}Z`, main.deep)
  );
}
