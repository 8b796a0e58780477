import { describe, expect, it } from '@jest/globals';
import { performanceScore, scoreOf } from './score.ts';

const curve = { p10: 2500, median: 4000 };

describe('the score of a metric', () => {
  it('is 0.9 at the one control point and 0.5 at the other', () => {
    expect(scoreOf(2500, curve)).toBeCloseTo(0.9, 5);
    expect(scoreOf(4000, curve)).toBeCloseTo(0.5, 5);
  });

  it('is 1 for nothing, and falls as the value grows', () => {
    const scores = [0, 500, 1500, 3000, 6000, 20_000].map((value) => scoreOf(value, curve));
    expect(scores[0]).toBe(1);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.at(-1)).toBeLessThan(0.01);
  });
});

describe('the performance score', () => {
  const at = (share: 'p10' | 'median') =>
    share === 'p10'
      ? {
          firstContentfulPaint: 1800,
          speedIndex: 3387,
          largestContentfulPaint: 2500,
          totalBlockingTime: 200,
          cumulativeLayoutShift: 0.1,
        }
      : {
          firstContentfulPaint: 3000,
          speedIndex: 5800,
          largestContentfulPaint: 4000,
          totalBlockingTime: 600,
          cumulativeLayoutShift: 0.25,
        };

  it('is 90 where every metric is at its tenth percentile, 50 at the median', () => {
    expect(performanceScore(at('p10'), 'mobile')).toBe(90);
    expect(performanceScore(at('median'), 'mobile')).toBe(50);
  });

  it('weighs blocking most, then painting and shifting', () => {
    const loss = (change: object) => 90 - performanceScore({ ...at('p10'), ...change }, 'mobile');
    expect(loss({ totalBlockingTime: 1e9 })).toBe(27);
    expect(loss({ largestContentfulPaint: 1e9 })).toBe(23);
    expect(loss({ cumulativeLayoutShift: 1e9 })).toBe(23);
    expect(loss({ firstContentfulPaint: 1e9 })).toBe(9);
  });

  it('asks more of a desktop', () => {
    expect(performanceScore(at('p10'), 'desktop')).toBeLessThan(75);
  });
});
