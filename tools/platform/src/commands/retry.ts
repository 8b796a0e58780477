import { type ClusterOptions, reachClusters } from '../cluster/contexts.ts';
import { placesIn } from '../cluster/places.ts';
import { readRunning } from '../cluster/reader.ts';
import { judge } from '../cluster/running.ts';
import { type Context, type ExitCode, loadState } from '../context.ts';
import { Refusal } from '@halden/cli/refusal';
import { releasePath } from '../desired/overlay.ts';
import { describeRelease, readRelease } from '../desired/app-file.ts';
import { desiredText } from '../plan/edit.ts';
import { overlaysOf, planRetry } from '../plan/release.ts';
import { applyPlan, type ChangeOptions, diffOf } from './apply-plan.ts';

export interface RetryOptions extends ChangeOptions, ClusterOptions {
  readonly env: string;
}

/** `retry`: the analysis of a release that failed transiently begins again. */
export async function runRetry(context: Context, service: string, options: RetryOptions): Promise<ExitCode> {
  const { env: environment } = options;
  const state = await loadState(context);
  // To the second: two retries within one are the same retry.
  const mark = `${context.now().toISOString().slice(0, 19)}Z`;
  const plan = await planRetry(state, { service, environment, mark });
  const path = releasePath(overlaysOf(state), service, environment);
  const release = readRelease(path, desiredText(state, path));
  const clusters = state.renderer.clusters.filter((cluster) => cluster.environment === environment);
  for (const reach of await reachClusters(clusters, options, context.hasKubeconfig)) {
    if ('error' in reach) throw reach.error;
    const running = (await readRunning(reach.client, placesIn(state.files, reach.cluster.name, [service]))).get(
      service,
    );
    const verdict = judge({ service, environment, release }, running);
    if (verdict.standing !== 'failed')
      throw new Refusal({
        what: `there is nothing to retry: ${service} has not failed in ${reach.cluster.name}`,
        where: reach.client.label,
        why: verdict.text,
        fix: `npm run platform -- status ${service} --env ${environment}`,
      });
  }
  return applyPlan(context, options, {
    plan,
    subject: `chore(${service}): retry ${release.tag} in ${environment}`,
    body: `The analysis of ${release.tag}@${release.digest} begins again.`,
    already: 'This retry is written already; nothing to do.',
    done: `${service} ${describeRelease(release)} will be analysed again in ${environment}`,
    diff: diffOf(plan.changes),
    facts: { service, environment, release, retry: mark },
  });
}
