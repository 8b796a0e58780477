import type { Site } from './settings.ts';
import { monitoringNamespace, prometheusAddress } from './names.ts';
import { alertmanagerUrl } from './ops-bridge.ts';

/** A controller of the cluster, from a chart of a pinned version. */
export interface Controller {
  readonly name: string;
  readonly namespace: string;
  /** Pod Security profile of its namespace. */
  readonly podSecurity: 'restricted' | 'baseline' | 'privileged';
  /** OCI address of the chart, and its version. */
  readonly chart: string;
  readonly version: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Releases by canary, judged by the cluster's own Prometheus: the same in every cluster. */
export const flagger: Controller = {
  name: 'flagger',
  namespace: 'flagger-system',
  podSecurity: 'restricted',
  chart: 'oci://ghcr.io/fluxcd/charts/flagger',
  version: '1.44.0',
  values: {
    meshProvider: 'gatewayapi:v1',
    metricsServer: prometheusAddress,
    selectorLabels: 'app,name,app.kubernetes.io/name',
    includeLabelPrefix: 'app.kubernetes.io',
    configTracking: { enabled: true },
    podMonitor: { enabled: true },
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
  },
};

/** Prometheus and its operator. */
export const prometheusStack: Omit<Controller, 'values'> = {
  name: 'kube-prometheus-stack',
  namespace: monitoringNamespace,
  podSecurity: 'privileged',
  chart: 'oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack',
  version: '88.5.2',
};

/** What a cluster in Azure runs in addition to its add-ons (KEDA, workload identity, Secrets Store CSI driver, network policy). */
export function controllersOf(site: Site): readonly Controller[] {
  const { azure } = site.facts;
  if (!azure) return [];
  const identityOf = (name: string) => azure.identities[name] ?? '';
  return [
    {
      name: 'alb-controller',
      namespace: 'azure-alb-system',
      podSecurity: 'baseline',
      chart: 'oci://mcr.microsoft.com/application-lb/charts/alb-controller',
      version: '1.12.2',
      values: {
        albController: { namespace: 'azure-alb-system', podIdentity: { clientID: identityOf('alb-controller') } },
      },
    },
    flagger,
    { ...prometheusStack, values: prometheusValues(site, identityOf('prometheus')) },
    {
      name: 'opentelemetry-collector',
      namespace: 'telemetry',
      podSecurity: 'restricted',
      chart: 'oci://ghcr.io/open-telemetry/opentelemetry-helm-charts/opentelemetry-collector',
      version: '0.175.1',
      values: collectorValues(azure.applicationInsights),
    },
  ];
}

/** Prometheus judges canaries here, and keeps its series in the Azure Monitor workspace, signed in by its own identity. */
function prometheusValues({ cluster, facts }: Site, clientId: string): Record<string, unknown> {
  const tenantId = facts.azure?.tenantId ?? '';
  return {
    grafana: { enabled: false },
    alertmanager: {
      config: {
        route: { receiver: 'ops-bridge', group_by: ['alertname', 'namespace', 'service'] },
        receivers: [{ name: 'ops-bridge', webhook_configs: [{ url: alertmanagerUrl(cluster), send_resolved: true }] }],
      },
    },
    prometheus: {
      serviceAccount: { annotations: { 'azure.workload.identity/client-id': clientId } },
      prometheusSpec: {
        podMetadata: { labels: { 'azure.workload.identity/use': 'true' } },
        externalLabels: { cluster: cluster.name, environment: cluster.environment },
        podMonitorSelectorNilUsesHelmValues: false,
        serviceMonitorSelectorNilUsesHelmValues: false,
        ruleSelectorNilUsesHelmValues: false,
        // As long as the longest window of an alert, and a little.
        retention: '4d',
        resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '2', memory: '4Gi' } },
        storageSpec: {
          volumeClaimTemplate: {
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '64Gi' } } },
          },
        },
        remoteWrite: [
          {
            url: facts.azure?.metricsIngestion ?? '',
            azureAd: { cloud: 'AzurePublic', workloadIdentity: { clientId, tenantId } },
          },
        ],
      },
    },
  };
}

/** Takes OTLP from what speaks no Azure Monitor, and sends it there. */
const collectorValues = (connectionString: string): Record<string, unknown> => ({
  mode: 'deployment',
  image: { repository: 'otel/opentelemetry-collector-contrib' },
  resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: 10001,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  },
  config: {
    receivers: { otlp: { protocols: { grpc: {}, http: {} } }, jaeger: null, zipkin: null, prometheus: null },
    exporters: { azuremonitor: { connection_string: connectionString } },
    service: {
      pipelines: Object.fromEntries(
        ['traces', 'metrics', 'logs'].map((signal) => [
          signal,
          { receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['azuremonitor'] },
        ]),
      ),
    },
  },
});
