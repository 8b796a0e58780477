import { type Tones } from './colour.ts';
import { d, ellipse, path, type Art } from './shapes.ts';

/** A point of an outline turned about the vertical axis: height (negative is up), radius, and whether it is a corner. */
export type Turn = readonly [y: number, radius: number, corner?: 'corner'];

export type Profile = readonly Turn[];

/** A profile written from top to bottom, height and radius: turning`${-h} ${r}, ${-h / 2} ${r / 2} corner, 0 ${r}`. */
export function turning(strings: TemplateStringsArray, ...values: number[]): Profile {
  const rows = String.raw({ raw: strings }, ...values).split(',');
  return rows.map((row): Turn => {
    const [y, radius, corner] = row.trim().split(/\s+/);
    return corner ? [Number(y), Number(radius), 'corner'] : [Number(y), Number(radius)];
  });
}

interface Segment {
  from: Turn;
  to: Turn;
  /** Bézier handles as [y, radius]. */
  first: readonly [number, number];
  second: readonly [number, number];
  /** Free at both ends: a straight line. */
  straight: boolean;
}

/** How far from above we look: an ellipse's height as a share of its radius. */
export const tilt = 0.13;

/**
 * A smooth curve through the profile (Catmull-Rom as Béziers). At its ends and at corners it is free, and leaves
 * towards the next point's handle, so that end pieces bend like the rest.
 */
function segmentsOf(profile: Profile): Segment[] {
  const slope = (i: number): readonly [number, number] | undefined => {
    const [before, here, after] = [profile[i - 1], profile[i], profile[i + 1]];
    if (!here || !before || !after || here[2]) return undefined;
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    return [(after[0] - before[0]) / length, (after[1] - before[1]) / length];
  };
  return profile.slice(1).map((to, i) => {
    const from = profile[i]!;
    const reach = Math.hypot(to[0] - from[0], to[1] - from[1]) * 0.37;
    const [leave, arrive] = [slope(i), slope(i + 1)];
    const first = leave && ([from[0] + leave[0] * reach, from[1] + leave[1] * reach] as const);
    const second = arrive && ([to[0] - arrive[0] * reach, to[1] - arrive[1] * reach] as const);
    const towards = (end: Turn, handle: readonly [number, number] | undefined, other: Turn) => {
      const [y, radius] = handle ?? other;
      const share = handle ? 0.6 : 0.33;
      return [end[0] + (y - end[0]) * share, end[1] + (radius - end[1]) * share] as const;
    };
    return {
      from,
      to,
      first: first ?? towards(from, second, to),
      second: second ?? towards(to, first, from),
      straight: !leave && !arrive,
    };
  });
}

/** One edge of the outline as path data, after a moveto: down the profile, or up it. */
function edge(segments: readonly Segment[], side: number, direction: 'down' | 'up'): string {
  const ordered = direction === 'down' ? segments : [...segments].reverse();
  return ordered
    .map((segment) => {
      const [first, second, to] =
        direction === 'down'
          ? [segment.first, segment.second, segment.to]
          : [segment.second, segment.first, segment.from];
      if (segment.straight) return d`L${to[1] * side} ${to[0]}`;
      return d`C${first[1] * side} ${first[0]} ${second[1] * side} ${second[0]} ${to[1] * side} ${to[0]}`;
    })
    .join('');
}

/** The outline's path data, its bottom rounded as seen from a little above. */
export function turned(profile: Profile): string {
  const segments = segmentsOf(profile);
  const [topY, topR] = profile[0]!;
  const [bottomY, bottomR] = profile.at(-1)!;
  const base = d`A${bottomR} ${bottomR * tilt} 0 0 0 ${bottomR} ${bottomY}`;
  return d`M${-topR} ${topY}` + edge(segments, -1, 'down') + base + edge(segments, 1, 'up') + 'Z';
}

/** The part of the outline away from the light: from a share of the radius to the right edge. */
function shadedSide(profile: Profile, share: number): string {
  const segments = segmentsOf(profile);
  const [topY, topR] = profile[0]!;
  const [bottomY, bottomR] = profile.at(-1)!;
  const depth = bottomR * tilt * Math.sqrt(1 - share * share);
  const bottom = d`L${bottomR * share} ${bottomY}Q${bottomR * 0.8} ${bottomY + depth} ${bottomR} ${bottomY}`;
  return d`M${topR * share} ${topY}` + edge(segments, share, 'down') + bottom + edge(segments, 1, 'up') + 'Z';
}

/** A turned body in two tones, light from the left. */
export function body(profile: Profile, tones: Tones, share = 0.3): Art {
  return path(turned(profile), tones.base) + path(shadedSide(profile, share), tones.shade);
}

/** The radius at a height, for bands, handles and lids that sit on the body. */
export function radiusAt(profile: Profile, y: number): number {
  for (const { from, to, first, second } of segmentsOf(profile)) {
    if (y < Math.min(from[0], to[0]) || y > Math.max(from[0], to[0])) continue;
    let low = 0;
    let high = 1;
    for (let i = 0; i < 20; i++) {
      const middle = (low + high) / 2;
      if (bezier(from[0], first[0], second[0], to[0], middle) < y === to[0] > from[0]) low = middle;
      else high = middle;
    }
    return bezier(from[1], first[1], second[1], to[1], low);
  }
  return (y < profile[0]![0] ? profile[0]! : profile.at(-1)!)[1];
}

function bezier(a: number, b: number, c: number, end: number, t: number): number {
  const u = 1 - t;
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * end;
}

/** A band around the body between two heights, in two tones. */
export function band(profile: Profile, [top, bottom]: readonly [number, number], tones: Tones, share = 0.3): Art {
  const steps = 4;
  const points: Turn[] = [];
  for (let i = 0; i <= steps; i++) {
    const y = top + ((bottom - top) * i) / steps;
    points.push([y, radiusAt(profile, y)]);
  }
  const topR = points[0]![1];
  const outline = (from: number) => {
    const segments = segmentsOf(points);
    const bottomR = points.at(-1)![1];
    const sag = (radius: number) => radius * tilt * Math.sqrt(1 - from * from);
    const start = d`M${topR * from} ${top + (from === -1 ? 0 : sag(topR))}`;
    const down = edge(segments, from, 'down');
    const under =
      from === -1
        ? d`A${bottomR} ${bottomR * tilt} 0 0 0 ${bottomR} ${bottom}`
        : d`L${bottomR * from} ${bottom + sag(bottomR)}Q${bottomR * 0.8} ${bottom + sag(bottomR)} ${bottomR} ${bottom}`;
    const over =
      from === -1
        ? d`A${topR} ${topR * tilt} 0 0 1 ${-topR} ${top}`
        : d`Q${topR * 0.8} ${top + sag(topR)} ${topR * from} ${top + sag(topR)}`;
    return start + down + under + edge(segments, 1, 'up') + over + 'Z';
  };
  return path(outline(-1), tones.base) + path(outline(share), tones.shade);
}

/** The mouth of an open vessel: the lip, and what one sees inside. */
export function mouth(y: number, radius: number, tones: Tones, wall = 4): Art {
  const ry = radius * tilt;
  return (
    ellipse(0, y, radius, ry, tones.light) +
    ellipse(0, y + wall * tilt, radius - wall, Math.max(1, ry - wall * 0.45), tones.deep)
  );
}
