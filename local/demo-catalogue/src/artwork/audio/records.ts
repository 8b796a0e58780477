import { type Art, both, circle, d, points, polygon, rect, rod, soft, spread } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';

const sleeves = [
  '#c4704a',
  '#4f6b87',
  '#d9b34a',
  '#98a585',
  '#7a2838',
  '#e4c2b4',
  '#2f4c3d',
  '#97839f',
  '#efe6d6',
  '#54403a',
];

export function recordRack(s: Sketch): Art {
  const { w, h, main, random } = s;
  const x = w / 2;
  const sleeveRow = (
    from: number,
    to: number,
    { y, height, lean = 5 }: { y: number; height: number; lean?: number },
  ) => {
    let at = from;
    let art = '';
    let last = '';
    while (at < to - 6) {
      const thick = Math.round(random.between(8, 14));
      const colour = random.pick(sleeves.filter((one) => one !== last));
      last = colour;
      const tall = height * random.between(0.95, 1);
      art += polygon(
        points`${at} ${y}, ${Math.min(at + thick, to)} ${y}, ${Math.min(at + thick, to) + lean} ${y - tall}, ${at + lean} ${y - tall}`,
        colour,
      );
      at += thick;
    }
    return art;
  };
  switch (s.form) {
    case 'wire': {
      const wires = spread(9, -x * 0.9, x * 0.9)
        .map((at) => d`M${at} -8V${-h * 0.94}Q${at} ${-h} ${at + 9} ${-h}`)
        .join('');
      return (
        rod(d`M${-x} -26H${x}`, main.deep, 6) +
        sleeveRow(-x * 0.82, x * 0.84, { y: -10, height: h * 1.42, lean: 14 }) +
        rod(wires, main.base, 6) +
        rod(d`M${-x} -8H${x}`, main.base, 8) +
        both(circle(x * 0.94, -4, 6, main.deep))
      );
    }
    case 'bench': {
      const bays = [0, 1, 2, 3].map((i) => {
        const [from, to] = [-x * 0.95 + (i * x * 1.9) / 4 + 5, -x * 0.95 + ((i + 1) * x * 1.9) / 4 - 5];
        return (
          rect(from, -h * 0.86, to - from, h * 0.66, main.deep, 2) +
          sleeveRow(from + 2, to - (i === 2 ? 26 : 12), { y: -h * 0.21, height: h * 0.58, lean: i === 2 ? 9 : 5 })
        );
      });
      return (
        both(
          polygon(points`${x * 0.8} ${-h * 0.16}, ${x * 0.88} ${-h * 0.16}, ${x * 0.9} 0, ${x * 0.85} 0`, main.shade),
        ) +
        rect(-x, -h * 0.94, w, h * 0.8, main.base, 4) +
        bays.join('') +
        soft(points`${-x * 0.98} ${-h}, ${x * 0.98} ${-h}, ${x} ${-h * 0.9}, ${-x} ${-h * 0.9}`, 3, main.light)
      );
    }
    default: {
      const slats = [0.72, 0.42, 0.12].map(
        (at) =>
          rect(-x, -h * at - h * 0.2, w, h * 0.24, main.base, 4) +
          rect(x * 0.6, -h * at - h * 0.2, x * 0.4, h * 0.24, main.shade, 4),
      );
      return (
        rect(-x * 0.96, -h * 1.04, w * 0.96, h * 0.4, main.deep, 3) +
        sleeveRow(-x * 0.9, x * 0.76, { y: -12, height: h * 1.28, lean: 20 }) +
        slats.slice(1).join('') +
        both(rect(x * 0.9, -h * 0.98, 13, h * 0.98, main.shade, 3)) +
        rect(-x * 0.2, -h * 0.55, x * 0.4, h * 0.08, main.deep, 8)
      );
    }
  }
}
