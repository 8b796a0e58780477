import { fluxNamespace } from '@halden/charts/names';
import { embeddedAzure } from '@halden/charts';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { uncommitted } from '@halden/platform/git/git';
import { Refusal } from '@halden/cli/refusal';
import { type ClusterRequest, localCluster } from './config.ts';
import { writeDesired } from './desired.ts';
import { gatewayOrigin } from './gateway.ts';
import { pushImages } from './images.ts';
import { poll } from '@halden/cli/poll';
import { catalogueStaff, importDemoCatalogue } from '@halden/demo-catalogue/import';
import type { Kubernetes, Manifest } from '@halden/kubernetes/client';
import { signIn } from '@halden/launcher/demo/local';
import { nodeFolders } from './node-folders.ts';
import { podTroubles, readSteps, type Step } from './progress.ts';
import { assertRequirements } from './requirements.ts';

/** What `up` has brought about. */
export interface Deployed {
  readonly url: string;
  readonly cluster: string;
  readonly commit: string;
  /** Where releases are committed: `npm run platform -- bump … --root <checkout> --commit`, then `npm run cluster -- publish`. */
  readonly checkout: string;
  readonly images: Readonly<Record<string, string>>;
  /** Seconds each stage took; the second one from when the images exist until every Canary is initialized. */
  readonly seconds: Readonly<Record<'images' | 'deployed', number>>;
}

/**
 * Brings the platform up in a cluster; once more, it brings the cluster to what the checkout says now.
 * @throws {Refusal} when the cluster lacks something, or something does not come right in time
 */
export async function up(
  kubernetes: Kubernetes,
  request: ClusterRequest,
  say: (text: string) => void,
): Promise<Deployed> {
  const cluster = localCluster(request);
  const { git, namespace, azureNamespace, registry, source } = cluster;
  const began = Date.now();
  say(`cluster ${kubernetes.label}`);
  await assertRequirements(kubernetes, cluster.gatewayClass, say);

  const edited = await uncommitted(request.root, 'apps', 'clusters');
  if (edited.length > 0) say(`not deployed, since not committed: ${edited.join(', ')}`);
  const images = await pushImages(request.root, {
    registry,
    ...(request.network !== undefined && { network: request.network }),
  });
  const built = Date.now();
  say(`images in ${registry}`);

  const origin = request.origin ?? (await gatewayOrigin(kubernetes, cluster.gatewayClass));
  const azure = images.find(({ name }) => name === embeddedAzure.name);
  if (!azure) throw new Error(`no image of ${embeddedAzure.name} was built`);
  const image = `${azure.repository}@${azure.digest}`;
  await nodeFolders(kubernetes, 'create', { path: cluster.dataPath, image });

  await git.adopt(request.root, 'chore(local): what was found and built', () =>
    writeDesired(git.checkout, { origin, registry, gitUrl: cluster.gitUrl }, images),
  );
  const commit = await git.publish();
  await git.start();
  say(`Git for Flux at ${git.url}, ${commit.slice(0, 12)}`);

  for (const manifest of manifestsIn(join(git.checkout, 'clusters/local/flux'))) await kubernetes.apply(manifest);
  await reconcileNow(kubernetes, source);
  await untilDone(kubernetes, { source, namespace, azureNamespace, revision: commit }, request.timeout, say);
  say('the demo catalogue');
  await importDemoCatalogue({ url: origin, token: await signIn(origin, catalogueStaff()) });
  const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10;
  return {
    url: origin,
    cluster: kubernetes.label,
    commit,
    checkout: git.checkout,
    images: Object.fromEntries(images.map(({ name, repository, digest }) => [name, `${repository}@${digest}`])),
    seconds: { images: seconds(began, built), deployed: seconds(built, Date.now()) },
  };
}

const deployedFile = (root: string): string => join(root, '.local/cluster/deployed.json');

/** Keeps the result of `up` next to the served repository. */
export const rememberDeployed = (root: string, deployed: Deployed): void =>
  writeFileSync(deployedFile(root), JSON.stringify(deployed, null, 2));

export const forgetDeployed = (root: string): void => rmSync(deployedFile(root), { force: true });

/** What the last `up` of a checkout has brought about. Throws where there was none. */
export const lastDeployed = (root: string): Deployed =>
  JSON.parse(readFileSync(deployedFile(root), 'utf8')) as Deployed;

/** The manifests of a rendered folder, without Kustomize's own list. */
function manifestsIn(folder: string): Manifest[] {
  return readdirSync(folder)
    .filter((file) => file !== 'kustomization.yaml')
    .map((file) => parse(readFileSync(join(folder, file), 'utf8')) as Manifest);
}

/** Has Flux look at Git now. */
export async function reconcileNow(kubernetes: Kubernetes, source: string): Promise<void> {
  const apiVersion = 'source.toolkit.fluxcd.io/v1';
  const metadata = { name: source, namespace: fluxNamespace };
  const annotations = { 'reconcile.fluxcd.io/requestedAt': new Date().toISOString() };
  await kubernetes.merge({ apiVersion, kind: 'GitRepository', metadata }, { metadata: { annotations } });
}

interface Where {
  readonly source: string;
  readonly namespace: string;
  readonly azureNamespace: string;
  readonly revision: string;
}

/** Waits until every Kustomization has applied the revision and every Canary is at rest; reports each change. */
async function untilDone(
  kubernetes: Kubernetes,
  where: Where,
  timeout: number,
  say: (text: string) => void,
): Promise<void> {
  const began = Date.now();
  const reported = new Map<string, string>();
  let steps: Step[] = [];
  const failures = (found: readonly Step[]) =>
    found.flatMap(({ name, failedSpec }) => (failedSpec === undefined ? [] : [`${name} ${failedSpec}`]));
  const before = new Set(failures(await readSteps(kubernetes, where)));
  // Seen twice: Flagger writes a new revision beside the phase of a failed release for part of a second.
  let suspects: readonly string[] = [];
  const done = await poll(
    async () => {
      steps = await readSteps(kubernetes, where);
      for (const { kind, name, state } of steps) {
        const id = `${kind} ${name}`;
        if (reported.get(id) !== state)
          say(`  ${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s  ${id}: ${state}`);
        reported.set(id, state);
      }
      const fresh = failures(steps).filter((failure) => !before.has(failure));
      if (fresh.some((failure) => suspects.includes(failure))) return false;
      suspects = fresh;
      const canaries = steps.filter(({ kind }) => kind === 'Canary').length;
      return canaries > 0 && steps.every(({ isDone }) => isDone) ? true : undefined;
    },
    { seconds: timeout },
  );
  if (done) return;
  const troubles = await podTroubles(kubernetes, [where.namespace, where.azureNamespace]);
  const open = steps
    .filter(({ isDone }) => !isDone)
    .map(({ kind, name, state, message }) => `${kind} ${name}: ${state}: ${message}`);
  throw new Refusal({
    what: done === false ? 'a release was rolled back' : `the platform was not up within ${timeout} s`,
    where: kubernetes.label,
    why: [...open, ...troubles].join('\n         ') || 'nothing was applied yet',
    fix: 'npm run cluster -- status; mend the cause, then run the same command again',
  });
}
