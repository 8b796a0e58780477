import { type Profile, band, body, tilt, turning } from '../lathe.ts';
import {
  type Art,
  both,
  circle,
  d,
  dashes,
  dots,
  ellipse,
  group,
  lines,
  move,
  path,
  points,
  rect,
  rod,
  soft,
  spread,
} from '../shapes.ts';
import { type Sketch } from '../sketch.ts';
import { cushion, fourLegs, leg } from './parts.ts';

export function loungeChair(s: Sketch): Art {
  const { w, h, main, wood } = s;
  const x = w / 2;
  switch (s.form) {
    case 'shell': {
      const legs = fourLegs({ y: -h * 0.34, x: x * 0.56, splay: x * 0.2, width: 12, tones: wood });
      const shell = d`M${-x} ${-h * 0.56}C${-x} ${-h * 0.92} ${-x * 0.62} ${-h} 0 ${-h}S${x} ${-h * 0.92} ${x} ${-h * 0.56}C${x} ${-h * 0.34} ${x * 0.8} ${-h * 0.24} 0 ${-h * 0.24}S${-x} ${-h * 0.34} ${-x} ${-h * 0.56}Z`;
      const side = d`M${x * 0.5} ${-h * 0.96}C${x * 0.9} ${-h * 0.9} ${x} ${-h * 0.74} ${x} ${-h * 0.56}C${x} ${-h * 0.34} ${x * 0.8} ${-h * 0.24} 0 ${-h * 0.24}C${x * 0.9} ${-h * 0.3} ${x * 0.9} ${-h * 0.76} ${x * 0.5} ${-h * 0.96}Z`;
      const seat = d`M${-x * 0.72} ${-h * 0.46}C${-x * 0.6} ${-h * 0.54} ${x * 0.6} ${-h * 0.54} ${x * 0.72} ${-h * 0.46}C${x * 0.8} ${-h * 0.34} ${x * 0.5} ${-h * 0.3} 0 ${-h * 0.3}S${-x * 0.8} ${-h * 0.34} ${-x * 0.72} ${-h * 0.46}Z`;
      return (
        legs +
        path(shell, main.base) +
        path(side, main.shade) +
        path(seat, main.deep) +
        group(move(0, -5), path(seat, main.light))
      );
    }
    case 'sling': {
      const hide = d`M${-x * 0.86} ${-h}C${-x * 0.62} ${-h * 0.7} ${-x * 0.44} ${-h * 0.36} ${-x * 0.16} ${-h * 0.32}C${x * 0.2} ${-h * 0.26} ${x * 0.5} ${-h * 0.44} ${x * 0.86} ${-h * 0.5}`;
      return (
        rod(d`M${-x * 0.94} ${-h * 0.98}L${x * 0.5} 0M${-x * 0.62} 0L${x * 0.9} ${-h * 0.52}`, wood.shade, 9) +
        rod(hide, main.shade, 22) +
        group(move(-3, -4), rod(hide, main.base, 16)) +
        rod(d`M${-x * 0.82} ${-h * 1}L${x * 0.62} 0M${-x * 0.5} 0L${x} ${-h * 0.52}`, wood.base, 10) +
        rod(d`M${-x * 0.42} ${-h * 0.66}H${x * 0.6}`, wood.base, 11) +
        rod(d`M${x * 0.5} ${-h * 0.66}V${-h * 0.4}`, wood.base, 9)
      );
    }
    case 'wing': {
      const wing = path(
        d`M${-x * 0.7} ${-h * 0.94}C${-x * 1.04} ${-h * 0.96} ${-x * 1.02} ${-h * 0.62} ${-x * 0.8} ${-h * 0.5}L${-x * 0.62} ${-h * 0.5}Z`,
        main.shade,
      );
      const arm = soft(
        points`${-x} ${-h * 0.48}, ${-x * 0.66} ${-h * 0.5}, ${-x * 0.66} ${-h * 0.13}, ${-x * 0.96} ${-h * 0.13}`,
        13,
        main.base,
      );
      return (
        both(leg([x * 0.8, -h * 0.16], [x * 0.86, 0], { wide: 13, narrow: 8, fill: wood.base })) +
        soft(
          points`${-x * 0.76} ${-h}, ${x * 0.76} ${-h}, ${x * 0.7} ${-h * 0.3}, ${-x * 0.7} ${-h * 0.3}`,
          34,
          main.base,
        ) +
        dots(
          points`${-x * 0.26} ${-h * 0.8}, ${x * 0.26} ${-h * 0.8}, 0 ${-h * 0.68}, ${-x * 0.26} ${-h * 0.56}, ${x * 0.26} ${-h * 0.56}`,
          main.deep,
          6,
        ) +
        both(wing) +
        rect(-x * 0.7, -h * 0.3, x * 1.4, h * 0.18, main.shade, 6) +
        cushion(-x * 0.66, -h * 0.42, {
          width: x * 1.32,
          height: h * 0.15,
          radius: 12,
          tones: { ...main, base: main.light, shade: main.base },
        }) +
        arm +
        group(
          'scale(-1 1)',
          soft(
            points`${-x} ${-h * 0.48}, ${-x * 0.66} ${-h * 0.5}, ${-x * 0.66} ${-h * 0.13}, ${-x * 0.96} ${-h * 0.13}`,
            13,
            main.shade,
          ),
        )
      );
    }
    case 'club':
      return (
        both(rect(x * 0.66, -12, 16, 12, wood.base)) +
        cushion(-x * 0.78, -h, {
          width: x * 1.56,
          height: h * 0.72,
          radius: 26,
          tones: { ...main, base: main.light, shade: main.base },
        }) +
        rect(-x * 0.7, -h * 0.36, x * 1.4, h * 0.3, main.shade, 6) +
        cushion(-x * 0.64, -h * 0.54, {
          width: x * 1.28,
          height: h * 0.24,
          radius: 16,
          tones: { ...main, base: main.light, shade: main.base },
        }) +
        rect(-x, -h * 0.72, x * 0.42, h * 0.68, main.base, 22) +
        rect(x * 0.58, -h * 0.72, x * 0.42, h * 0.68, main.shade, 22)
      );
    default:
      return (
        both(leg([x * 0.78, -h * 0.5], [x * 0.82, -8], { wide: 11, narrow: 9, fill: wood.deep })) +
        rect(-x * 0.72, -h * 0.32, x * 1.44, 12, wood.shade, 3) +
        cushion(-x * 0.72, -h, { width: x * 1.44, height: h * 0.6, radius: 20, tones: main }) +
        cushion(-x * 0.76, -h * 0.54, {
          width: x * 1.52,
          height: h * 0.24,
          radius: 14,
          tones: { ...main, base: main.light, shade: main.base },
        }) +
        rect(-x, -h * 0.6, 16, h * 0.6, wood.base, 4) +
        rect(x - 16, -h * 0.6, 16, h * 0.6, wood.shade, 4) +
        rect(-x - 5, -h * 0.62, 34, 11, wood.light, 5) +
        rect(x - 29, -h * 0.62, 34, 11, wood.base, 5)
      );
  }
}

