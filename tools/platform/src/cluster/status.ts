import { setTimeout } from 'node:timers/promises';
import { isUnbuilt } from '@halden/charts/unbuilt';
import { Refusal } from '@halden/cli/refusal';
import { assertCheckout, readTree, resolveCommit, uncommitted } from '../git/git.ts';
import { releasePath } from '../desired/overlay.ts';
import { readRelease, type ImageRelease } from '../desired/app-file.ts';
import type { ClusterRow, Renderer } from '../plan/renderer.ts';
import { type ClusterOptions, type Reach, reachClusters } from './contexts.ts';
import { placesIn } from './places.ts';
import { readRunning } from './reader.ts';
import { judge, type Running, type Verdict } from './running.ts';

/** What Git says of a service in an environment. */
export interface GitStatus {
  readonly service: string;
  readonly environment: string;
  readonly release: ImageRelease;
  /** Whether an image was ever built for it. */
  readonly built: boolean;
  /** Whether the file has edits that no commit holds. */
  readonly uncommitted: boolean;
}

/** What runs of a service in a cluster, compared with what Git says. */
export interface RunningStatus {
  readonly service: string;
  readonly cluster: string;
  readonly release: ImageRelease;
  readonly running: Running | null;
  readonly verdict: Verdict;
}

/** One cluster, or why it cannot be asked. */
export type ClusterStatus =
  | { readonly name: string; readonly server: string; readonly services: readonly RunningStatus[] }
  | { readonly name: string; readonly error: string };

export interface Status {
  readonly commit: string;
  readonly git: readonly GitStatus[];
  readonly clusters: readonly ClusterStatus[];
}

/** What a commit says of every service, and which files differ from it. */
export async function gitStatus(
  root: string,
  ref: string,
  renderer: Renderer,
): Promise<{ commit: string; git: GitStatus[] }> {
  await assertCheckout(root);
  const commit = await resolveCommit(root, ref);
  const files = await readTree(root, commit, 'apps');
  const edited = new Set(await uncommitted(root, 'apps'));
  const git = [...renderer.services].flatMap(([service, environments]) =>
    environments.flatMap((environment) => {
      const path = releasePath({ files, follows: renderer.follows }, service, environment);
      const text = files.get(path);
      if (text === undefined) return [];
      const release = readRelease(path, text);
      return [{ service, environment, release, built: !isUnbuilt(release.digest), uncommitted: edited.has(path) }];
    }),
  );
  return { commit, git };
}

/**
 * What runs in every cluster that can be asked; one that cannot be reached does not hide the others.
 * @param said what Git says, and in which commit
 */
export async function runningStatus(
  root: string,
  said: Pick<Status, 'commit' | 'git'>,
  clusters: readonly ClusterRow[],
  options: ClusterOptions & { readonly hasKubeconfig: boolean },
): Promise<ClusterStatus[]> {
  let reached: readonly Reach[];
  try {
    reached = await reachClusters(clusters, options, options.hasKubeconfig);
  } catch (error) {
    if (error instanceof Refusal) return [{ name: "the kubeconfig's current cluster", error: error.message }];
    throw error;
  }
  if (reached.length === 0) return [];
  const files = await readTree(root, said.commit, 'clusters');
  return Promise.all(
    reached.map(async (reach) => {
      const { name, environment } = reach.cluster;
      if ('error' in reach) return { name, error: reach.error.message };
      const rows = said.git.filter((row) => row.environment === environment);
      const services = rows.map(({ service }) => service);
      try {
        const look = async () => {
          const running = await readRunning(reach.client, placesIn(files, name, services));
          return rows.map((row) => toRunningStatus(name, row, running.get(row.service)));
        };
        const found = await look();
        const isSuspect = found.some(({ verdict }) => verdict.standing === 'failed');
        if (isSuspect) await setTimeout(secondLookMs);
        return { name, server: reach.client.label, services: isSuspect ? await look() : found };
      } catch (error) {
        if (error instanceof Refusal) return { name, error: error.message };
        throw error;
      }
    }),
  );
}

/**
 * Flagger writes the revision of a release that follows a failed one before it begins to judge it: for part of a second that looks like
 * its failure.
 */
const secondLookMs = 1_500;

const toRunningStatus = (cluster: string, row: GitStatus, running: Running | undefined): RunningStatus => ({
  service: row.service,
  cluster,
  release: row.release,
  running: running ?? null,
  verdict: judge(row, running),
});
