import { type Tones, mix, tonesOf } from '../colour.ts';
import { body, tilt, turning } from '../lathe.ts';
import {
  type Art,
  type Point,
  both,
  circle,
  d,
  dashes,
  dots,
  ellipse,
  group,
  lines,
  move,
  points,
  rect,
  rod,
  spread,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { ink, knob, lit } from './parts.ts';
import { grille } from './speakers.ts';

export function headphones(s: Sketch): Art {
  const { w, h, main, trim } = s;
  const x = w / 2;
  const arc = (inset: number) =>
    d`M${-x * 0.84 + inset} ${-h * 0.4}C${-x * 0.9 + inset} ${-h * 1.16 + inset} ${x * 0.9 - inset} ${-h * 1.16 + inset} ${x * 0.84 - inset} ${-h * 0.4}`;
  const cup = (side: 1 | -1, tones: Tones, size = 1) => {
    const [cx, cy, rx, ry] = [side * x * 0.78, -h * 0.27 * (2 - size), w * 0.135 * size, h * 0.27 * size];
    return (
      ellipse(cx - side * rx * 0.85, cy, rx * 0.72, ry * 0.94, '#3a3633') +
      ellipse(cx, cy, rx, ry, side > 0 ? tones.shade : tones.base) +
      ellipse(cx + side * rx * 0.3, cy, rx * 0.62, ry * 0.76, side > 0 ? tones.deep : tones.shade)
    );
  };
  const yoke = (colour: string, width: number) => both(rod(d`M${x * 0.84} ${-h * 0.62}V${-h * 0.3}`, colour, width));
  switch (s.form) {
    case 'light':
      return (
        rod(arc(6), s.metal.base, 5) +
        yoke(main.base, 11) +
        both(ellipse(x * 0.74, -h * 0.22, w * 0.08, h * 0.2, main.base)) +
        ellipse(x * 0.76, -h * 0.22, w * 0.06, h * 0.17, main.shade) +
        rod(d`M${-x * 0.8} -4C${-x * 0.7} 18 ${-x * 0.2} 4 ${x * 0.1} 14`, main.deep, 3)
      );
    case 'wood':
      return (
        rod(arc(10), trim.base, 24) +
        rod(arc(20), trim.shade, 7) +
        yoke(s.metal.base, 7) +
        cup(-1, main) +
        cup(1, main) +
        both(ellipse(x * 0.82, -h * 0.27, w * 0.05, h * 0.13, mix(main.base, '#2c2a28', 0.55)))
      );
    case 'studio':
      return (
        rod(arc(8), main.shade, 22) +
        dashes(arc(4), main.deep, { width: 4, dash: '5 4' }) +
        yoke(s.metal.base, 8) +
        cup(-1, main, 1.08) +
        cup(1, main, 1.08) +
        rod(
          spread(7, 0, 6)
            .map((i) => d`M${-x * 0.62 + i * 15} 6c-14 2 -12 16 2 15s14 -14 4 -16`)
            .join(''),
          ink,
          4,
        )
      );
    case 'wireless':
      return (
        rod(arc(8), main.base, 22) +
        rod(arc(20), s.cloth.shade, 11) +
        yoke(main.shade, 15) +
        cup(-1, main, 1.04) +
        cup(1, main, 1.04) +
        dots([[-x * 0.86, -h * 0.28]], main.light, 12) +
        dots([[x * 0.78, -h * 0.09]], lit, 6)
      );
    default:
      return (
        rod(arc(8), main.base, 20) +
        rod(arc(18), trim.base, 10) +
        yoke(s.metal.base, 9) +
        cup(-1, main) +
        cup(1, main) +
        rod(d`M${-x * 0.78} -3C${-x * 0.7} 22 ${-x * 0.1} 0 ${x * 0.3} 16`, ink, 4)
      );
  }
}

export function radio(s: Sketch): Art {
  const { w, h, main, metal } = s;
  const x = w / 2;
  const pale: Tones = tonesOf('#efe7d8');
  const dark = { ...main, base: main.shade, shade: main.deep };
  switch (s.form) {
    case 'clock':
      return (
        rect(-x, -h, w, h, main.base, h * 0.42) +
        rect(x * 0.5, -h, x * 0.5, h, main.shade, h * 0.42) +
        rect(-x * 0.72, -h * 0.76, x * 1.1, h * 0.5, ink, 12) +
        group(
          move(-x * 0.58, -h * 0.64, h / 100),
          rod('M0 0H12V26M34 0H46V26H34M34 13H46M60 0H72V26H60Z', lit, 4),
          dots(points`23 8, 23 18`, lit, 4),
        ) +
        dots(
          spread(4, -h * 0.7, -h * 0.32).flatMap((y) => [0.56, 0.66, 0.76].map((at): Point => [x * at, y])),
          main.deep,
          6,
        ) +
        rect(-26, -h - 5, 52, 9, main.deep, 4)
      );
    case 'stereo':
      return (
        rect(-x, -h, w, h, main.base, 9) +
        rect(x * 0.92, -h, x * 0.08, h, main.shade, 6) +
        both(grille(x * 0.36, -h * 0.9, { width: x * 0.54, height: h * 0.8, radius: 7, tones: s.cloth })) +
        rect(-x * 0.3, -h * 0.9, x * 0.6, h * 0.3, lit, 5) +
        lines(
          spread(9, -x * 0.24, x * 0.24)
            .map((at, i) => d`M${at} ${-h * 0.84}v${i % 2 ? 8 : 14}`)
            .join(''),
          '#6b4a35',
          2,
        ) +
        lines(d`M${x * 0.08} ${-h * 0.88}v${h * 0.26}`, '#b2402c', 3) +
        knob(0, -h * 0.3, h * 0.17, pale)
      );
    case 'upright':
      return (
        rod(
          d`M${-x * 0.7} ${-h + 6}V${-h * 1.1}Q${-x * 0.7} ${-h * 1.2} ${-x * 0.5} ${-h * 1.2}H${x * 0.5}Q${x * 0.7} ${-h * 1.2} ${x * 0.7} ${-h * 1.1}V${-h + 6}`,
          main.deep,
          11,
        ) +
        rod(d`M${x * 0.8} ${-h}L${x * 1.06} ${-h * 1.5}`, metal.base, 3) +
        rect(-x, -h, w, h, main.base, 16) +
        rect(x * 0.62, -h, x * 0.38, h, main.shade, 16) +
        circle(0, -h * 0.35, x * 0.68, main.deep) +
        dots(
          [0.78, 0.5, 0.2].flatMap((reach, ring) =>
            spread(16 - ring * 5, 0, 6.28 * (1 - 1 / (16 - ring * 5))).map((a): Point => [
              Math.cos(a) * x * 0.62 * reach,
              -h * 0.35 + Math.sin(a) * x * 0.62 * reach,
            ]),
          ),
          main.light,
          6,
        ) +
        rect(-x * 0.7, -h * 0.92, x * 0.8, h * 0.16, pale.base, 4) +
        lines(d`M${-x * 0.36} ${-h * 0.92}v${h * 0.16}`, '#b2402c', 3) +
        knob(x * 0.48, -h * 0.84, x * 0.22, dark)
      );
    default:
      return (
        rect(-x, -h, w, h, main.base, 14) +
        rect(x * 0.88, -h, x * 0.12, h, main.shade, 10) +
        grille(-x * 0.9, -h * 0.88, { width: x * 0.92, height: h * 0.76, radius: 10, tones: dark }) +
        circle(x * 0.46, -h * 0.58, h * 0.27, pale.shade) +
        circle(x * 0.46, -h * 0.58, h * 0.25, pale.base) +
        lines(
          spread(11, 0.4, 5.88)
            .map(
              (a) =>
                d`M${x * 0.46 + Math.sin(a + 3.14) * h * 0.2} ${-h * 0.58 - Math.cos(a + 3.14) * h * 0.2}l${Math.sin(a + 3.14) * 7} ${-Math.cos(a + 3.14) * 7}`,
            )
            .join(''),
          '#6d665c',
          2,
        ) +
        rod(d`M${x * 0.46} ${-h * 0.58}l${h * 0.1} ${-h * 0.13}`, '#b2402c', 3) +
        circle(x * 0.46, -h * 0.58, 6, '#6d665c') +
        knob(x * 0.28, -h * 0.17, h * 0.09, pale) +
        knob(x * 0.64, -h * 0.17, h * 0.09, pale)
      );
  }
}

export function headphoneStand(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const grey: Tones = tonesOf('#6d665c');
  const pair = (y: number, half: number) =>
    rod(
      d`M${-half} ${y + h * 0.36}C${-half * 1.1} ${y - h * 0.12} ${half * 1.1} ${y - h * 0.12} ${half} ${y + h * 0.36}`,
      grey.base,
      12,
    ) +
    both(
      ellipse(half * 0.86, y + h * 0.42, half * 0.22, h * 0.15, '#3a3633') +
        ellipse(half * 1.06, y + h * 0.42, half * 0.24, h * 0.17, grey.base),
    ) +
    ellipse(half * 1.1, y + h * 0.42, half * 0.16, h * 0.12, grey.shade);
  const foot =
    body(turning`-10 ${x * 0.7} corner, 0 ${x * 0.7}`, main) + ellipse(0, -10, x * 0.7, x * 0.7 * tilt, main.light);
  if (s.form === 'post') {
    return (
      body(turning`-14 ${x * 0.86}, 0 ${x * 0.6}`, main) +
      ellipse(0, -14, x * 0.86, x * 0.86 * tilt, main.light) +
      ellipse(0, -12, x * 0.74, x * 0.62 * tilt, main.shade) +
      rect(-6, -h * 0.96, 12, h * 0.92, main.base, 4) +
      rect(1, -h * 0.96, 5, h * 0.92, main.shade, 3) +
      rect(-x * 0.4, -h, x * 0.8, 16, '#4a4744', 8) +
      pair(-h * 0.97, x * 0.62)
    );
  }
  return (
    foot +
    rod(d`M0 -8V${-h * 0.84}Q0 ${-h} ${-x * 0.3} ${-h * 0.97}`, main.shade, 18) +
    rod(d`M0 -8V${-h * 0.84}Q0 ${-h} ${x * 0.3} ${-h * 0.97}`, main.base, 18) +
    pair(-h * 0.99, x * 0.62)
  );
}
