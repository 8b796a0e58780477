import { brass } from '../palette.ts';
import { type Tones, tonesOf } from '../colour.ts';
import { type Profile, band, body, tilt, turning } from '../lathe.ts';
import {
  type Art,
  type Point,
  both,
  circle,
  d,
  dashes,
  dots,
  ellipse,
  group,
  lines,
  move,
  path,
  points,
  polygon,
  rect,
  rod,
  soft,
  turn,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { blade, paper } from './parts.ts';

/** A roll of tape on its core. */
const roll = (x: number, y: number, r: number, core: Tones): Art =>
  circle(x, y, r, '#e2d3b4') +
  circle(x, y, r * 0.94, '#efe4cb') +
  circle(x, y, r * 0.66, '#d2c09a') +
  circle(x, y, r * 0.6, core.base) +
  circle(x, y, r * 0.18, core.deep);

export function tapeDispenser(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const tape = (from: Point, to: Point) => rod(d`M${from[0]} ${from[1]}L${to[0]} ${to[1]}l-5 13`, '#efe4cb', 4);
  const teeth = (px: number, py: number) =>
    polygon(
      points`${px - 9} ${py}, ${px - 5} ${py - 8}, ${px - 1} ${py}, ${px + 3} ${py - 8}, ${px + 7} ${py}`,
      blade.shade,
    );
  switch (s.form) {
    case 'block':
      return (
        roll(x * 0.24, -h * 0.6, h * 0.4, main) +
        soft(points`${-x} ${-h * 0.4}, ${-x * 0.5} ${-h * 0.52}, ${x} ${-h * 0.52}, ${x} 0, ${-x} 0`, 12, s.wood.base) +
        rect(-x, -h * 0.2, w, h * 0.2, s.wood.shade, 8) +
        path(
          d`M${x * 0.24 - h * 0.3} ${-h * 0.52}A${h * 0.32} ${h * 0.32} 0 0 0 ${x * 0.24 + h * 0.3} ${-h * 0.52}Z`,
          s.wood.deep,
        ) +
        circle(x * 0.24, -h * 0.6, h * 0.2, main.base) +
        circle(x * 0.24, -h * 0.6, h * 0.07, main.deep) +
        tape([x * 0.06, -h * 0.95], [-x * 0.92, -h * 0.46]) +
        teeth(-x * 0.95, -h * 0.4)
      );
    case 'arch':
      return (
        roll(x * 0.1, -h * 0.5, h * 0.3, s.wood) +
        path(
          d`M${-x} 0V${-h * 0.34}Q${-x * 0.9} ${-h * 0.5} ${-x * 0.6} ${-h * 0.62}Q${-x * 0.3} ${-h} ${x * 0.1} ${-h}C${x * 0.7} ${-h} ${x} ${-h * 0.6} ${x} 0H${x * 0.62}C${x * 0.62} ${-h * 0.9} ${-x * 0.4} ${-h * 0.9} ${-x * 0.42} 0Z`,
          main.base,
        ) +
        path(
          d`M${x * 0.5} ${-h * 0.92}C${x * 0.84} ${-h * 0.8} ${x} ${-h * 0.5} ${x} 0H${x * 0.62}Q${x * 0.66} ${-h * 0.6} ${x * 0.5} ${-h * 0.92}Z`,
          main.shade,
        ) +
        tape([-x * 0.1, -h * 0.76], [-x * 0.96, -h * 0.4]) +
        teeth(-x * 0.93, -h * 0.33)
      );
    default:
      return (
        path(
          d`M${-x} 0V${-h * 0.32}Q${-x * 0.6} ${-h * 0.44} ${-x * 0.44} ${-h * 0.6}C${-x * 0.3} ${-h} ${x} ${-h * 1.1} ${x} ${-h * 0.42}V-8Q${x} 0 ${x - 8} 0Z`,
          main.base,
        ) +
        path(
          d`M${x * 0.7} ${-h * 0.88}Q${x} ${-h * 0.76} ${x} ${-h * 0.42}V-8Q${x} 0 ${x - 8} 0H${x * 0.3}Q${x} ${-h * 0.3} ${x * 0.7} ${-h * 0.88}Z`,
          main.shade,
        ) +
        circle(x * 0.28, -h * 0.52, h * 0.36, main.deep) +
        roll(x * 0.28, -h * 0.52, h * 0.33, main) +
        tape([-x * 0.02, -h * 0.74], [-x * 0.94, -h * 0.4]) +
        teeth(-x * 0.92, -h * 0.31) +
        rect(-x, -7, w, 7, main.deep, 3)
      );
  }
}

export function deskTray(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const well = (px: number, py: number, width: number, height: number, radius = 8) =>
    rect(px, py, width, height, main.deep, radius) + rect(px + 2, py + 4, width - 2, height - 4, main.shade, radius);
  const pencil = (px: number, py: number, long: number, colour: string) =>
    polygon(points`${px} ${py}, ${px + 14} ${py - 5}, ${px + 14} ${py + 5}`, '#dcbf94') +
    rect(px + 13, py - 5, long, 10, colour, 2);
  switch (s.form) {
    case 'letter': {
      const tier = (y: number) =>
        soft(points`${-x * 0.94} ${y - 34}, ${x * 0.94} ${y - 34}, ${x} ${y - 20}, ${-x} ${y - 20}`, 4, main.deep) +
        soft(
          points`${-x * 0.84} ${y - 38}, ${x * 0.84} ${y - 38}, ${x * 0.9} ${y - 18}, ${-x * 0.9} ${y - 18}`,
          2,
          paper.base,
        ) +
        rect(-x * 0.9, y - 22, x * 1.8, 5, paper.shade) +
        path(
          d`M${-x} ${y - 46}H${-x * 0.96}V${y - 20}H${x * 0.96}V${y - 46}H${x}V${y}H${x * 0.3}Q${x * 0.24} ${y - 12} ${x * 0.14} ${y - 12}H${-x * 0.14}Q${-x * 0.24} ${y - 12} ${-x * 0.3} ${y}H${-x}Z`,
          main.base,
        );
      return (
        both(rect(x * 0.86, -h * 0.72, 9, h * 0.72, main.shade, 3)) +
        tier(-4) +
        tier(-h * 0.62) +
        both(rect(x * 0.9, -h * 0.6, 10, h * 0.34, main.base, 3))
      );
    }
    case 'valet': {
      const outline = d`M${-x * 0.9} ${-h}Q0 ${-h * 0.9} ${x * 0.9} ${-h}L${x} ${-h * 0.9}Q${x * 0.9} ${-h / 2} ${x} ${-h * 0.1}L${x * 0.9} 0Q0 ${-h * 0.1} ${-x * 0.9} 0L${-x} ${-h * 0.1}Q${-x * 0.9} ${-h / 2} ${-x} ${-h * 0.9}Z`;
      const corner = both(
        rod(
          d`M${x * 0.95} ${-h * 0.95}L${x * 0.7} ${-h * 0.83}M${x * 0.95} ${-h * 0.05}L${x * 0.7} ${-h * 0.17}`,
          main.deep,
          4,
        ) + dots(points`${x * 0.9} ${-h * 0.92}, ${x * 0.9} ${-h * 0.08}`, brass.base, 8),
      );
      const key = group(
        `${move(x * 0.2, -h * 0.42)} ${turn(28)}`,
        `<circle r="15" fill="none" stroke="${brass.base}" stroke-width="7"/>`,
        rect(14, -4, 62, 8, brass.base, 2),
        rect(56, 2, 7, 13, brass.base),
        rect(68, 2, 6, 10, brass.base),
      );
      return (
        path(outline, main.base) +
        soft(
          points`${-x * 0.7} ${-h * 0.84}, ${x * 0.7} ${-h * 0.84}, ${x * 0.7} ${-h * 0.16}, ${-x * 0.7} ${-h * 0.16}`,
          12,
          main.shade,
        ) +
        soft(
          points`${-x * 0.66} ${-h * 0.8}, ${x * 0.68} ${-h * 0.8}, ${x * 0.68} ${-h * 0.18}, ${-x * 0.66} ${-h * 0.18}`,
          12,
          main.light,
        ) +
        corner +
        key +
        circle(-x * 0.36, -h * 0.62, 13, '#c9cac6') +
        circle(-x * 0.22, -h * 0.54, 11, brass.light)
      );
    }
    case 'compartments':
      return (
        rect(-x, -h, w, h, main.base, 10) +
        well(-x + 9, -h + 9, w * 0.3, h - 18) +
        well(-x + 17 + w * 0.3, -h + 9, w * 0.62 - 8, h * 0.38) +
        well(-x + 17 + w * 0.3, -h * 0.56, w * 0.28, h * 0.56 - 9) +
        well(-x + 25 + w * 0.58, -h * 0.56, w * 0.34 - 16, h * 0.26) +
        well(-x + 25 + w * 0.58, -h * 0.26, w * 0.34 - 16, h * 0.26 - 9) +
        pencil(-x * 0.26, -h * 0.82, w * 0.4, '#c8962e') +
        pencil(-x * 0.2, -h * 0.72, w * 0.36, '#4f6b87') +
        rect(-x * 0.26, -h * 0.4, 34, 20, '#e4c2b4', 4) +
        circle(x * 0.5, -h * 0.42, 10, blade.base) +
        rod(d`M${x * 0.62} ${-h * 0.2}h26v9h-32v-14h36`, blade.shade, 3) +
        rect(-x + 20, -h * 0.8, w * 0.18, h * 0.5, '#efe4cb', 3) +
        rect(-x + 26, -h * 0.86, w * 0.18, h * 0.5, '#b5bda9', 3)
      );
    default:
      return (
        rect(-x, -h, w, h, main.base, h * 0.3) +
        rect(-x + 9, -h + 9, w - 18, h - 18, main.deep, h * 0.24) +
        rect(-x + 11, -h + 13, w - 21, h - 22, main.shade, h * 0.22) +
        pencil(-x * 0.84, -h * 0.5, w * 0.6, '#c4704a') +
        rect(-x * 0.3, -h * 0.4, w * 0.58, 11, '#33302e', 5) +
        rect(x * 0.3, -h * 0.4 - 2, w * 0.02, 15, brass.base)
      );
  }
}

export function penCup(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w / 2;
  const pencil = (x: number, length: number, lean: number, colour: string) => {
    const tones = tonesOf(colour);
    return group(
      `${move(x, -h * 0.6)} ${turn(lean)}`,
      polygon(points`0 ${-length}, -7 ${-length + 22}, 7 ${-length + 22}`, '#dcbf94'),
      polygon(points`0 ${-length}, -2.5 ${-length + 8}, 2.5 ${-length + 8}`, '#3a3633'),
      rect(-7, -length + 21, 14, length, tones.base),
      rect(1, -length + 21, 6, length, tones.shade),
    );
  };
  const tall = h * 0.9;
  const brush = group(
    `${move(r * 0.44, -h * 0.6)} ${turn(13)}`,
    rect(-4, -tall * 1.02, 8, tall, '#6b4a35', 3),
    rect(-5, -tall * 1.1, 10, 26, blade.shade, 2),
    path(d`M-7 ${-tall * 1.09}Q-9 ${-tall * 1.24} 0 ${-tall * 1.34}Q9 ${-tall * 1.24} 7 ${-tall * 1.09}Z`, '#3a3633'),
  );
  const [one, two, three] = s.random.pick([
    ['#c8962e', '#4f6b87', '#c4704a'],
    ['#2f4c3d', '#d29b90', '#c8962e'],
    ['#7a2838', '#9cb6c4', '#98a585'],
    ['#c4704a', '#2a2d33', '#e8cf8b'],
  ] as const);
  const tallness = s.random.between(0.94, 1.14);
  const contents =
    pencil(-r * 0.5, tall, -11, one) +
    brush +
    pencil(-r * 0.12, tall * tallness, -3, two) +
    pencil(r * 0.16, tall * (2 - tallness), 5, three);
  const straight: Profile = turning`${-h} ${r}, 0 ${r * 0.94}`;
  const front = (profile: Profile) => {
    const radius = profile[0]![1];
    return (
      ellipse(0, -h, radius, radius * tilt, main.deep) +
      contents +
      body(profile, main) +
      path(
        d`M${-radius} ${-h}A${radius} ${radius * tilt} 0 0 0 ${radius} ${-h}A${radius} ${radius * tilt * 1.24} 0 0 1 ${-radius} ${-h}Z`,
        main.light,
      )
    );
  };
  switch (s.form) {
    case 'hex': {
      const facet = (from: number, to: number, fill: string, dip: [number, number]) =>
        polygon(
          points`${from} ${-h + dip[0]}, ${to} ${-h + dip[1]}, ${to * 0.95} ${dip[1]}, ${from * 0.95} ${dip[0]}`,
          fill,
        );
      return (
        polygon(
          points`${-r} ${-h}, ${-r * 0.5} ${-h - 12}, ${r * 0.5} ${-h - 12}, ${r} ${-h}, ${r * 0.5} ${-h + 12}, ${-r * 0.5} ${-h + 12}`,
          main.deep,
        ) +
        contents +
        facet(-r, -r * 0.5, main.light, [0, 12]) +
        facet(-r * 0.5, r * 0.5, main.base, [12, 12]) +
        facet(r * 0.5, r, main.shade, [12, 0])
      );
    }
    case 'turned':
      return (
        front(points`${-h} ${r * 0.94}, ${-h * 0.5} ${r}, 0 ${r * 0.86}`) +
        lines(
          [0.62, 0.56, 0.5]
            .map((at) => d`M${-r * 0.99} ${-h * at}A${r} ${r * tilt} 0 0 0 ${r * 0.99} ${-h * at}`)
            .join(''),
          main.deep,
          2.5,
        )
      );
    case 'leather':
      return (
        front(straight) +
        dashes(d`M${-r * 0.3} ${-h * 0.96 + r * tilt}L${-r * 0.27} ${r * 0.1}`, s.cloth.base, {
          width: 4,
          dash: '8 6',
        }) +
        lines(d`M${-r * 0.22} ${-h + r * tilt}L${-r * 0.2} ${r * 0.12}`, main.deep, 2)
      );
    default: {
      return front(straight) + band(straight, [-h * 0.16, 0], tonesOf('#c9ab8a'));
    }
  }
}
