import { brass } from '../palette.ts';
import { type Tones } from '../colour.ts';
import { type Art, both, circle, d, dashes, path, pierced, points, rect, rod, soft } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { box, panel } from './parts.ts';

export function crossbody(s: Sketch): Art {
  const { w, h, main } = s;
  const x = w / 2;
  const strap = (from: number, y: number, colour = main.deep, width = 8) =>
    rod(d`M${-from} ${y}C${-from * 0.9} ${-h * 2.1} ${from * 0.9} ${-h * 2.1} ${from} ${y}`, colour, width);
  switch (s.form) {
    case 'box':
      return (
        strap(x * 0.94, -h * 0.8) +
        panel(box(-x, -h, w, h), 20, main) +
        dashes(
          d`M${-x * 0.94} ${-h * 0.5}V${-h * 0.72}Q${-x * 0.92} ${-h * 0.86} ${-x * 0.8} ${-h * 0.86}H${x * 0.8}Q${x * 0.92} ${-h * 0.86} ${x * 0.94} ${-h * 0.72}V${-h * 0.5}`,
          main.deep,
          { width: 5, dash: '3 2' },
        ) +
        rect(-x * 0.78, -h * 0.66, x * 1.56, h * 0.52, main.light, 13) +
        rect(x * 0.3, -h * 0.66, x * 0.48, h * 0.52, main.base, 13) +
        rod(d`M${x * 0.94} ${-h * 0.5}l5 24`, brass.base, 6) +
        both(circle(x * 0.94, -h * 0.8, 7, brass.base))
      );
    case 'sling': {
      const opening = d`M${-x * 0.44} ${-h * 0.8}Q0 ${-h * 0.5} ${x * 0.44} ${-h * 0.8}Q${x * 0.16} ${-h * 1.06} ${x * 0.02} ${-h * 1.4}Q${-x * 0.14} ${-h * 1.06} ${-x * 0.44} ${-h * 0.8}Z`;
      return (
        pierced(
          [
            d`M${-x * 0.9} ${-h * 0.5}C${-x * 0.8} ${-h} ${-x * 0.3} ${-h * 1.2} ${-x * 0.06} ${-h * 1.62}L${x * 0.12} ${-h * 1.6}C${x * 0.3} ${-h * 1.2} ${x * 0.8} ${-h} ${x * 0.9} ${-h * 0.5}C${x * 1.06} ${-h * 0.1} ${x * 0.7} 0 0 0S${-x * 1.06} ${-h * 0.1} ${-x * 0.9} ${-h * 0.5}Z`,
            opening,
          ],
          main.base,
        ) +
        path(
          d`M${x * 0.12} ${-h * 1.6}C${x * 0.3} ${-h * 1.2} ${x * 0.8} ${-h} ${x * 0.9} ${-h * 0.5}C${x * 1.06} ${-h * 0.1} ${x * 0.7} 0 0 0C${x * 0.6} ${-h * 0.3} ${x * 0.66} ${-h} ${x * 0.12} ${-h * 1.6}Z`,
          main.shade,
        ) +
        path(
          d`M${-x * 0.44} ${-h * 0.8}Q0 ${-h * 0.5} ${x * 0.44} ${-h * 0.8}Q0 ${-h * 0.64} ${-x * 0.44} ${-h * 0.8}Z`,
          main.deep,
        ) +
        soft(points`-20 ${-h * 1.5}, 22 ${-h * 1.54}, 24 ${-h * 1.68}, -18 ${-h * 1.66}`, 10, main.light) +
        soft(points`-14 ${-h * 1.62}, -30 ${-h * 1.84}, -14 ${-h * 1.88}, 2 ${-h * 1.64}`, 6, main.base) +
        soft(points`4 ${-h * 1.64}, 22 ${-h * 1.86}, 34 ${-h * 1.78}, 18 ${-h * 1.6}`, 6, main.shade)
      );
    }
    case 'flap':
      return (
        strap(x * 0.86, -h * 0.86, brass.base, 4) +
        panel(box(-x, -h, w, h), 22, { ...main, base: main.shade, shade: main.deep }) +
        path(
          d`M${-x} ${-h + 22}Q${-x} ${-h} ${-x + 22} ${-h}H${x - 22}Q${x} ${-h} ${x} ${-h + 22}C${x} ${-h * 0.5} ${x * 0.5} ${-h * 0.28} 0 ${-h * 0.28}S${-x} ${-h * 0.5} ${-x} ${-h + 22}Z`,
          main.light,
        ) +
        path(
          d`M${x * 0.4} ${-h}H${x - 22}Q${x} ${-h} ${x} ${-h + 22}C${x} ${-h * 0.5} ${x * 0.5} ${-h * 0.28} 0 ${-h * 0.28}Q${x * 0.4} ${-h * 0.5} ${x * 0.4} ${-h}Z`,
          main.base,
        ) +
        rect(-15, -h * 0.42, 30, 20, brass.base, 6) +
        rect(-4, -h * 0.45, 8, 28, '#9a7a38', 4)
      );
    default: {
      const moon = d`M${-x} ${-h * 0.86}Q${-x} ${-h} ${-x * 0.86} ${-h}Q0 ${-h * 0.82} ${x * 0.86} ${-h}Q${x} ${-h} ${x} ${-h * 0.86}C${x} ${-h * 0.3} ${x * 0.6} 0 0 0S${-x} ${-h * 0.3} ${-x} ${-h * 0.86}Z`;
      return (
        strap(x * 0.9, -h * 0.92) +
        path(moon, main.base) +
        path(
          d`M${x * 0.5} ${-h * 0.93}Q${x * 0.7} ${-h * 0.96} ${x * 0.86} ${-h}Q${x} ${-h} ${x} ${-h * 0.86}C${x} ${-h * 0.3} ${x * 0.6} 0 0 0Q${x * 0.62} ${-h * 0.34} ${x * 0.5} ${-h * 0.93}Z`,
          main.shade,
        ) +
        dashes(d`M${-x * 0.9} ${-h * 0.86}Q0 ${-h * 0.66} ${x * 0.9} ${-h * 0.86}`, main.deep, {
          width: 5,
          dash: '3 2',
        }) +
        rod(d`M${x * 0.82} ${-h * 0.83}l2 22`, brass.base, 6) +
        both(circle(x * 0.9, -h * 0.92, 8, brass.base))
      );
    }
  }
}

