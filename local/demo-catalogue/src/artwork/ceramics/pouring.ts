import { tonesOf } from '../colour.ts';
import { type Profile, band, body, tilt, turning } from '../lathe.ts';
import { type Art, d, dots, ellipse, group, lines, move, path, points, rod, soft, turn } from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { handle } from './parts.ts';

export function teapot(s: Sketch): Art {
  const { w, h, main } = s;
  const knob = (y: number, r: number) =>
    body(turning`${y - r * 1.6} ${r * 0.4}, ${y - r * 1.1} ${r}, ${y} ${r * 0.5}`, main);
  const spout = (y: number, { x, tip, up }: { x: number; tip: number; up: number }) =>
    path(
      d`M${-x} ${y + h * 0.16}C${-x - tip * 0.5} ${y + h * 0.14} ${-x - tip * 0.5} ${y - up * 0.7} ${-x - tip} ${y - up}L${-x - tip * 0.66} ${y - up - 5}C${-x - tip * 0.3} ${y - up * 0.66} ${-x} ${y - h * 0.12} ${-x + 8} ${y - h * 0.12}Z`,
      main.base,
    );
  switch (s.form) {
    case 'side-handle': {
      const r = w * 0.36;
      const x = -w * 0.1;
      const pot = body(
        turning`${-h * 0.8} ${r * 0.62}, ${-h * 0.5} ${r}, ${-h * 0.16} ${r * 0.86}, 0 ${r * 0.56}`,
        main,
      );
      const grip = group(
        `${move(x + r * 0.8, -h * 0.5)} ${turn(-16)}`,
        soft(points`0 -12, ${w * 0.34} -16, ${w * 0.34} 16, 0 12`, 6, main.base),
        soft(points`0 1, ${w * 0.34} 1, ${w * 0.34} 16, 0 12`, 5, main.shade),
        ellipse(w * 0.34, 0, 5, 15, main.deep),
      );
      return (
        grip +
        group(
          move(x, 0),
          spout(-h * 0.5, { x: r * 0.86, tip: w * 0.13, up: h * 0.3 }),
          pot,
          body(turning`${-h * 0.93} ${r * 0.26}, ${-h * 0.8} ${r * 0.6}`, main),
          knob(-h * 0.9, 11),
        )
      );
    }
    case 'bail': {
      const r = w * 0.36;
      const b = h * 0.7;
      const profile: Profile = turning`${-b * 0.92} ${r * 0.5}, ${-b * 0.8} ${r * 0.86}, ${-b * 0.4} ${r}, 0 ${r * 0.7}`;
      return (
        rod(
          d`M${-r * 0.7} ${-b * 0.82}C${-r * 0.9} ${-h * 1.08} ${r * 0.9} ${-h * 1.08} ${r * 0.7} ${-b * 0.82}`,
          s.trim.base,
          9,
        ) +
        spout(-b * 0.5, { x: r * 0.9, tip: w * 0.17, up: b * 0.42 }) +
        body(profile, main) +
        dots(points`${-r * 0.68} ${-b * 0.84}, ${r * 0.68} ${-b * 0.84}`, main.deep, 11) +
        body(turning`${-b * 1.02} ${r * 0.16}, ${-b * 0.92} ${r * 0.48}`, main) +
        knob(-b, 11)
      );
    }
    default: {
      const r = w * 0.33;
      const profile: Profile = turning`${-h * 0.86} ${r * 0.5}, ${-h * 0.74} ${r * 0.82}, ${-h * 0.42} ${r}, ${-h * 0.12} ${r * 0.78}, 0 ${r * 0.5}`;
      return (
        handle(profile, { from: -h * 0.74, to: -h * 0.2, reach: w * 0.22, width: h * 0.075, colour: main.shade }) +
        spout(-h * 0.44, { x: r * 0.92, tip: w * 0.18, up: h * 0.34 }) +
        body(profile, main) +
        body(turning`${-h * 0.95} ${r * 0.16}, ${-h * 0.84} ${r * 0.5}`, main) +
        lines(d`M${-r * 0.5} ${-h * 0.86}A${r * 0.5} ${r * 0.5 * tilt} 0 0 0 ${r * 0.5} ${-h * 0.86}`, main.deep, 2) +
        knob(-h * 0.93, 12)
      );
    }
  }
}

