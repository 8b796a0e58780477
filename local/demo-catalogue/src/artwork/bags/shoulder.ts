import { brass } from '../palette.ts';
import { type Tones, tonesOf } from '../colour.ts';
import { type Art, both, d, dashes, group, lines, move, path, points, rect, rod, soft, spread } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { box, buckle, panel, stitch } from './parts.ts';

export function backpack(s: Sketch): Art {
  const { w, h, main, trim } = s;
  const x = w / 2;
  const straps = both(
    rod(
      d`M${x * 0.5} ${-h * 0.9}C${x * 1.16} ${-h * 0.86} ${x * 1.2} ${-h * 0.3} ${x * 0.94} ${-h * 0.1}`,
      main.deep,
      13,
    ),
  );
  const top = rod(d`M-22 ${-h + 4}C-22 ${-h - 28} 22 ${-h - 28} 22 ${-h + 4}`, main.deep, 8);
  const pocket = (y: number, height: number, tones: Tones) =>
    rect(-x * 0.68, y, x * 1.36, height, tones.base, 16) + rect(x * 0.2, y, x * 0.48, height, tones.shade, 16);
  switch (s.form) {
    case 'roll-top':
      return (
        straps +
        panel(
          points`${-x * 0.9} ${-h * 0.86}, ${x * 0.9} ${-h * 0.86}, ${x} ${-h * 0.1}, ${x * 0.94} 0, ${-x * 0.94} 0, ${-x} ${-h * 0.1}`,
          18,
          main,
        ) +
        rect(-x * 0.86, -h, x * 1.72, h * 0.17, main.light, 14) +
        rect(x * 0.3, -h, x * 0.56, h * 0.17, main.base, 14) +
        lines(d`M${-x * 0.84} ${-h * 0.87}H${x * 0.84}`, main.deep, 3) +
        rod(d`M0 ${-h * 0.97}V${-h * 0.58}`, s.metal.base, 11) +
        rect(-11, -h * 0.72, 22, 20, s.metal.shade, 4) +
        pocket(-h * 0.48, h * 0.38, { ...main, base: main.light, shade: main.base }) +
        dashes(d`M${-x * 0.56} ${-h * 0.42}H${x * 0.56}`, main.deep, { width: 4, dash: '3 2' })
      );
    case 'flap':
      return (
        straps +
        top +
        panel(box(-x * 0.94, -h * 0.94, x * 1.88, h * 0.94), 22, main) +
        both(rect(x * 0.78, -h * 0.42, x * 0.2, h * 0.34, main.deep, 9)) +
        pocket(-h * 0.4, h * 0.34, { ...main, base: main.shade, shade: main.deep }) +
        soft(
          points`${-x * 0.98} ${-h}, ${x * 0.98} ${-h}, ${x} ${-h * 0.52}, ${x * 0.7} ${-h * 0.44}, ${-x * 0.7} ${-h * 0.44}, ${-x} ${-h * 0.52}`,
          20,
          main.light,
        ) +
        soft(
          points`${x * 0.4} ${-h}, ${x * 0.98} ${-h}, ${x} ${-h * 0.52}, ${x * 0.7} ${-h * 0.44}, ${x * 0.4} ${-h * 0.44}`,
          20,
          main.base,
        ) +
        both(buckle(x * 0.4, -h * 0.42, { strap: trim, metal: brass }, h * 0.3))
      );
    case 'slim':
      return (
        straps +
        top +
        panel(box(-x, -h, w, h), 34, main) +
        dashes(
          d`M${-x * 0.8} ${-h * 0.1}V${-h * 0.66}Q${-x * 0.8} ${-h * 0.9} 0 ${-h * 0.9}T${x * 0.8} ${-h * 0.66}V${-h * 0.1}`,
          main.deep,
          { width: 4, dash: '4 2' },
        ) +
        lines(d`M${-x * 0.98} ${-h * 0.4}H${x * 0.98}`, main.deep, 3) +
        stitch(d`M${-x * 0.92} ${-h * 0.37}H${x * 0.92}`, main.light) +
        rod(d`M${-x * 0.8} ${-h * 0.24}v20`, brass.base, 6)
      );
    case 'drawstring':
      return (
        straps +
        rod(d`M-24 ${-h + 6}C-30 ${-h - 34} 30 ${-h - 34} 24 ${-h + 6}`, s.cloth.base, 8) +
        panel(
          points`${-x * 0.7} ${-h * 0.88}, ${x * 0.7} ${-h * 0.88}, ${x} ${-h * 0.4}, ${x * 0.9} 0, ${-x * 0.9} 0, ${-x} ${-h * 0.4}`,
          34,
          main,
        ) +
        rod(
          spread(7, -0.56, 0.56)
            .map((at) => d`M${x * at} ${-h * 0.86}L${x * at * 1.3} ${-h * 0.7}`)
            .join(''),
          main.shade,
          4,
        ) +
        path(
          d`M${-x * 0.76} ${-h * 0.98}Q0 ${-h * 1.04} ${x * 0.76} ${-h * 0.98}Q${x * 0.9} ${-h * 0.6} ${x * 0.4} ${-h * 0.54}H${-x * 0.4}Q${-x * 0.9} ${-h * 0.6} ${-x * 0.76} ${-h * 0.98}Z`,
          main.light,
        ) +
        path(
          d`M${x * 0.3} ${-h * 1.01}L${x * 0.76} ${-h * 0.98}Q${x * 0.9} ${-h * 0.6} ${x * 0.4} ${-h * 0.54}H${x * 0.2}Z`,
          main.base,
        ) +
        buckle(0, -h * 0.52, { strap: tonesOf(main.deep), metal: brass }, h * 0.22) +
        rod(d`M${-x * 0.66} ${-h * 0.64}q-20 26 -6 60`, s.cloth.base, 4)
      );
    default:
      return (
        straps +
        top +
        panel(
          points`${-x * 0.84} ${-h}, ${x * 0.84} ${-h}, ${x} ${-h * 0.5}, ${x} 0, ${-x} 0, ${-x} ${-h * 0.5}`,
          48,
          main,
        ) +
        dashes(
          d`M${-x * 0.86} ${-h * 0.36}Q${-x * 0.86} ${-h * 0.88} 0 ${-h * 0.88}T${x * 0.86} ${-h * 0.36}`,
          main.deep,
          { width: 5, dash: '3 2' },
        ) +
        pocket(-h * 0.46, h * 0.38, { ...main, base: main.light, shade: main.base }) +
        dashes(d`M${-x * 0.54} ${-h * 0.38}H${x * 0.54}`, main.deep, { width: 4, dash: '3 2' }) +
        rod(d`M${x * 0.5} ${-h * 0.38}v18`, trim.base, 6)
      );
  }
}

