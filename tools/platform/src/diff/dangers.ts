import type { FieldChange } from './fields.ts';
import { at, isObject, type Json } from '@halden/kubernetes/json';
import type { ClusterObject } from './objects.ts';

/** Kinds that only watch or describe: taking one away breaks nothing that runs. */
const harmlessToRemove = new Set(['ConfigMap', 'Kustomization', 'PodMonitor', 'ServiceMonitor']);

const removals: Record<string, string> = {
  Namespace: 'everything in the namespace is deleted with it',
  NetworkPolicy: 'what it closed is open',
  ValidatingAdmissionPolicy: 'what it refused is admitted',
  ValidatingAdmissionPolicyBinding: 'the policy binds nobody any more',
  Canary: 'releases go out without analysis, and its primary and route are deleted with it',
  PodDisruptionBudget: 'a node drain may take every replica at once',
  ResourceQuota: 'the namespace may use the whole cluster',
  LimitRange: 'containers without limits are admitted',
  PrometheusRule: 'its alerts fall silent',
};

const grants = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);

/** Why adding this object deserves a reader's eye first, if it does. */
export function dangerOfAdding({ kind, body }: ClusterObject): string | undefined {
  if (grants.has(kind)) return mentionsWildcard(body) ? 'grants rights with a wildcard' : 'grants rights';
  if (kind === 'Secret') return 'a secret in Git is no secret';
  return unsafeInside(body);
}

/** Why removing this object deserves a reader's eye first, if it does. */
export function dangerOfRemoving({ kind }: ClusterObject): string | undefined {
  if (grants.has(kind) || harmlessToRemove.has(kind)) return undefined;
  return removals[kind] ?? 'Flux deletes it from the cluster';
}

type Rule = (change: FieldChange, object: ClusterObject) => string | undefined;

/** Why this change of a value deserves a reader's eye first, if it does. */
export function dangerOfChanging(change: FieldChange, object: ClusterObject): string | undefined {
  for (const rule of rules) {
    const danger = rule(change, object);
    if (danger !== undefined) return danger;
  }
  return undefined;
}

const rules: readonly Rule[] = [
  rightsChange,
  networkChange,
  securityChange,
  admissionChange,
  imageChange,
  sizeChange,
  analysisChange,
  fluxChange,
];

function rightsChange({ path, after }: FieldChange, { kind }: ClusterObject): string | undefined {
  if (!grants.has(kind) || !/^(rules|subjects|roleRef)/.test(path)) return undefined;
  if (after === undefined) return undefined;
  return mentionsWildcard(after) ? 'grants rights with a wildcard' : 'changes who may do what';
}

function networkChange({ path, before, after }: FieldChange, { kind }: ClusterObject): string | undefined {
  if (kind !== 'NetworkPolicy') return undefined;
  if (path.startsWith('spec.policyTypes') || path.startsWith('spec.podSelector'))
    return 'changes whom the policy protects';
  // Two lists that differ in order alone open nothing.
  const isReordered = Array.isArray(before) && Array.isArray(after);
  return /^spec\.(ingress|egress)/.test(path) && after !== undefined && !isReordered
    ? 'opens the network further'
    : undefined;
}

