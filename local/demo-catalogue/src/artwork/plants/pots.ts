import { type Profile, body, mouth, tilt, turning } from '../lathe.ts';
import {
  type Art,
  type Point,
  d,
  dots,
  ellipse,
  group,
  lines,
  move,
  points,
  polygon,
  rod,
  soft,
  spread,
  turn,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { type Leaf, greens, leaves, soil } from './parts.ts';

export function planter(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w / 2;
  const filled = (y: number, radius: number) =>
    mouth(y, radius, main, 6) + ellipse(0, y + 2, radius * 0.86, radius * tilt * 0.66, soil);
  switch (s.form) {
    case 'fluted': {
      const profile: Profile = turning`${-h} ${r}, 0 ${r * 0.86}`;
      const flutes = spread(15, -0.93, 0.93)
        .map(
          (at) =>
            d`M${r * Math.sin(at * 1.5)} ${-h + r * tilt * Math.cos(at * 1.5)}L${r * 0.86 * Math.sin(at * 1.5)} ${r * 0.86 * tilt * Math.cos(at * 1.5)}`,
        )
        .join('');
      return body(profile, main) + lines(flutes, main.deep, 2) + filled(-h, r);
    }
    case 'legs': {
      const y = -h * 0.5;
      const bowl: Profile = turning`${-h * 0.92} ${r}, ${-h * 0.66} ${r * 0.94}, ${y + 10} ${r * 0.56}`;
      const sprout = spread(7, -66, 66).map((lean): Leaf => ({
        x: lean * 0.7,
        y: -h * 0.9,
        length: h * (0.36 - Math.abs(lean) * 0.001),
        width: w * 0.15,
        lean,
      }));
      const post = (side: number, fill: string) =>
        rod(d`M${side * r * 0.62} ${-h * 0.62}L${side * r * 0.86} -3`, fill, 9);
      return (
        rod(d`M0 ${-h * 0.5}L4 -12`, s.wood.deep, 9) +
        leaves(sprout, greens.leaf) +
        body(bowl, main) +
        post(-1, s.wood.base) +
        post(1, s.wood.shade) +
        filled(-h * 0.92, r) +
        leaves(
          sprout.filter((_, i) => i % 2 === 0),
          greens.fresh,
        )
      );
    }
    default: {
      const saucer =
        body(turning`${-h * 0.1} ${r * 0.9}, 0 ${r * 0.78}`, main) +
        ellipse(0, -h * 0.1, r * 0.9, r * 0.9 * tilt, main.light);
      return (
        saucer +
        body(turning`${-h * 0.8} ${r * 0.86}, ${-h * 0.07} ${r * 0.62}`, main) +
        body(turning`${-h} ${r}, ${-h * 0.76} ${r * 0.96}`, main) +
        filled(-h, r)
      );
    }
  }
}

export function wateringCan(s: Sketch): Art {
  const { w, h, main, metal } = s;
  switch (s.form) {
    case 'rose': {
      const [x, r] = [-w * 0.02, w * 0.25];
      const can: Profile = turning`${-h * 0.66} ${r * 0.6}, ${-h * 0.54} ${r * 0.94}, ${-h * 0.46} ${r}, 0 ${r}`;
      const spout = soft(
        points`${x - r * 0.8} ${-h * 0.3}, ${x - r * 0.8} ${-h * 0.12}, ${-w * 0.43} ${-h * 0.74}, ${-w * 0.4} ${-h * 0.8}`,
        4,
        main.shade,
      );
      const head = group(
        `${move(-w * 0.43, -h * 0.78)} ${turn(-42)}`,
        polygon(points`-6 14, 6 14, 24 -8, -24 -8`, metal.shade),
        ellipse(0, -8, 25, 6, metal.light),
      );
      return (
        spout +
        head +
        rod(
          d`M${x + r * 0.9} ${-h * 0.5}C${x + r * 2.1} ${-h * 0.6} ${x + r * 2} ${-h * 0.1} ${x + r * 0.98} ${-h * 0.12}`,
          main.shade,
          9,
        ) +
        rod(
          d`M${x - r * 0.5} ${-h * 0.62}C${x - r * 0.5} ${-h * 1.08} ${x + r * 0.7} ${-h * 1.06} ${x + r * 0.6} ${-h * 0.62}`,
          main.base,
          9,
        ) +
        group(
          move(x, 0),
          body(can, main),
          ellipse(0, -h * 0.66, r * 0.6, r * 0.09, main.deep),
          lines(d`M${-r} ${-h * 0.44}A${r} ${r * tilt} 0 0 0 ${r} ${-h * 0.44}`, main.deep, 2),
        )
      );
    }
    case 'round': {
      const [x, r] = [w * 0.02, w * 0.24];
      const can: Profile = turning`${-h * 0.56} ${r * 0.56}, ${-h * 0.46} ${r * 0.9}, ${-h * 0.26} ${r}, ${-h * 0.06} ${r * 0.8}, 0 ${r * 0.7}`;
      const hammer = Array.from({ length: 16 }, (): Point => [
        s.random.between(-0.8, 0.8) * r,
        -h * s.random.between(0.08, 0.46),
      ]);
      return (
        rod(
          d`M${x - r * 0.86} ${-h * 0.22}C${-w * 0.36} ${-h * 0.22} ${-w * 0.36} ${-h * 0.6} ${-w * 0.47} ${-h * 0.74}`,
          main.shade,
          9,
        ) +
        rod(
          d`M${x - r * 0.4} ${-h * 0.54}C${x - r * 0.6} ${-h * 1.1} ${x + r * 1.9} ${-h * 1.1} ${x + r * 0.96} ${-h * 0.3}`,
          main.base,
          8,
        ) +
        group(move(x, 0), body(can, main), dots(hammer, main.light, 7), mouth(-h * 0.56, r * 0.56, main, 4))
      );
    }
    default: {
      const [x, r] = [w * 0.16, w * 0.17];
      const can: Profile = turning`${-h * 0.62} ${r * 0.86}, 0 ${r}`;
      return (
        rod(
          d`M${x - r * 0.9} ${-h * 0.12}C${-w * 0.2} ${-h * 0.1} ${-w * 0.14} ${-h * 0.86} ${-w * 0.48} ${-h * 0.94}`,
          main.shade,
          7,
        ) +
        rod(
          d`M${x + r * 0.8} ${-h * 0.6}C${x + r * 0.7} ${-h * 1.04} ${w * 0.52} ${-h * 0.84} ${w * 0.46} ${-h * 0.42}Q${w * 0.42} ${-h * 0.2} ${x + r} ${-h * 0.14}`,
          main.base,
          8,
        ) +
        group(move(x, 0), body(can, main), mouth(-h * 0.62, r * 0.86, main, 4))
      );
    }
  }
}
