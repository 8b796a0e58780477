import { lightness, mix } from '../colour.ts';
import { type Art, type Point, d, dots, faded, lines, path, points, rect, rod } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { type Field, across, folds, fringe, grid, herringbone, inner, rail } from './parts.ts';

export function cushion(s: Sketch): Art {
  const { w, h, main, cloth } = s;
  const [x, sag] = [w / 2, Math.min(w, h) * 0.055];
  const outline = d`M${-x} ${-h}Q0 ${-h + sag * 2} ${x} ${-h}Q${x - sag * 2} ${-h / 2} ${x} 0Q0 ${-sag * 2} ${-x} 0Q${-x + sag * 2} ${-h / 2} ${-x} ${-h}Z`;
  const side = d`M${x * 0.62} ${-h + sag * 0.7}L${x} ${-h}Q${x - sag * 2} ${-h / 2} ${x} 0L${x * 0.5} ${-sag * 0.8}Q${x * 0.8} ${-h / 2} ${x * 0.62} ${-h + sag * 0.7}Z`;
  const edge = (at: number) => sag * (1 - (at / x) ** 2);
  const inset = (at: number) => sag * (1 - ((at + h / 2) / (h / 2)) ** 2);
  const columns = (xs: readonly number[]) => xs.map((at) => d`M${at} ${-h + edge(at)}V${-edge(at)}`).join('');
  const rows = (ys: readonly number[]) => ys.map((at) => d`M${-x + inset(at)} ${at}H${x - inset(at)}`).join('');
  const shaded = `<path d="${side}" fill="${main.deep}" opacity=".28"/>`;
  switch (s.form) {
    case 'striped':
      return (
        path(outline, cloth.base) +
        lines(columns(inner(9, -x, w)), main.base, w / 30) +
        lines(columns(inner(9, -x + 9, w)).replace(/M[^M]*$/, ''), main.light, 2) +
        shaded
      );
    case 'checked': {
      const layer = (data: string) =>
        `<path d="${data}" stroke="${main.deep}" stroke-width="${Math.round(w / 8)}" stroke-opacity=".5"/>`;
      return (
        path(outline, main.base) +
        layer(columns([-x * 0.5, x * 0.5])) +
        layer(rows([-h * 0.75, -h * 0.25])) +
        lines(columns([0]) + rows([-h / 2]), main.light, 4) +
        shaded
      );
    }
    case 'blocks': {
      const part = (from: number, to: number, fill: string) =>
        path(d`M${from} ${-h + edge(from)}L${to} ${-h + edge(to)}V${-edge(to)}L${from} ${-edge(from)}Z`, fill);
      return (
        path(outline, main.base) +
        part(x * 0.16, x * 0.62, cloth.base) +
        path(
          d`M${x * 0.62} ${-h + edge(x * 0.62)}L${x} ${-h}Q${x - sag * 2} ${-h / 2} ${x} 0L${x * 0.62} ${-edge(x * 0.62)}Z`,
          mix(main.deep, cloth.deep, 0.4),
        ) +
        shaded
      );
    }
    case 'buttoned': {
      const at: Point[] = points`-0.42 -0.74, 0.42 -0.74, 0 -0.5, -0.42 -0.26, 0.42 -0.26`.map(([px, py]) => [
        px * x,
        py * h,
      ]);
      const tucks = at
        .map(([px, py]) => d`M${px - 20} ${py - 12}l20 12l20 -12M${px - 20} ${py + 12}l20 -12l20 12`)
        .join('');
      return (
        path(outline, main.base) +
        lines(tucks, main.shade, 4) +
        shaded +
        dots(at, main.deep, 12) +
        dots(
          at.map(([px, py]): Point => [px - 1, py - 2]),
          main.light,
          5,
        )
      );
    }
    default:
      return (
        path(outline, main.base) +
        path(
          d`M${-x} ${-h}Q0 ${-h + sag * 2} ${x} ${-h}Q${x * 0.2} ${-h + sag * 3.4} ${-x * 0.7} ${-h * 0.5}Q${-x + sag * 2} ${-h * 0.7} ${-x} ${-h}Z`,
          main.light,
        ) +
        shaded +
        rod(
          d`M${-x * 0.4} ${-h * 0.4}q${x * 0.2} ${h * 0.14} ${x * 0.06} ${h * 0.22}M${x * 0.3} ${-h * 0.62}q${-x * 0.1} ${-h * 0.1} ${-x * 0.02} ${-h * 0.18}`,
          main.shade,
          4,
        )
      );
  }
}

export function blanket(s: Sketch): Art {
  const { w, h, main, cloth } = s;
  const field: Field = { x: -w / 2, y: -h, width: w, height: h * 0.9 };
  const back =
    rect(-w / 2 + 10, -h + 6, w, h * 0.8, main.deep) +
    fringe({ x: -w / 2 + 10, y: -h * 0.2, width: w, height: 0 }, 13, main.deep);
  const patterns: Record<string, () => Art> = {
    herringbone: () => herringbone(field, mix(main.base, cloth.base, 0.55)),
    window: () =>
      grid(field, { columns: 4, rows: 6, colour: lightness(main.base) > 0.85 ? '#8f6a50' : cloth.base, width: 3 }),
    waffle: () => grid(field, { columns: 16, rows: 21, colour: main.shade, width: 3 }),
    stripes: () =>
      [0.1, 0.3, 0.5, 0.7, 0.9]
        .map((at, i) => rect(-w / 2, -h + h * 0.9 * at - h * 0.05, w, h * 0.1, i % 2 ? main.deep : cloth.base))
        .join(''),
  };
  const weave = patterns[s.form]?.() ?? lines(across(field, inner(12, -h, h * 0.9)), main.shade, 1);
  const front = rect(-w / 2, -h - 3, w, h * 0.9 + 3, main.base, 3) + weave;
  return (
    back +
    rail(-h, w / 2 + 34, s) +
    front +
    folds(field, [-w * 0.2, w * 0.22], main.deep) +
    faded(0.25, rect(-w / 2, -h - 3, w, 9, main.light, 3)) +
    fringe({ ...field, y: -h * 0.1 }, s.form === 'waffle' ? 4 : h * 0.08, main.base)
  );
}