export function sofa(s: Sketch): Art {
  const { w, h, main, wood } = s;
  const x = w / 2;
  const feet = both(leg([x * 0.84, -h * 0.2], [x * 0.87, 0], { wide: 11, narrow: 7, fill: wood.base }));
  const seatTones = { ...main, base: main.light, shade: main.base };
  switch (s.form) {
    case 'rounded':
      return (
        feet +
        rect(-x * 0.86, -h, x * 1.72, h * 0.7, main.base, h * 0.34) +
        rect(x * 0.3, -h, x * 0.56, h * 0.7, main.shade, h * 0.34) +
        rect(-x, -h * 0.7, x * 0.4, h * 0.58, main.base, h * 0.26) +
        rect(x * 0.6, -h * 0.7, x * 0.4, h * 0.58, main.shade, h * 0.26) +
        rect(-x * 0.8, -h * 0.36, x * 1.6, h * 0.24, main.shade, 8) +
        [-0.82, -0.27, 0.28]
          .map((at) => cushion(x * at, -h * 0.52, { width: x * 0.54, height: h * 0.25, radius: 13, tones: seatTones }))
          .join('') +
        group(
          `${move(-x * 0.58, -h * 0.66)} rotate(-12)`,
          rect(-h * 0.17, -h * 0.17, h * 0.34, h * 0.34, s.wood.base, 8),
        )
      );
    case 'daybed':
      return (
        both(leg([x * 0.92, -h * 0.4], [x * 0.94, 0], { wide: 13, narrow: 9, fill: wood.base })) +
        rect(-x, -h * 0.48, w, h * 0.14, wood.shade, 4) +
        rect(-x, -h * 0.48, w, h * 0.06, wood.base, 3) +
        cushion(-x * 0.97, -h * 0.8, { width: x * 1.94, height: h * 0.34, radius: 9, tones: main }) +
        lines(d`M${-x * 0.95} ${-h * 0.63}H${x * 0.94}`, main.shade, 2) +
        rect(-x * 0.95, -h * 1.04, x * 0.42, h * 0.28, main.deep, 20) +
        circle(-x * 0.95 + h * 0.14, -h * 0.9, h * 0.14, main.shade)
      );
    default:
      return (
        feet +
        rect(-x * 0.92, -h * 0.4, x * 1.84, h * 0.26, main.shade, 5) +
        cushion(-x * 0.9, -h, { width: x * 0.9, height: h * 0.56, radius: 16, tones: main }) +
        cushion(0, -h, { width: x * 0.9, height: h * 0.56, radius: 16, tones: main }) +
        cushion(-x * 0.9, -h * 0.54, { width: x * 0.9, height: h * 0.23, radius: 11, tones: seatTones }) +
        cushion(0, -h * 0.54, { width: x * 0.9, height: h * 0.23, radius: 11, tones: seatTones }) +
        rect(-x, -h * 0.76, x * 0.15, h * 0.64, main.base, 10) +
        rect(x * 0.85, -h * 0.76, x * 0.15, h * 0.64, main.shade, 10)
      );
  }
}

