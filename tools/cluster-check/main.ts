// `npm run cluster:check -- [cluster…]`: asks the API server of the current kubeconfig whether it would take clusters/, by a server-side dry
// run with strict field validation, admission policies active, folder by folder as Flux's kustomize build reads them. Changes nothing
// that is there; what it makes for the check (missing namespaces, copies of the policies) it takes back.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { program, run } from '@halden/cli/main';
import { assertKnown, Refusal } from '@halden/cli/refusal';
import { clusters } from '@halden/charts';
import { parseAllDocuments } from 'yaml';
import { findKubectl, type Kubectl } from './kubectl.ts';
import { probe } from './probes.ts';
import { removeScratchObjects, makeScratchObjects, type Manifest } from './scratch.ts';

const root = resolve(import.meta.dirname, '../..');
const names = clusters.map(({ name }) => name);
await run(
  program(
    'npm run cluster:check --',
    `Asks the API server of the current kubeconfig whether it would take clusters/{${names.join(',')}}, or those named: server-side dry run, strict field validation, admission policies active. Each refusal is reported; nothing stays in the cluster.`,
  )
    .argument('[cluster...]')
    .option('--json', 'print JSON', false)
    .action(checkAll),
);

async function checkAll(asked: readonly string[], { json }: { readonly json: boolean }): Promise<void> {
  for (const name of asked) assertKnown('cluster', name, names, 'charts-src/clusters.ts');
  const kubectl = await findKubectl();
  const version = kubectl(['version', '-o', 'json']);
  if (!version.ok)
    throw new Refusal({
      what: 'no cluster answers',
      where: process.env.KUBECONFIG ?? 'the default kubeconfig',
      why: version.stderr.trim().split('\n').at(-1) ?? '',
      fix: "set KUBECONFIG to that of a cluster, such as kind's, and try again",
    });
  if (kubectl(['get', 'validatingadmissionpolicy', 'halden-images', '-o', 'name']).ok)
    throw new Refusal({
      what: 'the platform itself runs in this cluster',
      where: 'validatingadmissionpolicy halden-images',
      why: 'its admission policies would refuse the images of other environments',
      fix: 'ask a cluster of its own, or take the platform down first: npm run cluster -- down',
    });
  const answers: { cluster: string; objects: number; refusals: string[]; seconds: number }[] = [];
  try {
    removeScratchObjects(kubectl);
    for (const name of asked.length > 0 ? asked : names) {
      const began = Date.now();
      const { objects, refusals } = check(kubectl, name);
      for (const refusal of refusals) console.error(`refused  ${refusal}`);
      const seconds = Math.round((Date.now() - began) / 100) / 10;
      answers.push({ cluster: name, objects, refusals, seconds });
      if (!json) console.log(`${name}: ${objects} objects, ${refusals.length} refused (${seconds} s)`);
    }
  } finally {
    removeScratchObjects(kubectl);
  }
  if (json) console.log(JSON.stringify(answers));
  if (answers.some(({ refusals }) => refusals.length > 0)) process.exitCode = 1;
}

function check(kubectl: Kubectl, cluster: string): { objects: number; refusals: string[] } {
  const refusals: string[] = [];
  const built = foldersOf(cluster).map((folder) => {
    const files = readdirSync(folder).filter((file) => file !== 'kustomization.yaml');
    const { ok, stdout, stderr } = kubectl(['kustomize', folder]);
    const objects = ok ? parseAllDocuments(stdout).map((document) => document.toJS() as Manifest) : [];
    if (!ok) refusals.push(`${relative(root, folder)}: kustomize cannot read it: ${stderr.trim()}`);
    else if (objects.length !== files.length)
      refusals.push(`${relative(root, folder)}: kustomize builds ${objects.length} objects from ${files.length} files`);
    return { folder, objects };
  });
  const all = built.flatMap(({ objects }) => objects);
  const scratch = makeScratchObjects(kubectl, cluster, all);
  for (const { folder, objects } of built)
    refusals.push(...apply(kubectl, objects).map((said) => `${relative(root, folder)}: ${said}`));
  const sample = all.find(({ kind, metadata }) => kind === 'Deployment' && scratch.includes(metadata.namespace ?? ''));
  if (sample) refusals.push(...probe(kubectl, sample).map((said) => `${cluster}: admission: ${said}`));
  removeScratchObjects(kubectl);
  return { objects: all.length, refusals };
}

function foldersOf(cluster: string): string[] {
  const folder = join(root, 'clusters', cluster);
  if (!existsSync(folder)) throw new Error(`clusters/${cluster} is not there; run: npm run synth`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('kustomization.yaml') && !/kustomization-[^/]*$/.test(file))
    .map((file) => join(folder, dirname(file)))
    .sort();
}

/** All at once; where something is refused, one by one, so that each refusal has a name. */
function apply(kubectl: Kubectl, objects: readonly Manifest[]): string[] {
  const dryRun = ['apply', '--server-side', '--dry-run=server', '--validate=strict', '--force-conflicts'];
  const ask = (items: readonly Manifest[]) =>
    kubectl(
      [...dryRun, '--field-manager=cluster-check', '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    );
  if (objects.length === 0 || ask(objects).ok) return [];
  return objects.flatMap((object) => {
    const { ok, stderr } = ask([object]);
    return ok ? [] : [`${object.kind}/${object.metadata.name}: ${stderr.trim().replaceAll('\n', '; ')}`];
  });
}
