import { type Art, type Point, d, dots, group, lines, move, rod, spread } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { type Leaf, flat, greens, leaves, pot } from './parts.ts';

/** A pot hung by three cords, high in its box, so that vines have room to fall. */
function hungPot(s: Sketch): { art: Art; cords: Art; y: number; r: number } {
  const { w, h } = s;
  const r = Math.min(w * 0.3, 82);
  const height = r * 1.15;
  const y = -h * 0.62;
  const { art } = pot(s, { r, height });
  const cords = lines(d`M0 ${-h - 8}L${-r * 0.86} ${y - height}M0 ${-h - 8}L${r * 0.86} ${y - height}`, '#8b7a5e', 2);
  return { art: group(move(0, y), art), cords, y: y - height, r };
}

export function trailing(s: Sketch): Art {
  const { w, h, random } = s;
  const x = w / 2;
  const { art, cords, y, r } = hungPot(s);
  const vine = (at: number, length: number) => {
    const side = at < 0 ? -1 : 1;
    const over = at * r * 0.9;
    const swing = side * random.between(6, 20);
    const point = (t: number): Point => [
      Math.round(over + swing * Math.sin(t * 3) + side * t * x * 0.16),
      Math.round(y + 4 + length * t),
    ];
    return {
      data:
        d`M${at * r * 0.5} ${y}Q${over} ${y - 22} ${over} ${y + 6}` +
        spread(5, 0.2, 1)
          .map((t) => d`L${point(t)[0]} ${point(t)[1]}`)
          .join(''),
      point,
    };
  };
  const sides = [...spread(3, -1.15, -0.62), ...spread(2, 0.7, 1.1)];
  const vines = (s.form === 'string' ? spread(9, -1.15, 1.15) : sides).map((at) =>
    vine(at, -y * random.between(0.5, 1)),
  );
  const along = (count: number, build: (point: Point, side: number) => Leaf) =>
    vines.flatMap(({ point }, v) => spread(count, 0.08, 1).map((t, i) => build(point(t), (i + v) % 2 ? 1 : -1)));
  switch (s.form) {
    case 'spider': {
      const blades = spread(15, -112, 112).map(
        (lean) =>
          d`M0 ${y}q${Math.sin((lean * Math.PI) / 180) * 40} ${-70} ${(lean / 112) * x} ${Math.abs(lean) * 0.75 - 60}`,
      );
      const babies = [-0.66, 0.7].map((at) => [x * at, -h * random.between(0.12, 0.24)] as const);
      const baby = babies
        .map(([px, py]) =>
          spread(7, -110, 110)
            .map(
              (lean) =>
                d`M${px} ${py}l${Math.sin((lean * Math.PI) / 180) * 24} ${-Math.cos((lean * Math.PI) / 180) * 20}`,
            )
            .join(''),
        )
        .join('');
      const runners = babies.map(([px, py]) => d`M0 ${y}Q${px * 1.2} ${y - 30} ${px} ${py}`).join('');
      return (
        cords +
        rod(runners, greens.fresh.light, 2) +
        art +
        rod(blades.join('') + baby, greens.fresh.base, 8) +
        rod(blades.join(''), '#dfe3bd', 2.5)
      );
    }
    case 'string':
      return (
        cords +
        art +
        lines(vines.map(({ data }) => data).join(''), '#8d6f72', 1.5) +
        dots(
          along(7, ([px, py], side) => ({ x: px + side * 3, y: py, length: 0, width: 0, lean: 0 })).map(
            ({ x: px, y: py }): Point => [px, py],
          ),
          greens.silver.shade,
          9,
        ) +
        dots(
          spread(7, -r * 0.8, r * 0.8).map((px): Point => [px, y - 4]),
          greens.silver.base,
          13,
        )
      );
    case 'ivy': {
      const blades = along(4, ([px, py], side) => ({
        x: px,
        y: py,
        length: 26,
        width: 19,
        lean: side * 96 + 30,
        belly: 0.36,
      }));
      const bush = spread(9, -80, 80).map((lean): Leaf => ({
        x: lean * r * 0.008,
        y: y + 4,
        length: 40,
        width: 25,
        lean,
        belly: 0.36,
      }));
      return (
        cords +
        art +
        lines(vines.map(({ data }) => data).join(''), greens.dark.shade, 2) +
        flat(blades, greens.deep.base) +
        leaves(bush, greens.deep)
      );
    }
    default: {
      const blades = along(4, ([px, py], side) => ({
        x: px,
        y: py,
        length: 30,
        width: 30,
        lean: side * 112,
        belly: 0.34,
      }));
      const bush = spread(7, -84, 84).map((lean): Leaf => ({
        x: lean * r * 0.009,
        y: y + 4,
        length: 40,
        width: 32,
        lean,
        belly: 0.34,
      }));
      return (
        cords +
        art +
        lines(vines.map(({ data }) => data).join(''), greens.fresh.shade, 3) +
        flat(blades, greens.fresh.base) +
        leaves(bush, greens.fresh)
      );
    }
  }
}
