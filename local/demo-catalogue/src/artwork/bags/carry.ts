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
  move,
  points,
  polygon,
  rect,
  rod,
  soft,
  spread,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { box, panel, stitch } from './parts.ts';

export function tote(s: Sketch): Art {
  const { w, h, main, trim, cloth } = s;
  const x = w / 2;
  const handles = (
    half: number,
    rise: number,
    { colour, deep, width }: { colour: string; deep: string; width: number },
    drop = 0,
  ) => {
    const loop = d`M${-half} ${-h + drop}V${-h}C${-half} ${-h - rise * 1.3} ${half} ${-h - rise * 1.3} ${half} ${-h}V${-h + drop}`;
    return { rear: group(move(5, -7), rod(loop, deep, width)), front: rod(loop, colour, width) };
  };
  switch (s.form) {
    case 'handles': {
      const { rear, front } = handles(x * 0.36, 84, { colour: trim.base, deep: trim.deep, width: 11 }, 34);
      return (
        rear +
        panel(points`${-x} ${-h}, ${x} ${-h}, ${x * 0.88} 0, ${-x * 0.88} 0`, 9, main) +
        rect(-x * 0.98, -h, x * 1.96, 11, main.deep, 3) +
        front +
        both(dots(points`${x * 0.36} ${-h + 14}, ${x * 0.36} ${-h + 34}`, '#b8743c', 6)) +
        stitch(d`M${-x * 0.88} -10H${x * 0.88}`, main.light)
      );
    }
    case 'two-tone': {
      const { rear, front } = handles(x * 0.4, 92, { colour: main.base, deep: main.deep, width: 14 }, 10);
      const outline: Point[] = points`${-x * 0.92} ${-h}, ${x * 0.92} ${-h}, ${x} 0, ${-x} 0`;
      return (
        rear +
        panel(outline, 14, main) +
        soft(points`${-x * 0.975} ${-h * 0.3}, ${x * 0.975} ${-h * 0.3}, ${x} 0, ${-x} 0`, 14, main.deep) +
        rod(
          d`M${-x * 0.4} ${-h * 0.7}q14 50 2 ${h * 0.36}M${x * 0.16} ${-h * 0.8}q-12 40 2 ${h * 0.3}`,
          main.shade,
          5,
        ) +
        front
      );
    }
    case 'work': {
      const { rear, front } = handles(x * 0.34, 64, { colour: main.base, deep: main.deep, width: 10 }, 40);
      return (
        rear +
        panel(points`${-x} ${-h}, ${x} ${-h}, ${x * 0.93} 0, ${-x * 0.93} 0`, 7, main) +
        stitch(d`M${-x * 0.9} ${-h + 9}H${x * 0.9}M${-x * 0.86} -9H${x * 0.86}`, main.light) +
        front +
        both(dots([[x * 0.34, -h + 40]], brass.base, 9)) +
        rect(-22, -h + 2, 44, 46, main.deep, 9) +
        circle(0, -h + 34, 6, brass.base)
      );
    }
    case 'bucket': {
      const profile: Profile = turning`${-h} ${x * 0.86}, ${-h * 0.5} ${x}, ${-h * 0.08} ${x * 0.9}, 0 ${x * 0.78}`;
      return (
        rod(
          d`M${-x * 0.8} ${-h * 0.84}C${-x * 0.9} ${-h * 1.5} ${x * 0.9} ${-h * 1.5} ${x * 0.8} ${-h * 0.84}`,
          main.deep,
          11,
        ) +
        body(profile, main) +
        band(profile, [-h * 0.18, 0], tonesOf(main.deep)) +
        dots(
          spread(6, -0.76, 0.76).map((at): Point => [x * at * 0.9, -h * 0.86 + x * tilt * Math.cos(at * 1.57)]),
          brass.base,
          9,
        ) +
        ellipse(0, -h, x * 0.86, x * 0.11, main.deep) +
        rod(
          d`M${-x * 0.84} ${-h * 0.85}Q0 ${-h * 0.74} ${x * 0.84} ${-h * 0.85}M-4 ${-h * 0.79}q-16 26 -4 54M4 ${-h * 0.79}q14 22 10 46`,
          cloth.base,
          4,
        )
      );
    }
    default: {
      const { rear, front } = handles(x * 0.42, 74, { colour: main.shade, deep: main.deep, width: 16 }, h);
      return (
        rear +
        panel(points`${-x} ${-h}, ${x} ${-h}, ${x * 0.92} 0, ${-x * 0.92} 0`, 10, main) +
        rect(-x * 0.99, -h, x * 1.98, 9, main.light, 3) +
        front +
        stitch(d`M${-x * 0.42} ${-h + 4}V-4M${x * 0.42} ${-h + 4}V-4`, main.light) +
        rect(-x * 0.3, -h * 0.6, x * 0.6, h * 0.34, main.light, 4) +
        rect(-x * 0.3, -h * 0.6, x * 0.6, 6, main.shade, 2)
      );
    }
  }
}

