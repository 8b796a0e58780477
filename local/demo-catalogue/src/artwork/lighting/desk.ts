import { body, tilt, turning } from '../lathe.ts';
import { type Art, circle, d, ellipse, group, move, points, rect, rod, soft } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { beam, glow, head } from './parts.ts';

export function deskLamp(s: Sketch): Art {
  const { w, h, main, metal } = s;
  const left = -w / 2;
  const foot = (x: number, r: number) =>
    body(turning`-9 ${r} corner, 0 ${r}`, main) + ellipse(x, -9, r, r * tilt, main.light);
  const base = (x: number, r: number) => group(move(x, 0), foot(0, r));
  switch (s.form) {
    case 'arc': {
      const x = left + w * 0.2;
      return (
        beam(w * 0.29, -h * 0.57, { half: h * 0.18, length: h * 0.57 }) +
        base(x, w * 0.2) +
        rod(d`M${x} -9V${-h * 0.62}C${x} ${-h * 1.08} ${w * 0.29} ${-h * 1.1} ${w * 0.29} ${-h * 0.76}`, main.base, 7) +
        head(w * 0.29, -h * 0.78, { size: h * 0.26, angle: 0, tones: main })
      );
    }
    case 'jointed':
    case 'clamp': {
      const x = left + w * 0.24;
      const clamp =
        soft(points`${x - 9} -34, ${x + 9} -34, ${x + 9} -8, ${x + 26} -8, ${x + 26} 10, ${x - 9} 10`, 4, main.shade) +
        rect(x + 12, 6, 8, 22, metal.base, 3);
      const elbow: readonly [number, number] = [left + w * 0.1, -h * 0.56];
      const tip: readonly [number, number] = [w * 0.24, -h * 0.94];
      return (
        (s.form === 'clamp'
          ? rect(-w * 0.75, -8, w * 1.5, 14, s.wood.base, 2) + rect(-w * 0.75, 2, w * 1.5, 4, s.wood.shade) + clamp
          : base(x, w * 0.21)) +
        rod(d`M${x} -12L${elbow[0]} ${elbow[1]}L${tip[0]} ${tip[1]}`, main.base, 7) +
        rod(d`M${x + 9} -14L${elbow[0] + 9} ${elbow[1] + 3}`, main.shade, 3) +
        head(tip[0], tip[1], { size: h * 0.27, angle: -24, tones: main }) +
        circle(elbow[0], elbow[1], 7, metal.base) +
        circle(tip[0], tip[1], 6, metal.base)
      );
    }
    case 'bar':
      return (
        `<path d="${d`M${-w * 0.34} ${-h * 0.94}H${w * 0.5}L${w * 0.42} 0H${-w * 0.24}Z`}" fill="${glow}" opacity=".2"/>` +
        base(left + w * 0.2, w * 0.18) +
        rect(left + w * 0.2 - 4, -h, 8, h - 8, main.base, 3) +
        rect(left + w * 0.08, -h, w * 0.92, 13, main.base, 5) +
        rect(left + w * 0.14, -h + 9, w * 0.84, 5, glow, 2)
      );
    default: {
      const x = left + w * 0.3;
      return (
        beam(w * 0.27, -h * 0.58, { half: h * 0.185, length: h * 0.58 }) +
        base(x, w * 0.24) +
        rod(
          d`M${x} -9C${x} ${-h * 0.5} ${left - w * 0.06} ${-h * 0.5} ${left + w * 0.1} ${-h * 0.8}C${left + w * 0.28} ${-h * 1.1} ${w * 0.27} ${-h * 1.06} ${w * 0.27} ${-h * 0.78}`,
          metal.base,
          7,
        ) +
        head(w * 0.27, -h * 0.8, { size: h * 0.27, angle: 0, tones: main })
      );
    }
  }
}
