import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@halden/cli/refusal';
import { localCluster } from './config.ts';
import { makeKindCluster, missingForKind } from './kind/cluster.ts';
import { run } from '@halden/cli/program';
import { connect, type Kubernetes } from '@halden/kubernetes/client';

/** Which cluster the commands of a checkout work on. */
export interface Target {
  readonly kubernetes: Kubernetes;
  /** Its kubeconfig, where it is a kind cluster that was made for this checkout. */
  readonly kind?: string;
}

/** Where the kubeconfig of this checkout's own kind cluster is, if one was made. */
export const ownKubeconfig = (root: string): string => join(root, '.local/cluster/kubeconfig');
export const engine = process.env.DOCKER ?? 'docker';

/**
 * The cluster of KUBECONFIG; else the kind cluster that was made here; else that of the default kubeconfig, if it is on this machine:
 * nobody's remote cluster is taken unasked.
 * @throws {Refusal} when there is none
 */
export async function findTarget(root: string): Promise<Target> {
  if (process.env.KUBECONFIG) return { kubernetes: await connectTo(undefined) };
  const kind = ownKubeconfig(root);
  if (existsSync(kind)) return { kubernetes: await connectTo(kind), kind };
  const kubernetes = await connectTo(undefined);
  if (isOnThisMachine(kubernetes.server)) return { kubernetes };
  throw new Refusal({
    what: 'there is no cluster to work with',
    where: kubernetes.label,
    why: 'the default kubeconfig leads to another machine, and no remote cluster is taken unasked',
    fix: 'set KUBECONFIG to the kubeconfig of the cluster that is meant',
  });
}

/** What to do where no kubeconfig is of use. */
export const kubeconfigFix =
  'set KUBECONFIG to the kubeconfig of a small cluster; npm run cluster -- up makes one where kind and Docker are';

const connectTo = (kubeconfig: string | undefined) => connect({ kubeconfig, fix: { kubeconfig: kubeconfigFix } });

export const isOnThisMachine = (server: string): boolean =>
  /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1\]|(kubernetes|host)\.docker\.internal)$/.test(new URL(server).hostname);

/**
 * The same; a kind cluster is made where there is none and kind is installed, or brought to what the platform builds upon.
 * @returns what was found out about the kind cluster, too
 */
export async function findOrMakeTarget(
  root: string,
  request: { readonly registry?: string },
  say: (text: string) => void,
): Promise<Target & { readonly origin?: string; readonly gitUrl?: string }> {
  let target: Target | undefined;
  try {
    target = await findTarget(root);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const missing = await missingForKind({ engine, run });
    if (missing !== undefined)
      throw new Refusal({
        ...error.parts,
        why: `${error.parts.why}; and none can be made: ${missing}`,
        fix: 'set KUBECONFIG to the kubeconfig of a small cluster, or install kind and Docker (https://kind.sigs.k8s.io)',
      });
  }
  if (target && target.kind === undefined) return target;
  const { registry, gatewayClass, gatewayNamespace, gitUrl } = localCluster({ root, ...request });
  const kubeconfig = ownKubeconfig(root);
  const made = await makeKindCluster({ kubeconfig, registry, gatewayClass, gatewayNamespace, engine, run, say });
  const url = new URL(gitUrl);
  url.hostname = made.machine;
  return { kubernetes: await connectTo(kubeconfig), kind: kubeconfig, origin: made.origin, gitUrl: url.href };
}