export function pouf(s: Sketch): Art {
  const { w, h, main } = s;
  const r = w / 2;
  switch (s.form) {
    case 'drum': {
      const profile: Profile = turning`${-h * 0.94} ${r * 0.97}, ${-h * 0.06} ${r * 0.97}, 0 ${r * 0.93}`;
      const y = -h * 0.42;
      return (
        body(profile, main) +
        band(profile, [-h * 0.5, -h * 0.3], s.cloth) +
        dashes(d`M${-r * 0.97} ${y - h * 0.03}A${r} ${r * tilt} 0 0 0 ${r * 0.97} ${y - h * 0.03}`, main.deep, {
          width: 3,
          dash: '7 9',
        }) +
        ellipse(0, -h * 0.94, r * 0.97, r * 0.2, main.light) +
        ellipse(0, -h * 0.95, r * 0.84, r * 0.165, main.base)
      );
    }
    case 'panelled': {
      const profile: Profile = turning`${-h} ${r * 0.3}, ${-h * 0.86} ${r * 0.86}, ${-h * 0.5} ${r}, ${-h * 0.12} ${r * 0.86}, 0 ${r * 0.5}`;
      const seams = [-0.86, -0.42, 0.1, 0.62]
        .map(
          (share) => d`M${share * r * 0.1} ${-h * 0.96}Q${share * r * 1.5} ${-h * 0.7} ${share * r * 0.62} ${h * 0.03}`,
        )
        .join('');
      return (
        body(profile, main, 0.45) +
        lines(seams, main.deep, 2.5) +
        ellipse(0, -h * 0.96, r * 0.16, r * 0.045, main.deep) +
        path(
          d`M${-r * 0.8} ${-h * 0.66}Q${-r * 0.6} ${-h * 0.9} ${-r * 0.2} ${-h * 0.93}Q${-r * 0.6} ${-h * 0.8} ${-r * 0.8} ${-h * 0.66}Z`,
          main.light,
        )
      );
    }
    case 'cube':
      return (
        soft(points`${-r} ${-h * 0.86}, ${r} ${-h * 0.86}, ${r * 0.97} 0, ${-r * 0.97} 0`, 20, main.base) +
        soft(points`${r * 0.36} ${-h * 0.86}, ${r} ${-h * 0.86}, ${r * 0.97} 0, ${r * 0.36} 0`, 20, main.shade) +
        soft(points`${-r * 0.84} ${-h}, ${r * 0.84} ${-h}, ${r} ${-h * 0.82}, ${-r} ${-h * 0.82}`, 16, main.light) +
        rod(d`M${-r * 0.26} ${-h * 0.62}q${r * 0.26} ${h * 0.22} ${r * 0.52} 0`, s.trim.base, 9) +
        lines(d`M${-r * 0.92} ${-h * 0.8}H${r * 0.92}`, main.shade, 2.5)
      );
    default: {
      const profile: Profile = turning`${-h * 0.97} ${r * 0.62}, ${-h * 0.8} ${r * 0.93}, ${-h * 0.5} ${r}, ${-h * 0.16} ${r * 0.92}, 0 ${r * 0.64}`;
      const rows = spread(6, -h * 0.84, -h * 0.08).map((y, i) => {
        const reach = [0.86, 0.94, 0.96, 0.96, 0.9, 0.76][i]! * r;
        return spread(9, -reach * 0.92, reach * 0.92)
          .map((x) => d`M${x - 8} ${y - 7}q2 9 8 11q6 -2 8 -11`)
          .join('');
      });
      return body(profile, main, 0.42) + rod(rows.join(''), main.deep, 3);
    }
  }
}
