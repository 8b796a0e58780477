import type { BusinessMetric, Service } from '../model.ts';
import { canaryPods } from '../names.ts';

/** How one property of a canary is measured. */
export interface JudgedMetric {
  readonly name: string;
  /** PromQL with Flagger's variables. */
  readonly query: string;
  readonly range: { readonly min?: number; readonly max?: number };
}

/** Routes whose answers stay open: how long they take says nothing. Probes are in no series. */
export const streams = '.*(stream|events)';
const selector = `namespace="{{ namespace }}",pod=~"${canaryPods}"`;

/** Puts the canary's pods into a selector such as `payments_total{outcome="paid"}`. */
const onCanary = (series: string): string =>
  series.includes('{') ? series.replace('{', `{${selector},`) : `${series}{${selector}}`;

/**
 * By how much each counter grew within the interval, exactly. A canary's pods begin at zero, and so does a status that appears for the
 * first time: `rate()` would count neither before its second scrape, which is when a bad release has to be found. A counter that fell
 * was reset, and counts from zero too.
 */
const growth = (series: string): string => {
  const counter = onCanary(series);
  return `((${counter} - (${counter} offset {{ interval }} <= ${counter})) or ${counter})`;
};

/**
 * Percent of good among all. A canary that nobody asked anything counts as good while it is scraped (100 × `up`), as bad when scraping
 * it fails, and has no value, which is a failed check, when Prometheus does not know it: silence is not taken for health.
 */
const percentGood = (good: string, all: string): string =>
  `(
  100 * (sum${growth(good)} or vector(0))
  / (sum${growth(all)} > 0)
) or (
  100 * min(up{${selector}})
)
`;

/** Seconds within which 99 % of requests are answered; 0 where nothing was asked. */
const latency = `(
  histogram_quantile(0.99, sum by (le) ${growth(`http_request_duration_seconds_bucket{route!~"${streams}"}`)}) >= 0
) or (
  0 * min(up{${selector}})
)
`;

/** What a canary of a service is judged by: HTTP first, then what the business sees. */
export function judgedMetrics({ slo, business }: Service): readonly JudgedMetric[] {
  const http = 'http_request_duration_seconds_count';
  return [
    {
      name: 'success-rate',
      query: percentGood(`${http}{status!~"5.."}`, http),
      range: { min: Math.floor(slo.availability) },
    },
    { name: 'latency', query: latency, range: { max: slo.latencyMs / 1000 } },
    ...business.map((metric: BusinessMetric) => ({
      name: metric.name,
      query: percentGood(metric.good, metric.all),
      range: { min: metric.min },
    })),
  ];
}
