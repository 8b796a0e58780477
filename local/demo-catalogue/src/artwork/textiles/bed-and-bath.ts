import { type Tones, lighten, mix } from '../colour.ts';
import {
  type Art,
  type Point,
  both,
  circle,
  d,
  dots,
  faded,
  lines,
  path,
  points,
  polygon,
  rect,
  rod,
  soft,
  spread,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { type Field, folds, grid, hook, rail } from './parts.ts';

export function bathTowel(s: Sketch): Art {
  const { w, h, main, cloth } = s;
  const x = w / 2;
  const field: Field = { x: -x, y: -h, width: w, height: h };
  switch (s.form) {
    case 'stack': {
      const towel = (i: number, tones: Tones) => {
        const [y, tall] = [-(i + 1) * (h / 4), h / 4 - 3];
        return (
          rect(-x + i * 3, y, w - i * 7, tall, tones.base, tall / 2) +
          rect(x * 0.3, y + tall * 0.4, x * 0.66 - i * 4, tall * 0.6, tones.shade, tall / 3) +
          lines(d`M${-x + 16} ${y + tall * 0.5}H${x - 22}`, tones.shade, 2.5)
        );
      };
      return (
        towel(0, main) + towel(1, cloth) + towel(2, main) + towel(3, { ...main, base: main.light, shade: main.base })
      );
    }
    case 'rail':
      return (
        rect(-x + 9, -h + 5, w, h * 0.84, main.deep) +
        rail(-h, x + 34, s) +
        rect(-x, -h - 3, w, h * 0.94, main.base, 3) +
        grid({ ...field, height: h * 0.9 }, { columns: 15, rows: 20, colour: main.shade, width: 3 }) +
        folds({ ...field, height: h * 0.94 }, [-w * 0.16, w * 0.24], main.deep) +
        rect(-x, -h * 0.12, w, h * 0.03, cloth.base)
      );
    case 'hook': {
      const drape = d`M-12 ${-h}C${-x * 0.4} ${-h * 0.8} ${-x * 0.7} ${-h * 0.3} ${-x * 0.72} ${-h * 0.06}L${x * 0.72} 0C${x * 0.7} ${-h * 0.3} ${x * 0.4} ${-h * 0.8} 12 ${-h}Z`;
      const stripe = (at: number) =>
        d`M${-x * (0.7 - at * 0.16)} ${-h * (0.08 + at)}L${x * (0.7 - at * 0.16)} ${-h * (0.03 + at)}`;
      return (
        hook(-h, s) +
        path(drape, cloth.base) +
        lines([0.05, 0.09, 0.2].map(stripe).join(''), main.base, 11) +
        path(
          d`M12 ${-h}C${x * 0.4} ${-h * 0.8} ${x * 0.7} ${-h * 0.3} ${x * 0.72} 0L${x * 0.4} ${-h * 0.014}C${x * 0.36} ${-h * 0.4} ${x * 0.2} ${-h * 0.8} 4 ${-h}Z`,
          cloth.shade,
        ) +
        lines(
          [0.05, 0.09, 0.2]
            .map((at) => d`M${x * 0.38} ${-h * (0.042 + at)}L${x * (0.7 - at * 0.16)} ${-h * (0.03 + at)}`)
            .join(''),
          main.deep,
          11,
        ) +
        lines(
          d`M-3 ${-h}C${-x * 0.14} ${-h * 0.7} ${-x * 0.2} ${-h * 0.3} ${-x * 0.2} ${-h * 0.05}M3 ${-h}C${x * 0.1} ${-h * 0.7} ${x * 0.1} ${-h * 0.4} ${x * 0.08} ${-h * 0.03}`,
          cloth.shade,
          3,
        ) +
        rod(
          spread(15, -0.7, 0.7)
            .map((at) => d`M${x * at} ${-h * 0.03 + h * 0.042 * at}v9`)
            .join(''),
          cloth.shade,
          2.5,
        )
      );
    }
    default:
      return (
        rect(-x + 9, -h + 5, w, h * 0.84, main.deep) +
        rail(-h, x + 34, s) +
        rect(-x, -h - 3, w, h * 0.94, cloth.base, 3) +
        [0.08, 0.28, 0.48, 0.68, 0.88].map((at) => rect(-x, -h + h * 0.92 * at, w, h * 0.09, main.base)).join('') +
        folds({ ...field, height: h * 0.94 }, [-w * 0.2, w * 0.2], main.deep)
      );
  }
}

export function bed(s: Sketch): Art {
  const { w, h, main, wood, cloth } = s;
  const x = w / 2;
  const sheet = { ...main, base: main.light };
  const pillow = (cx: number) =>
    soft(
      points`${cx - x * 0.4} ${-h * 0.74}, ${cx + x * 0.4} ${-h * 0.74}, ${cx + x * 0.43} ${-h * 0.54}, ${cx - x * 0.43} ${-h * 0.54}`,
      17,
      sheet.base,
    ) +
    soft(
      points`${cx + x * 0.12} ${-h * 0.74}, ${cx + x * 0.4} ${-h * 0.74}, ${cx + x * 0.43} ${-h * 0.54}, ${cx + x * 0.06} ${-h * 0.54}`,
      17,
      main.base,
    );
  const quilt: Point[] = points`${-x * 0.86} ${-h * 0.58}, ${x * 0.86} ${-h * 0.58}, ${x} ${-h * 0.34}, ${x} ${-h * 0.1}, ${-x} ${-h * 0.1}, ${-x} ${-h * 0.34}`;
  const pattern =
    s.form === 'striped'
      ? lines(
          spread(9, -0.8, 0.8)
            .map((at) => d`M${x * at * 0.98} ${-h * 0.5}L${x * at * 1.14} ${-h * 0.34}V${-h * 0.1}`)
            .join(''),
          mix(main.base, cloth.base, 0.6),
          x * 0.07,
        )
      : '';
  const piping =
    s.form === 'piped'
      ? rod(d`M${-x * 0.99} ${-h * 0.115}H${x * 0.99}M${-x * 0.9} ${-h * 0.5}H${x * 0.9}`, lighten(main.base, -0.28), 3)
      : '';
  const creases =
    s.form === 'plain'
      ? rod(
          d`M${-x * 0.5} ${-h * 0.4}q${x * 0.2} ${h * 0.05} ${x * 0.16} ${h * 0.16}M${x * 0.2} ${-h * 0.42}q${-x * 0.1} ${h * 0.1} ${x * 0.05} ${h * 0.18}`,
          main.shade,
          4,
        )
      : '';
  return (
    both(rect(x * 0.82, -h * 0.12, 14, h * 0.12, wood.shade)) +
    rect(-x * 0.92, -h, x * 1.84, h * 0.6, wood.base, 12) +
    rect(x * 0.3, -h, x * 0.62, h * 0.6, wood.shade, 12) +
    rect(-x * 0.88, -h * 0.62, x * 1.76, h * 0.2, cloth.base, 6) +
    pillow(-x * 0.42) +
    pillow(x * 0.42) +
    soft(quilt, 14, main.base) +
    polygon(points`${-x} ${-h * 0.32}, ${x} ${-h * 0.32}, ${x} ${-h * 0.13}, ${-x} ${-h * 0.13}`, main.shade) +
    pattern +
    soft(
      points`${-x * 0.87} ${-h * 0.59}, ${x * 0.87} ${-h * 0.59}, ${x * 0.93} ${-h * 0.5}, ${-x * 0.93} ${-h * 0.5}`,
      9,
      sheet.base,
    ) +
    creases +
    piping
  );
}

export function curtain(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const rings =
    s.form === 'tabs'
      ? spread(7, -x * 0.9, x * 0.9)
          .map((at) => rect(at - 7, -h - 8, 14, 24, main.base))
          .join('')
      : dots(
          spread(8, -x * 0.94, x * 0.94).map((at): Point => [at, -h + 3]),
          s.metal.base,
          7,
        );
  const pleats = 8;
  const step = w / pleats;
  const hem = spread(pleats, 0, pleats - 1)
    .map(() => d`q${-step / 2} 9 ${-step} 0`)
    .join('');
  const sheet = d`M${-x} ${-h + 8}H${x}V-4${hem}Z`;
  const shaded = spread(pleats, 0, pleats - 1)
    .map(
      (i) =>
        d`M${-x + i * step + step * 0.55} ${-h + 8}h${step * 0.45}V-4q${-step * 0.2} 4 ${-step * 0.4} 5Q${-x + i * step + step * 0.5} ${-h / 2} ${-x + i * step + step * 0.55} ${-h + 8}Z`,
    )
    .join('');
  const dip =
    s.form === 'tabs' ? `<path d="${d`M${-x} ${-h * 0.32}H${x}V-4${hem}Z`}" fill="${main.deep}" opacity=".55"/>` : '';
  const pinch =
    s.form === 'pleated'
      ? rod(
          spread(pleats, 0, pleats - 1)
            .map((i) => d`M${-x + (i + 0.5) * step} ${-h + 10}v20`)
            .join(''),
          main.deep,
          3,
        )
      : '';
  const cloth = path(sheet, main.base) + path(shaded, main.shade) + dip + pinch;
  return (
    rect(-x - 26, -h - 6, w + 52, 8, s.wood.base, 4) +
    circle(-x - 28, -h - 2, 8, s.wood.shade) +
    circle(x + 28, -h - 2, 8, s.wood.shade) +
    (s.form === 'sheer' ? faded(0.78, cloth) : cloth) +
    rings
  );
}
