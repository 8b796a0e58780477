import { type Tones, tonesOf } from '../colour.ts';
import {
  type Art,
  type Point,
  both,
  circle,
  d,
  dashes,
  ellipse,
  faded,
  group,
  lines,
  move,
  path,
  rect,
  rod,
  turn,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { ink, knob, lit } from './parts.ts';

const groove = (x: number, y: number, r: number): string =>
  d`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

/** A record from above, with its label. */
const record = (x: number, y: number, r: number, label: string): Art =>
  circle(x, y, r, '#2b2927') +
  lines([0.88, 0.74, 0.6, 0.48].map((share) => groove(x, y, r * share)).join(''), '#3d3a37', 1.5) +
  path(
    d`M${x} ${y}L${x - r * 0.5} ${y - r * 0.86}A${r} ${r} 0 0 1 ${x - r * 0.2} ${y - r * 0.98}ZM${x} ${y}L${x + r * 0.5} ${y + r * 0.86}A${r} ${r} 0 0 1 ${x + r * 0.2} ${y + r * 0.98}Z`,
    '#494542',
  ) +
  circle(x, y, r * 0.34, label) +
  circle(x, y, r * 0.045, '#efe7d8');

export function turntable(s: Sketch): Art {
  const { w, h, main, random } = s;
  const x = w / 2;
  const steel = tonesOf('#b9bcbb');
  const label = random.pick(['#c4704a', '#d9b34a', '#98a585', '#e4c2b4']);
  const arm = (tube: string, [px, py]: Point, [hx, hy]: Point, angle: number) =>
    circle(px + 3, py + 5, h * 0.1, main.deep) +
    circle(px, py, h * 0.1, steel.shade) +
    circle(px, py, h * 0.07, steel.light) +
    rod(tube, steel.light, 6) +
    group(`${move(hx, hy)} ${turn(angle)}`, rect(-7, -4, 14, 26, '#3a3633', 3));
  const plinth = (radius: number) =>
    rect(-x, -h, w, h, main.base, radius) + rect(-x, -h * 0.06, w, h * 0.06, main.shade, radius / 2);
  switch (s.form) {
    case 'compact': {
      const [cx, r] = [-w * 0.08, h * 0.45];
      const outline = d`M${-x + h / 2} ${-h}H${x - 14}Q${x} ${-h} ${x} ${-h + 14}V-14Q${x} 0 ${x - 14} 0H${-x + h / 2}A${h / 2} ${h / 2} 0 0 1 ${-x + h / 2} ${-h}Z`;
      return (
        faded(0.16, group(move(7, 9), path(outline, ink))) +
        path(outline, main.base) +
        circle(cx, -h / 2, r, main.deep) +
        record(cx, -h / 2, r * 0.96, label) +
        arm(
          d`M${x * 0.86} ${-h * 0.84}L${x * 0.8} ${-h * 0.34}L${x * 0.5} ${-h * 0.24}`,
          [x * 0.86, -h * 0.84],
          [x * 0.46, -h * 0.26],
          70,
        ) +
        knob(x * 0.84, -h * 0.1, h * 0.055, main)
      );
    }
    case 's-arm': {
      const [cx, r] = [-w * 0.1, h * 0.44];
      return (
        plinth(8) +
        circle(cx, -h / 2, r, steel.shade) +
        dashes(d`M${cx - r * 0.97} ${-h / 2}a${r * 0.97} ${r * 0.97} 0 1 1 0 1Z`, steel.light, {
          width: 5,
          dash: '3 4',
        }) +
        record(cx, -h / 2, r * 0.92, label) +
        arm(
          d`M${x * 0.84} ${-h * 0.8}C${x * 0.9} ${-h * 0.5} ${x * 0.6} ${-h * 0.5} ${x * 0.56} ${-h * 0.24}`,
          [x * 0.84, -h * 0.8],
          [x * 0.56, -h * 0.26],
          8,
        ) +
        rect(x * 0.86, -h * 0.5, 9, h * 0.38, main.deep, 4) +
        rect(x * 0.86 - 5, -h * 0.34, 19, 12, steel.light, 3) +
        circle(-x * 0.9, -h * 0.1, 9, steel.light) +
        circle(cx + r * 0.8, -h * 0.1, 5, lit)
      );
    }
    case 'skeleton': {
      const [cx, r] = [-w * 0.08, h * 0.47];
      const foot = (px: number, py: number) =>
        faded(0.16, circle(px + 5, py + 7, h * 0.1, ink)) +
        circle(px, py, h * 0.1, steel.shade) +
        circle(px, py, h * 0.07, steel.light);
      return (
        rod(d`M${-x * 0.8} ${-h * 0.9}L${x * 0.84} ${-h * 0.82}L${-x * 0.1} -12Z`, main.base, 30) +
        foot(-x * 0.84, -h * 0.9) +
        foot(-x * 0.1, -h * 0.03) +
        faded(0.16, circle(cx + 7, -h / 2 + 9, r, ink)) +
        record(cx, -h / 2, r, label) +
        arm(d`M${x * 0.84} ${-h * 0.84}L${x * 0.66} ${-h * 0.3}`, [x * 0.84, -h * 0.84], [x * 0.66, -h * 0.32], 20) +
        lines(
          d`M${-x * 0.84} ${-h * 0.96}L${cx} ${-h * 0.97}M${-x * 0.9} ${-h * 0.84}L${cx - r} ${-h * 0.44}`,
          '#3a3633',
          2,
        )
      );
    }
    default: {
      const [cx, r] = [-w * 0.1, h * 0.43];
      return (
        plinth(8) +
        circle(cx + 2, -h / 2 + 4, r, main.deep) +
        circle(cx, -h / 2, r, steel.base) +
        record(cx, -h / 2, r * 0.95, label) +
        arm(
          d`M${x * 0.84} ${-h * 0.84}L${x * 0.72} ${-h * 0.3}L${x * 0.56} ${-h * 0.2}`,
          [x * 0.84, -h * 0.84],
          [x * 0.52, -h * 0.22],
          62,
        ) +
        knob(x * 0.86, -h * 0.12, h * 0.05, main)
      );
    }
  }
}

export function amplifier(s: Sketch): Art {
  const { w, h, main, random } = s;
  const x = w / 2;
  const steel = tonesOf('#c9cac6');
  const feet = both(rect(x * 0.66, -5, x * 0.18, 8, ink, 3));
  const face = (fill: Tones, radius = 6) =>
    feet +
    rect(-x, -h, w, h - 4, fill.base, radius) +
    rect(-x, -h, w, 9, fill.light, radius) +
    rect(-x, -h * 0.14, w, h * 0.1, fill.shade, radius / 2);
  switch (s.form) {
    case 'meters': {
      const meter = (px: number) => {
        const [half, y] = [x * 0.24, -h * 0.8];
        const angle = random.between(-0.7, 0.6);
        return (
          rect(px - half, y, half * 2, h * 0.4, lit, 6) +
          `<path d="${d`M${px - half * 0.7} ${y + h * 0.18}Q${px} ${y + h * 0.03} ${px + half * 0.7} ${y + h * 0.18}`}" fill="none" stroke="#8a5a2a" stroke-width="3"/>` +
          rod(d`M${px} ${y + h * 0.38}L${px + Math.sin(angle) * half} ${y + h * 0.1}`, '#b2402c', 2.5)
        );
      };
      return (
        feet +
        rect(-x, -h, w, h - 4, main.base, 9) +
        rect(-x + 10, -h + 10, w - 20, h - 26, steel.base, 4) +
        meter(-x * 0.6) +
        meter(-x * 0.06) +
        knob(x * 0.58, -h * 0.6, h * 0.2, steel) +
        [-0.7, -0.46, -0.22, 0.02].map((at) => circle(x * at, -h * 0.24, h * 0.05, steel.deep)).join('')
      );
    }
    case 'upright':
      return (
        both(rect(x * 0.5, -4, x * 0.3, 6, ink, 2)) +
        rect(-x, -h, w, h - 3, main.base, 16) +
        rect(x * 0.6, -h, x * 0.4, h - 3, main.shade, 16) +
        knob(-x * 0.06, -h * 0.7, x * 0.5, main) +
        circle(-x * 0.06, -h * 0.3, 11, ink) +
        circle(-x * 0.06, -h * 0.3, 5, '#6d665c') +
        circle(-x * 0.06, -h * 0.14, 4, lit)
      );
    case 'valves': {
      const valve = (px: number, size: number) => {
        const tall = h * 0.46 * size;
        return group(
          move(px, -h * 0.44),
          rect(-15, -12, 30, 14, ink, 3),
          path(d`M-19 -10V${-tall * 0.7}Q-19 ${-tall} 0 ${-tall}T19 ${-tall * 0.7}V-10Z`, '#e3e2da'),
          faded(0.8, ellipse(-2, -tall * 0.46, 10, tall * 0.3, '#f2a654')),
          path(d`M8 -10V${-tall * 0.96}Q19 ${-tall * 0.9} 19 ${-tall * 0.7}V-10Z`, '#c9c8bf'),
        );
      };
      return (
        feet +
        [-0.62, -0.2, 0.22].map((at, i) => valve(x * at, i % 2 ? 1 : 1.14)).join('') +
        rect(x * 0.5, -h * 0.86, x * 0.4, h * 0.44, '#3f3b38', 4) +
        rect(-x, -h * 0.44, w, h * 0.42, main.base, 6) +
        rect(-x, -h * 0.44, w, h * 0.1, main.light, 5) +
        knob(-x * 0.6, -h * 0.18, h * 0.1, steel) +
        knob(x * 0.6, -h * 0.18, h * 0.1, steel) +
        rect(-x * 0.2, -h * 0.22, x * 0.4, 8, main.deep, 3) +
        circle(0, -h * 0.1, 4, lit)
      );
    }
    default:
      return (
        face(main) +
        knob(x * 0.62, -h * 0.54, h * 0.3, main) +
        [-0.8, -0.62, -0.44, -0.26]
          .map(
            (at) =>
              circle(x * at, -h * 0.55, h * 0.07, main.deep) +
              rod(d`M${x * at} ${-h * 0.56}v${-h * 0.12}`, steel.light, 5),
          )
          .join('') +
        circle(x * 0.04, -h * 0.55, h * 0.09, ink) +
        circle(x * 0.04, -h * 0.55, h * 0.04, '#6d665c') +
        circle(-x * 0.88, -h * 0.22, 4, lit)
      );
  }
}
