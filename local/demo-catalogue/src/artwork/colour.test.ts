import { describe, expect, it } from '@jest/globals';
import { colours } from '../catalogue/colours.ts';
import { difference, lighten, lightness, mix, tonesOf } from './colour.ts';
import { paletteOf } from './palette.ts';
import { randomFrom } from '../catalogue/random.ts';

const palette = Object.entries(colours).map(([key, { hex }]): [string, string] => [key, hex]);

describe('colours', () => {
  it('have the lightness of OKLab', () => {
    expect(lightness('#ffffff')).toBeCloseTo(1, 3);
    expect(lightness('#000000')).toBeCloseTo(0, 3);
    // From the reference implementation (bottosson.github.io/posts/oklab): red has L 0.628.
    expect(lightness('#ff0000')).toBeCloseTo(0.628, 3);
  });

  it('survive the way to OKLab and back', () => {
    for (const [, hex] of palette) expect(lighten(hex, 0)).toBe(hex.toLowerCase());
  });

  it('stay colours a screen can show, however far they are pushed', () => {
    for (const [, hex] of palette) {
      for (const step of [-1, -0.4, 0.4, 1]) expect(lighten(hex, step)).toMatch(/^#[0-9a-f]{6}$/);
    }
  });

  it('mix from one to the other', () => {
    expect(mix('#b2562f', '#2f5468', 0)).toBe('#b2562f');
    expect(mix('#b2562f', '#2f5468', 1)).toBe('#2f5468');
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#636363');
  });
});

describe('tones', () => {
  it.each(palette)('of %s step from deep over shade and base to light', (_key, hex) => {
    const { deep, shade, base, light } = tonesOf(hex);
    const steps = [deep, shade, base, light].map(lightness);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(difference(base, shade)).toBeGreaterThan(0.035);
  });
});

describe('the ground', () => {
  it.each(palette)('lets %s stand out', (_key, hex) => {
    for (const seed of ['one', 'two', 'three', 'four']) {
      const { ground } = paletteOf(hex, { materials: [], random: randomFrom(seed) });
      expect(difference(ground, hex)).toBeGreaterThan(0.11);
    }
  });

  it('is light enough for a dark page and toned enough for a light one', () => {
    for (const [, hex] of palette) {
      const { ground } = paletteOf(hex, { materials: [], random: randomFrom('any') });
      expect(lightness(ground)).toBeGreaterThan(0.65);
      expect(lightness(ground)).toBeLessThan(0.95);
    }
  });

  it('lets pale cloth stand out, too, where there is much of it', () => {
    const { ground, cloth } = paletteOf('#4F6B87', {
      materials: ['linen'],
      palest: 'cloth',
      random: randomFrom('any'),
    });
    expect(difference(ground, cloth.base)).toBeGreaterThan(0.1);
  });
});
