import { type Art, type Point, circle, d, dots, ellipse, lines, points, polygon, rod, spread } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { type Leaf, bark, frond, greens, leaves, pot } from './parts.ts';

export function tree(s: Sketch): Art {
  const { w, h, random } = s;
  const { art, top } = pot(s, { r: w * 0.31, height: h * 0.29 });
  const x = w / 2;
  switch (s.form) {
    case 'olive': {
      const twigs = Array.from({ length: 56 }, () => {
        const [a, reach] = [random.between(0, 6.28), Math.sqrt(random.next())];
        const lean = random.between(-9, 9);
        return d`M${Math.cos(a) * reach * x * 0.8} ${-h * 0.74 + Math.sin(a) * reach * h * 0.24}l${lean} ${-10 + Math.abs(lean) * 0.4}`;
      });
      return (
        art +
        rod(
          d`M0 ${top}C-6 ${-h * 0.4} 6 ${-h * 0.44} 0 ${-h * 0.56}M0 ${-h * 0.52}L${-x * 0.3} ${-h * 0.68}M0 ${-h * 0.54}L${x * 0.3} ${-h * 0.72}`,
          bark.base,
          7,
        ) +
        ellipse(0, -h * 0.74, x * 0.72, h * 0.2, greens.silver.shade) +
        rod(twigs.slice(0, 30).join(''), greens.silver.base, 6) +
        rod(twigs.slice(30).join(''), greens.silver.light, 6)
      );
    }
    case 'crown': {
      const blob = (cx: number, cy: number, r: number, fill: string) => circle(x * cx, -h * cy, w * r, fill);
      const dabs = Array.from({ length: 34 }, (): Point => [
        random.between(-0.7, 0.6) * x,
        -h * random.between(0.6, 0.95),
      ]);
      return (
        art +
        rod(
          d`M-7 ${top}C10 ${-h * 0.4} -10 ${-h * 0.45} 5 ${-h * 0.58}M7 ${top}C-10 ${-h * 0.4} 10 ${-h * 0.45} -5 ${-h * 0.58}`,
          bark.base,
          7,
        ) +
        blob(0.42, 0.68, 0.26, greens.leaf.deep) +
        blob(0.1, 0.82, 0.3, greens.leaf.shade) +
        blob(-0.42, 0.7, 0.27, greens.leaf.base) +
        blob(-0.1, 0.84, 0.25, greens.leaf.base) +
        blob(0, 0.67, 0.22, greens.leaf.base) +
        dots(dabs, greens.leaf.light, 9)
      );
    }
    case 'dragon': {
      const stems: Point[] = points`-0.3 0.6, 0.06 0.78, 0.36 0.5`;
      const tuft = ([px, py]: Point) =>
        spread(9, -100, 100).map((lean): Leaf => ({
          x: x * px,
          y: -h * py,
          length: h * (0.22 - Math.abs(lean) * 0.0006),
          width: 15,
          lean,
        }));
      return (
        art +
        rod(stems.map(([px, py]) => d`M${x * px * 0.4} ${top}L${x * px} ${-h * py}`).join(''), bark.base, 11) +
        leaves(stems.flatMap(tuft), greens.leaf)
      );
    }
    case 'rubber': {
      const all = spread(11, 0.36, 0.86).map((at, i): Leaf => ({
        x: 0,
        y: -h * at,
        length: h * (0.25 - at * 0.06),
        width: w * 0.23,
        lean: (i % 2 ? 1 : -1) * (82 - at * 52),
      }));
      return (
        art +
        rod(d`M0 ${top}V${-h * 0.88}`, bark.base, 6) +
        leaves([...all, { x: 0, y: -h * 0.84, length: h * 0.17, width: w * 0.17, lean: 4 }], greens.dark)
      );
    }
    default: {
      const all = spread(13, 0.44, 0.9).map((at, i): Leaf => ({
        x: i % 2 ? 4 : -4,
        y: -h * at,
        length: h * 0.2,
        width: w * 0.31,
        lean: (i % 2 ? 1 : -1) * (88 - at * 60) + random.between(-8, 8),
        belly: 0.62,
      }));
      return (
        art +
        rod(d`M0 ${top}Q-5 ${-h * 0.5} 0 ${-h * 0.9}`, bark.base, 8) +
        leaves([...all, { x: 0, y: -h * 0.86, length: h * 0.17, width: w * 0.26, lean: -4, belly: 0.62 }], greens.leaf)
      );
    }
  }
}

export function palm(s: Sketch): Art {
  const { w, h } = s;
  const x = w / 2;
  const parlour = s.form === 'parlour';
  const { art, top } = pot(s, { r: w * (parlour ? 0.3 : 0.24), height: h * (parlour ? 0.34 : 0.26) });
  if (s.form === 'fan') {
    const fan = (px: number, py: number, r: number, lean: number) => {
      const rays = spread(8, -98, 98);
      const points = rays.flatMap((ray, i): Point[] => {
        const at = (degrees: number, reach: number): Point => [
          Math.round(px + Math.sin(((degrees + lean) * Math.PI) / 180) * reach),
          Math.round(py - Math.cos(((degrees + lean) * Math.PI) / 180) * reach),
        ];
        return i < rays.length - 1 ? [at(ray, r), at(ray + 14, r * 0.74)] : [at(ray, r)];
      });
      return { points: [[px, py] as Point, ...points], r };
    };
    const fans = [
      fan(-x * 0.55, -h * 0.5, w * 0.24, -48),
      fan(x * 0.56, -h * 0.54, w * 0.25, 46),
      fan(-x * 0.22, -h * 0.7, w * 0.28, -14),
      fan(x * 0.3, -h * 0.74, w * 0.25, 22),
    ];
    const stalks = fans
      .map(({ points: [[px, py] = [0, 0]] }) => d`M0 ${top}Q${px * 0.3} ${py * 0.7} ${px} ${py}`)
      .join('');
    return (
      rod(stalks, greens.fresh.shade, 4) +
      fans
        .map(
          ({ points }, i) =>
            polygon(points, i % 2 ? greens.leaf.shade : greens.leaf.base) +
            lines(
              points
                .filter((_, at) => at % 2 === 1)
                .map(([px, py]) => d`M${points[0]![0]} ${points[0]![1]}L${px} ${py}`)
                .join(''),
              greens.leaf.deep,
              1,
            ),
        )
        .join('') +
      art
    );
  }
  const each = { leaflets: parlour ? 6 : 8, length: parlour ? 26 : 30 };
  const rear = [-0.85, 0.85].map((at) => frond({ x: 0, y: top, reach: x * at, rise: h * 0.42, droop: h * 0.1 }, each));
  const front = [-0.5, 0.2, 0.62].map((at, i) =>
    frond({ x: 0, y: top, reach: x * at, rise: h * (0.64 - i * 0.04), droop: h * 0.06 }, each),
  );
  return rod(rear.join(''), greens.leaf.shade, 5) + rod(front.join(''), greens.leaf.base, 5) + art;
}
