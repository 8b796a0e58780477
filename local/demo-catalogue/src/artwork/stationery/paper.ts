import { type Tones, mix, tonesOf } from '../colour.ts';
import {
  type Art,
  type Point,
  circle,
  d,
  dashes,
  dots,
  group,
  lines,
  move,
  path,
  points,
  polygon,
  rect,
  rod,
  soft,
  spread,
  turn,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { paper } from './parts.ts';

export function notebook(s: Sketch): Art {
  const { w, h, main, cloth } = s;
  const x = w / 2;
  const pages = (inset = 0) =>
    rect(-x + 5, -h + 4 + inset, w + 2, h - 3 - inset, paper.shade, 5) +
    rect(-x + 4, -h + 3 + inset, w, h - 4 - inset, paper.base, 5);
  const cover = (radius: number) =>
    rect(-x, -h, w, h, main.base, radius) + rect(-x, -h, w * 0.09, h, main.shade, Math.min(radius, 5));
  switch (s.form) {
    case 'cloth':
      return (
        rod(d`M${-x * 0.2} -4v34M${-x * 0.06} -4v26`, '#b2402c', 6) +
        pages() +
        cover(6) +
        lines(d`M${-x + w * 0.09} ${-h}v${h}`, main.deep, 2) +
        rect(-x * 0.3, -h * 0.86, x * 0.78, h * 0.16, cloth.base, 3) +
        lines(d`M${-x * 0.2} ${-h * 0.8}h${x * 0.58}M${-x * 0.2} ${-h * 0.76}h${x * 0.4}`, cloth.deep, 2)
      );
    case 'elastic':
      return (
        pages() +
        cover(12) +
        rect(x * 0.62, -h - 2, w * 0.06, h + 4, main.deep, 2) +
        rod(d`M${-x * 0.1} -2v24`, main.deep, 5)
      );
    case 'spiral': {
      const holes = spread(17, -h * 0.95, -h * 0.05);
      return (
        rect(-x + 6, -h + 4, w - 2, h - 2, '#b9ab93', 5) +
        pages() +
        rect(-x + 2, -h, w - 2, h, main.base, 6) +
        rect(x * 0.4, -h * 0.2, x * 0.44, h * 0.08, main.light, 3) +
        dots(
          holes.map((y): Point => [-x + 15, y]),
          main.deep,
          7,
        ) +
        rod(holes.map((y) => d`M${-x + 15} ${y}q-14 -9 -22 1q2 7 10 4`).join(''), '#8f8d89', 3)
      );
    }
    case 'label': {
      const sheet = (dx: number, dy: number, tones: Tones) => rect(-x + dx, -h + dy, w, h, tones.base, 3);
      return (
        sheet(-20, -18, tonesOf(main.light)) +
        lines(d`M${-x - 20} ${-18}v${-h}`, main.base, 7) +
        sheet(-10, -9, main) +
        sheet(0, 0, tonesOf(main.shade)) +
        rect(-x, -h, w * 0.07, h, main.deep, 2) +
        rect(-x * 0.42, -h * 0.8, x * 1.04, h * 0.24, paper.base, 5) +
        lines(d`M${-x * 0.3} ${-h * 0.72}h${x * 0.8}M${-x * 0.3} ${-h * 0.64}h${x * 0.8}`, main.base, 2)
      );
    }
    case 'pad':
      return (
        rect(-x + 5, -h + 6, w, h - 2, '#a39376', 3) +
        rect(-x + 3, -h, w - 3, h, paper.shade, 2) +
        rect(-x, -h, w - 1, h - 4, paper.base, 2) +
        lines(
          spread(15, -h * 0.8, -h * 0.08)
            .map((y) => d`M${-x * 0.84} ${y}h${w * 0.84}`)
            .join(''),
          '#c9c0ae',
          1.5,
        ) +
        lines(d`M${-x * 0.62} ${-h * 0.86}V-6`, mix(main.base, paper.base, 0.4), 2) +
        rect(-x - 2, -h - 4, w + 4, h * 0.15, main.base, 4) +
        rect(-x - 2, -h + h * 0.15 - 14, w + 4, 10, main.shade, 3)
      );
    default: {
      const grid = spread(7, -x * 0.66, x * 0.74).flatMap((px) =>
        spread(5, -h * 0.34, -h * 0.1).map((py): Point => [px, py]),
      );
      return (
        pages() +
        rect(-x, -h, w, h, main.base, 16) +
        rect(-x, -h, w * 0.07, h, main.shade, 4) +
        dashes(d`M${-x + 5} ${-h * 0.94}V${-h * 0.06}`, paper.base, { width: 2.5, dash: '16 26' }) +
        rect(-x * 0.5, -h * 0.82, x * 1.16, h * 0.2, main.light, 3) +
        lines(d`M${-x * 0.36} ${-h * 0.74}h${x * 0.7}M${-x * 0.36} ${-h * 0.69}h${x * 0.44}`, main.deep, 2.5) +
        dots(grid, main.light, 4)
      );
    }
  }
}

export function letterSet(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const shadow = (art: Art) => `<g opacity=".14" transform="translate(6 8)">${art}</g>`;
  const sheet = (tones: Tones) => rect(-x * 0.82, -h * 1.02, x * 1.64, h * 0.98, tones.base, 2);
  const written = (colour: string) =>
    rod(
      spread(6, -h * 0.84, -h * 0.3)
        .map((y, i) => d`M${-x * 0.66} ${y}h${x * (i === 5 ? 0.6 : [1.2, 1.1, 1.26, 1.04, 1.2][i]!)}`)
        .join(''),
      colour,
      2.5,
    );
  const envelope =
    rect(-x, -h * 0.72, w, h * 0.72, main.base, 5) +
    polygon(points`${-x} ${-h * 0.7}, ${-x} 0, ${-x * 0.02} ${-h * 0.36}`, main.shade) +
    polygon(points`${x} ${-h * 0.7}, ${x} 0, ${x * 0.02} ${-h * 0.36}`, main.shade) +
    soft(points`${-x} ${-h * 0.72}, ${x} ${-h * 0.72}, 0 ${-h * 0.26}`, 7, main.light);
  switch (s.form) {
    case 'cards': {
      const card = (dx: number, angle: number) =>
        group(
          `${move(dx, -h * 0.62)} ${turn(angle)}`,
          rect(-x * 0.72, -h * 0.5, x * 1.44, h * 0.92, main.base, 5),
          rect(-x * 0.72 + 4, -h * 0.5 + 4, x * 1.44 - 8, h * 0.92 - 8, paper.base, 3),
        );
      return (
        shadow(rect(-x, -h * 0.72, w, h * 0.72, '#000', 5)) +
        card(x * 0.14, 9) +
        card(-x * 0.1, -6) +
        envelope +
        circle(0, -h * 0.3, 15, main.deep) +
        circle(-1, -h * 0.31, 10, main.shade)
      );
    }
    case 'postcards':
      return (
        shadow(rect(-x, -h, w, h, '#000', 3)) +
        rect(-x + 5, -h + 6, w, h, '#a39376', 3) +
        rect(-x, -h, w, h, paper.base, 3) +
        rect(-x, -h, w, h * 0.12, main.base, 3) +
        lines(d`M${x * 0.08} ${-h * 0.76}V${-h * 0.1}`, '#c9c0ae', 2) +
        lines(
          spread(4, -h * 0.5, -h * 0.16)
            .map((y) => d`M${x * 0.2} ${y}h${x * 0.64}`)
            .join(''),
          '#c9c0ae',
          2,
        ) +
        dashes(d`M${x * 0.58} ${-h * 0.8}h${x * 0.26}v${h * 0.22}h${-x * 0.26}Z`, main.base, {
          width: 3,
          dash: '4 3',
        }) +
        path(
          d`M${-x * 0.84} ${-h * 0.16}C${-x * 0.66} ${-h * 0.5} ${-x * 0.5} ${-h * 0.5} ${-x * 0.36} ${-h * 0.28}C${-x * 0.24} ${-h * 0.4} ${-x * 0.14} ${-h * 0.36} ${-x * 0.04} ${-h * 0.16}Z`,
          main.shade,
        ) +
        circle(-x * 0.28, -h * 0.6, h * 0.08, main.base)
      );
    default:
      return (
        shadow(rect(-x, -h * 0.72, w, h * 0.72, '#000', 5)) +
        group(`${move(0, -h * 0.16)} ${turn(-5)}`, sheet(paper), written('#8f877a')) +
        envelope +
        rect(x * 0.62, -h * 0.16, x * 0.28, h * 0.12, main.deep, 2)
      );
  }
}

export function calendar(s: Sketch): Art {
  const { w, h, main, wood } = s;
  const x = w / 2;
  const days = (
    from: Point,
    { columns, rows, step, size, colour }: { columns: number; rows: number; step: Point; size: number; colour: string },
  ) =>
    dots(
      spread(rows, 0, rows - 1)
        .flatMap((row) =>
          spread(columns, 0, columns - 1).map((column): Point => [from[0] + column * step[0], from[1] + row * step[1]]),
        )
        .slice(2, -2),
      colour,
      size,
    );
  if (s.form === 'wall') {
    const step: Point = [w * 0.115, h * 0.072];
    return (
      lines(d`M0 ${-h - 46}L${-x * 0.7} ${-h}M0 ${-h - 46}L${x * 0.7} ${-h}`, '#8b7a5e', 2) +
      circle(0, -h - 46, 5, '#6d665c') +
      rect(-x, -h, w, h, paper.base, 2) +
      rect(-x, -h, w, h * 0.46, main.base) +
      path(
        d`M${-x} ${-h * 0.6}Q${-x * 0.5} ${-h * 0.78} 0 ${-h * 0.64}T${x} ${-h * 0.7}V${-h * 0.54}H${-x}Z`,
        main.shade,
      ) +
      circle(x * 0.4, -h * 0.82, w * 0.11, main.light) +
      path(
        d`M${-x} ${-h * 0.54}V${-h * 0.6}Q${-x * 0.3} ${-h * 0.68} ${x * 0.3} ${-h * 0.58}T${x} ${-h * 0.58}V${-h * 0.54}Z`,
        main.deep,
      ) +
      days([-x + w * 0.155, -h * 0.42], { columns: 7, rows: 5, step, size: 7, colour: '#8f877a' }) +
      dots([[-x + w * 0.155 + step[0] * 4, -h * 0.42 + step[1] * 2]], main.base, 15) +
      rect(-x - 9, -h - 8, w + 18, 17, wood.base, 5) +
      rect(-x - 9, -h + 2, w + 18, 7, wood.shade, 4)
    );
  }
  return (
    rect(-x, -h * 0.2, w, h * 0.2, wood.base, 6) +
    rect(-x, -h * 0.09, w, h * 0.09, wood.shade, 5) +
    rect(-x * 0.86, -h, x * 1.06, h * 0.84, paper.base, 4) +
    rect(-x * 0.86, -h, x * 1.06, h * 0.2, main.base, 4) +
    rod(d`M${-x * 0.56} ${-h * 0.6}l14 -8V${-h * 0.3}M${-x * 0.2} ${-h * 0.66}h30l-20 ${h * 0.36}`, main.deep, 9) +
    rect(x * 0.26, -h * 0.86, x * 0.6, h * 0.7, main.light, 4) +
    days([x * 0.38, -h * 0.68], { columns: 4, rows: 5, step: [x * 0.12, h * 0.1], size: 6, colour: main.deep })
  );
}
