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
 * Creates the objects that a dry run needs: namespaces that are missing, and the admission policies under names of their own, bound to
 * nothing but those namespaces. Returns the namespaces it made.
 */
export function makeScratchObjects(kubectl: Kubectl, cluster: string, objects: readonly Manifest[]): string[] {
  const label = { [scratchLabel]: cluster };
  const rendered = new Map(
    objects.filter(({ kind }) => kind === 'Namespace').map((each) => [each.metadata.name, each]),
  );
  const wanted = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  const missing = [...wanted].filter((name) => !kubectl(['get', 'namespace', name, '-o', 'name']).ok);
  const scratch: Manifest[] = missing.map((name) => {
    const labels = { ...rendered.get(name)?.metadata.labels, ...label };
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  });
  for (const { apiVersion, kind, metadata, spec } of objects) {
    const name = `${metadata.name}-check`;
    if (kind === 'ValidatingAdmissionPolicy')
      scratch.push({ apiVersion, kind, metadata: { name, labels: label }, ...(spec && { spec }) });
    if (kind === 'ValidatingAdmissionPolicyBinding')
      scratch.push({
        apiVersion,
        kind,
        metadata: { name, labels: label },
        spec: { ...spec, policyName: name, matchResources: { namespaceSelector: { matchLabels: label } } },
      });
  }
  const applied = kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: scratch }));
  if (!applied.ok) throw new Error(`the objects for the check could not be created: ${applied.stderr.trim()}`);
  return missing;
}

/** Removes the objects of a check, also those of an earlier one that was interrupted. */
export function removeScratchObjects(kubectl: Kubectl): void {
  const kinds = 'validatingadmissionpolicybindings,validatingadmissionpolicies,namespaces';
  kubectl(['delete', kinds, '-l', scratchLabel, '--ignore-not-found', '--wait=true', '--timeout=90s']);
}