export function beltBag(s: Sketch): Art {
  const { w, h, main, metal } = s;
  const x = w / 2;
  const belt = (y: number, tones: Tones) =>
    `<path d="${d`M${-x * 0.9} ${y}C${-x * 1.7} ${y - 20} ${-x * 1.2} ${y - 165} 0 ${y - 165}S${x * 1.7} ${y - 20} ${x * 0.9} ${y}`}" fill="none" stroke="${tones.base}" stroke-width="15"/>`;
  const clasp = (y: number) => rect(-17, y - 178, 34, 26, metal.base, 5) + rect(-9, y - 171, 18, 12, metal.shade, 3);
  if (s.form === 'pocket') {
    return (
      belt(-h * 0.7, { ...main, base: main.deep }) +
      rect(-14, -h * 0.7 - 177, 28, 24, brass.base, 4) +
      panel(points`${-x} ${-h}, ${x} ${-h}, ${x * 0.92} 0, ${-x * 0.92} 0`, 22, main) +
      soft(
        points`${-x} ${-h}, ${x} ${-h}, ${x * 0.96} ${-h * 0.5}, ${x * 0.3} ${-h * 0.36}, ${-x * 0.3} ${-h * 0.36}, ${-x * 0.96} ${-h * 0.5}`,
        16,
        main.light,
      ) +
      circle(0, -h * 0.48, 10, brass.base) +
      circle(-1, -h * 0.49, 5, '#dcbf7c')
    );
  }
  return (
    belt(-h * 0.6, s.metal) +
    clasp(-h * 0.6) +
    path(
      d`M${-x} ${-h * 0.7}Q${-x} ${-h} ${-x * 0.7} ${-h}H${x * 0.7}Q${x} ${-h} ${x} ${-h * 0.7}C${x} ${-h * 0.1} ${x * 0.6} 0 0 0S${-x} ${-h * 0.1} ${-x} ${-h * 0.7}Z`,
      main.base,
    ) +
    path(
      d`M${x * 0.44} ${-h}H${x * 0.7}Q${x} ${-h} ${x} ${-h * 0.7}C${x} ${-h * 0.1} ${x * 0.6} 0 0 0Q${x * 0.6} ${-h * 0.4} ${x * 0.44} ${-h}Z`,
      main.shade,
    ) +
    dashes(d`M${-x * 0.86} ${-h * 0.74}Q0 ${-h * 0.42} ${x * 0.86} ${-h * 0.74}`, main.deep, {
      width: 6,
      dash: '3 2',
    }) +
    rod(d`M${x * 0.74} ${-h * 0.67}l6 26`, s.trim.base, 7)
  );
}