export function weekender(s: Sketch): Art {
  const { w, h, main, trim } = s;
  const x = w / 2;
  const loops = (half: number, rise: number, tones: Tones, drop: number) => {
    const loop = d`M${-half} ${-h + drop}L${-half * 0.9} ${-h}C${-half * 0.8} ${-h - rise * 1.3} ${half * 0.8} ${-h - rise * 1.3} ${half * 0.9} ${-h}L${half} ${-h + drop}`;
    return { rear: group(move(8, -8), rod(loop, tones.deep, 9)), front: rod(loop, tones.base, 10) };
  };
  switch (s.form) {
    case 'barrel': {
      const { rear, front } = loops(x * 0.44, 44, { ...s.metal, base: s.metal.base }, h * 0.98);
      return (
        rear +
        rect(-x, -h, w, h, main.base, h * 0.34) +
        rect(x * 0.52, -h, x * 0.48, h, main.shade, h * 0.34) +
        ellipse(x * 0.86, -h / 2, x * 0.14, h * 0.42, main.deep) +
        front +
        dashes(d`M${-x * 0.8} ${-h * 0.93}H${x * 0.7}`, main.deep, { width: 6, dash: '3 2' }) +
        rect(-x * 0.3, -h * 0.5, x * 0.6, h * 0.24, main.shade, 6)
      );
    }
    case 'frame':
      return (
        loops(x * 0.3, 40, main, 16).rear +
        panel(
          points`${-x * 0.8} ${-h}, ${x * 0.8} ${-h}, ${x} ${-h * 0.56}, ${x * 0.94} 0, ${-x * 0.94} 0, ${-x} ${-h * 0.56}`,
          20,
          main,
        ) +
        rect(-x * 0.8, -h - 3, x * 1.6, 13, main.deep, 6) +
        loops(x * 0.3, 40, main, 16).front +
        rect(-13, -h + 3, 26, 26, brass.base, 5) +
        circle(0, -h + 15, 4, main.deep) +
        both(polygon(points`${x * 0.94} -2, ${x * 0.68} -2, ${x * 0.95} ${-h * 0.26}`, main.deep)) +
        stitch(d`M${-x * 0.97} ${-h * 0.54}Q0 ${-h * 0.46} ${x * 0.97} ${-h * 0.54}`, main.light)
      );
    case 'box': {
      const { rear, front } = loops(x * 0.3, 34, s.metal, 14);
      return (
        rear +
        panel(box(-x, -h, w, h), 14, main) +
        dashes(d`M${-x * 0.94} ${-h * 0.86}H${x * 0.94}`, main.deep, { width: 5, dash: '3 2' }) +
        rect(-x * 0.86, -h * 0.62, x * 1.72, h * 0.46, main.light, 9) +
        rect(x * 0.3, -h * 0.62, x * 0.56, h * 0.46, main.base, 9) +
        dashes(d`M${-x * 0.8} ${-h * 0.54}H${x * 0.8}`, main.deep, { width: 4, dash: '3 2' }) +
        rod(d`M${x * 0.7} ${-h * 0.54}v16`, s.metal.base, 5) +
        front
      );
    }
    default: {
      const { rear, front } = loops(x * 0.4, 48, trim, h * 0.46);
      return (
        rear +
        panel(
          points`${-x * 0.9} ${-h}, ${x * 0.9} ${-h}, ${x} ${-h * 0.2}, ${x * 0.92} 0, ${-x * 0.92} 0, ${-x} ${-h * 0.2}`,
          26,
          main,
        ) +
        dashes(d`M${-x * 0.84} ${-h * 0.93}H${x * 0.84}`, s.metal.base, { width: 5, dash: '3 2' }) +
        both(soft(points`${x * 0.985} ${-h * 0.34}, ${x} ${-h * 0.1}, ${x * 0.92} 0, ${x * 0.6} 0`, 12, trim.base)) +
        front +
        both(rect(x * 0.4 - 9, -h * 0.58, 18, 22, trim.shade, 4))
      );
    }
  }
}
