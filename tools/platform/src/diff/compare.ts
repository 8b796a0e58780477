import type { Files } from '../desired/checkout.ts';
import { dangerOfAdding, dangerOfChanging, dangerOfRemoving } from './dangers.ts';
import { type FieldChange, fieldChanges } from './fields.ts';
import type { Json } from '@halden/kubernetes/json';
import { type ClusterObject, readObjects } from './objects.ts';

/** What a change is about, in the order a reader wants it. */
export const categories = [
  'images',
  'sizes',
  'rbac',
  'network',
  'policies',
  'releases',
  'config',
  'flux',
  'other',
] as const;
export type Category = (typeof categories)[number];

/** One thing that differs, and every cluster in which it differs in the same way. */
export interface DiffEntry {
  readonly clusters: readonly string[];
  readonly kind: string;
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly category: Category;
  /** Of a changed object: which value. */
  readonly path?: string;
  readonly before?: Json;
  readonly after?: Json;
  /** Why to look at it first. */
  readonly danger?: string;
}

/** What differs between two states of `clusters/`, dangerous things first, then by category. */
export interface SemanticDiff {
  readonly base: string;
  readonly head: string;
  readonly entries: readonly DiffEntry[];
}

/** One side of a comparison: what it is called, and the rendered files of it. */
export interface Side {
  readonly label: string;
  readonly files: Files;
}

/** Compares the objects of two states of `clusters/`; layout, comments, order and files play no part. */
export function compareClusters(base: Side, head: Side): SemanticDiff {
  const [before, after] = [changedFiles(base.files, head.files), changedFiles(head.files, base.files)];
  const [old, now] = [readObjects(before, base.label), readObjects(after, head.label)];
  const single: DiffEntry[] = [];
  for (const [key, object] of old) if (!now.has(key)) single.push(whole(object, 'removed', dangerOfRemoving(object)));
  for (const [key, object] of now) {
    const previous = old.get(key);
    if (previous) single.push(...changes(previous, object));
    else single.push(whole(object, 'added', dangerOfAdding(object)));
  }
  return { base: base.label, head: head.label, entries: sorted(acrossClusters(withoutDerived(single))) };
}

/** A file that is the same on both sides holds no difference, and need not be parsed. */
function changedFiles(files: Files, others: Files): Files {
  return new Map([...files].filter(([path, text]) => others.get(path) !== text));
}

function whole(object: ClusterObject, change: 'added' | 'removed', danger: string | undefined): DiffEntry {
  const { cluster, kind, name } = object;
  return { clusters: [cluster], kind, name, change, category: categoryOf(kind, ''), ...(danger && { danger }) };
}

function changes(before: ClusterObject, after: ClusterObject): DiffEntry[] {
  return fieldChanges(before.body, after.body).map((change) => {
    const danger = dangerOfChanging(change, after);
    return {
      clusters: [after.cluster],
      kind: after.kind,
      name: after.name,
      change: 'changed',
      category: categoryOf(after.kind, change.path),
      path: change.path,
      ...present(change),
      ...(danger && { danger }),
    };
  });
}

const present = ({ before, after }: FieldChange): Pick<DiffEntry, 'before' | 'after'> => ({
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

const byKind: Record<string, Category> = {
  Role: 'rbac',
  ClusterRole: 'rbac',
  RoleBinding: 'rbac',
  ClusterRoleBinding: 'rbac',
  ServiceAccount: 'rbac',
  NetworkPolicy: 'network',
  Gateway: 'network',
  GatewayClass: 'network',
  HTTPRoute: 'network',
  Service: 'network',
  HealthCheckPolicy: 'network',
  ValidatingAdmissionPolicy: 'policies',
  ValidatingAdmissionPolicyBinding: 'policies',
  Namespace: 'policies',
  Canary: 'releases',
  MetricTemplate: 'releases',
  AlertProvider: 'releases',
  ResourceQuota: 'sizes',
  LimitRange: 'sizes',
  HorizontalPodAutoscaler: 'sizes',
  ScaledObject: 'sizes',
  PodDisruptionBudget: 'sizes',
  ConfigMap: 'config',
  Secret: 'config',
  SecretProviderClass: 'config',
  Kustomization: 'flux',
  GitRepository: 'flux',
  HelmRepository: 'flux',
  OCIRepository: 'flux',
  HelmRelease: 'flux',
  Provider: 'flux',
  Alert: 'flux',
  Receiver: 'flux',
};

const byPath: readonly (readonly [RegExp, Category])[] = [
  // Images are named by digest alone; the version beside them says to people which one it is.
  [/\.image$|\.chart\.spec\.version$|\.env\[SERVICE_VERSION\]/, 'images'],
  [/\.replicas$|\.resources(\.|$)/, 'sizes'],
  [/securityContext|host(Network|PID|IPC)|automountServiceAccountToken/, 'policies'],
  [/containers\[[^\]]+\]\.env/, 'config'],
];

function categoryOf(kind: string, path: string): Category {
  return byPath.find(([pattern]) => pattern.test(path))?.[1] ?? byKind[kind] ?? 'other';
}

/** A checksum annotation says only that a ConfigMap changed; where that ConfigMap is listed, it is noise. */
function withoutDerived(entries: readonly DiffEntry[]): DiffEntry[] {
  const withConfig = new Set(entries.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ clusters }) => clusters));
  const isDerived = ({ path, clusters }: DiffEntry) =>
    /annotations(\.|\[).*checksum/i.test(path ?? '') && clusters.every((cluster) => withConfig.has(cluster));
  return entries.filter((entry) => !isDerived(entry));
}

function acrossClusters(entries: readonly DiffEntry[]): DiffEntry[] {
  const groups = new Map<string, DiffEntry>();
  for (const entry of entries) {
    const key = JSON.stringify({ ...entry, clusters: [] });
    const same = groups.get(key);
    groups.set(key, same ? { ...same, clusters: [...same.clusters, ...entry.clusters] } : entry);
  }
  return [...groups.values()];
}

function sorted(entries: readonly DiffEntry[]): DiffEntry[] {
  const rank = ({ danger, category }: DiffEntry) => (danger ? 0 : categories.length) + categories.indexOf(category);
  const label = ({ clusters, kind, name, path }: DiffEntry) => [kind, name, path ?? '', clusters.join()].join('\0');
  return entries.toSorted((a, b) => rank(a) - rank(b) || (label(a) < label(b) ? -1 : 1));
}
