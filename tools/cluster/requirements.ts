import { fluxNamespace, monitoringNamespace } from '@halden/charts/names';
import { at, conditionOf, type JsonObject, textAt } from '@halden/kubernetes/json';
import { Refusal } from '@halden/cli/refusal';
import { poll } from '@halden/cli/poll';
import type { Kubernetes } from '@halden/kubernetes/client';

/** Something the cluster must have; `check` says what is wrong, or nothing. */
interface Requirement {
  readonly name: string;
  readonly check: (kubernetes: Kubernetes) => Promise<string | undefined>;
  readonly fix: string;
}

const startingText = 'is not available';

const kind =
  (apiVersion: string, name: string): Requirement['check'] =>
  async (kubernetes) =>
    (await kubernetes.list(apiVersion, name, { namespace: 'default', limit: 1 }))
      ? undefined
      : `the API server knows no ${name} of ${apiVersion}`;

const deployment =
  (namespace: string, name: string): Requirement['check'] =>
  async (kubernetes) => {
    const found = await kubernetes.read({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace } });
    if (!found) return `there is no Deployment ${name} in ${namespace}`;
    return at(found, 'status', 'availableReplicas') ? undefined : `Deployment ${name} in ${namespace} ${startingText}`;
  };

const all =
  (...checks: readonly Requirement['check'][]): Requirement['check'] =>
  async (kubernetes) => {
    for (const check of checks) {
      const wrong = await check(kubernetes);
      if (wrong) return wrong;
    }
    return undefined;
  };

const isReady = (node: JsonObject): boolean => textAt(conditionOf(node, 'Ready'), 'status') === 'True';

const requirementsFor = (gatewayClass: string): readonly Requirement[] => [
  {
    name: 'nodes',
    check: async (kubernetes) =>
      (await kubernetes.list('v1', 'Node'))?.some(isReady) ? undefined : `a node that is ready ${startingText}`,
    fix: 'kubectl describe nodes, and look whether their kubelets run',
  },
  {
    name: 'Flux',
    check: all(
      kind('source.toolkit.fluxcd.io/v1', 'GitRepository'),
      kind('kustomize.toolkit.fluxcd.io/v1', 'Kustomization'),
      deployment(fluxNamespace, 'source-controller'),
      deployment(fluxNamespace, 'kustomize-controller'),
    ),
    fix: 'flux install',
  },
  {
    name: 'the Gateway API',
    check: all(kind('gateway.networking.k8s.io/v1', 'HTTPRoute'), async (kubernetes) => {
      const metadata = { name: gatewayClass };
      const found = await kubernetes.read({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'GatewayClass',
        metadata,
      });
      return found ? undefined : `there is no GatewayClass ${gatewayClass}`;
    }),
    fix: 'install a Gateway API implementation, and name its class in apps/clusters/local.yaml (local.gateway.className)',
  },
  {
    name: 'Flagger',
    check: all(kind('flagger.app/v1beta1', 'Canary'), async (kubernetes) => {
      const deployments = (await kubernetes.list('apps/v1', 'Deployment')) ?? [];
      const flagger = deployments.find((item) => textAt(item, 'metadata', 'name') === 'flagger');
      if (!flagger) return 'there is no Deployment flagger';
      return at(flagger, 'status', 'availableReplicas') ? undefined : `Deployment flagger ${startingText}`;
    }),
    fix: 'helm upgrade -i flagger oci://ghcr.io/fluxcd/charts/flagger -n flagger-system --create-namespace --set meshProvider=gatewayapi:v1',
  },
  {
    name: 'Prometheus',
    check: all(kind('monitoring.coreos.com/v1', 'PodMonitor'), async (kubernetes) => {
      const metadata = { namespace: monitoringNamespace, name: 'prometheus-operated' };
      const found = await kubernetes.read({ apiVersion: 'v1', kind: 'Service', metadata });
      return found ? undefined : 'there is no Service prometheus-operated in monitoring, where the canaries are judged';
    }),
    fix: `install kube-prometheus-stack in the namespace '${monitoringNamespace}', taking every PodMonitor`,
  },
  {
    name: 'the metrics server',
    check: async (kubernetes) =>
      (await kubernetes.read({
        apiVersion: 'apiregistration.k8s.io/v1',
        kind: 'APIService',
        metadata: { name: 'v1beta1.metrics.k8s.io' },
      }))
        ? undefined
        : 'nobody serves metrics.k8s.io, by which replicas are scaled',
    fix: 'install metrics-server',
  },
];

/** What the cluster lacks of all that clusters/local builds upon, and how to get it: a line each. */
export async function missingIn(kubernetes: Kubernetes, gatewayClass: string): Promise<string[]> {
  const missing: string[] = [];
  for (const { name, check, fix } of requirementsFor(gatewayClass)) {
    const wrong = await check(kubernetes);
    if (wrong) missing.push(`${name}: ${wrong}; ${fix}`);
  }
  return missing;
}

/**
 * Waits a minute for what is there and not available yet, as after the start of a cluster.
 * @throws {Refusal} with everything that is missing
 */
export async function assertRequirements(
  kubernetes: Kubernetes,
  gatewayClass: string,
  say: (text: string) => void,
): Promise<void> {
  let missing: string[] = [];
  let reported = '';
  const isDecided = await poll(
    async () => {
      missing = await missingIn(kubernetes, gatewayClass);
      const isStarting = missing.length > 0 && missing.every((line) => line.includes(startingText));
      if (isStarting && reported !== missing.join())
        say(`waiting: ${missing.map((line) => line.split(';')[0]).join(', ')}`);
      reported = missing.join();
      return isStarting ? undefined : true;
    },
    { seconds: 60, everyMs: 2_000 },
  );
  if (isDecided && missing.length === 0) return;
  throw new Refusal({
    what: 'the cluster lacks what the platform builds upon',
    where: kubernetes.label,
    why: missing.join('\n         '),
    fix: 'install that, then run the same command again',
  });
}
