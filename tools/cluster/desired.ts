import { loadState } from '@halden/platform/context';
import { appPath, editValues } from '@halden/platform/desired/app-file';
import { applyChanges, changesBetween } from '@halden/platform/plan/changes';
import { appsAmong } from '@halden/platform/desired/checkout';
import { desiredText } from '@halden/platform/plan/edit';
import { loadRenderer } from '@halden/platform/plan/renderer';

/** An image as it was pushed. */
export interface PushedImage {
  readonly name: string;
  /** `registry/name` */
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** The facts of a cluster that its desired state needs. */
export interface ClusterFacts {
  readonly origin: string;
  readonly registry: string;
  readonly gitUrl: string;
}

const environment = 'local';
export const clusterFile = `apps/clusters/${environment}.yaml`;

/** Writes what was found and built into a checkout's desired state, and renders it: what `platform bump` does, for all at once. */
export async function writeDesired(
  checkout: string,
  facts: ClusterFacts,
  images: readonly PushedImage[],
): Promise<void> {
  const state = await loadState({ root: checkout, loadRenderer });
  const { files, renderer } = state;
  const apps = new Map(appsAmong(files));
  const edit = (path: string, edits: Parameters<typeof editValues>[2]) =>
    apps.set(path, editValues(path, desiredText(state, path), edits));
  edit(clusterFile, [
    [['origin'], facts.origin],
    [['registry'], facts.registry],
    [['local', 'git', 'url'], facts.gitUrl],
  ]);
  for (const [name, environments] of renderer.services) {
    if (!environments.includes(environment)) continue;
    const image = images.find((candidate) => candidate.name === name);
    if (!image) throw new Error(`no image of ${name} was built`);
    edit(appPath(name, environment), [
      [['image', 'repository'], image.repository],
      [['image', 'tag'], image.tag],
      [['image', 'digest'], image.digest],
    ]);
  }
  await applyChanges(checkout, changesBetween(files, new Map([...apps, ...(await renderer.render(apps))])));
}
