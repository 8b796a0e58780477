import { type Controller, flagger, prometheusStack } from '@halden/charts';

/** A chart, and where it comes from unless it is an OCI address. */
export interface Chart extends Pick<Controller, 'name' | 'namespace' | 'chart' | 'version' | 'values'> {
  readonly repository?: string;
}

/** Manifests as their projects publish them: the Gateway API's kinds, and Flux. */
export const publishedManifests: readonly string[] = [
  'https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.4.0/standard-install.yaml',
  'https://github.com/fluxcd/flux2/releases/download/v2.9.5/install.yaml',
];

/** In this order: Flagger brings a PodMonitor, which Prometheus' operator knows. */
export const charts: readonly Chart[] = [
  {
    name: 'metrics-server',
    namespace: 'kube-system',
    chart: 'metrics-server',
    repository: 'https://kubernetes-sigs.github.io/metrics-server',
    version: '3.13.0',
    // kind's kubelets have certificates that nobody signed.
    values: { args: ['--kubelet-insecure-tls'] },
  },
  {
    ...prometheusStack,
    values: {
      ...Object.fromEntries(
        ['grafana', 'alertmanager', 'nodeExporter', 'kubeStateMetrics'].map((part) => [part, { enabled: false }]),
      ),
      defaultRules: { create: false },
      prometheus: {
        prometheusSpec: {
          scrapeInterval: '5s',
          retention: '6h',
          podMonitorSelectorNilUsesHelmValues: false,
          serviceMonitorSelectorNilUsesHelmValues: false,
          ruleSelectorNilUsesHelmValues: false,
        },
      },
    },
  },
  flagger,
];

/** Arguments of helm that install a chart, or bring it to this version; its values are read from stdin. */
export function helmArguments(chart: Chart, kubeconfig: string): string[] {
  const { name, namespace, version, repository } = chart;
  return [
    'upgrade',
    '--install',
    name,
    chart.chart,
    '--version',
    version,
    '--namespace',
    namespace,
    ...(repository === undefined ? [] : ['--repo', repository]),
    '--create-namespace',
    '--values',
    '-',
    '--wait',
    '--timeout',
    '10m',
    '--kubeconfig',
    kubeconfig,
  ];
}
