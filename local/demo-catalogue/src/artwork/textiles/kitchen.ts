import {
  type Art,
  type Point,
  both,
  circle,
  d,
  ellipse,
  faded,
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
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { type Field, down, folds, gingham, grid, hook } from './parts.ts';

export function teaTowel(s: Sketch): Art {
  const { w, h, main, cloth } = s;
  const x = w / 2;
  const outline: Point[] = points`${-x} ${-h}, ${x} ${-h}, ${x * 0.97} -3, ${x * 0.3} 2, ${-x * 0.4} -2, ${-x} 1`;
  const field: Field = { x: -x + 2, y: -h, width: w - 5, height: h - 3 };
  const pegs =
    both(rect(x * 0.7 - 4, -h - 12, 9, 26, s.wood.shade, 2)) + lines(d`M${-x - 60} ${-h - 3}H${x + 60}`, '#6d665c', 2);
  const pattern =
    s.form === 'grid'
      ? grid(field, { columns: 10, rows: 14, colour: main.base, width: 2.5 })
      : s.form === 'dipped'
        ? path(
            d`M${-x} ${-h * 0.46}q${x * 0.4} -9 ${x * 0.8} 0t${x * 0.7} -4t${x * 0.49} 3L${x * 0.97} -3L${x * 0.3} 2L${-x * 0.4} -2L${-x} 1Z`,
            main.base,
          )
        : lines(
            down(
              field,
              [-0.84, -0.72, -0.6, 0.6, 0.72, 0.84].map((at) => x * at),
            ),
            main.base,
            w * 0.034,
          );
  return (
    pegs +
    polygon(outline, cloth.base) +
    pattern +
    folds(field, [-w * 0.22, w * 0.14], main.deep) +
    both(rect(x * 0.7 - 3, -h - 12, 7, 22, s.wood.base, 2))
  );
}

export function tablecloth(s: Sketch): Art {
  const { w, h, main, wood, cloth } = s;
  const x = w / 2;
  const isGingham = s.form === 'gingham';
  const ground = isGingham ? cloth : main;
  const drop = -h * 0.5;
  const front = d`M${-x} ${-h * 0.84}H${x}V${drop}q${-x * 0.2} 12 ${-x * 0.4} 0t${-x * 0.4} 0t${-x * 0.4} 0t${-x * 0.4} 0t${-x * 0.4} 0Z`;
  const pattern = isGingham
    ? gingham({ x: -x, y: -h * 0.84, width: w, height: h * 0.34 }, { columns: 15, rows: 4, colour: main.base }) +
      gingham({ x: -x * 0.86, y: -h, width: x * 1.72, height: h * 0.15 }, { columns: 13, rows: 2, colour: main.base })
    : lines(d`M${-x} ${drop - 14}H${x}`, main.light, 3);
  const jug = group(
    move(x * 0.34, -h * 0.9),
    ellipse(0, -1, 22, 4, ground.deep),
    path('M-15 -46C-26 -26 -22 0 -14 0H14C22 0 26 -26 13 -46Z', '#e9e2d6'),
    path('M5 -46C22 -26 16 0 6 0H14C22 0 26 -26 13 -46Z', '#d3cabb'),
    rod('M-2 -46Q-8 -70 -18 -84M2 -46Q4 -74 14 -92', '#66784f', 3),
    circle(-18, -86, 8, '#c98a74'),
    circle(14, -94, 9, '#d9b34a'),
  );
  const dish = group(
    move(-x * 0.32, -h * 0.9),
    path('M-32 -18H32C30 -4 18 2 0 2S-30 -4 -32 -18Z', '#8a9a86'),
    ellipse(0, -18, 32, 5, '#5f6f5d'),
  );
  return (
    both(polygon(points`${x * 0.84} ${-h * 0.6}, ${x * 0.92} ${-h * 0.6}, ${x * 0.9} 0, ${x * 0.86} 0`, wood.shade)) +
    path(front, ground.shade) +
    soft(points`${-x * 0.86} ${-h}, ${x * 0.86} ${-h}, ${x} ${-h * 0.82}, ${-x} ${-h * 0.82}`, 5, ground.base) +
    pattern +
    faded(
      0.2,
      path(
        spread(4, -0.7, 0.75)
          .map((at) => d`M${x * at} ${-h * 0.82}l-6 ${h * 0.34}h14Z`)
          .join(''),
        main.deep,
      ),
    ) +
    dish +
    jug
  );
}

export function apron(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const outline = d`M${-x * 0.42} ${-h * 0.86}H${x * 0.42}C${x * 0.44} ${-h * 0.7} ${x * 0.6} ${-h * 0.62} ${x} ${-h * 0.56}V0H${-x}V${-h * 0.56}C${-x * 0.6} ${-h * 0.62} ${-x * 0.44} ${-h * 0.7} ${-x * 0.42} ${-h * 0.86}Z`;
  const side = d`M${x * 0.3} ${-h * 0.86}H${x * 0.42}C${x * 0.44} ${-h * 0.7} ${x * 0.6} ${-h * 0.62} ${x} ${-h * 0.56}V0H${x * 0.62}Q${x * 0.4} ${-h * 0.5} ${x * 0.3} ${-h * 0.86}Z`;
  const straps =
    s.form === 'cross'
      ? rod(d`M${-x * 0.36} ${-h * 0.85}L${x * 0.1} ${-h}L${x * 0.36} ${-h * 0.85}`, main.shade, 10)
      : rod(d`M${-x * 0.36} ${-h * 0.85}Q0 ${-h * 1.14} ${x * 0.36} ${-h * 0.85}`, main.shade, 7);
  const stripes =
    s.form === 'striped'
      ? lines(
          spread(11, -0.9, 0.9)
            .map((at) => d`M${x * at} ${-h * (Math.abs(at) < 0.42 ? 0.86 : 0.57)}V0`)
            .join(''),
          s.cloth.base,
          5,
        )
      : '';
  const pocket = (px: number) =>
    rect(px, -h * 0.42, x * 0.56, h * 0.2, main.shade, 6) + rect(px, -h * 0.42, x * 0.56, 7, main.deep, 3);
  return (
    hook(-h, s) +
    straps +
    rod(d`M${-x} ${-h * 0.54}q-18 26 -6 ${h * 0.22}M${x} ${-h * 0.54}q18 30 4 ${h * 0.26}`, main.shade, 5) +
    path(outline, main.base) +
    path(side, main.shade) +
    stripes +
    pocket(-x * 0.64) +
    pocket(x * 0.08) +
    (s.form === 'striped' ? '' : lines(d`M${-x * 0.4} ${-h * 0.83}H${x * 0.4}`, main.deep, 2))
  );
}
