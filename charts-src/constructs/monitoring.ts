import { Construct } from 'constructs';
import { resource } from '../resources/resource.ts';
import type { Service } from '../model.ts';
import { judgedMetrics } from '../observability/metric-templates.ts';
import { sloRules } from '../observability/slo-rules.ts';
import type { CanaryMetric } from '../resources/flagger.ts';
import { labelsOf, podsOf, prometheusAddress } from '../names.ts';

export interface MonitoringProps {
  readonly service: Service;
  readonly namespace: string;
  /** How often its pods are scraped, such as `15s`. */
  readonly scrapeInterval: string;
  /** Over which time a canary is measured, such as `1m`: at least four scrapes. */
  readonly judgedOver: string;
}

/** What is measured of a service: its pods scraped, its objectives watched, its canary's checks. */
export class Monitoring extends Construct {
  /** For the Canary. */
  readonly metrics: CanaryMetric[];

  constructor(scope: Construct, id: string, { service, namespace, scrapeInterval, judgedOver }: MonitoringProps) {
    super(scope, id);
    const labels = labelsOf(service.name);
    const port = service.ports.management === undefined ? 'http' : 'management';
    resource(this, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: service.name, namespace, labels },
      spec: {
        selector: { matchLabels: podsOf(service.name) },
        podMetricsEndpoints: [{ port, path: '/metrics', interval: scrapeInterval }],
      },
    });
    resource(this, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: service.name, namespace, labels },
      spec: { groups: sloRules(service, namespace) },
    });
    this.metrics = judgedMetrics(service).map(({ name, query, range }) => {
      const template = `${service.name}-${name}`;
      resource(this, {
        apiVersion: 'flagger.app/v1beta1',
        kind: 'MetricTemplate',
        metadata: { name: template, namespace, labels },
        spec: { provider: { type: 'prometheus', address: prometheusAddress }, query },
      });
      return { name, interval: judgedOver, templateRef: { name: template, namespace }, thresholdRange: range };
    });
  }
}
