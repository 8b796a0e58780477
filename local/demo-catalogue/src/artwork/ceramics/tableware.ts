import { tonesOf } from '../colour.ts';
import { type Profile, band, body, mouth, tilt, turning } from '../lathe.ts';
import { type Art, type Point, circle, d, dots, ellipse, path, rod, spread } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { clay, handle, specks } from './parts.ts';

export function mug(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w * 0.43;
  const profiles: Record<string, Profile> = {
    straight: turning`${-h} ${r}, ${-h * 0.08} ${r * 0.97}, 0 ${r * 0.84}`,
    dipped: turning`${-h} ${r * 0.98}, ${-h * 0.4} ${r}, ${-h * 0.08} ${r * 0.93}, 0 ${r * 0.8}`,
    belly: turning`${-h} ${r * 0.8}, ${-h * 0.62} ${r * 1.02}, ${-h * 0.2} ${r * 0.86}, 0 ${r * 0.5}`,
    camp: turning`${-h} ${r}, ${-h * 0.2} ${r * 0.94}, 0 ${r * 0.72}`,
    tapered: turning`${-h} ${r}, ${-h * 0.4} ${r * 0.78}, ${-h * 0.06} ${r * 0.58}, 0 ${r * 0.5}`,
  };
  const profile = profiles[s.form] ?? profiles.straight!;
  const loop = handle(profile, { from: -h * 0.8, to: -h * 0.24, reach: w * 0.26, width: h * 0.09, colour: main.shade });
  const rim = mouth(-h, profile[0]![1], main, 5);
  const drink = ellipse(
    0,
    -h + 5,
    profile[0]![1] - 9,
    (profile[0]![1] - 9) * tilt * 0.7,
    s.form === 'tapered' ? '#5a3825' : main.deep,
  );
  if (s.form === 'dipped') return loop + body(profile, clay) + band(profile, [-h, -h * 0.38], main) + rim + drink;
  if (s.form === 'camp')
    return (
      loop +
      body(profile, main) +
      specks(profile, s, main.deep) +
      ellipse(0, -h, r + 3, r * tilt + 2, main.light) +
      rim +
      drink
    );
  return loop + body(profile, main) + rim + drink;
}

export function bowl(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w / 2;
  const rim = (wall = 6) =>
    ellipse(0, -h, r, r * 0.17, main.light) +
    ellipse(0, -h + 2, r - wall, r * 0.17 - wall * 0.5, main.deep) +
    path(
      d`M${-r * 0.78} ${-h + r * 0.02}A${r * 0.8} ${r * 0.11} 0 0 0 ${r * 0.78} ${-h + r * 0.02}A${r * 0.9} ${r * 0.05} 0 0 1 ${-r * 0.78} ${-h + r * 0.02}Z`,
      main.shade,
    );
  const foot: Profile = turning`${-h * 0.1} ${r * 0.42}, 0 ${r * 0.44}`;
  switch (s.form) {
    case 'wide': {
      const profile: Profile = turning`${-h} ${r}, ${-h * 0.62} ${r * 0.9}, ${-h * 0.2} ${r * 0.6}, ${-h * 0.06} ${r * 0.4}`;
      return body(foot, clay) + body(profile, main) + specks(profile, s, main.deep) + rim();
    }
    case 'footed':
      return (
        body(
          turning`${-h * 0.5} ${r * 0.16}, ${-h * 0.25} ${r * 0.15}, ${-h * 0.04} ${r * 0.46}, 0 ${r * 0.46}`,
          main,
        ) +
        body(turning`${-h} ${r}, ${-h * 0.72} ${r * 0.8}, ${-h * 0.46} ${r * 0.16}`, main) +
        rim() +
        circle(-r * 0.34, -h - 10, 27, '#d9b34a') +
        circle(r * 0.06, -h - 18, 29, '#e2be58') +
        circle(r * 0.42, -h - 9, 25, '#cfa63e') +
        path(
          d`M${-r * 0.9} ${-h + 8}Q0 ${-h + r * 0.34} ${r * 0.9} ${-h + 8}Q${r * 0.6} ${-h + 3} 0 ${-h + 4}T${-r * 0.9} ${-h + 8}Z`,
          main.light,
        )
      );
    case 'rice':
      return (
        body(turning`${-h * 0.12} ${r * 0.42}, 0 ${r * 0.46}`, main) +
        body(turning`${-h} ${r}, ${-h * 0.5} ${r * 0.84}, ${-h * 0.1} ${r * 0.44}`, main) +
        band(
          turning`${-h} ${r}, ${-h * 0.5} ${r * 0.84}, ${-h * 0.1} ${r * 0.44}`,
          [-h * 0.86, -h * 0.8],
          tonesOf(main.deep),
        ) +
        rim(4)
      );
    case 'lipped':
      return (
        path(
          d`M${-r * 0.96} ${-h - 2}Q${-r * 1.2} ${-h - 10} ${-r * 1.16} ${-h + 8}Q${-r * 0.98} ${-h * 0.84} ${-r * 0.84} ${-h * 0.7}Z`,
          main.base,
        ) +
        body(turning`${-h} ${r}, ${-h * 0.84} ${r * 0.97}, ${-h * 0.4} ${r * 0.82}, 0 ${r * 0.5}`, main) +
        band(
          turning`${-h} ${r}, ${-h * 0.84} ${r * 0.97}, ${-h * 0.4} ${r * 0.82}, 0 ${r * 0.5}`,
          [-h * 0.8, -h * 0.72],
          { ...main, base: main.light, shade: main.base },
        ) +
        rim(8)
      );
    default: {
      const profile: Profile = turning`${-h} ${r}, ${-h * 0.5} ${r * 0.94}, ${-h * 0.14} ${r * 0.66}, ${-h * 0.04} ${r * 0.44}`;
      return body(foot, clay) + body(profile, main) + rim();
    }
  }
}

