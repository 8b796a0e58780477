import { brass } from '../palette.ts';
import { type Profile, body, radiusAt, turning } from '../lathe.ts';
import { type Art, circle, d, ellipse, faded, lines, path, rect, spread } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { beam, cordColour, glow, shade } from './parts.ts';

export function pendant(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w / 2;
  const cap = rect(-7, -h - 12, 14, 14, s.metal.base, 3);
  const light = beam(0, 0, { half: r * 0.94, length: 320, open: 1.75 });
  switch (s.form) {
    case 'bell':
      return (
        light +
        cap +
        shade(
          turning`${-h} ${0.14 * r}, ${-h * 0.93} ${0.3 * r}, ${-h * 0.5} ${0.52 * r}, ${-h * 0.16} ${0.78 * r}, 0 ${r}`,
          main,
        )
      );
    case 'cone':
      return (
        light +
        cap +
        shade(turning`${-h} ${0.2 * r} corner, ${-h * 0.86} ${0.26 * r} corner, 0 ${r}`, main) +
        rect(-0.24 * r, -h * 0.9, 0.48 * r, 3, main.deep)
      );
    case 'globe':
      return (
        circle(0, -r, r, main.base) +
        path(
          d`M${r * 0.45} ${-r * 1.893}A${r} ${r} 0 0 1 ${r * 0.1} ${-r * 0.005}A${r * 1.15} ${r * 1.15} 0 0 0 ${r * 0.45} ${-r * 1.893}Z`,
          main.shade,
        ) +
        faded(0.5, circle(-r * 0.1, -r * 1.05, r * 0.5, glow)) +
        body(turning`${-h - 6} ${0.16 * r}, ${-h * 0.93} ${0.24 * r} corner, ${-r * 1.93} ${0.34 * r}`, brass)
      );
    case 'tiered':
      return (
        light +
        cap +
        shade(turning`${-h * 0.5} ${0.3 * r}, ${-h * 0.3} ${0.5 * r}, 0 ${0.62 * r}`, main) +
        shade(turning`${-h} ${0.14 * r}, ${-h * 0.86} ${0.34 * r}, ${-h * 0.6} ${0.74 * r}, ${-h * 0.38} ${r}`, main)
      );
    default:
      return (
        light + cap + shade(turning`${-h} ${0.1 * r}, ${-h * 0.9} ${0.4 * r}, ${-h * 0.52} ${0.83 * r}, 0 ${r}`, main)
      );
  }
}

export function lantern(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w / 2;
  const profiles: Record<string, Profile> = {
    round: turning`${-h} ${0.24 * r}, ${-h * 0.9} ${0.66 * r}, ${-h * 0.5} ${r}, ${-h * 0.1} ${0.66 * r}, 0 ${0.24 * r}`,
    tall: turning`${-h} ${0.5 * r}, ${-h * 0.93} ${0.9 * r}, ${-h * 0.5} ${r}, ${-h * 0.07} ${0.9 * r}, 0 ${0.5 * r}`,
    onion: turning`${-h} ${0.16 * r}, ${-h * 0.86} ${0.2 * r}, ${-h * 0.66} ${0.66 * r}, ${-h * 0.34} ${r}, ${-h * 0.06} ${0.62 * r}, 0 ${0.3 * r}`,
  };
  const profile = profiles[s.form] ?? profiles.round!;
  const ribs = spread(s.form === 'tall' ? 17 : 11, -h * 0.95, -h * 0.04)
    .map((y) => {
      const x = radiusAt(profile, y);
      return d`M${-x} ${y}q${x} ${x * 0.14} ${2 * x} 0`;
    })
    .join('');
  const inside = faded(0.55, ellipse(-r * 0.08, -h * 0.48, r * 0.55, h * 0.3, glow));
  return (
    body(profile, main, 0.42) +
    inside +
    lines(ribs, main.deep, 1) +
    ellipse(0, -h, profile[0]![1], profile[0]![1] * 0.18, cordColour)
  );
}
