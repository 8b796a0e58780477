import { describe, expect, it } from '@jest/globals';
import { cumulativeLayoutShift, speedIndex, totalBlockingTime } from './visual.ts';

describe('the Speed Index', () => {
  const blank = [10, 0];
  const half = [5, 5];
  const done = [0, 10];

  it('is the moment of the change where everything appears at once', () => {
    expect(
      speedIndex([
        { at: 0, histogram: blank },
        { at: 800, histogram: done },
        { at: 2000, histogram: done },
      ]),
    ).toBe(800);
  });

  it('counts half for what is half there', () => {
    expect(
      speedIndex([
        { at: 0, histogram: blank },
        { at: 400, histogram: half },
        { at: 800, histogram: done },
      ]),
    ).toBe(600);
  });

  it('is when the first picture came where none differs', () => {
    expect(speedIndex([{ at: 120, histogram: done }])).toBe(120);
  });

  it('refuses to report nothing', () => {
    expect(() => speedIndex([])).toThrow(/at least one frame/);
  });
});

describe('Cumulative Layout Shift', () => {
  it('is nothing where nothing moves', () => {
    expect(cumulativeLayoutShift([])).toBe(0);
  });

  it('adds what is less than a second apart, and takes the worst of what is further apart', () => {
    const shift = (startTime: number, value: number) => ({ startTime, value });
    expect(cumulativeLayoutShift([shift(0, 0.1), shift(900, 0.1), shift(3000, 0.05)])).toBeCloseTo(0.2);
    expect(cumulativeLayoutShift([shift(0, 0.1), shift(3000, 0.3)])).toBeCloseTo(0.3);
  });

  it('ends a window after five seconds', () => {
    const steady = Array.from({ length: 12 }, (_, index) => ({ startTime: index * 900, value: 0.1 }));
    expect(cumulativeLayoutShift(steady)).toBeCloseTo(0.6);
  });
});

describe('Total Blocking Time', () => {
  it('counts what tasks take beyond 50 ms, after the first paint', () => {
    expect(totalBlockingTime([{ startTime: 100, duration: 40 }], 0)).toBe(0);
    expect(totalBlockingTime([{ startTime: 100, duration: 130 }], 0)).toBe(80);
    expect(totalBlockingTime([{ startTime: 100, duration: 130 }], 150)).toBe(30);
    expect(totalBlockingTime([{ startTime: 100, duration: 130 }], 1000)).toBe(0);
  });
});
