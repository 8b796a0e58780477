import { brass } from '../palette.ts';
import { type Tones, tonesOf } from '../colour.ts';
import {
  type Art,
  type Point,
  both,
  circle,
  d,
  dots,
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
  turn,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { blade } from './parts.ts';

/** A pen along the x axis, its tip to the left, drawn about the middle and laid at an angle. */
export function pen(s: Sketch): Art {
  const { w, h, main, metal } = s;
  const x = w / 2;
  const lie = (art: Art) =>
    `<g transform="translate(0 ${Math.round(-h / 2)}) rotate(-38)"><g opacity=".15" transform="translate(-4 12)">${rect(-x * 0.96, -h * 0.36, w * 0.96, h * 0.8, '#2b2118', h * 0.3)}</g>${art}</g>`;
  const r = h / 2;
  const barrel = (from: number, to: number, tones: Tones, radius = 4) =>
    rect(from, -r, to - from, h, tones.base, radius) +
    rect(from, r * 0.12, to - from, r * 0.88, tones.shade, radius) +
    rect(from, -r * 0.62, to - from, r * 0.26, tones.light, 2);
  switch (s.form) {
    case 'pencils': {
      const pencil = (dx: number, dy: number, angle: number, long: number) => {
        const half = Math.round(x * long);
        return group(
          `${move(dx, -h / 2 + dy)} ${turn(angle)}`,
          polygon(points`${-half} 0, ${-half + 34} -12, ${-half + 34} 12`, '#dcbf94'),
          dots([[-half + 7, 0]], '#3a3633', 6),
          rect(-half + 32, -12, half * 2 - 46, 24, main.base),
          rect(-half + 32, 1, half * 2 - 46, 11, main.shade),
        );
      };
      return spread(6, -1, 1)
        .map((at, i) => pencil((i % 2) * 10 - 5, at * h * 0.42, [-2, 1, -1, 2, 0, -2][i]!, 0.96))
        .join('');
    }
    case 'ballpoint':
      return lie(
        polygon(points`${-x} 0, ${-x + 46} ${-r}, ${-x + 46} ${r}`, main.base) +
          polygon(points`${-x} 0, ${-x + 46} ${r * 0.1}, ${-x + 46} ${r}`, main.shade) +
          circle(-x, 0, 3, main.deep) +
          barrel(-x + 44, x - 22, main) +
          lines(d`M${x * 0.1} ${-r}v${h}M${x * 0.14} ${-r}v${h}`, main.deep, 2) +
          rect(x - 24, -r * 0.5, 24, r, main.shade, 4) +
          rect(x * 0.44, -r * 1.2, x * 0.5, 7, main.light, 3),
      );
    case 'drafting':
      return lie(
        polygon(points`${-x} -2, ${-x + 40} ${-r * 0.7}, ${-x + 40} ${r * 0.7}, ${-x} 2`, brass.base) +
          rect(-x - 12, -2, 14, 4, '#3a3633') +
          barrel(-x + 38, -x * 0.36, brass, 2) +
          lines(
            spread(9, -x + 48, -x * 0.42)
              .map((px) => d`M${px} ${-r}v${h}`)
              .join(''),
            brass.deep,
            2,
          ) +
          barrel(-x * 0.38, x - 34, main, 2) +
          rect(x - 36, -r * 0.8, 20, r * 1.6, brass.base, 2) +
          rect(x - 18, -r * 0.55, 18, r * 1.1, brass.shade, 4) +
          rect(x * 0.4, -r * 1.25, x * 0.46, 7, brass.light, 3),
      );
    case 'brush':
      return lie(
        path(
          d`M${-x - 12} 0Q${-x + 20} ${-r * 0.9} ${-x + 50} ${-r * 0.5}V${r * 0.5}Q${-x + 20} ${r * 0.9} ${-x - 12} 0Z`,
          '#3a3633',
        ) +
          polygon(
            points`${-x + 48} ${-r * 0.6}, ${-x + 84} ${-r}, ${-x + 84} ${r}, ${-x + 48} ${r * 0.6}`,
            brass.base,
          ) +
          barrel(-x + 82, x, main, r) +
          rect(-x * 0.1, -r, 8, h, brass.base) +
          rect(-x * 0.1, r * 0.1, 8, r * 0.9, brass.shade),
      );
    default:
      return lie(
        path(d`M${-x} 0L${-x + 46} ${-r * 0.62}V${r * 0.62}Z`, blade.base) +
          path(d`M${-x} 0L${-x + 46} ${r * 0.1}V${r * 0.62}Z`, blade.deep) +
          lines(d`M${-x + 10} 0H${-x + 34}`, '#4a4744', 2) +
          circle(-x + 34, 0, 3, '#4a4744') +
          barrel(-x + 44, -x * 0.34, tonesOf('#33302e'), 3) +
          barrel(-x * 0.36, x, main, r * 0.8) +
          rect(-x * 0.36, -r, 9, h, metal.base) +
          rect(x * 0.34, -r * 1.3, x * 0.58, 7, blade.light, 3) +
          circle(x * 0.36, -r * 1.1, 5, blade.base),
      );
  }
}

export function scissors(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const shadow = (art: Art) => `<g opacity=".14" transform="translate(7 9)">${art}</g>`;
  if (s.form === 'snips') {
    const half = path(
      d`M0 ${-h * 0.02}C${-x * 1.5} 0 ${-x * 1.3} ${-h * 0.5} ${-x * 0.4} ${-h * 0.62}L0 ${-h}L${-x * 0.06} ${-h * 0.56}C${-x * 0.8} ${-h * 0.46} ${-x * 0.9} ${-h * 0.1} 0 ${-h * 0.1}Z`,
      main.base,
    );
    const steelTip = (fill: string) => path(d`M${-x * 0.42} ${-h * 0.6}L0 ${-h}L${-x * 0.06} ${-h * 0.55}Z`, fill);
    return (
      shadow(half + group('scale(-1 1)', half)) +
      half +
      steelTip(blade.base) +
      group(
        'scale(-1 1)',
        path(
          d`M0 ${-h * 0.02}C${-x * 1.5} 0 ${-x * 1.3} ${-h * 0.5} ${-x * 0.4} ${-h * 0.62}L0 ${-h}L${-x * 0.06} ${-h * 0.56}C${-x * 0.8} ${-h * 0.46} ${-x * 0.9} ${-h * 0.1} 0 ${-h * 0.1}Z`,
          main.shade,
        ),
        steelTip(blade.shade),
      )
    );
  }
  const wide = s.form === 'household' ? 1.35 : 1;
  const pivot = -h * 0.44;
  const ring = (tones: string) =>
    `<ellipse cx="${Math.round(-x * 0.56)}" cy="${Math.round(-h * 0.13)}" rx="${Math.round(x * 0.36)}" ry="${Math.round(h * 0.12)}" fill="none" stroke="${tones}" stroke-width="${Math.round(13 * wide)}"/>` +
    path(
      d`M${-x * 0.5} ${-h * 0.25}L${-x * 0.02} ${pivot - 10}L${x * 0.16} ${pivot + 8}L${-x * 0.24} ${-h * 0.2}Z`,
      tones,
    );
  const edge = (fill: string) =>
    path(
      d`M${-x * 0.1} ${pivot + 16}L${x * 0.3} ${-h}L${x * 0.36 + 6 * wide} ${-h * 0.74}L${x * 0.2} ${pivot + 10}Z`,
      fill,
    );
  const one = (steel: string, handle: string) => edge(steel) + ring(handle);
  return (
    shadow(both(one('#000', '#000'))) +
    group('scale(-1 1)', one(blade.shade, main.shade)) +
    one(blade.base, main.base) +
    circle(0, pivot, 10, brass.base) +
    rod(d`M-4 ${pivot - 4}l8 8`, brass.deep, 2.5)
  );
}

export function ruler(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const ticks = (from: number, to: number, y: number, size: number) =>
    lines(
      spread(31, from, to)
        .map((px, i) => d`M${px} ${y}v${i % 5 ? size * 0.5 : size}`)
        .join(''),
      main.deep,
      1.5,
    );
  if (s.form === 'triangle') {
    const outline: Point[] = points`${-x} 0, ${x} 0, ${-x} ${-h}`;
    const hole: Point[] = points`${-x * 0.62} ${-h * 0.2}, ${x * 0.16} ${-h * 0.2}, ${-x * 0.62} ${-h * 0.62}`;
    return (
      `<g opacity=".14" transform="translate(7 9)">${pierced([softPath(outline, 9), softPath(hole, 9)], '#000')}</g>` +
      pierced([softPath(outline, 9), softPath(hole, 9)], main.base) +
      polygon(points`${-x + 6} -5, ${x - 16} -5, ${x - 32} -16, ${-x + 6} -16`, main.light) +
      soft(
        points`${-x * 0.62} ${-h * 0.62}, ${-x * 0.62} ${-h * 0.2}, ${-x * 0.57} ${-h * 0.24}, ${-x * 0.57} ${-h * 0.56}`,
        4,
        main.shade,
      ) +
      ticks(-x * 0.94, x * 0.82, -16, 12)
    );
  }
  const lying = group(
    `${move(0, -h / 2)} ${turn(-42)}`,
    rect(-x, -h / 2, w, h, main.base, 3),
    rect(-x, 0, w, h * 0.12, main.shade),
    rect(-x, -h / 2, w, h * 0.12, brass.base),
    ticks(-x * 0.96, x * 0.96, -h * 0.38, h * 0.26),
    circle(x * 0.94, h * 0.3, 5, main.deep),
  );
  return (
    `<g opacity=".14" transform="translate(6 9)">${group(`${move(0, -h / 2)} ${turn(-42)}`, rect(-x, -h / 2, w, h, '#000', 3))}</g>` +
    lying
  );
}
