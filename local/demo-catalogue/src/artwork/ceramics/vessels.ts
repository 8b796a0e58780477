import { tonesOf } from '../colour.ts';
import { type Profile, band, body, mouth, tilt, turning } from '../lathe.ts';
import { type Art, circle, d, ellipse, group, move, path, points, rect, rod, soft, spread, turn } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { clay, leaf } from './parts.ts';

/** A twig with leaves in pairs. */
function twig(x: number, y: number, { length, lean, leaves }: { length: number; lean: number; leaves: number }): Art {
  const blades = spread(leaves, 0.3, 1).map((share, i) => {
    const side = i % 2 ? 1 : -1;
    const [px, py] = [x + lean * share * share, y - length * share];
    return d`M${px} ${py}q${side * 9} -18 ${side * 30} -15q${-side * 4} 18 ${-side * 30} 15`;
  });
  return (
    rod(d`M${x} ${y}Q${x} ${y - length * 0.5} ${x + lean} ${y - length}`, '#5d5237', 2.5) +
    path(blades.join(''), leaf.base)
  );
}

function tulip(x: number, y: number, { length, lean, colour }: { length: number; lean: number; colour: string }): Art {
  const tones = tonesOf(colour);
  const bloom =
    path('M-13 -30C-18 -6 -8 2 0 2S18 -6 13 -30L5 -20L0 -32L-5 -20Z', tones.base) +
    path('M0 2C8 2 18 -6 13 -30L5 -20L0 -32Z', tones.shade);
  return (
    rod(d`M${x} ${y}Q${x + lean * 0.2} ${y - length * 0.6} ${x + lean} ${y - length}`, leaf.shade, 4) +
    path(
      d`M${x} ${y}q${lean * 0.9} ${-length * 0.3} ${lean * 1.3} ${-length * 0.66}q${-lean * 1.1} ${length * 0.16} ${-lean * 1.3} ${length * 0.66}`,
      leaf.base,
    ) +
    group(`${move(x + lean, y - length)} ${turn(lean * 0.5)}`, bloom)
  );
}

export function vase(s: Sketch): Art {
  const { w, h, main, random } = s;
  const r = w / 2;
  const profiles: Record<string, Profile> = {
    bottle: turning`${-h} ${r * 0.27}, ${-h * 0.9} ${r * 0.2}, ${-h * 0.62} ${r * 0.24}, ${-h * 0.34} ${r * 0.96}, ${-h * 0.12} ${r * 0.94}, 0 ${r * 0.62}`,
    moon: turning`${-h} ${r * 0.42} corner, ${-h * 0.94} ${r * 0.4}, ${-h * 0.84} ${r * 0.72}, ${-h * 0.48} ${r}, ${-h * 0.12} ${r * 0.7}, 0 ${r * 0.4}`,
    cylinder: turning`${-h} ${r * 0.77} corner, ${-h * 0.7} ${r * 0.77} corner, ${-h * 0.7} ${r * 0.88} corner, ${-h * 0.36} ${r * 0.88} corner, ${-h * 0.36} ${r} corner, 0 ${r}`,
    trumpet: turning`${-h} ${r}, ${-h * 0.84} ${r * 0.72}, ${-h * 0.46} ${r * 0.42}, ${-h * 0.12} ${r * 0.36}, 0 ${r * 0.58}`,
    gourd: turning`${-h} ${r * 0.3}, ${-h * 0.93} ${r * 0.26}, ${-h * 0.76} ${r * 0.58}, ${-h * 0.56} ${r * 0.44}, ${-h * 0.26} ${r}, 0 ${r * 0.56}`,
  };
  const profile = profiles[s.form] ?? profiles.bottle!;
  const rim = mouth(-h, profile[0]![1], main, 4);
  const lean = random.between(24, 44) * (random.chance(0.5) ? 1 : -1);
  const stems: Record<string, () => Art> = {
    bottle: () => twig(0, -h, { length: 120, lean, leaves: 5 }),
    cylinder: () =>
      tulip(-6, -h, { length: 92, lean: -34, colour: '#d9a441' }) +
      tulip(8, -h, { length: 100, lean: 30, colour: '#c65a45' }) +
      tulip(0, -h, { length: 118, lean: -4, colour: '#e3b9a6' }),
    trumpet: () =>
      twig(-12, -h, { length: 100, lean: -52, leaves: 5 }) +
      twig(12, -h, { length: 112, lean: 50, leaves: 5 }) +
      tulip(0, -h, { length: 96, lean: -10, colour: '#e8dcc6' }) +
      tulip(6, -h, { length: 74, lean: 26, colour: '#c98a74' }),
    gourd: () => twig(0, -h, { length: 96, lean: lean * 0.7, leaves: 4 }),
  };
  const ledge = (y: number, radius: number) =>
    ellipse(0, y, radius, radius * tilt, main.light) +
    body(turning`${y - 10} ${radius * 0.88}, ${y} ${radius * 0.88}`, main);
  const ledges = s.form === 'cylinder' ? ledge(-h * 0.7, r * 0.88) + ledge(-h * 0.36, r) : '';
  const pot = body(profile, main) + ledges;
  return pot + rim + (stems[s.form]?.() ?? '');
}