export function jug(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w * 0.36;
  const profiles: Record<string, Profile> = {
    tall: turning`${-h} ${r * 0.66}, ${-h * 0.8} ${r * 0.6}, ${-h * 0.4} ${r * 0.92}, ${-h * 0.1} ${r * 0.94}, 0 ${r * 0.8}`,
    belly: turning`${-h} ${r * 0.74}, ${-h * 0.8} ${r * 0.66}, ${-h * 0.45} ${r * 1.06}, ${-h * 0.12} ${r * 0.86}, 0 ${r * 0.62}`,
    small: turning`${-h} ${r * 0.76}, ${-h * 0.55} ${r * 0.84}, ${-h * 0.2} ${r}, 0 ${r * 0.74}`,
  };
  const profile = profiles[s.form] ?? profiles.tall!;
  const top = profile[0]![1];
  const lip = path(
    d`M${-top * 0.4} ${-h - top * 0.12}Q${-top * 1.2} ${-h - top * 0.16} ${-top * 1.5} ${-h - top * 0.02}Q${-top * 1.14} ${-h + top * 0.3} ${-top * 0.9} ${-h + top * 0.7}L0 ${-h + top * 0.2}Z`,
    main.base,
  );
  const rim =
    path(
      d`M${-top * 1.5} ${-h - top * 0.02}Q${-top * 0.9} ${-h - top * 0.26} 0 ${-h - top * 0.2}T${top} ${-h}Q${top * 0.7} ${-h + top * 0.2} ${-top * 0.3} ${-h + top * 0.17}T${-top * 1.5} ${-h - top * 0.02}Z`,
      main.light,
    ) +
    path(
      d`M${-top * 1.25} ${-h - top * 0.03}Q${-top * 0.8} ${-h - top * 0.2} 0 ${-h - top * 0.14}T${top * 0.86} ${-h}Q${top * 0.6} ${-h + top * 0.13} ${-top * 0.3} ${-h + top * 0.1}T${-top * 1.25} ${-h - top * 0.03}Z`,
      main.deep,
    );
  const loop = handle(profile, {
    from: -h * 0.88,
    to: -h * 0.36,
    reach: w * 0.27,
    width: Math.max(9, w * 0.055),
    colour: main.shade,
  });
  const pot =
    s.form === 'belly' ? body(profile, tonesOf('#b9714a')) + band(profile, [-h, -h * 0.3], main) : body(profile, main);
  return loop + lip + pot + rim;
}

export function cruet(s: Sketch): Art {
  const { w, h, main, metal } = s;
  const r = w / 2;
  const pourer = rod(d`M0 ${-h * 0.96}V${-h * 1.03}q0 -12 ${-r * 0.32} -20`, metal.base, 5);
  const cork = body(turning`${-h} ${r * 0.24}, ${-h * 0.9} ${r * 0.2}`, tonesOf('#c0955f'));
  if (s.form === 'flask') {
    const profile: Profile = turning`${-h * 0.9} ${r * 0.28} corner, ${-h * 0.86} ${r * 0.22}, ${-h * 0.7} ${r * 0.24}, ${-h * 0.44} ${r * 0.86}, ${-h * 0.2} ${r}, 0 ${r * 0.66}`;
    return pourer + cork + body(profile, main);
  }
  const profile: Profile = turning`${-h * 0.92} ${r * 0.42} corner, ${-h * 0.895} ${r * 0.34}, ${-h * 0.74} ${r * 0.36}, ${-h * 0.58} ${r * 0.94}, ${-h * 0.3} ${r}, 0 ${r * 0.94}`;
  return pourer + cork + body(profile, main) + band(profile, [-h * 0.46, -h * 0.43], tonesOf(main.deep));
}
