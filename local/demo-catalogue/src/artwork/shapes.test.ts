import { describe, expect, it } from '@jest/globals';
import { compact } from './compact.ts';
import { radiusAt, turned, turning } from './lathe.ts';
import { d, points, softPath, spread } from './shapes.ts';

describe('path data', () => {
  it('has numbers of one decimal', () => {
    expect(d`M${1 / 3} ${-0.04}L${12} ${2.96}`).toBe('M0.3 0L12 3');
  });

  it('can be written shorter without being another path', () => {
    expect(compact('<path d="M100 100L110 100L110 120L100 120Z"/>')).toBe('<path d="M100 100h10v20H100z"/>');
    expect(compact('<path d="M0.5 -0.5C1 2 3 4 105.5 99.5"/>')).toBe('<path d="M.5-.5C1 2 3 4 105.5 99.5"/>');
    expect(compact('<path d="M200 200C201 202 203 204 205 206"/>')).toBe('<path d="M200 200c1 2 3 4 5 6"/>');
  });

  it('keeps radii and flags of an arc, and starts again after closing', () => {
    expect(compact('<path d="M100 100A20 30 0 0 1 140 100ZL105 105"/>')).toBe(
      '<path d="M100 100a20 30 0 0 1 40 0zl5 5"/>',
    );
  });

  it('does not lose its place over many relative steps', () => {
    const steps = Array.from({ length: 30 }, (_, i) => d`L${i * 3.33} ${i * 1.11}`).join('');
    const shorter = compact(`<path d="M0 0${steps}L0 0"/>`);
    const numbers = /l?([-.\d ]+)"\/>$/.exec(shorter)?.[0] ?? '';
    expect(numbers).not.toBe('');
    expect(endOf(shorter)).toEqual([0, 0]);
  });
});

/** Where a path of M, L, l, H, h, V and v ends. */
function endOf(svg: string): [number, number] {
  let [x, y] = [0, 0];
  for (const [, letter = '', rest = ''] of svg.matchAll(/([MLlHhVv])([^a-zA-Z"]*)/g)) {
    const values = (rest.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    for (let i = 0; i < values.length; i += /[HhVv]/.test(letter) ? 1 : 2) {
      const [first = 0, second = 0] = values.slice(i);
      if (letter === 'l') [x, y] = [x + first, y + second];
      else if (letter === 'h') x += first;
      else if (letter === 'v') y += first;
      else if (letter === 'H') x = first;
      else if (letter === 'V') y = first;
      else [x, y] = [first, second];
    }
  }
  return [Math.round(x * 10) / 10 + 0, Math.round(y * 10) / 10 + 0];
}

describe('points', () => {
  it('are read in pairs', () => {
    expect(points`0 0, ${1.5} ${-2}, 3 4`).toEqual([
      [0, 0],
      [1.5, -2],
      [3, 4],
    ]);
  });

  it('become an outline with rounded corners', () => {
    expect(softPath(points`0 0, 10 0, 10 10, 0 10`, 2)).toBe(
      'M0 2Q0 0 2 0L8 0Q10 0 10 2L10 8Q10 10 8 10L2 10Q0 10 0 8Z',
    );
  });

  it('spread evenly between two ends, or stand alone in the middle', () => {
    expect(spread(3, 0, 10)).toEqual([0, 5, 10]);
    expect(spread(1, 0, 10)).toEqual([5]);
  });
});

describe('a turned body', () => {
  const cylinder = turning`-10 4, 0 4`;

  it('has the radius of its profile at every height', () => {
    expect(radiusAt(cylinder, -5)).toBeCloseTo(4, 5);
    const bulge = turning`-10 2, -5 6, 0 2`;
    expect(radiusAt(bulge, -5)).toBeCloseTo(6, 2);
    expect(radiusAt(bulge, -8)).toBeGreaterThan(2);
    expect(radiusAt(bulge, 50)).toBe(2);
    expect(radiusAt(bulge, -50)).toBe(2);
  });

  it('is the same on both sides', () => {
    expect(turned(cylinder)).toBe('M-4 -10L-4 0A4 0.5 0 0 0 4 0L4 -10Z');
  });

  it('keeps its corners sharp', () => {
    expect(turned(turning`-10 4, -5 4 corner, -5 6 corner, 0 6`)).not.toContain('C');
  });
});