export function plate(s: Sketch): Art {
  const { w, h, main } = s;
  const [rx, ry] = [w / 2, h / 2];
  const ring = (share: number, fill: string, dx = 0, dy = 0) => ellipse(dx, -ry + dy, rx * share, ry * share, fill);
  const well = (share: number) => ring(share, main.shade, 1, 1) + ring(share * 0.97, main.base, 3, 4);
  switch (s.form) {
    case 'rimmed':
      return (
        ring(1, main.base) +
        ring(0.985, main.light, -2, -2) +
        ring(0.965, main.base) +
        ring(0.6, main.deep) +
        ring(0.585, main.shade, 2, 3) +
        ring(0.5, main.base, 4, 6)
      );
    case 'spotted': {
      const glaze = tonesOf('#efe6d6');
      const spots = spread(13, 0, Math.PI * 2 * (12 / 13)).map((angle): Point => {
        const reach = s.random.between(0.76, 0.9);
        return [Math.cos(angle) * rx * reach, -ry + Math.sin(angle) * ry * reach];
      });
      const inner = spread(5, 0.4, Math.PI * 2 * 0.8 + 0.4).map((angle): Point => [
        Math.cos(angle) * rx * 0.36,
        -ry + Math.sin(angle) * ry * 0.36,
      ]);
      return (
        ring(1, clay.base) +
        ring(0.975, glaze.base) +
        ring(0.68, glaze.shade) +
        ring(0.66, glaze.base, 2, 3) +
        dots(spots, main.base, rx * 0.14) +
        dots(inner, main.base, rx * 0.18)
      );
    }
    case 'oval':
      return (
        ring(1, main.base) +
        ring(0.97, main.light, -2, -2) +
        ring(0.955, main.base) +
        well(0.72) +
        rod(
          d`M${-rx * 0.92} ${-ry * 1.26}q${-rx * 0.03} ${ry * 0.26} 0 ${ry * 0.52}M${rx * 0.92} ${-ry * 1.26}q${rx * 0.03} ${ry * 0.26} 0 ${ry * 0.52}`,
          main.shade,
          4,
        )
      );
    default:
      return ring(1, main.shade) + ring(0.985, main.light, -2, -2) + ring(0.94, main.base) + well(0.8);
  }
}
