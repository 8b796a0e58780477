/** A fragment of SVG. */
export type Art = string;

export type Point = readonly [x: number, y: number];

/** One decimal is finer than any screen shows, and short. */
export const round = (value: number): string => String(Math.round(value * 10) / 10 + 0);

/** Path data with rounded numbers: d`M${x} ${y}h10`. */
export function d(strings: TemplateStringsArray, ...values: (number | string)[]): string {
  return String.raw({ raw: strings }, ...values.map((value) => (typeof value === 'number' ? round(value) : value)));
}

/** Points written as they are read: points`0 0, ${x} ${-h}, ${x} 0`. */
export function points(strings: TemplateStringsArray, ...values: number[]): Point[] {
  const rows = String.raw({ raw: strings }, ...values).split(',');
  return rows.map((row): Point => {
    const [x = NaN, y = NaN] = row.trim().split(/\s+/).map(Number);
    return [x, y];
  });
}

export function path(data: string, fill: string, opacity = 1): Art {
  return `<path d="${data}" fill="${fill}"${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`;
}

/** Rods, cords and wires: a line with a width, round at the ends. */
export function rod(data: string, colour: string, width: number): Art {
  return `<path d="${data}" fill="none" stroke="${colour}" stroke-width="${round(width)}" stroke-linecap="round"/>`;
}

/** Many thin lines of one colour, square at the ends: stripes, seams, spindles. */
export function lines(data: string, colour: string, width: number): Art {
  return `<path d="${data}" fill="none" stroke="${colour}" stroke-width="${round(width)}"/>`;
}

/** Round dots of one size: speckles, buttons, holes. */
export function dots(points: readonly Point[], colour: string, size: number): Art {
  return rod(points.map(([x, y]) => d`M${x} ${y}h0`).join(''), colour, size);
}

/** A line of dashes: stitches, zips, scales. */
export function dashes(data: string, colour: string, { width, dash }: { width: number; dash: string }): Art {
  return `<path d="${data}" fill="none" stroke="${colour}" stroke-width="${round(width)}" stroke-dasharray="${dash}"/>`;
}

export function rect(x: number, y: number, width: number, height: number, fill: string, radius = 0): Art {
  const corner = radius > 0 ? ` rx="${round(Math.min(radius, width / 2, height / 2))}"` : '';
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${corner} fill="${fill}"/>`;
}

export function ellipse(x: number, y: number, rx: number, ry: number, fill: string): Art {
  return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}"/>`;
}

export function circle(x: number, y: number, r: number, fill: string): Art {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${fill}"/>`;
}

export function polygon(points: readonly Point[], fill: string): Art {
  return path(`${points.map(([x, y], i) => `${i ? 'L' : 'M'}${round(x)} ${round(y)}`).join('')}Z`, fill);
}

/** A polygon with rounded corners, all of one radius. */
export function soft(points: readonly Point[], radius: number, fill: string): Art {
  return path(softPath(points, radius), fill);
}

/** An outline with holes in it, through which the ground shows. */
export function pierced(outlines: readonly string[], fill: string): Art {
  return `<path d="${outlines.join('')}" fill="${fill}" fill-rule="evenodd"/>`;
}

export function softPath(points: readonly Point[], radius: number): string {
  const at = (i: number) => points[(i + points.length) % points.length]!;
  const towards = ([x, y]: Point, [toX, toY]: Point): Point => {
    const length = Math.hypot(toX - x, toY - y);
    const share = Math.min(radius, length / 2) / (length || 1);
    return [x + (toX - x) * share, y + (toY - y) * share];
  };
  const corners = points.map((corner, i) => {
    const [inX, inY] = towards(corner, at(i - 1));
    const [outX, outY] = towards(corner, at(i + 1));
    return d`${i ? 'L' : 'M'}${inX} ${inY}Q${corner[0]} ${corner[1]} ${outX} ${outY}`;
  });
  return `${corners.join('')}Z`;
}

export function group(transform: string, ...art: Art[]): Art {
  return `<g transform="${transform}">${art.join('')}</g>`;
}

export function faded(opacity: number, ...art: Art[]): Art {
  return `<g opacity="${opacity}">${art.join('')}</g>`;
}

export const move = (x: number, y: number, scale = 1): string =>
  `translate(${round(x)} ${round(y)})${scale === 1 ? '' : ` scale(${Math.round(scale * 1000) / 1000})`}`;

export const turn = (degrees: number): string => `rotate(${round(degrees)})`;

/** The art and its mirror image about x = 0. */
export function both(art: Art): Art {
  return art + group('scale(-1 1)', art);
}

/** `count` numbers from `from` to `to`, both included; the middle alone when the count is 1. */
export function spread(count: number, from: number, to: number): number[] {
  if (count < 2) return [(from + to) / 2];
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
