import { type Tones, lighten, tonesOf } from '../colour.ts';
import { type Profile, body, radiusAt, turning } from '../lathe.ts';
import {
  type Art,
  type Point,
  circle,
  d,
  dots,
  ellipse,
  group,
  lines,
  move,
  path,
  points,
  rod,
  spread,
  turn,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { type Leaf, bark, greens, leaves, pot } from './parts.ts';

export function succulent(s: Sketch): Art {
  const { w, h } = s;
  const x = w / 2;
  const { art, top } = pot(s, { r: Math.min(w * 0.42, h * 0.36), height: h * 0.44 });
  switch (s.form) {
    case 'zebra': {
      const all = [-70, 70, -46, 46, -24, 24, 0].map((lean): Leaf => ({
        x: lean * 0.3,
        y: top + 8,
        length: h * (0.5 - Math.abs(lean) * 0.0014),
        width: w * 0.26,
        lean,
        belly: 0.36,
      }));
      const bands = all.map(({ x: px, y, length, lean }) => {
        const [sin, cos] = [Math.sin((lean * Math.PI) / 180), Math.cos((lean * Math.PI) / 180)];
        return [0.22, 0.38, 0.54, 0.7]
          .map((t) => {
            const half = w * 0.07 * (1.1 - t);
            return d`M${px + sin * length * t - cos * half} ${y - cos * length * t - sin * half}l${cos * half * 2} ${sin * half * 2}`;
          })
          .join('');
      });
      return leaves(all, greens.dark) + rod(bands.join(''), '#e4e6d6', 3) + art;
    }
    case 'rose': {
      const ring = (count: number, radius: number, size: number, y: number) =>
        spread(count, -100, 100).map((lean): Leaf => ({
          x: Math.sin((lean * Math.PI) / 180) * radius * 0.2,
          y,
          length: size,
          width: size * 0.62,
          lean,
          belly: 0.62,
        }));
      const tips = ring(9, x, h * 0.4, top + 6).map(({ x: px, y, length, lean }): Point => [
        px + Math.sin((lean * Math.PI) / 180) * length * 0.97,
        y - Math.cos((lean * Math.PI) / 180) * length * 0.97,
      ]);
      return (
        leaves(ring(9, x, h * 0.4, top + 6), greens.blue) +
        dots(tips, '#cf8f8d', 7) +
        leaves(ring(7, x, h * 0.29, top + 2), tonesOf(greens.blue.light)) +
        leaves(ring(5, x, h * 0.19, top), tonesOf(lighten(greens.blue.light, 0.05))) +
        art
      );
    }
    case 'jade': {
      const tips: Point[] = points`-0.7 0.72, -0.4 0.88, 0 0.96, 0.42 0.86, 0.72 0.68, -0.2 0.72, 0.24 0.72`;
      const pads = tips.flatMap(([px, py]) =>
        [-70, 0, 70].map((lean): Leaf => ({
          x: px * x,
          y: -h * py + 10,
          length: h * 0.12,
          width: w * 0.11,
          lean,
          belly: 0.56,
        })),
      );
      return (
        rod(
          d`M0 ${top}V${-h * 0.56}` +
            tips.map(([px, py]) => d`M0 ${-h * 0.54}Q${px * x * 0.8} ${-h * 0.58} ${px * x} ${-h * py + 8}`).join(''),
          bark.base,
          9,
        ) +
        leaves(pads, greens.leaf) +
        art
      );
    }
    default: {
      const all = [-86, 86, -62, 62, -40, 40, -20, 20, 0].map((lean): Leaf => ({
        x: lean * 0.26,
        y: top + 8,
        length: h * (0.56 - Math.abs(lean) * 0.0012),
        width: w * 0.15,
        lean,
        belly: 0.36,
      }));
      const teeth = all.flatMap(({ x: px, y, length, lean }) =>
        [0.3, 0.5, 0.68].map((t): Point => [
          px + Math.sin((lean * Math.PI) / 180) * length * t - 3,
          y - Math.cos((lean * Math.PI) / 180) * length * t,
        ]),
      );
      return leaves(all, greens.blue) + dots(teeth, '#e6ead9', 3) + art;
    }
  }
}

export function cactus(s: Sketch): Art {
  const { w, h } = s;
  const x = w / 2;
  const { art, top } = pot(s, { r: Math.min(w * 0.4, h * 0.3), height: h * 0.34 });
  const ribs = (profile: Profile, shares: readonly number[]) =>
    lines(
      shares
        .map(
          (share) =>
            d`M${radiusAt(profile, profile[0]![0] + 6) * share} ${profile[0]![0] + 6}` +
            spread(4, 0.3, 1)
              .map((t) => {
                const y = profile[0]![0] + (profile.at(-1)![0] - profile[0]![0]) * t;
                return d`L${radiusAt(profile, y) * share} ${y}`;
              })
              .join(''),
        )
        .join(''),
      greens.deep.shade,
      2.5,
    );
  switch (s.form) {
    case 'barrel': {
      const r = Math.min(w * 0.42, h * 0.34);
      const profile: Profile = turning`${top - r * 1.6} ${r * 0.16}, ${top - r * 1.45} ${r * 0.7}, ${top - r * 0.8} ${r}, ${top - r * 0.1} ${r * 0.8}, ${top + 6} ${r * 0.6}`;
      const spines = [-0.8, -0.48, -0.16, 0.16, 0.48, 0.8].flatMap((share) =>
        [1.42, 1.12, 0.8, 0.48, 0.18].map((at): Point => [radiusAt(profile, top - r * at) * share, top - r * at]),
      );
      return (
        body(profile, greens.leaf) + ribs(profile, [-0.64, -0.32, 0, 0.32, 0.64]) + dots(spines, '#e3c66c', 6) + art
      );
    }
    case 'pear': {
      const pad = (px: number, py: number, size: number, lean: number, tones: Tones) =>
        group(
          `${move(px, py)} ${turn(lean)}`,
          ellipse(0, -size, size * 0.72, size, tones.base),
          path(
            d`M${size * 0.2} ${-size * 1.96}A${size * 0.72} ${size} 0 0 1 ${size * 0.1} 0Q${size * 0.5} ${-size} ${size * 0.2} ${-size * 1.96}Z`,
            tones.shade,
          ),
          dots(
            points`-0.3 -1.4, 0.1 -1.6, -0.1 -1, 0.36 -1.1, -0.36 -0.7, 0.12 -0.5`.map(([dx, dy]): Point => [
              dx * size,
              dy * size,
            ]),
            '#eef0dc',
            4,
          ),
        );
      const u = h * 0.155;
      return (
        pad(-x * 0.16, top - u * 1.5, u * 0.9, -42, greens.leaf) +
        pad(x * 0.2, top - u * 1.6, u * 0.84, 36, greens.fresh) +
        pad(-x * 0.4, top - u * 2.9, u * 0.6, -18, greens.fresh) +
        pad(0, top + 6, u * 1.1, 0, greens.deep) +
        circle(x * 0.62, top - u * 3, 9, '#e2b64a') +
        art
      );
    }
    default: {
      const r = w * 0.19;
      const profile: Profile = turning`${-h} ${r * 0.3}, ${-h * 0.96} ${r * 0.82}, ${-h * 0.86} ${r}, ${top + 6} ${r}`;
      const arm =
        rod(
          d`M${r * 0.6} ${-h * 0.56}H${r * 2}Q${r * 2.3} ${-h * 0.56} ${r * 2.3} ${-h * 0.64}V${-h * 0.76}`,
          greens.deep.shade,
          r * 0.9,
        ) +
        rod(
          d`M${-r * 0.6} ${-h * 0.48}H${-r * 1.5}Q${-r * 1.9} ${-h * 0.48} ${-r * 1.9} ${-h * 0.55}V${-h * 0.62}`,
          greens.deep.base,
          r * 0.8,
        );
      const spines = [-0.62, 0, 0.62].flatMap((share) =>
        spread(6, -h * 0.92, top - 14).map((y): Point => [share * r, y]),
      );
      return arm + body(profile, greens.deep) + ribs(profile, [-0.34, 0.34]) + dots(spines, '#eef0dc', 4) + art;
    }
  }
}
