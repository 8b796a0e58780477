import type { IPrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import type { ServiceAlert } from '@halden/service-description';
import type { Service } from '../model.ts';
import { streams } from './metric-templates.ts';

export type RuleGroup = NonNullable<NonNullable<IPrometheusRule['spec']>['groups']>[number];

/**
 * How fast the error budget of 30 days burns, over a long window (it is not a blip) and a short one (it still goes on).
 * Source: Site Reliability Workbook, chapter 5, "Multiwindow, multi-burn-rate alerts".
 */
const burns = [
  { long: '1h', short: '5m', factor: 14.4, severity: 'critical', for: '2m' },
  { long: '6h', short: '30m', factor: 6, severity: 'critical', for: '15m' },
  { long: '3d', short: '6h', factor: 1, severity: 'warning', for: '1h' },
] as const;
const windows = [...new Set(burns.flatMap(({ long, short }) => [short, long]))];

/** Recording rules and alerts for the objectives of a service: good answers, quick answers. */
export function sloRules(service: Service, namespace: string): RuleGroup[] {
  const { name, slo } = service;
  const budget = round(1 - slo.availability / 100);
  const pods = `namespace="${namespace}",service="${name}"`;
  const labels = { namespace, service: name };
  const ratio = (window: string) => `halden:slo_errors:ratio_rate${window}`;
  const requests = (selector: string, window: string) =>
    `sum(rate(http_request_duration_seconds_count{${pods}${selector}}[${window}]))`;
  return [
    {
      name: `${name}-slo-recording`,
      rules: windows.map((window) => ({
        record: ratio(window),
        expr: `(${requests(',status=~"5.."', window)} or vector(0)) / (${requests('', window)} > 0)`,
        labels,
      })),
    },
    {
      name: `${name}-slo`,
      rules: [
        ...burns.map((burn) => {
          const limit = round(burn.factor * budget);
          const above = (window: string) => `${ratio(window)}{${pods}} > ${limit}`;
          return {
            alert: 'ErrorBudgetBurn',
            expr: `(${above(burn.long)}) and (${above(burn.short)})`,
            for: burn.for,
            labels: { ...labels, severity: burn.severity, window: burn.long },
            annotations: {
              summary: `${name} burns its error budget ${burn.factor} times too fast`,
              description: `Over ${burn.long} and ${burn.short} more than ${round(limit * 100)} % of the requests failed; the objective is ${slo.availability} % good in 30 days.`,
              runbook: 'docs/runbooks/error-budget.md',
            },
          };
        }),
        {
          alert: 'SlowAnswers',
          expr:
            `histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{${pods},` +
            `route!~"${streams}"}[5m]))) > ${slo.latencyMs / 1000}`,
          for: '10m',
          labels: { ...labels, severity: 'warning' },
          annotations: {
            summary: `${name} answers slowly`,
            description: `1 % of the requests took longer than ${slo.latencyMs} ms.`,
            runbook: 'docs/runbooks/slow-answers.md',
          },
        },
      ],
    },
    ...(service.consumes.length > 0 ? [{ name: `${name}-messages`, rules: [deadLetters(name, pods, labels)] }] : []),
    // Who writes into SQL sends through an outbox in the same transaction.
    ...(service.uses.includes('sql') ? [{ name: `${name}-outbox`, rules: outbox(name, pods, labels) }] : []),
    ...(service.alerts.length > 0
      ? [{ name: `${name}-business`, rules: service.alerts.map((alert) => ownAlert(alert, pods, labels)) }]
      : []),
  ];
}

const ownAlert = (
  { alert, expr, for: duration, ...annotations }: ServiceAlert,
  pods: string,
  labels: Record<string, string>,
) => ({
  alert,
  expr: expr(pods),
  for: duration,
  labels: { ...labels, severity: 'warning' },
  annotations,
});

const deadLetters = (name: string, pods: string, labels: Record<string, string>) => ({
  alert: 'MessagesDeadLettered',
  expr: `sum by (consumer, reason) (increase(messages_processed_total{${pods},verdict="dead-letter"}[10m])) > 0`,
  labels: { ...labels, severity: 'warning' },
  annotations: {
    summary: `${name} could not handle messages`,
    description: 'They were dead-lettered, each with its reason, and wait for somebody to decide.',
    runbook: 'docs/runbooks/dead-letters.md',
  },
});

const outbox = (name: string, pods: string, labels: Record<string, string>) => [
  {
    alert: 'OutboxMessageParked',
    expr: `max by (destination, reason) (outbox_parked_messages{${pods}}) > 0`,
    labels: { ...labels, severity: 'warning' },
    annotations: {
      summary: `${name} has messages that it does not try to send any more`,
      description: 'They are parked, each with its reason, and wait until somebody replays them.',
      runbook: 'docs/runbooks/outbox-parked.md',
    },
  },
  {
    alert: 'OutboxNotSending',
    expr:
      `sum by (destination) (increase(outbox_messages_total{${pods},outcome=~"failed|postponed"}[5m])) > 0 ` +
      `unless sum by (destination) (increase(outbox_messages_total{${pods},outcome="sent"}[5m])) > 0`,
    for: '5m',
    labels: { ...labels, severity: 'critical' },
    annotations: {
      summary: `${name} reaches a destination of its messages no more`,
      description: 'Messages for it wait in the outbox and are tried again; other destinations go on.',
      runbook: 'docs/runbooks/outbox-not-sending.md',
    },
  },
];

const round = (value: number): number => Number(value.toPrecision(6));