export function jar(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w / 2;
  switch (s.form) {
    case 'ginger': {
      const profile: Profile = turning`${-h * 0.82} ${r * 0.42} corner, ${-h * 0.78} ${r * 0.42}, ${-h * 0.66} ${r * 0.92}, ${-h * 0.46} ${r}, ${-h * 0.1} ${r * 0.66}, 0 ${r * 0.62}`;
      return (
        body(profile, main) +
        body(turning`${-h * 0.96} ${r * 0.12}, ${-h * 0.93} ${r * 0.4}, ${-h * 0.8} ${r * 0.54}`, main) +
        circle(0, -h * 0.97, 8, main.base)
      );
    }
    case 'salt': {
      const profile: Profile = turning`${-h * 0.8} ${r * 0.8}, ${-h * 0.4} ${r}, ${-h * 0.1} ${r * 0.86}, 0 ${r * 0.6}`;
      return (
        body(profile, main) +
        group(
          `${move(-r * 0.1, -h * 0.76)} ${turn(-9)}`,
          ellipse(0, 0, r * 0.82, r * 0.34, main.light),
          ellipse(0, 2, r * 0.7, r * 0.27, main.deep),
          ellipse(-r * 0.05, 9, r * 0.52, r * 0.15, '#f4f0e8'),
        ) +
        body(turning`${-h * 0.44} 5, ${-h * 0.43} 5`, main)
      );
    }
    default: {
      const profile: Profile = turning`${-h * 0.88} ${r * 0.94}, ${-h * 0.1} ${r * 0.97}, 0 ${r * 0.88}`;
      return (
        body(profile, main) +
        band(profile, [-h * 0.14, 0], clay) +
        body(turning`${-h} ${r * 0.62}, ${-h * 0.95} ${r * 0.96}, ${-h * 0.87} ${r * 0.96}`, s.wood) +
        ellipse(0, -h * 0.985, r * 0.64, r * 0.07, s.wood.light)
      );
    }
  }
}

export function butterDish(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w / 2;
  if (s.form === 'dome') {
    return (
      body(turning`${-h * 0.1} ${r}, 0 ${r * 0.74}`, main) +
      ellipse(0, -h * 0.1, r, r * tilt, main.light) +
      body(
        turning`${-h * 0.88} ${r * 0.14}, ${-h * 0.8} ${r * 0.5}, ${-h * 0.5} ${r * 0.8}, ${-h * 0.1} ${r * 0.82}`,
        main,
      ) +
      body(turning`${-h} 9, ${-h * 0.94} 14, ${-h * 0.87} 8`, main)
    );
  }
  const lid = (x: number) =>
    soft(
      points`${x} ${-h * 0.16}, ${x + 8} ${-h * 0.74}, ${r * 0.76} ${-h * 0.74}, ${r * 0.82} ${-h * 0.16}`,
      16,
      x < 0 ? main.base : main.shade,
    );
  return (
    soft(points`${-r} ${-h * 0.18}, ${r} ${-h * 0.18}, ${r * 0.86} 0, ${-r * 0.86} 0`, 8, main.shade) +
    rect(-r, -h * 0.2, w, h * 0.09, main.light, 5) +
    lid(-r * 0.84) +
    lid(r * 0.42) +
    rect(-r * 0.12, -h * 0.86, r * 0.24, h * 0.14, main.shade, 3) +
    rect(-r * 0.2, -h, r * 0.4, h * 0.17, main.base, 9)
  );
}
