// `npm run cluster:check -- [cluster…]`: asks the API server of the current kubeconfig whether it would take clusters/, by a server-side dry
// run with strict field validation, admission policies active, folder by folder as Flux's kustomize build reads them. Changes nothing
// that is there; what it makes for the check (missing namespaces, copies of the policies) it takes back.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { clusters } from '@halden/charts';
import { parseAllDocuments } from 'yaml';
import { findKubectl, type Kubectl } from './kubectl.ts';
import { probe } from './probes.ts';
import { clearGround, makeGround, type Manifest } from './scratch.ts';

const root = resolve(import.meta.dirname, '../..');
const usage = `npm run cluster:check -- [--json] [cluster…]

Asks the API server of the current kubeconfig whether it would take clusters/{${clusters.map(({ name }) => name).join(',')}}, or those named: server-side dry run,
strict field validation, admission policies active. Each refusal is reported; nothing stays in the cluster. Exit codes: 0 all taken,
1 something refused, 2 could not be asked.`;

const { values, positionals: asked } = readArguments();
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const unknown = asked.filter((name) => !clusters.some((cluster) => cluster.name === name));
if (unknown.length > 0)
  stop(`unknown cluster ${unknown.join(', ')}; there are ${clusters.map(({ name }) => name).join(', ')}`);
const kubectl = await findKubectl();
const version = kubectl(['version', '-o', 'json']);
if (!version.ok)
  stop(
    `no cluster answers: ${version.stderr.trim().split('\n').at(-1)}\nSet KUBECONFIG to one, such as kind's, and try again.`,
  );
if (kubectl(['get', 'validatingadmissionpolicy', 'halden-images', '-o', 'name']).ok)
  stop(
    'the platform itself runs in this cluster, and its admission policies would refuse the images of other environments\n' +
      'Ask a cluster of its own, or take the platform down first: npm run cluster -- down',
  );

const answers: { cluster: string; objects: number; refusals: string[]; seconds: number }[] = [];
try {
  clearGround(kubectl);
  for (const { name } of asked.length > 0 ? clusters.filter((cluster) => asked.includes(cluster.name)) : clusters) {
    const began = Date.now();
    const { objects, refusals } = check(kubectl, name);
    for (const refusal of refusals) console.error(`refused  ${refusal}`);
    const seconds = Math.round((Date.now() - began) / 100) / 10;
    answers.push({ cluster: name, objects, refusals, seconds });
    if (!values.json) console.log(`${name}: ${objects} objects, ${refusals.length} refused (${seconds} s)`);
  }
} finally {
  clearGround(kubectl);
}
if (values.json) console.log(JSON.stringify(answers));
process.exit(answers.some(({ refusals }) => refusals.length > 0) ? 1 : 0);

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
    });
  } catch (error) {
    return stop(`${(error as Error).message}\nSee: npm run cluster:check -- --help`);
  }
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
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
  const scratch = makeGround(kubectl, cluster, all);
  for (const { folder, objects } of built)
    refusals.push(...apply(kubectl, objects).map((said) => `${relative(root, folder)}: ${said}`));
  const sample = all.find(({ kind, metadata }) => kind === 'Deployment' && scratch.includes(metadata.namespace ?? ''));
  if (sample) refusals.push(...probe(kubectl, sample).map((said) => `${cluster}: admission: ${said}`));
  clearGround(kubectl);
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
