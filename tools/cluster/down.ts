import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { embeddedAzure } from '@halden/charts';
import { textAt } from '@halden/kubernetes/json';
import { type ClusterRequest, localCluster } from './config.ts';
import { poll } from '@halden/cli/poll';
import type { Kubernetes, Reference } from '@halden/kubernetes/client';
import { removeKindCluster } from './kind/cluster.ts';
import { run } from '@halden/cli/program';
import { nodeFolders } from './node-folders.ts';
import { fluxNamespace } from '@halden/charts/names';
import { engine } from './target.ts';
import { forgetDeployed } from './up.ts';

/** Removes what `up` made: what Flux applied, the namespaces, the data on the node, the Git server and its repositories. */
export async function down(
  kubernetes: Kubernetes,
  request: ClusterRequest,
  say: (text: string) => void,
): Promise<void> {
  const { git, source, namespace, azureNamespace, dataPath } = localCluster(request);
  const kustomizations = (
    (await kubernetes.list('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', { namespace: fluxNamespace })) ?? []
  ).filter((item) => textAt(item, 'spec', 'sourceRef', 'name') === source);
  const names = kustomizations.map((item) => textAt(item, 'metadata', 'name') ?? '');
  const reference = (name: string): Reference => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: fluxNamespace },
  });
  // The one that applies the others would put them back; suspended, it prunes nothing either.
  if (names.includes('flux')) await kubernetes.merge(reference('flux'), { spec: { suspend: true } });
  const apps = names.filter((name) => name.startsWith('apps-'));
  for (const layer of [apps, [embeddedAzure.name], ['infrastructure-configs'], ['flux']]) {
    const present = layer.filter((name) => names.includes(name));
    if (present.length === 0) continue;
    say(`removing ${present.join(', ')}`);
    await removeAll(kubernetes, present.map(reference));
  }
  const repository = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository' };
  await removeAll(kubernetes, [{ ...repository, metadata: { name: source, namespace: fluxNamespace } }]);
  const spaces = [namespace, azureNamespace].map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  say(`removing namespaces ${namespace}, ${azureNamespace}`);
  await removeAll(kubernetes, spaces);

  const image = deployedAzure(git.checkout);
  if (image !== undefined) {
    say(`emptying ${dataPath} on the node`);
    await nodeFolders(kubernetes, 'wipe', { path: dataPath, image });
  }
  await git.stop();
  git.discard();
  forgetDeployed(request.root);
}

/** Removes the kind cluster that `up` made, its registry, the Git server and its repositories. */
export async function downWithKind(
  kubeconfig: string,
  request: ClusterRequest,
  say: (text: string) => void,
): Promise<void> {
  const { git } = localCluster(request);
  say('deleting the kind cluster and its registry');
  await removeKindCluster({ kubeconfig, engine, run });
  await git.stop();
  git.discard();
  forgetDeployed(request.root);
}

/** Deletes objects and waits until they are gone, finalizers and all. */
async function removeAll(kubernetes: Kubernetes, references: readonly Reference[]): Promise<void> {
  for (const reference of references) await kubernetes.remove(reference);
  const isGone = await poll(
    async () => {
      const left = await Promise.all(references.map((reference) => kubernetes.read(reference)));
      return left.some((item) => item !== undefined) ? undefined : true;
    },
    { seconds: 180 },
  );
  if (!isGone)
    throw new Error(
      `${references.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ')}: still there after three minutes; ` +
        'kubectl describe tells which finalizer is waiting',
    );
}

function deployedAzure(checkout: string): string | undefined {
  try {
    const text = readFileSync(join(checkout, `apps/${embeddedAzure.name}/local.yaml`), 'utf8');
    const { image } = parse(text) as { image: { repository: string; digest: string } };
    return `${image.repository}@${image.digest}`;
  } catch {
    return undefined; // never brought up from here, or taken down already
  }
}
