/**
 * Colour maths in OKLab, where equal steps look equal: a shade of yellow stays yellow and a shade of blue stays blue.
 * Constants: Björn Ottosson, "A perceptual color space for image processing" (bottosson.github.io/posts/oklab).
 */
interface Lab {
  /** Lightness, 0 (black) to 1 (white). */
  l: number;
  a: number;
  b: number;
}

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const gamma = (channel: number) => (channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055);

/** @param hex `#RRGGBB` */
function labOf(hex: string): Lab {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!match) throw new RangeError(`artwork: a colour must be written #RRGGBB, got '${hex}'`);
  const [r, g, b] = match.slice(1).map((pair) => linear(parseInt(pair, 16) / 255)) as [number, number, number];
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    l: 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    a: 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    b: 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  };
}

function rgbOf({ l, a, b }: Lab): [number, number, number] {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

/** The nearest colour a screen can show: chroma gives way until every channel fits. */
function hexOf(lab: Lab): string {
  let { a, b } = lab;
  const l = Math.min(1, Math.max(0, lab.l));
  const fits = (channel: number) => channel >= -0.0005 && channel <= 1.0005;
  while (!rgbOf({ l, a, b }).every(fits) && Math.hypot(a, b) > 0.001) {
    a *= 0.94;
    b *= 0.94;
  }
  const channels = rgbOf({ l, a, b }).map((channel) => gamma(Math.min(1, Math.max(0, channel))));
  return `#${channels
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** The same hue, darker (negative) or lighter (positive), in steps of OKLab lightness: 0.1 is a clear step. */
export function lighten(hex: string, step: number): string {
  const lab = labOf(hex);
  // What gets lighter washes out a little, as paint does in light; what gets darker keeps its chroma.
  const chroma = step > 0 ? 1 - step * 0.9 : 1 + step * 0.35;
  return hexOf({ l: lab.l + step, a: lab.a * chroma, b: lab.b * chroma });
}

/** A mixture: 0 is all of the first, 1 all of the second. */
export function mix(first: string, second: string, share: number): string {
  const [one, two] = [labOf(first), labOf(second)];
  const between = (from: number, to: number) => from + (to - from) * share;
  return hexOf({ l: between(one.l, two.l), a: between(one.a, two.a), b: between(one.b, two.b) });
}

/** How different two colours look; 0.1 is easily told apart. */
export function difference(first: string, second: string): number {
  const [one, two] = [labOf(first), labOf(second)];
  return Math.hypot(one.l - two.l, one.a - two.a, one.b - two.b);
}

/** OKLab lightness, 0 to 1. */
export function lightness(hex: string): number {
  return labOf(hex).l;
}

/** One colour in the tones a flat drawing needs for volume. */
export interface Tones {
  base: string;
  /** The side away from the light. */
  shade: string;
  /** The side towards the light. */
  light: string;
  /** Openings, seams and what lies deep inside. */
  deep: string;
}

/** Dark colours get smaller steps down and larger ones up, so that volume stays visible in black. */
export function tonesOf(hex: string): Tones {
  const l = lightness(hex);
  const down = 0.045 + 0.055 * l;
  return {
    base: hex.toLowerCase(),
    shade: lighten(hex, -down),
    light: lighten(hex, l > 0.9 ? 0.03 : 0.075 - 0.02 * l),
    deep: lighten(hex, -2.4 * down),
  };
}
