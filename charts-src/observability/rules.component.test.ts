import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { services } from '@halden/service-registry';
import { manifest, theFiles } from '../testing/manifests.ts';
import { judgedMetrics } from './metric-templates.ts';

const promtool = (...args: string[]) => spawnSync('promtool', args, { encoding: 'utf8' });
const hasPromtool = promtool('--version').status === 0;
const describeWithPromtool = hasPromtool ? describe : describe.skip;
const skipped = hasPromtool ? '' : ' (skipped: no promtool on this machine)';
const rules = theFiles()
  .filter(({ path }) => path.endsWith('/prometheusrule.yaml') && !path.startsWith('clusters/charts/'))
  .map(({ path }) => path.replace('clusters/', ''));

describe('a runbook', () => {
  it('is there for every alert', () => {
    const alerts = rules.flatMap((path) => {
      const groups = manifest(path).spec.groups as {
        rules: { alert?: string; annotations?: { runbook?: string } }[];
      }[];
      return groups.flatMap((group) => group.rules).filter(({ alert }) => alert !== undefined);
    });
    expect(alerts.length).toBeGreaterThan(0);
    for (const { alert, annotations } of alerts) {
      const runbook = readFileSync(resolve(import.meta.dirname, '../..', annotations?.runbook ?? 'none'), 'utf8');
      expect(runbook).toMatch(new RegExp(`^# ${alert}\n`));
    }
  });
});

describeWithPromtool(`the alerts${skipped}`, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'halden-rules-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are there for every service that has series', () => expect(rules.length).toBeGreaterThanOrEqual(16));

  it.each(rules)('are what Prometheus reads: %s', (path) => {
    const file = join(folder, path.replaceAll('/', '-'));
    writeFileSync(file, stringify({ groups: manifest(path).spec.groups }));
    const { status, stdout, stderr } = promtool('check', 'rules', file);
    expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
  });
});

describeWithPromtool(`what a canary is judged by${skipped}`, () => {
  interface Judgement {
    readonly metric: string;
    /** Samples by series, one every five seconds from 0 on; `_` is none yet. */
    readonly series: Readonly<Record<string, string>>;
    readonly at: string;
    /** Undefined: no value, which Flagger counts as a failed check. */
    readonly value: number | undefined;
  }
  const pod = 'namespace="shop",pod="order-service-6b5f-x2x9q"';
  const primary = 'namespace="shop",pod="order-service-primary-7d4c-k8k2w"';
  const count = (labels: string) => `http_request_duration_seconds_count{${labels}}`;
  const bucket = (le: string, route = '/api/orders') =>
    `http_request_duration_seconds_bucket{${pod},route="${route}",le="${le}"}`;

  it.each<Judgement & { says: string }>([
    {
      says: 'failures on the first scrape of a pod',
      metric: 'success-rate',
      series: { [count(`${pod},status="200"`)]: '_ _ 7', [count(`${pod},status="500"`)]: '_ _ 3' },
      at: '10s',
      value: 70,
    },
    {
      says: 'the first failure after many successes',
      metric: 'success-rate',
      series: { [count(`${pod},status="200"`)]: '0+20x8', [count(`${pod},status="500"`)]: '_x7 20' },
      at: '40s',
      value: 80,
    },
    {
      says: 'what came after a restart, from zero',
      metric: 'success-rate',
      series: { [count(`${pod},status="200"`)]: '900 900 900 900 900 15', [count(`${pod},status="500"`)]: '_x5 5' },
      at: '25s',
      value: 75,
    },
    {
      says: 'nothing of the primary',
      metric: 'success-rate',
      series: { [count(`${pod},status="200"`)]: '0+5x8', [count(`${primary},status="500"`)]: '0+100x8' },
      at: '40s',
      value: 100,
    },
    {
      says: 'failures that are over as over',
      metric: 'success-rate',
      series: { [count(`${pod},status="200"`)]: '0+5x12', [count(`${pod},status="500"`)]: '9x12' },
      at: '60s',
      value: 100,
    },
    {
      says: 'a canary that nobody asked as good while it is scraped',
      metric: 'success-rate',
      series: { [`up{${pod}}`]: '1x4' },
      at: '20s',
      value: 100,
    },
    {
      says: 'one that cannot be scraped as bad',
      metric: 'success-rate',
      series: { [`up{${pod}}`]: '1 1 0 0 0' },
      at: '20s',
      value: 0,
    },
    {
      says: 'one that Prometheus does not know as none',
      metric: 'success-rate',
      series: {},
      at: '20s',
      value: undefined,
    },
    {
      says: 'late answers on the first scrape',
      metric: 'latency',
      series: { [bucket('1')]: '_ _ 0', [bucket('2.5')]: '_ _ 100', [bucket('+Inf')]: '_ _ 100' },
      at: '10s',
      value: 2.485,
    },
    {
      says: 'no stream as late',
      metric: 'latency',
      series: {
        [bucket('1', '/api/orders/stream')]: '0x4',
        [bucket('+Inf', '/api/orders/stream')]: '9x4',
        [`up{${pod}}`]: '1x4',
      },
      at: '20s',
      value: 0,
    },
    {
      says: 'a flood of refusals that are no server faults',
      metric: 'checkouts-taken',
      series: {
        [`order_checkouts_total{${pod},outcome="placed"}`]: '_ _ 1',
        [`order_checkouts_total{${pod},outcome="price_changed"}`]: '_ _ 2',
        [`order_checkouts_total{${pod},outcome="reservation_conflict"}`]: '_ _ 1',
      },
      at: '10s',
      value: 25,
    },
    {
      says: 'what is sold out as taken',
      metric: 'checkouts-taken',
      series: { [`order_checkouts_total{${pod},outcome="out_of_stock"}`]: '_ _ 5' },
      at: '10s',
      value: 100,
    },
    {
      says: 'messages that could not be handled',
      metric: 'messages-done',
      series: {
        [`messages_processed_total{${pod},verdict="complete"}`]: '_ _ 3',
        [`messages_processed_total{${pod},verdict="dead-letter"}`]: '_ _ 1',
      },
      at: '10s',
      value: 75,
    },
  ])('$metric counts $says', ({ metric, series, at, value }) => {
    const service = services.find(({ name }) => name === 'order-service');
    const query = service && judgedMetrics(service).find(({ name }) => name === metric)?.query;
    const expr = query
      ?.replaceAll('{{ namespace }}', 'shop')
      .replaceAll('{{ target }}', 'order-service')
      .replaceAll('{{ interval }}', '20s');
    const folder = mkdtempSync(join(tmpdir(), 'halden-judged-'));
    try {
      const file = join(folder, 'test.yaml');
      const samples = value === undefined ? [] : [{ labels: '{}', value }];
      const test = {
        interval: '5s',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [{ expr, eval_time: at, exp_samples: samples }],
      };
      writeFileSync(file, stringify({ rule_files: [], evaluation_interval: '5s', tests: [test] }));
      const { status, stdout, stderr } = promtool('test', 'rules', file);
      expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
