import { brass } from '../palette.ts';
import { type Tones } from '../colour.ts';
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
  faded,
  path,
  points,
  polygon,
  rect,
  rod,
  soft,
  spread,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { ink, knob, lit } from './parts.ts';

/** A loudspeaker's cone in its ring. */
function driver(x: number, y: number, r: number, ring: string): Art {
  return (
    circle(x, y, r, ring) +
    circle(x, y, r * 0.9, ink) +
    circle(x, y, r * 0.76, '#474340') +
    circle(x + r * 0.06, y + r * 0.08, r * 0.6, '#3a3734') +
    circle(x, y, r * 0.27, '#5c5752') +
    circle(x - r * 0.06, y - r * 0.07, r * 0.13, '#77716a')
  );
}

/** A cabinet from the front, turned a little: its right side shows. */
function cabinet(
  { w, h }: Sketch,
  tones: Tones,
  { radius = 6, side = 0.12 }: { radius?: number; side?: number } = {},
): { art: Art; width: number; middle: number } {
  const width = w * (1 - side);
  const x = -w / 2;
  const flank = soft(
    points`${x + width - radius} ${-h}, ${x + w} ${-h * 0.97}, ${x + w} ${-h * 0.02}, ${x + width - radius} 0`,
    4,
    tones.deep,
  );
  return { art: flank + rect(x, -h, width, h, tones.base, radius), width, middle: x + width / 2 };
}

/** Woven cloth over a speaker. */
export function grille(
  x: number,
  y: number,
  { width, height, radius, tones }: { width: number; height: number; radius: number; tones: Tones },
): Art {
  const rows = spread(Math.max(3, Math.round(height / 11)), y + 8, y + height - 8)
    .map((at) => d`M${x + 6} ${at}h${width - 12}`)
    .join('');
  return rect(x, y, width, height, tones.base, radius) + dashes(rows, tones.shade, { width: 4, dash: '2 5' });
}

export function bookshelfSpeaker(s: Sketch): Art {
  const { w, h, main, wood, metal } = s;
  const rim = '#8f8a84';
  switch (s.form) {
    case 'fabric': {
      const { art, width } = cabinet(s, wood, { radius: 10 });
      return (
        art +
        grille(-w / 2 + 7, -h + 7, { width: width - 14, height: h - 14, radius: 9, tones: main }) +
        rect(-w / 2 + width / 2 - 13, -30, 26, 5, metal.base, 2)
      );
    }
    case 'tilted': {
      const front: Point[] = points`${-w / 2 + 8} ${-h}, ${w * 0.32} ${-h}, ${w * 0.38} 0, ${-w / 2} 0`;
      const cx = -w * 0.07;
      return (
        soft(points`${w * 0.26} ${-h}, ${w * 0.46} ${-h * 0.96}, ${w / 2} ${-h * 0.02}, ${w * 0.3} 0`, 8, main.deep) +
        soft(front, 14, main.base) +
        driver(cx, -h * 0.36, w * 0.29, rim) +
        driver(cx, -h * 0.78, w * 0.11, rim) +
        circle(cx, -h * 0.06, 5, lit)
      );
    }
    case 'full-range': {
      const { art, width, middle } = cabinet(s, main, { radius: 34, side: 0.1 });
      return (
        art +
        driver(middle, -h * 0.6, width * 0.37, brass.base) +
        rect(middle - width * 0.2, -h * 0.15, width * 0.4, h * 0.05, main.deep, 9)
      );
    }
    case 'tower': {
      const { art, width, middle } = cabinet(s, main, { radius: 5, side: 0.2 });
      return (
        both(rect(w * 0.3, -6, w * 0.26, 8, metal.base, 3)) +
        art +
        driver(middle, -h * 0.9, width * 0.18, rim) +
        driver(middle, -h * 0.73, width * 0.36, rim) +
        driver(middle, -h * 0.48, width * 0.36, rim) +
        rect(middle - width * 0.16, -h * 0.1, width * 0.32, 5, main.deep, 2)
      );
    }
    default: {
      const { art, width, middle } = cabinet(s, main);
      return (
        art +
        driver(middle, -h * 0.35, width * 0.34, rim) +
        driver(middle, -h * 0.77, width * 0.17, rim) +
        rect(middle - 15, -h * 0.07, 30, 5, main.deep, 2)
      );
    }
  }
}

