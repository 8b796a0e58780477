import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { fluxNamespace } from '../names.ts';
import type { Controller } from '../controllers.ts';
import { resource } from '../resources/resource.ts';

export interface ControllersChartProps {
  readonly controllers: readonly Controller[];
}

/** The controllers, as Helm releases of pinned versions, each in a namespace of its own. */
export class ControllersChart extends Chart {
  constructor(scope: Construct, id: string, { controllers }: ControllersChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    for (const { name, namespace, podSecurity, chart, version, values } of controllers) {
      resource(this, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': podSecurity } },
      });
      resource(this, {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'OCIRepository',
        metadata: { name, namespace: fluxNamespace },
        spec: {
          interval: '12h',
          url: chart,
          ref: { tag: version },
          layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
        },
      });
      resource(this, {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name, namespace: fluxNamespace },
        spec: {
          interval: '1h',
          timeout: '10m',
          releaseName: name,
          targetNamespace: namespace,
          chartRef: { kind: 'OCIRepository', name },
          install: { crds: 'CreateReplace', remediation: { retries: 3 } },
          upgrade: { crds: 'CreateReplace', remediation: { retries: 3, remediateLastFailure: true } },
          driftDetection: { mode: 'warn' },
          values,
        },
      });
    }
  }
}
