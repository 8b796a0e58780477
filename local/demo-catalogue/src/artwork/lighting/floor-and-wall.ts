import { type Tones } from '../colour.ts';
import { body, tilt, turning } from '../lathe.ts';
import { type Art, circle, d, ellipse, faded, group, move, path, rect, rod } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { beam, fabricShade, glow, head, opal, shade } from './parts.ts';

export function floorLamp(s: Sketch): Art {
  const { w, h, main, metal } = s;
  const r = w / 2;
  const foot = (x: number, radius: number, tones: Tones) =>
    group(
      move(x, 0),
      body(turning`-6 ${radius} corner, 0 ${radius}`, tones),
      ellipse(0, -6, radius, radius * tilt, tones.light),
    );
  switch (s.form) {
    case 'tripod':
      return (
        rod(d`M0 ${-h * 0.68}L${r * 0.16} -8`, s.wood.shade, 7) +
        rod(d`M0 ${-h * 0.68}L${-r * 0.86} 0M0 ${-h * 0.68}L${r * 0.86} 0`, s.wood.base, 8) +
        rect(-7, -h * 0.72, 14, 18, metal.base, 3) +
        fabricShade(-h * 0.68, { top: r * 0.5, bottom: r, height: h * 0.32 }, main)
      );
    case 'arc': {
      const x = -r * 0.8;
      return (
        beam(r * 0.72, -h * 0.53, { half: r * 0.26, length: h * 0.53, open: 1.7 }) +
        foot(x, r * 0.24, main) +
        rod(d`M${x} -6V${-h * 0.5}C${x} ${-h * 1.16} ${r * 0.72} ${-h * 1.16} ${r * 0.72} ${-h * 0.7}`, main.base, 6) +
        group(
          move(r * 0.72, -h * 0.53),
          shade(
            turning`${-h * 0.18} ${r * 0.06}, ${-h * 0.15} ${r * 0.17}, ${-h * 0.07} ${r * 0.27}, 0 ${r * 0.3}`,
            main,
          ),
        )
      );
    }
    case 'reader':
      return (
        foot(-r * 0.42, r * 0.56, main) +
        rod(d`M${-r * 0.42} -6V${-h}`, main.base, 6) +
        rod(d`M${-r * 0.42} ${-h * 0.95}L${r * 0.4} ${-h * 0.9}`, main.shade, 5) +
        head(r * 0.36, -h * 0.93, { size: h * 0.17, angle: -14, tones: main }) +
        circle(-r * 0.42, -h * 0.95, 6, metal.base)
      );
    case 'globes': {
      const globe = (x: number, y: number, radius: number) =>
        circle(x, y, radius, opal.base) +
        path(
          d`M${x + radius * 0.3} ${y - radius * 0.95}A${radius} ${radius} 0 0 1 ${x + radius * 0.1} ${y + radius}A${radius * 1.2} ${radius * 1.2} 0 0 0 ${x + radius * 0.3} ${y - radius * 0.95}Z`,
          opal.shade,
        );
      return (
        foot(0, r * 0.5, main) +
        rod(
          d`M0 -6V${-h * 0.98}M0 ${-h * 0.52}L${r * 0.5} ${-h * 0.58}M0 ${-h * 0.7}L${-r * 0.5} ${-h * 0.76}`,
          main.base,
          7,
        ) +
        circle(0, -h * 0.99, 6, metal.base) +
        globe(r * 0.6, -h * 0.6, r * 0.6) +
        globe(-r * 0.6, -h * 0.78, r * 0.52) +
        globe(r * 0.34, -h * 0.93, r * 0.44)
      );
    }
    default:
      return (
        foot(0, r * 0.52, metal) +
        rod(d`M0 -6V${-h * 0.76}`, metal.base, 6) +
        fabricShade(-h * 0.72, { top: r * 0.74, bottom: r, height: h * 0.28 }, main)
      );
  }
}

export function wallLight(s: Sketch): Art {
  const { w, h, main, metal } = s;
  const r = w / 2;
  const halo = (x: number, y: number, rx: number, ry: number) =>
    faded(0.35, ellipse(x, y, rx, ry, glow)) + faded(0.45, ellipse(x, y, rx * 0.8, ry * 0.8, glow));
  switch (s.form) {
    case 'hourglass': {
      const cone =
        body(turning`0 ${r}, ${h * 0.32} ${r * 0.62}, ${h * 0.5} ${r * 0.2}`, main) + ellipse(0, 0, r, r * tilt, glow);
      const wedge = (sign: 1 | -1) =>
        `<path d="${d`M${-r} ${-h / 2 + (sign * h) / 2}H${r}L${r * 2} ${-h / 2 + sign * h * 1.1}H${-r * 2}Z`}" fill="${glow}" opacity=".4"/>`;
      return (
        wedge(-1) +
        wedge(1) +
        group(move(0, -h), cone) +
        group(`translate(0 0) scale(1 -1)`, cone) +
        rect(-r * 0.3, -h * 0.54, r * 0.6, h * 0.08, metal.base, 4)
      );
    }
    case 'swing':
      return (
        beam(r * 0.62, -h * 0.14, { half: r * 0.34, length: h * 0.6 }) +
        rect(-r, -h * 0.94, 16, h * 0.5, main.base, 8) +
        rect(-r + 9, -h * 0.94, 7, h * 0.5, main.shade, 4) +
        rod(d`M${-r + 14} ${-h * 0.7}H${r * 0.62}V${-h * 0.6}`, metal.base, 6) +
        circle(-r * 0.1, -h * 0.7, 7, metal.shade) +
        group(
          move(r * 0.62, -h * 0.14),
          shade(turning`${-h * 0.46} ${r * 0.1}, ${-h * 0.4} ${r * 0.24}, 0 ${r * 0.38}`, main),
        )
      );
    case 'half-moon':
      return (
        `<path d="${d`M${-r * 0.92} ${-h}H${r * 0.92}L${r * 1.3} ${-h * 2.3}H${-r * 1.3}Z`}" fill="${glow}" opacity=".4"/>` +
        path(d`M${-r} ${-h}H${r}A${r} ${h} 0 0 1 ${-r} ${-h}Z`, main.base) +
        path(d`M${r * 0.3} ${-h}H${r}A${r} ${h} 0 0 1 0 0Q${r * 0.34} ${-h * 0.3} ${r * 0.3} ${-h}Z`, main.shade) +
        ellipse(0, -h, r, r * 0.05, main.light)
      );
    default:
      return (
        halo(0, -h / 2, r * 1.5, r * 1.5) +
        circle(0, -h / 2, r, main.base) +
        path(d`M${r * 0.5} ${-h / 2 - r * 0.87}A${r} ${r} 0 0 1 ${-r * 0.5} ${-h / 2 + r * 0.87}Z`, main.shade) +
        circle(0, -h / 2, r * 0.1, metal.base)
      );
  }
}
