import { type Tones } from '../colour.ts';
import { type Art, type Point, d, dots, group, lines, move, path, rod, spread, turn } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { type Leaf, frond, greens, leafPaths, leaves, pot } from './parts.ts';

export function foliage(s: Sketch): Art {
  const { w, h, random } = s;
  const x = w / 2;
  const { art, top } = pot(s, { r: Math.min(w * 0.37, h * 0.24), height: h * 0.36 });
  switch (s.form) {
    case 'lily': {
      const all = spread(9, -74, 74).map((lean, i): Leaf => ({
        x: lean * 0.12,
        y: top + 4,
        length: h * (0.5 - Math.abs(lean) * 0.0016) * (i % 2 ? 0.82 : 1),
        width: w * 0.19,
        lean,
      }));
      const bloom = (px: number, py: number, lean: number) =>
        group(
          `${move(px, py)} ${turn(lean)}`,
          path('M0 4C-24 -14 -20 -46 4 -64C22 -40 20 -12 0 4Z', '#f6f1e6'),
          path('M4 -64C22 -40 20 -12 0 4Q6 -30 4 -64Z', '#ddd6c6'),
          rod('M1 -6V-28', '#d9b34a', 6),
        );
      return (
        rod(d`M-4 ${top}L${-x * 0.2} ${-h * 0.8}M6 ${top}L${x * 0.28} ${-h * 0.7}`, greens.fresh.base, 4) +
        leaves(all, greens.dark) +
        bloom(-x * 0.2, -h * 0.8, -10) +
        bloom(x * 0.28, -h * 0.7, 16) +
        art
      );
    }
    case 'coin': {
      const stalks = spread(13, -1, 1).map((at, i): Point => [
        at * x * 0.82,
        -h * (0.94 - Math.abs(at) * 0.42 - (i % 2) * 0.14),
      ]);
      const order = [...stalks.filter((_, i) => i % 2), ...stalks.filter((_, i) => i % 2 === 0)];
      return (
        rod(
          stalks.map(([px, py]) => d`M0 ${top}Q${px * 0.3} ${py * 0.8} ${px} ${py}`).join(''),
          greens.fresh.shade,
          2.5,
        ) +
        dots(order.slice(0, 6), greens.leaf.shade, w * 0.17) +
        dots(order.slice(6), greens.leaf.base, w * 0.19) +
        dots(order, greens.leaf.light, 5) +
        art
      );
    }
    case 'split': {
      const half = 'M0 0C22 8 44 -2 48 -22L22 -30L50 -40C50 -52 47 -60 43 -66L18 -58L36 -78C26 -92 12 -100 0 -104Z';
      const blade = (px: number, py: number, size: number, lean: number, tones: Tones) =>
        group(
          `${move(px, py, size)} ${turn(lean)}`,
          path(half, tones.shade),
          group('scale(-1 1)', path(half, tones.base)),
        );
      const at: [number, number, number, number][] = [
        [-0.6, 0.5, 0.84, -62],
        [0.62, 0.52, 0.84, 62],
        [-0.26, 0.64, 1, -20],
        [0.28, 0.64, 0.96, 24],
      ];
      return (
        rod(
          at.map(([px, py]) => d`M0 ${top}Q${px * x * 0.3} ${-h * py * 0.9} ${px * x} ${-h * py}`).join(''),
          greens.leaf.shade,
          4,
        ) +
        at
          .map(([px, py, size, lean], i) =>
            blade(px * x, -h * py, (size * w) / 290, lean, i < 2 ? greens.dark : greens.deep),
          )
          .join('') +
        art
      );
    }
    default: {
      const blades = spread(8, -22, 22).map((lean, i): Leaf => ({
        x: lean * 1.5,
        y: top + 8,
        length: h * (0.66 - Math.abs(lean) * 0.006 - (i % 2) * 0.13),
        width: w * 0.17,
        lean: lean + random.between(-3, 3),
        belly: 0.46,
      }));
      const stripes = blades.map(({ x: px, y, length, lean }) => {
        const angle = (lean * Math.PI) / 180;
        return [0.3, 0.45, 0.6, 0.74]
          .map((t) => d`M${px + Math.sin(angle) * length * t - 9} ${y - Math.cos(angle) * length * t + 3}q9 -7 18 0`)
          .join('');
      });
      const edges = blades.map((blade) => ({ ...blade, width: blade.width * 1.26, length: blade.length * 1.02 }));
      return (
        path(edges.map((edge) => leafPaths(edge).whole).join(''), '#cdbb6c') +
        leaves(blades, greens.deep) +
        lines(stripes.join(''), greens.fresh.base, 2) +
        art
      );
    }
  }
}

export function fern(s: Sketch): Art {
  const { w, h, random } = s;
  const x = w / 2;
  const { art, top } = pot(s, { r: Math.min(w * 0.26, h * 0.3), height: h * 0.4 });
  switch (s.form) {
    case 'maidenhair': {
      const tips = Array.from({ length: 68 }, (): Point => {
        const [a, reach] = [random.between(-1.75, 1.75), Math.sqrt(random.between(0.08, 1))];
        return [Math.sin(a) * reach * x * 0.96, top - 6 - Math.cos(a) * reach * h * 0.5 + Math.abs(a) * 10];
      });
      const stems = tips
        .filter((_, i) => i % 5 === 0)
        .map(([px, py]) => d`M0 ${top}Q${px * 0.3} ${py} ${px} ${py}`)
        .join('');
      return (
        lines(stems, '#4a3a2e', 1.5) +
        dots(tips.slice(0, 26), greens.leaf.base, 18) +
        art +
        dots(tips.slice(26, 50), greens.fresh.base, 17) +
        dots(tips.slice(50), greens.fresh.light, 13)
      );
    }
    case 'nest': {
      const all = [-82, 82, -60, 60, -38, 38, -18, 18, 0].map((lean): Leaf => ({
        x: lean * 0.1,
        y: top + 4,
        length: h * (0.56 - Math.abs(lean) * 0.0014),
        width: w * 0.17,
        lean,
        belly: 0.56,
      }));
      const ribs = all
        .map(
          ({ x: px, y, length, lean }) =>
            d`M${px} ${y}l${Math.sin((lean * Math.PI) / 180) * length * 0.86} ${-Math.cos((lean * Math.PI) / 180) * length * 0.86}`,
        )
        .join('');
      return leaves(all, greens.fresh) + lines(ribs, greens.fresh.deep, 2) + art;
    }
    default: {
      const build = (reaches: readonly number[], rise: number) =>
        reaches
          .map((at) =>
            frond(
              { x: at * 12, y: top + 2, reach: x * at, rise: h * rise, droop: h * 0.34 * Math.abs(at) },
              { leaflets: 7, length: 19 },
            ),
          )
          .join('');
      return (
        rod(build([-0.98, 0.98, -0.6, 0.62], 0.5), greens.leaf.base, 5) +
        art +
        rod(build([-0.82, 0.8, -0.36, 0.34, 0.02], 0.52), greens.fresh.base, 5)
      );
    }
  }
}
