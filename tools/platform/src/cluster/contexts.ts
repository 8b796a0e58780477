import { Refusal } from '@halden/cli/refusal';
import type { ClusterRow } from '../plan/renderer.ts';
import { connect, type Kubernetes } from '@halden/kubernetes/client';

/** Options that say how to reach clusters. */
export interface ClusterOptions {
  /** A file; without it KUBECONFIG and then the default one are taken. */
  readonly kubeconfig?: string;
  /** `<cluster or environment>=<context>`, any number. */
  readonly context?: readonly string[];
}

export type Reach =
  | { readonly cluster: ClusterRow; readonly client: Kubernetes }
  | { readonly cluster: ClusterRow; readonly error: Refusal };

const fix = {
  kubeconfig: 'kubectl config get-contexts; then --kubeconfig <file> and --context <environment>=<context>',
  unreachable:
    'kubectl cluster-info with the same kubeconfig; or look at Git alone: npm run platform -- status --no-cluster',
};

/**
 * The clusters that can be asked. With contexts given, those they are given for; else, with a kubeconfig, those whose
 * namespace the current context has; else none. A cluster that cannot be reached is reported, not thrown.
 * @param hasKubeconfig whether KUBECONFIG names one: nobody's default kubeconfig is used unasked
 */
export async function reachClusters(
  clusters: readonly ClusterRow[],
  options: ClusterOptions,
  hasKubeconfig: boolean,
): Promise<Reach[]> {
  const { kubeconfig } = options;
  const given = parseContexts(clusters, options.context ?? []);
  if (given.size > 0)
    return Promise.all(
      clusters.flatMap((cluster) => {
        const context = given.get(cluster.name);
        return context === undefined ? [] : [orRefused(cluster, () => connect({ kubeconfig, context, fix }))];
      }),
    );
  if (kubeconfig === undefined && !hasKubeconfig) return [];
  const client = await connect({ kubeconfig, fix });
  const present = await Promise.all(
    clusters.map(({ namespace }) =>
      client.read({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }),
    ),
  );
  return clusters.filter((_, index) => present[index]).map((cluster) => ({ cluster, client }));
}

/** A refusal that concerns one cluster does not hide the others. */
async function orRefused(cluster: ClusterRow, ask: () => Promise<Kubernetes>): Promise<Reach> {
  try {
    return { cluster, client: await ask() };
  } catch (error) {
    if (error instanceof Refusal) return { cluster, error };
    throw error;
  }
}

function parseContexts(clusters: readonly ClusterRow[], given: readonly string[]): Map<string, string> {
  const contexts = new Map<string, string>();
  for (const pair of given) {
    const [, place, context] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
    const meant = clusters.filter(({ name, environment }) => name === place || environment === place);
    if (place === undefined || context === undefined || meant.length === 0)
      throw new Refusal({
        what: `'${pair}' says no cluster's context`,
        where: '--context',
        why: `it is <cluster or environment>=<context of the kubeconfig>; clusters are ${clusters.map(({ name }) => name).join(', ')}`,
        fix: 'as in --context prod=aks-prod; kubectl config get-contexts lists the contexts',
      });
    for (const { name } of meant) contexts.set(name, context);
  }
  return contexts;
}