export function satchel(s: Sketch): Art {
  const { w, h, main, trim } = s;
  const x = w / 2;
  const grip = rod(
    d`M${-x * 0.26} ${-h + 3}C${-x * 0.26} ${-h - 40} ${x * 0.26} ${-h - 40} ${x * 0.26} ${-h + 3}`,
    main.deep,
    11,
  );
  const flap = (depth: number, radius: number) =>
    soft(
      points`${-x * 0.99} ${-h}, ${x * 0.99} ${-h}, ${x * 0.97} ${-h * (1 - depth)}, ${-x * 0.97} ${-h * (1 - depth)}`,
      radius,
      main.light,
    ) +
    soft(
      points`${x * 0.42} ${-h}, ${x * 0.99} ${-h}, ${x * 0.97} ${-h * (1 - depth)}, ${x * 0.42} ${-h * (1 - depth)}`,
      Math.min(radius, 12),
      main.base,
    );
  const strap = (colour: string, width: number) =>
    rod(
      d`M${-x * 0.95} ${-h * 0.84}C${-x * 0.7} ${-h * 1.72} ${x * 0.7} ${-h * 1.72} ${x * 0.95} ${-h * 0.84}`,
      colour,
      width,
    );
  const shadowed = { ...main, base: main.shade, shade: main.deep };
  switch (s.form) {
    case 'messenger':
      return (
        strap(main.deep, 15) +
        panel(box(-x, -h, w, h), 12, shadowed) +
        flap(0.8, 18) +
        both(rect(x * 0.5 - 9, -h * 0.36, 18, h * 0.28, trim.base, 4)) +
        stitch(d`M${-x * 0.9} ${-h * 0.25}H${x * 0.9}`, main.base)
      );
    case 'brief': {
      const handle = d`M${-x * 0.28} ${-h + 14}V${-h - 10}Q${-x * 0.28} ${-h - 38} 0 ${-h - 38}T${x * 0.28} ${-h - 10}V${-h + 14}`;
      return (
        group(move(6, -6), rod(handle, trim.deep, 8)) +
        panel(box(-x, -h, w, h), 16, main) +
        dashes(d`M${-x * 0.92} ${-h * 0.9}H${x * 0.92}`, main.deep, { width: 5, dash: '3 2' }) +
        rect(-x * 0.84, -h * 0.68, x * 1.68, h * 0.54, main.shade, 8) +
        dashes(d`M${-x * 0.76} ${-h * 0.6}H${x * 0.76}`, main.deep, { width: 4, dash: '3 2' }) +
        rod(handle, trim.base, 9)
      );
    }
    case 'field':
      return (
        strap(trim.shade, 9) +
        panel(box(-x, -h, w, h), 16, main) +
        rect(-x * 0.76, -h * 0.5, x * 1.52, h * 0.4, main.shade, 9) +
        path(
          d`M${-x} ${-h + 14}Q${-x} ${-h} ${-x + 14} ${-h}H${x - 14}Q${x} ${-h} ${x} ${-h + 14}Q${x * 0.9} ${-h * 0.4} 0 ${-h * 0.4}T${-x} ${-h + 14}Z`,
          main.light,
        ) +
        buckle(0, -h * 0.42, { strap: trim, metal: brass }, h * 0.34)
      );
    default:
      return (
        grip +
        panel(box(-x, -h, w, h), 9, shadowed) +
        rect(-x * 0.8, -h * 0.42, x * 1.6, h * 0.34, main.shade, 6) +
        flap(0.62, 11) +
        both(buckle(x * 0.46, -h * 0.4, { strap: main, metal: brass }, h * 0.44)) +
        stitch(d`M${-x * 0.92} ${-h * 0.42}H${-x * 0.56}M${-x * 0.34} ${-h * 0.42}H${x * 0.34}`, main.deep)
      );
  }
}