const unsafeValues: readonly (readonly [RegExp, (after: Json | undefined) => boolean, string])[] = [
  [/securityContext\.privileged$/, (after) => after === true, 'runs privileged'],
  [/securityContext\.allowPrivilegeEscalation$/, (after) => after !== false, 'may gain privileges'],
  [/securityContext\.runAsNonRoot$/, (after) => after !== true, 'may run as root'],
  [/securityContext\.runAsUser$/, (after) => after === 0, 'runs as root'],
  [/securityContext\.readOnlyRootFilesystem$/, (after) => after !== true, 'may write to its own image'],
  [/securityContext\.capabilities/, () => true, 'changes Linux capabilities'],
  [/securityContext\.seccompProfile/, () => true, 'changes the system call filter'],
  [/securityContext$/, (after) => after === undefined, 'drops its security context'],
  [/\.host(Network|PID|IPC)$/, (after) => after === true, 'shares the host'],
  [/\.automountServiceAccountToken$/, (after) => after !== false, 'gets a token for the API server'],
  [/pod-security\.kubernetes\.io\/enforce"\]$/, (after) => after !== 'restricted', 'lets weaker pods in'],
];

function securityChange({ path, after }: FieldChange): string | undefined {
  return unsafeValues.find(([pattern, isUnsafe]) => pattern.test(path) && isUnsafe(after))?.[2] ?? unsafeInside(after);
}

/** What is added whole (an object, a container, a volume) hides its parts from the paths above. */
function unsafeInside(value: Json | undefined): string | undefined {
  if (Array.isArray(value)) return firstOf(value, unsafeInside);
  if (!isObject(value)) return undefined;
  if (value.hostPath !== undefined) return 'mounts the host';
  if (value.privileged === true) return 'runs privileged';
  if (value.hostNetwork === true || value.hostPID === true || value.hostIPC === true) return 'shares the host';
  if (value.allowPrivilegeEscalation === true) return 'may gain privileges';
  return firstOf(Object.values(value), unsafeInside);
}

function firstOf(values: readonly Json[], find: (value: Json) => string | undefined): string | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function admissionChange({ path }: FieldChange, { kind }: ClusterObject): string | undefined {
  return kind.startsWith('ValidatingAdmissionPolicy') && path.startsWith('spec')
    ? 'changes what the cluster admits'
    : undefined;
}

function imageChange({ path, before, after }: FieldChange): string | undefined {
  if (!path.endsWith('.image') || typeof after !== 'string' || typeof before !== 'string') return undefined;
  const [was, is] = [parseImage(before), parseImage(after)];
  if (is.digest === undefined) return 'is not pinned by digest';
  if (was.repository !== is.repository) return 'comes from another repository';
  if (was.tag !== undefined && was.tag === is.tag && was.digest !== is.digest) return 'same tag, another image';
  return undefined;
}

function sizeChange({ path, before, after }: FieldChange): string | undefined {
  if (/resources\.limits(\.\w+)?$/.test(path) && after === undefined) return 'has no limit any more';
  if (/\.(maxReplicas|maxReplicaCount)$/.test(path) && Number(after) < Number(before)) return 'may scale out less';
  if (/\.(minReplicas|minReplicaCount)$/.test(path) && Number(after) < 2 && Number(before) >= 2)
    return 'one replica alone: a restart is an outage';
  return undefined;
}

function analysisChange({ path, before, after }: FieldChange, { kind }: ClusterObject): string | undefined {
  if (kind === 'MetricTemplate') return 'changes how releases are judged';
  if (kind !== 'Canary') return undefined;
  if (path === 'spec.skipAnalysis' && after === true) return 'releases go out without analysis';
  if (path === 'spec.analysis' && after === undefined) return 'releases go out without analysis';
  if (path === 'spec.analysis.threshold' && Number(after) > Number(before)) return 'tolerates more failed checks';
  if (/^spec\.analysis\.(metrics|webhooks)/.test(path))
    return after === undefined ? 'drops a check' : 'changes how releases are judged';
  return undefined;
}

function fluxChange({ path, after }: FieldChange, { kind }: ClusterObject): string | undefined {
  if (path === 'spec.suspend' && after === true) return 'Flux stops applying it';
  if (kind === 'Kustomization' && path === 'spec.prune' && after !== true) return 'removed objects stay in the cluster';
  if (kind === 'Kustomization' && path === 'spec.serviceAccountName') return 'applies with other rights';
  if (kind === 'GitRepository' && path.startsWith('spec')) return 'changes where the cluster takes its state from';
  return undefined;
}

/** The parts of `repository:tag@sha256:…`; a registry's port is no tag. */
export function parseImage(image: string): { repository: string; tag: string | undefined; digest: string | undefined } {
  const [, repository = image, tag, digest] = /^(.+?)(?::([^:/@]+))?(?:@(.+))?$/.exec(image) ?? [];
  return { repository, tag, digest };
}

function mentionsWildcard(value: Json): boolean {
  if (Array.isArray(value)) return value.some((item) => item === '*' || mentionsWildcard(item));
  if (!isObject(value)) return false;
  return Object.keys(value).some((key) => mentionsWildcard(at(value, key) ?? null));
}
