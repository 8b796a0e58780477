/** What is measured of one load. Times in milliseconds from the start of the navigation. */
export interface PageMetrics {
  firstContentfulPaint: number;
  speedIndex: number;
  largestContentfulPaint: number;
  totalBlockingTime: number;
  /** Without a unit: the worst session window. */
  cumulativeLayoutShift: number;
}

export type FormFactor = 'mobile' | 'desktop';

/** A curve: the value that earns 0.9 (as a tenth of the web is), and the one that earns 0.5. */
interface Curve {
  p10: number;
  median: number;
}

/**
 * Curves and weights of Lighthouse 10 to 12, whose score is the weighted mean of its five metrics.
 * Source: https://developer.chrome.com/docs/lighthouse/performance/performance-scoring
 */
const curves: Record<FormFactor, Record<keyof PageMetrics, Curve>> = {
  mobile: {
    firstContentfulPaint: { p10: 1800, median: 3000 },
    speedIndex: { p10: 3387, median: 5800 },
    largestContentfulPaint: { p10: 2500, median: 4000 },
    totalBlockingTime: { p10: 200, median: 600 },
    cumulativeLayoutShift: { p10: 0.1, median: 0.25 },
  },
  desktop: {
    firstContentfulPaint: { p10: 934, median: 1600 },
    speedIndex: { p10: 1311, median: 2300 },
    largestContentfulPaint: { p10: 1200, median: 2400 },
    totalBlockingTime: { p10: 150, median: 350 },
    cumulativeLayoutShift: { p10: 0.1, median: 0.25 },
  },
};

const weights: Record<keyof PageMetrics, number> = {
  firstContentfulPaint: 0.1,
  speedIndex: 0.1,
  largestContentfulPaint: 0.25,
  totalBlockingTime: 0.3,
  cumulativeLayoutShift: 0.25,
};

/** The performance score of a load, 0 to 100. */
export function performanceScore(metrics: PageMetrics, formFactor: FormFactor): number {
  const names = Object.keys(weights) as (keyof PageMetrics)[];
  const score = names.reduce((sum, name) => sum + weights[name] * scoreOf(metrics[name], curves[formFactor][name]), 0);
  return Math.round(score * 100);
}

/** How much of a log-normal distribution, fixed by two of its points, is worse than this value: 0 to 1. */
export function scoreOf(value: number, { p10, median }: Curve): number {
  if (value <= 0) return 1;
  const distance = Math.log(value / median) / Math.log(median / p10);
  return complementaryError(distance * inverseOfOneFifth) / 2;
}

/** Where the complementary error function is 1/5, so that `p10` scores 1 − 1/10. */
const inverseOfOneFifth = 0.9061938024368232;

/** The complementary error function to 1.2e-7, by Chebyshev fitting (Numerical Recipes, section 6.2). */
function complementaryError(x: number): number {
  const z = Math.abs(x);
  const t = 1 / (1 + z / 2);
  const coefficients = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ];
  const polynomial = coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  const tail = t * Math.exp(-z * z + polynomial);
  return x >= 0 ? tail : 2 - tail;
}
