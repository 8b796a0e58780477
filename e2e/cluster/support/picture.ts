import { monitoringNamespace } from '@halden/charts/names';
import { at, type Json } from '@halden/kubernetes/json';
import type { Kubernetes } from '@halden/kubernetes/client';
import type { Account } from '@halden/shop-client/account';
import type { RolloutObservation } from './rollout.ts';
import type { TestContext } from './test-context.ts';

export type Point = readonly [seconds: number, value: number];

export interface PictureOptions {
  readonly title: string;
  readonly service: string;
  readonly observation: RolloutObservation;
  readonly account: Account;
}

const prometheus = { namespace: monitoringNamespace, name: 'prometheus-operated', port: 9090 };

/** The only series of a query over time; empty where there is none. Times in seconds since 1970. */
export async function queryRange(
  kubernetes: Kubernetes,
  query: string,
  { from, to, step }: { readonly from: number; readonly to: number; readonly step: number },
): Promise<Point[]> {
  const search = new URLSearchParams({ query, start: `${from}`, end: `${to}`, step: `${step}` });
  const answer = await kubernetes.throughService(prometheus, `/api/v1/query_range?${search.toString()}`);
  const values = at(answer, 'data', 'result', 0, 'values');
  return (Array.isArray(values) ? values : []).flatMap((pair: Json): Point[] => {
    const [time, value] = Array.isArray(pair) ? [Number(pair[0]), Number(pair[1])] : [NaN, NaN];
    return Number.isFinite(value) ? [[time, value]] : [];
  });
}

/**
 * A release over time: the canary's weight as the HTTPRoute said, its share of the requests and its success rate as Prometheus has
 * them, and what the people in front of the gateway got.
 */
export async function releasePicture(context: TestContext, options: PictureOptions): Promise<string> {
  const { kubernetes, namespace } = context;
  const { service, observation, account, title } = options;
  const first = observation.samples[0]?.at ?? Date.now();
  const began = first / 1000 - 10;
  const ended = observation.outcome.at / 1000 + 5;
  const range = { from: began, to: ended, step: 2 };
  const requests = (pods: string, more = '') =>
    `sum(rate(http_request_duration_seconds_count{namespace="${namespace}",pod=~"${service}-${pods}[0-9a-z]+-[0-9a-z]+"${more}}[15s]))`;
  const routed = ',route!~".*(health|ready|metrics)"';
  const [canary, all, good] = await Promise.all([
    queryRange(kubernetes, requests('', routed), range),
    queryRange(kubernetes, requests('(primary-)?', routed), range),
    queryRange(kubernetes, requests('', `${routed},status!~"5.."`), range),
  ]);
  const share = divided(canary, all);
  const success = divided(
    good,
    canary.filter(([, value]) => value > 0),
  );
  const weight = observation.samples.flatMap(({ at: time, weight: value }): Point[] =>
    value === undefined ? [] : [[time / 1000, value]],
  );
  const people = secondsOf(account, began, ended);
  const relative = (points: readonly Point[]): Point[] => points.map(([time, value]) => [time - first / 1000, value]);
  return draw(title, ended - first / 1000, [
    { name: 'canary’s weight (HTTPRoute)', colour: '#1f6feb', step: true, points: relative(weight) },
    { name: 'canary’s share of requests (Prometheus)', colour: '#8250df', points: relative(share) },
    { name: 'canary’s success rate (Prometheus)', colour: '#bc4c00', points: relative(success) },
    { name: 'success rate in front of the gateway', colour: '#1a7f37', points: relative(people) },
  ]);
}

function divided(parts: readonly Point[], wholes: readonly Point[]): Point[] {
  const byTime = new Map(parts);
  return wholes.flatMap(([time, whole]): Point[] =>
    whole > 0 ? [[time, (100 * (byTime.get(time) ?? 0)) / whole]] : [],
  );
}

/** Percent of the requests of five seconds each that were answered well. */
function secondsOf(account: Account, from: number, to: number): Point[] {
  const points: Point[] = [];
  for (let time = from; time + 5 <= to; time += 5) {
    const { requests, failedShare } = account.summary(time * 1000, (time + 5) * 1000);
    if (requests > 0) points.push([time + 2.5, 100 * (1 - failedShare)]);
  }
  return points;
}

interface Line {
  readonly name: string;
  readonly colour: string;
  /** Keeps each value until the next, instead of going straight to it. */
  readonly step?: boolean;
  readonly points: readonly Point[];
}

const size = { width: 880, height: 360, left: 48, right: 16, top: 44, bottom: 92 };

function draw(title: string, seconds: number, lines: readonly Line[]): string {
  const start = -10;
  const x = (second: number) =>
    round(size.left + ((second - start) / (seconds - start)) * (size.width - size.left - size.right));
  const y = (percent: number) => round(size.top + (1 - percent / 100) * (size.height - size.top - size.bottom));
  const bottom = y(0);
  const across = [0, 25, 50, 75, 100].map(
    (percent) =>
      `<line x1="${size.left}" x2="${size.width - size.right}" y1="${y(percent)}" y2="${y(percent)}" stroke="#d0d7de"/>` +
      `<text x="${size.left - 8}" y="${y(percent) + 4}" text-anchor="end">${percent} %</text>`,
  );
  const step = seconds > 150 ? 30 : 15;
  const along = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step).map(
    (second) =>
      `<line x1="${x(second)}" x2="${x(second)}" y1="${bottom}" y2="${bottom + 5}" stroke="#656d76"/>` +
      `<text x="${x(second)}" y="${bottom + 18}" text-anchor="middle">${second} s</text>`,
  );
  const paths = lines.map(
    ({ colour, points, step: isStep = false }) =>
      `<path d="${pathOf(points, { x, y, isStep })}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"/>`,
  );
  const legend = lines.map(({ name, colour }, index) => {
    const left = size.left + (index % 2) * 400;
    const top = bottom + 44 + Math.floor(index / 2) * 20;
    return (
      `<line x1="${left}" x2="${left + 22}" y1="${top - 4}" y2="${top - 4}" stroke="${colour}" stroke-width="3"/>` +
      `<text x="${left + 30}" y="${top}">${name}</text>`
    );
  });
  const head =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${title}" ` +
    'font-family="system-ui, sans-serif" font-size="12" fill="#1f2328">';
  const heading = `<text x="${size.left}" y="24" font-size="16" font-weight="600">${title}</text>`;
  const context = `<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>`;
  return [head, context, heading, ...across, ...along, ...paths, ...legend, '</svg>', ''].join('\n');
}

function pathOf(
  points: readonly Point[],
  { x, y, isStep }: { x: (second: number) => number; y: (percent: number) => number; isStep: boolean },
): string {
  return points
    .map(([time, value], index) => {
      const before = points[index - 1];
      if (!before) return `M${x(time)} ${y(value)}`;
      return isStep ? `H${x(time)}${before[1] === value ? '' : `V${y(value)}`}` : `L${x(time)} ${y(value)}`;
    })
    .join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;
