import { fluxNamespace } from '@halden/charts/names';
import { at, conditionOf, type JsonObject, textAt } from '@halden/kubernetes/json';
import { readCanary } from '@halden/kubernetes/canary';
import type { Kubernetes } from '@halden/kubernetes/client';

/** How far one Kustomization or Canary is. */
export interface Step {
  readonly kind: 'Kustomization' | 'Canary';
  readonly name: string;
  /** Ready or not, or the canary's phase. */
  readonly state: string;
  readonly isDone: boolean;
  /** The revision of the pod template whose release was rolled back; nothing to wait for, unless another one is on its way. */
  readonly failedSpec?: string;
  readonly message: string;
}

const kustomizationVersion = 'kustomize.toolkit.fluxcd.io/v1';
const canaryVersion = 'flagger.app/v1beta1';

/** How far everything is: Kustomizations of `source` that must have applied `revision` (any, when undefined), and all Canaries. */
export async function readSteps(
  kubernetes: Kubernetes,
  where: { readonly source: string; readonly namespace: string; readonly revision?: string },
): Promise<Step[]> {
  const [kustomizations, canaries, deployments] = await Promise.all([
    kubernetes.list(kustomizationVersion, 'Kustomization', { namespace: fluxNamespace }),
    kubernetes.list(canaryVersion, 'Canary', { namespace: where.namespace }),
    kubernetes.list('apps/v1', 'Deployment', { namespace: where.namespace }),
  ]);
  const images = new Map(
    (deployments ?? []).map((item) => [
      textAt(item, 'metadata', 'name'),
      textAt(at(item, 'spec', 'template', 'spec', 'containers', 0), 'image'),
    ]),
  );
  return [
    ...(kustomizations ?? [])
      .filter((item) => textAt(item, 'spec', 'sourceRef', 'name') === where.source)
      .map((item) => kustomizationStep(item, where.revision)),
    ...(canaries ?? []).map((item) => canaryStep(item, images)),
  ];
}

function kustomizationStep(item: JsonObject, revision: string | undefined): Step {
  const ready = conditionOf(item, 'Ready');
  const applied = textAt(item, 'status', 'lastAppliedRevision');
  const isCurrent = revision === undefined || applied?.endsWith(revision) === true;
  const status = textAt(ready, 'status') ?? 'Unknown';
  return {
    kind: 'Kustomization',
    name: textAt(item, 'metadata', 'name') ?? '',
    state: status === 'True' ? (isCurrent ? 'ready' : 'behind') : (textAt(ready, 'reason') ?? 'waiting'),
    isDone: status === 'True' && isCurrent,
    message: textAt(ready, 'message') ?? '',
  };
}

function canaryStep(item: JsonObject, images: ReadonlyMap<string | undefined, string | undefined>): Step {
  const name = textAt(item, 'metadata', 'name') ?? '';
  const { phase, standing, lastAppliedSpec, message } = readCanary(item);
  // Flagger looks every few seconds: until then the phase is that of the release before.
  const serves = images.get(name) === images.get(`${name}-primary`);
  return {
    kind: 'Canary',
    name,
    state: phase,
    isDone: serves && (standing === 'at-rest' || standing === 'failed'),
    ...(standing === 'failed' && lastAppliedSpec !== undefined && { failedSpec: lastAppliedSpec }),
    message: message ?? '',
  };
}

/** What keeps pods from running, in the messages of the kubelet and the scheduler: one line for each pod that is not ready. */
export async function podTroubles(kubernetes: Kubernetes, namespaces: readonly string[]): Promise<string[]> {
  const pods = (await Promise.all(namespaces.map((namespace) => kubernetes.list('v1', 'Pod', { namespace })))).flatMap(
    (found) => found ?? [],
  );
  return pods.flatMap((pod) => {
    const statuses = at(pod, 'status', 'containerStatuses');
    const container = Array.isArray(statuses) ? statuses[0] : undefined;
    if (at(container, 'ready') === true) return [];
    const waiting = at(container, 'state', 'waiting') ?? at(container, 'lastState', 'terminated');
    const scheduled = conditionOf(pod, 'PodScheduled');
    const unscheduled = textAt(scheduled, 'status') === 'False' ? textAt(scheduled, 'message') : undefined;
    const why = [textAt(waiting, 'reason'), textAt(waiting, 'message'), unscheduled].filter(Boolean);
    return [`${textAt(pod, 'metadata', 'name') ?? ''}: ${why.join(': ') || 'not ready'}`];
  });
}
