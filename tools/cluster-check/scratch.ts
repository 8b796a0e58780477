import type { Kubectl } from './kubectl.ts';

/** On everything that a check makes in the cluster, so that it can be found again. */
export const scratchLabel = 'halden.example/cluster-check';

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  spec?: Record<string, unknown>;
}

/**
 * Makes what a dry run needs for real: namespaces that are missing, and the admission policies under names of their own, bound to
 * nothing but those namespaces. Returns the namespaces it made.
 */
export function makeScratchObjects(kubectl: Kubectl, cluster: string, objects: readonly Manifest[]): string[] {
  const label = { [scratchLabel]: cluster };
  const rendered = new Map(
    objects.filter(({ kind }) => kind === 'Namespace').map((each) => [each.metadata.name, each]),
  );
  const wanted = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  const missing = [...wanted].filter((name) => !kubectl(['get', 'namespace', name, '-o', 'name']).ok);
  const ground: Manifest[] = missing.map((name) => {
    const labels = { ...rendered.get(name)?.metadata.labels, ...label };
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  });
  for (const { apiVersion, kind, metadata, spec } of objects) {
    const name = `${metadata.name}-check`;
    if (kind === 'ValidatingAdmissionPolicy')
      ground.push({ apiVersion, kind, metadata: { name, labels: label }, ...(spec && { spec }) });
    if (kind === 'ValidatingAdmissionPolicyBinding')
      ground.push({
        ...{ apiVersion, kind, metadata: { name, labels: label } },
        spec: { ...spec, policyName: name, matchResources: { namespaceSelector: { matchLabels: label } } },
      });
  }
  const applied = kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: ground }));
  if (!applied.ok) throw new Error(`the ground for the check could not be made: ${applied.stderr.trim()}`);
  return missing;
}

/** Takes back what a check made, also what an earlier one that was interrupted left. */
export function removeScratchObjects(kubectl: Kubectl): void {
  const kinds = 'validatingadmissionpolicybindings,validatingadmissionpolicies,namespaces';
  kubectl(['delete', kinds, '-l', scratchLabel, '--ignore-not-found', '--wait=true', '--timeout=90s']);
}
