import { mix } from '../colour.ts';
import { type Art, type Point, both, circle, d, dots, faded, lines, path, rect, spread } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { type Field, across, fringe, inner } from './parts.ts';

export function rug(s: Sketch): Art {
  const { w, h, main, cloth, random } = s;
  const x = w / 2;
  const pale = mix(cloth.base, main.base, 0.12);
  if (s.form === 'round') {
    const rings = [0.93, 0.79, 0.65, 0.37, 0.23]
      .map((share) => `<circle cx="0" cy="${Math.round(-h / 2)}" r="${Math.round(x * share)}"/>`)
      .join('');
    return (
      circle(0, -h / 2, x, s.trim.base) +
      `<g fill="none" stroke="${s.trim.shade}" stroke-width="3">${rings}</g>` +
      `<circle cx="0" cy="${Math.round(-h / 2)}" r="${Math.round(x * 0.52)}" fill="none" stroke="${main.base}" stroke-width="${Math.round(x * 0.16)}"/>` +
      circle(0, -h / 2, x * 0.08, s.trim.shade)
    );
  }
  const field: Field = { x: -x, y: -h, width: w, height: h };
  const ends = fringe({ ...field, y: -h - 9 }, 10, cloth.shade, 15) + fringe({ ...field, y: 0 }, 10, cloth.shade, 15);
  switch (s.form) {
    case 'stripes': {
      const tones = [main.light, pale, main.deep, cloth.shade, main.shade];
      const bands = tones.map(() => '');
      for (let y = -h; y < -9;) {
        const height = Math.min(Math.round(random.between(9, 26)), Math.floor(-y));
        const tone = random.whole(0, tones.length);
        if (tone < tones.length) bands[tone] += d`M${-x} ${y}h${w}v${height}h${-w}Z`;
        y += height;
      }
      return ends + rect(-x, -h, w, h, main.base) + bands.map((data, i) => path(data, tones[i]!)).join('');
    }
    case 'diamond': {
      /** A diamond of so many steps a side, as a weave without slanting lines makes it. */
      const stepped = (cx: number, cy: number, { size, steps }: { size: number; steps: number }) => {
        const u = Math.round(size / steps);
        const quarter = (sx: number, sy: number) => d`h${sx * u}v${sy * u}`.repeat(steps);
        const turned = (sx: number, sy: number) => d`v${sy * u}h${sx * u}`.repeat(steps);
        return d`M${cx} ${cy - u * steps}` + quarter(1, 1) + turned(-1, 1) + quarter(-1, -1) + turned(1, -1) + 'Z';
      };
      const centres = [-0.78, -0.5, -0.22];
      const medallions = [
        path(centres.map((at) => stepped(0, h * at, { size: w * 0.3, steps: 4 })).join(''), pale),
        path(centres.map((at) => stepped(0, h * at, { size: w * 0.15, steps: 2 })).join(''), main.deep),
        dots(
          centres.map((at): Point => [0, h * at]),
          main.light,
          13,
        ),
      ];
      const corners = both(
        path([-0.64, -0.36].map((at) => stepped(x * 0.68, h * at, { size: w * 0.12, steps: 2 })).join(''), main.deep),
      );
      return (
        ends +
        rect(-x, -h, w, h, main.base) +
        medallions.join('') +
        corners +
        lines(d`M${-x} ${-h + 12}h${w}M${-x} -12h${w}`, pale, 8)
      );
    }
    case 'blocks': {
      const fills = [main.base, main.light, cloth.base, main.deep, mix(main.base, '#8c8f6a', 0.5), cloth.shade];
      const cells = spread(4, 0, 3).flatMap((row) => {
        const split = random.between(0.34, 0.66) * w;
        const first = random.whole(0, fills.length - 1);
        const [y, height] = [-h + (row * h) / 4, h / 4];
        return [
          rect(-x, y, split, height, fills[first]!),
          rect(-x + split, y, w - split, height, fills[(first + random.whole(1, 4)) % fills.length]!),
        ];
      });
      return rect(-x, -h, w, h, main.base, 4) + cells.join('');
    }
    default:
      return (
        ends +
        rect(-x, -h, w, h, main.base) +
        rect(-x + w * 0.13, -h + w * 0.13, w * 0.74, h - w * 0.26, pale) +
        lines(d`M${-x + w * 0.17} ${-h + w * 0.17}h${w * 0.66}v${h - w * 0.34}h${-w * 0.66}Z`, main.base, 3) +
        faded(
          0.5,
          lines(
            across({ x: -x + w * 0.2, y: 0, width: w * 0.6, height: 0 }, inner(16, -h + w * 0.2, h - w * 0.4)),
            cloth.shade,
            1,
          ),
        )
      );
  }
}