export function portableSpeaker(s: Sketch): Art {
  const { w, h, main, trim, wood } = s;
  const x = w / 2;
  switch (s.form) {
    case 'handle':
      return (
        rod(
          d`M${-x * 0.7} ${-h + 8}V${-h * 1.2}Q${-x * 0.7} ${-h * 1.34} ${-x * 0.52} ${-h * 1.34}H${x * 0.52}Q${x * 0.7} ${-h * 1.34} ${x * 0.7} ${-h * 1.2}V${-h + 8}`,
          trim.base,
          15,
        ) +
        rect(-x, -h, w, h, main.base, 24) +
        rect(x * 0.6, -h, x * 0.4, h, main.shade, 24) +
        grille(-x * 0.88, -h * 0.8, {
          width: x * 1.76,
          height: h * 0.68,
          radius: 14,
          tones: { ...main, base: main.shade, shade: main.deep },
        }) +
        [-0.5, -0.34, -0.18].map((at) => circle(x * at - x * 0.3, -h * 0.9, 5, main.light)).join('') +
        both(circle(x * 0.7, -h + 10, 7, brass.base))
      );
    case 'cylinder': {
      const profile: Profile = turning`${-h} ${x * 0.96}, ${-h * 0.05} ${x * 0.96}, 0 ${x * 0.9}`;
      const weave = spread(13, -h * 0.8, -h * 0.1)
        .map((y) => d`M${-x * 0.9} ${y}A${x} ${x * tilt} 0 0 0 ${x * 0.9} ${y}`)
        .join('');
      return (
        body(profile, main) +
        dashes(weave, main.deep, { width: 3, dash: '2 6' }) +
        band(profile, [-h, -h * 0.88], s.metal) +
        ellipse(0, -h, x * 0.96, x * tilt * 0.96, s.metal.light) +
        ellipse(0, -h, x * 0.7, x * tilt * 0.68, s.metal.base)
      );
    }
    case 'disc':
      return (
        rod(d`M0 ${-h + 6}C-40 ${-h * 1.16} -26 ${-h * 1.4} 0 ${-h * 1.42}S40 ${-h * 1.16} 0 ${-h + 6}`, main.deep, 8) +
        faded(0.14, circle(7, -h / 2 + 9, x + 2, ink)) +
        circle(0, -h / 2, x, main.base) +
        path(d`M${x * 0.5} ${-h / 2 - x * 0.866}A${x} ${x} 0 0 1 ${-x * 0.5} ${-h / 2 + x * 0.866}Z`, main.shade) +
        circle(0, -h / 2, x * 0.8, main.deep) +
        dots(
          [0.66, 0.46, 0.26].flatMap((reach, ring) =>
            spread(18 - ring * 5, 0, 6.28 * (1 - 1 / (18 - ring * 5))).map((a): Point => [
              Math.cos(a) * x * reach,
              -h / 2 + Math.sin(a) * x * reach,
            ]),
          ),
          main.light,
          8,
        ) +
        circle(0, -h / 2, x * 0.1, main.light)
      );
    case 'sideboard':
      return (
        both(
          polygon(points`${x * 0.72} ${-h * 0.3}, ${x * 0.82} ${-h * 0.3}, ${x * 0.9} 0, ${x * 0.85} 0`, wood.deep),
        ) +
        rect(-x, -h, w, h * 0.8, main.base, 14) +
        rect(x * 0.86, -h, x * 0.14, h * 0.8, main.shade, 10) +
        grille(-x * 0.9, -h * 0.91, { width: x * 1.3, height: h * 0.62, radius: 8, tones: s.cloth }) +
        knob(x * 0.66, -h * 0.7, h * 0.12, main) +
        dots(points`${x * 0.56} ${-h * 0.42}, ${x * 0.66} ${-h * 0.42}, ${x * 0.76} ${-h * 0.42}`, main.deep, 7)
      );
    default: {
      const profile: Profile = turning`${-h} ${x * 0.24}, ${-h * 0.94} ${x * 0.62}, ${-h * 0.5} ${x * 0.97}, ${-h * 0.14} ${x * 0.94}, 0 ${x * 0.7}`;
      const weave = spread(8, -h * 0.84, -h * 0.16).map((y, i) => {
        const half = x * [0.6, 0.74, 0.84, 0.88, 0.9, 0.9, 0.88, 0.84][i]!;
        return d`M${-half} ${y}Q0 ${y + half * 0.16} ${half} ${y}`;
      });
      return (
        rod(d`M${x * 0.7} ${-h * 0.3}c60 10 66 40 22 36`, main.deep, 7) +
        body(profile, main) +
        dashes(weave.join(''), main.deep, { width: 3, dash: '2 6' }) +
        rod(d`M-26 ${-h * 0.9}h12M-20 ${-h * 0.9 - 6}v12M14 ${-h * 0.9}h12`, main.light, 4)
      );
    }
  }
}
