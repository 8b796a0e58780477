import { fluxNamespace } from '@halden/charts/names';
import { at, conditionOf, isObject, type Json, textAt } from '@halden/kubernetes/json';
import { readCanary } from '@halden/kubernetes/canary';
import type { Kubernetes } from '@halden/kubernetes/client';
import type { ServicePlace } from './places.ts';
import type { CanaryState, FluxState, Running } from './running.ts';

/** What is read of a service, and as which version of which kind. */
const kinds = {
  deployments: ['apps/v1', 'Deployment'],
  canaries: ['flagger.app/v1beta1', 'Canary'],
  routes: ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  kustomizations: ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
} as const;

/** Flux's own namespace; a cluster's Kustomizations may also stand beside what they apply. */

/** What runs of each service; a service the cluster does not have is left out. The requests do not grow with the services. */
export async function readRunning(client: Kubernetes, places: readonly ServicePlace[]): Promise<Map<string, Running>> {
  const running = new Map<string, Running>();
  const inFlux = client.list(...kinds.kustomizations, { namespace: fluxNamespace, orDenied: true });
  const byNamespace = Map.groupBy(places, ({ namespace }) => namespace);
  const inNamespaces = [...byNamespace].map(async ([namespace, here]) => {
    const [deployments, canaries, routes, inNamespace] = await Promise.all([
      client.list(...kinds.deployments, { namespace }),
      client.list(...kinds.canaries, { namespace }),
      client.list(...kinds.routes, { namespace }),
      client.list(...kinds.kustomizations, { namespace, orDenied: true }),
    ]);
    const kustomizations = [...(inNamespace ?? []), ...((await inFlux) ?? [])];
    for (const place of here) {
      const state = runningOf(place, { deployments, canaries, routes, kustomizations });
      if (state) running.set(place.service, state);
    }
  });
  await Promise.all([inFlux, ...inNamespaces]);
  return running;
}

function runningOf(
  { service, folder }: ServicePlace,
  { deployments, canaries, routes, kustomizations }: Record<keyof typeof kinds, readonly Json[] | undefined>,
): Running | undefined {
  const canary = canaries?.find((item) => textAt(item, 'spec', 'targetRef', 'name') === service);
  const applied = named(deployments, service);
  const serving = canary ? named(deployments, `${service}-primary`) : applied;
  const kustomization = kustomizations?.find((item) => applies(item, folder));
  if (!canary && !applied && !serving && !kustomization) return undefined;
  return {
    servingImage: imageOf(serving),
    servingVersion: versionOf(serving),
    appliedImage: imageOf(applied),
    replicas: { ready: numberAt(serving, 'status', 'readyReplicas'), wanted: numberAt(serving, 'spec', 'replicas') },
    ...(canary && { canary: canaryState(canary, routes) }),
    ...(kustomization && { flux: fluxState(kustomization) }),
  };
}

function canaryState(canary: Json, routes: readonly Json[] | undefined): CanaryState {
  const target = textAt(canary, 'spec', 'targetRef', 'name') ?? '';
  const service = textAt(canary, 'spec', 'service', 'name') ?? target;
  const weights = weightsOf(named(routes, service), service);
  return { ...readCanary(canary), ...(weights && { weights }) };
}

/** The weights of the first rule that divides traffic between primary and canary; a backend without weight has 1, as the API says. */
function weightsOf(route: Json | undefined, service: string): CanaryState['weights'] {
  const rules = at(route, 'spec', 'rules');
  for (const rule of Array.isArray(rules) ? rules : []) {
    const backends = at(rule, 'backendRefs');
    if (!Array.isArray(backends)) continue;
    const weight = (name: string) => {
      const backend = backends.find((item) => textAt(item, 'name') === name);
      if (backend === undefined) return undefined;
      const value = at(backend, 'weight');
      return typeof value === 'number' ? value : 1;
    };
    const primary = weight(`${service}-primary`);
    if (primary === undefined) continue;
    const canary = weight(`${service}-canary`) ?? 0;
    const all = primary + canary;
    const percent = (part: number) => (all === 0 ? 0 : Math.round((part / all) * 100));
    return { primary: percent(primary), canary: percent(canary) };
  }
  return undefined;
}

function fluxState(kustomization: Json): FluxState {
  const ready = conditionOf(kustomization, 'Ready');
  const status = textAt(ready, 'status');
  return {
    name: `${textAt(kustomization, 'metadata', 'name') ?? ''} -n ${textAt(kustomization, 'metadata', 'namespace') ?? ''}`,
    ready: status === 'True' || status === 'False' ? status : 'Unknown',
    suspended: at(kustomization, 'spec', 'suspend') === true,
    message: textAt(ready, 'message'),
    revision: textAt(kustomization, 'status', 'lastAppliedRevision'),
  };
}

const applies = (kustomization: Json, folder: string): boolean =>
  textAt(kustomization, 'spec', 'path')
    ?.replace(/^\.?\//, '')
    .replace(/\/$/, '') === folder;

const named = (items: readonly Json[] | undefined, name: string): Json | undefined =>
  items?.find((item) => textAt(item, 'metadata', 'name') === name);

const imageOf = (deployment: Json | undefined): string | undefined =>
  isObject(deployment) ? textAt(deployment, 'spec', 'template', 'spec', 'containers', 0, 'image') : undefined;

function versionOf(deployment: Json | undefined): string | undefined {
  const variables = at(deployment, 'spec', 'template', 'spec', 'containers', 0, 'env');
  if (!Array.isArray(variables)) return undefined;
  return textAt(
    variables.find((item) => textAt(item, 'name') === 'SERVICE_VERSION'),
    'value',
  );
}

function numberAt(value: Json | undefined, ...keys: readonly string[]): number {
  const found = at(value, ...keys);
  return typeof found === 'number' ? found : 0;
}
