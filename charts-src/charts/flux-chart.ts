import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { deliveryAccount } from '../constructs/delivery-access.ts';
import { FluxKustomization } from '../constructs/flux-kustomization.ts';
import { fluxNamespace, sourceName } from '../names.ts';
import { seconds } from '../duration.ts';
import type { CanaryPolicy, ServiceName } from '../model.ts';
import { fluxEventsUrl } from '../ops-bridge.ts';
import { resource } from '../resources/resource.ts';
import type { Site } from '../settings.ts';
import { progressDeadline } from './service-chart.ts';

/** A folder below `clusters/<cluster>`, and what must be healthy before it. */
export interface Layer {
  readonly name: string;
  readonly path: string;
  readonly after: readonly string[];
  /** Of one service, which its own account applies; @default the platform's own */
  readonly service?: { readonly name: ServiceName; readonly policy: CanaryPolicy };
}

export interface FluxChartProps {
  readonly site: Site;
  readonly layers: readonly Layer[];
}

/** The entry point of Flux: the folders it applies, their order, its service accounts and the health checks. */
export class FluxChart extends Chart {
  constructor(scope: Construct, id: string, { site, layers }: FluxChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    const { cluster, facts } = site;
    const interval = cluster.pace.reconcile;
    if (facts.local) {
      resource(this, {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'GitRepository',
        metadata: { name: sourceName, namespace: fluxNamespace },
        spec: { interval: '5s', url: facts.local.git.url, ref: { branch: facts.local.git.branch } },
      });
      // What the cluster's Flux configuration does in Azure: this folder follows Git, too.
      new FluxKustomization(this, 'entry', {
        name: 'flux',
        source: sourceName,
        interval,
        path: `./clusters/${cluster.name}/flux`,
        timeoutSeconds: 120,
        after: [],
        wait: false,
      });
    } else alerts(this, fluxEventsUrl(cluster));
    for (const { name, path, after, service } of layers)
      new FluxKustomization(this, name, {
        name,
        source: sourceName,
        interval,
        path: `./${path}`,
        after,
        timeoutSeconds: service ? analysisSeconds(service.policy, progressDeadline[cluster.kind]) : 900,
        ...(service && { account: deliveryAccount(service.name), judgesCanary: true }),
      });
  }
}

/** Longer than an analysis in which every check but the last allowed one failed. */
function analysisSeconds(policy: CanaryPolicy, deadline: number): number {
  const checks = (policy.weights?.length ?? policy.iterations ?? 0) + policy.threshold + 5;
  return checks * seconds(policy.interval) + 2 * deadline;
}

function alerts(scope: Construct, address: string): void {
  const metadata = { name: 'ops-bridge', namespace: fluxNamespace };
  resource(scope, {
    apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
    kind: 'Provider',
    metadata,
    spec: { type: 'generic', address },
  });
  resource(scope, {
    apiVersion: 'notification.toolkit.fluxcd.io/v1beta3',
    kind: 'Alert',
    metadata,
    spec: {
      providerRef: { name: 'ops-bridge' },
      eventSeverity: 'error',
      eventSources: (['GitRepository', 'Kustomization', 'HelmRelease'] as const).map((kind) => ({ kind, name: '*' })),
    },
  });
}
