import { tonesOf } from '../colour.ts';
import { type Profile, body, tilt, turning } from '../lathe.ts';
import { type Art, d, ellipse, faded, lines, rect, rod } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { beam, fabricShade, flame, glow, opal, shade } from './parts.ts';

export function tableLamp(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w / 2;
  const neck = rect(-3.5, -h * 0.62, 7, h * 0.2, s.metal.base);
  switch (s.form) {
    case 'mushroom':
      return (
        body(turning`${-h * 0.6} ${r * 0.2}, ${-h * 0.12} ${r * 0.22}, 0 ${r * 0.52}`, main) +
        shade(turning`${-h} ${0.16 * r}, ${-h * 0.95} ${0.5 * r}, ${-h * 0.74} ${0.92 * r}, ${-h * 0.56} ${r}`, main)
      );
    case 'column':
      return (
        body(turning`${-h * 0.5} ${r * 0.3}, 0 ${r * 0.3}`, s.wood) +
        fabricShade(-h * 0.42, { top: r * 0.72, bottom: r, height: h * 0.58 }, main)
      );
    case 'bottle':
      return (
        neck +
        body(
          turning`${-h * 0.52} ${r * 0.13}, ${-h * 0.4} ${r * 0.16}, ${-h * 0.24} ${r * 0.5}, ${-h * 0.08} ${r * 0.5}, 0 ${r * 0.36}`,
          main,
        ) +
        fabricShade(-h * 0.52, { top: r * 0.42, bottom: r, height: h * 0.48 }, s.cloth)
      );
    case 'stacked':
      return (
        neck +
        body(turning`${-h * 0.16} ${r * 0.2}, 0 ${r * 0.52}`, s.wood) +
        body(turning`${-h * 0.235} ${r * 0.42}, ${-h * 0.2} ${r * 0.46}, ${-h * 0.165} ${r * 0.42}`, s.wood) +
        body(
          turning`${-h * 0.5} ${r * 0.14}, ${-h * 0.46} ${r * 0.34}, ${-h * 0.37} ${r * 0.44}, ${-h * 0.28} ${r * 0.34}, ${-h * 0.24} ${r * 0.14}`,
          main,
        ) +
        fabricShade(-h * 0.53, { top: r * 0.86, bottom: r, height: h * 0.47 }, s.cloth)
      );
    default:
      return (
        neck +
        body(
          turning`${-h * 0.48} ${r * 0.16}, ${-h * 0.42} ${r * 0.42}, ${-h * 0.24} ${r * 0.68}, ${-h * 0.06} ${r * 0.48}, 0 ${r * 0.36}`,
          main,
        ) +
        fabricShade(-h * 0.5, { top: r * 0.68, bottom: r, height: h * 0.5 }, s.cloth)
      );
  }
}

export function portableLamp(s: Sketch): Art {
  const { w, h, main, metal } = s;
  const r = w / 2;
  const glass: Profile = turning`${-h * 0.7} ${r * 0.66}, ${-h * 0.14} ${r * 0.66}`;
  switch (s.form) {
    case 'lantern':
      return (
        rod(
          d`M${-r * 0.78} ${-h * 0.66}C${-r * 0.9} ${-h * 1.08} ${r * 0.9} ${-h * 1.08} ${r * 0.78} ${-h * 0.66}`,
          metal.base,
          5,
        ) +
        body(glass, opal) +
        faded(0.6, ellipse(-r * 0.1, -h * 0.4, r * 0.34, h * 0.2, glow)) +
        body(turning`${-h * 0.86} ${r * 0.3}, ${-h * 0.8} ${r * 0.5}, ${-h * 0.68} ${r * 0.84}`, main) +
        body(turning`${-h * 0.18} ${r * 0.84} corner, ${-h * 0.03} ${r * 0.9}, 0 ${r * 0.8}`, main) +
        lines(
          d`M${-r * 0.5} ${-h * 0.68}V${-h * 0.15}M0 ${-h * 0.66}V${-h * 0.13}M${r * 0.5} ${-h * 0.68}V${-h * 0.15}`,
          main.base,
          4,
        )
      );
    case 'chamber':
      return (
        body(turning`${-h * 0.07} ${r}, 0 ${r * 0.6}`, main) +
        ellipse(0, -h * 0.07, r, r * tilt, main.light) +
        rod(d`M${r * 0.86} ${-h * 0.1}a${r * 0.24} ${r * 0.24} 0 1 1 4 ${h * 0.06}`, main.shade, 5) +
        body(turning`${-h * 0.3} ${r * 0.36}, ${-h * 0.07} ${r * 0.36}`, main) +
        body(turning`${-h} ${r * 0.28}, ${-h * 0.94} ${r * 0.36}, ${-h * 0.3} ${r * 0.36}`, opal) +
        faded(0.7, ellipse(-r * 0.06, -h * 0.6, r * 0.18, h * 0.24, glow))
      );
    default:
      return (
        beam(0, -h * 0.72, { half: r * 0.85, length: h * 0.72, open: 1.3 }) +
        body(turning`${-h * 0.8} ${r * 0.2}, ${-h * 0.08} ${r * 0.24}, 0 ${r * 0.62}`, main) +
        shade(turning`${-h} ${0.42 * r}, ${-h * 0.96} ${0.62 * r}, ${-h * 0.72} ${r}`, main)
      );
  }
}

export function candlestick(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w / 2;
  const wax = tonesOf('#f2ead9');
  if (s.form === 'dish') {
    const top = -h * 0.55;
    return (
      rod(
        d`M${r * 0.9} ${-h * 0.3}c${r * 0.6} ${-h * 0.2} ${r * 0.6} ${h * 0.5} ${-r * 0.06} ${h * 0.3}`,
        main.shade,
        7,
      ) +
      body(turning`${-h * 0.28} ${r * 0.95}, ${-h * 0.1} ${r * 0.8}, 0 ${r * 0.5}`, main) +
      ellipse(0, -h * 0.28, r * 0.95, r * 0.95 * tilt, main.light) +
      body(turning`${top - 95} 11, ${top} 11`, wax) +
      body(turning`${top} 19 corner, ${-h * 0.26} 16`, main) +
      ellipse(0, top, 19, 3, main.light) +
      body(turning`${top - 95} 11, ${top - 2} 11`, wax) +
      flame(0, top - 97, 15)
    );
  }
  const cup = s.random.between(0.36, 0.44);
  return (
    body(turning`${-h - 74} 10, ${-h * 0.96} 10`, wax) +
    flame(0, -h - 76, 14) +
    body(
      turning`${-h * 0.94} ${r * 0.3}, ${-h * 0.84} ${r * 0.2}, ${-h * 0.72} ${r * cup}, ${-h * 0.6} ${r * 0.2}, ${-h * 0.5} ${r * 0.3}, ${-h * 0.4} ${r * 0.18}, ${-h * 0.2} ${r * 0.44}, ${-h * 0.12} ${r * 0.3}, ${-h * 0.07} ${r * 0.9} corner, 0 ${r}`,
      main,
    ) +
    body(turning`${-h} ${r * 0.34} corner, ${-h * 0.93} ${r * 0.3}`, s.metal)
  );
}
