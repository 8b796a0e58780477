import { type ClusterOptions, reachClusters } from '../cluster/contexts.ts';
import { placesIn } from '../cluster/places.ts';
import { readRunning } from '../cluster/reader.ts';
import { judge, whyNotPromotable } from '../cluster/running.ts';
import { type Context, type ExitCode, loadState } from '../context.ts';
import { Refusal } from '@halden/cli/refusal';
import { releaseHistory } from '../git/history.ts';
import { assertCheckout, uncommitted } from '../git/git.ts';
import { describeRelease } from '../desired/app-file.ts';
import { releasePath } from '../desired/overlay.ts';
import type { State } from '../plan/edit.ts';
import { overlaysOf, type Promotion, planPromotion } from '../plan/release.ts';
import { pullRequestBody } from '../plan/pull-request.ts';
import { applyPlan, type ChangeOptions, diffOf } from './apply-plan.ts';

export interface PromoteOptions extends ChangeOptions, ClusterOptions {
  readonly from?: string;
  readonly to: string;
  readonly expect?: string;
  readonly force?: boolean;
}

/** `promote`: the release of one environment goes to the next, with the digest that ran there. */
export async function runPromote(context: Context, service: string, options: PromoteOptions): Promise<ExitCode> {
  const state = await loadState(context);
  const promotion = await planPromotion(state, {
    service,
    to: options.to,
    force: options.force === true,
    ...(options.from && { from: options.from }),
    ...(options.expect && { expect: options.expect }),
  });
  const { from, to, release, replaces } = promotion;
  const since = await committedSince(context.root, service, promotion, state);
  const canary = await askSource(context, service, promotion, state, options);
  const subject = `chore(${service}): promote ${release.tag} to ${to}`;
  const diff = diffOf(promotion.changes);
  const body = pullRequestBody({ service, promotion, since, canary, diff });
  return applyPlan(context, options, {
    plan: canary === undefined ? { ...promotion, notes: [...promotion.notes, unasked(from)] } : promotion,
    subject,
    body: `${from} → ${to}: ${release.tag}@${release.digest}\nreplaces ${replaces.tag}@${replaces.digest}`,
    already: `${to} holds ${service} ${describeRelease(release)} already; nothing to do.`,
    done: `${service} ${describeRelease(release)} is promoted from ${from} to ${to}`,
    diff,
    facts: { service, from, to, release, replaces, canary: canary ?? null, pullRequest: { title: subject, body } },
    text: body,
  });
}

const unasked = (from: string): string =>
  `nobody asked ${from} whether the release is healthy there; --context ${from}=<context> does`;

/** What an environment ran is what Git said: a release that was never committed ran nowhere. */
async function committedSince(
  root: string,
  service: string,
  { from, release }: Promotion,
  state: State,
): Promise<string> {
  await assertCheckout(root);
  const path = releasePath(overlaysOf(state), service, from);
  const [newest] = await releaseHistory(root, path);
  if (newest?.digest === release.digest && newest.tag === release.tag) return newest.date;
  const edited = await uncommitted(root, path);
  throw new Refusal({
    what: `${from} never had this release of ${service}`,
    where: path,
    why: edited.length > 0 ? `${describeRelease(release)} is not committed` : 'Git has no history of it here',
    fix: `commit and push ${path}, wait until ${from} runs it, then promote`,
  });
}

/** The word of every cluster of the source environment that can be asked, or undefined. */
async function askSource(
  context: Context,
  service: string,
  { from, release }: Promotion,
  state: State,
  options: ClusterOptions,
): Promise<string | undefined> {
  const clusters = state.renderer.clusters.filter(({ environment }) => environment === from);
  const answers: string[] = [];
  for (const reach of await reachClusters(clusters, options, context.hasKubeconfig)) {
    if ('error' in reach) throw reach.error;
    const { cluster, client } = reach;
    const running = (await readRunning(client, placesIn(state.files, cluster.name, [service]))).get(service);
    const verdict = judge({ service, environment: from, release }, running);
    const why = whyNotPromotable(verdict, running);
    if (why !== undefined)
      throw new Refusal({
        what: `${service} ${release.tag} is not healthy in ${cluster.name}`,
        where: client.label,
        why,
        fix: verdict.next ?? `npm run platform -- status ${service} --env ${from} shows when it is`,
      });
    answers.push(`${cluster.name}: ${verdict.text}, canary ${running?.canary?.phase ?? 'none'}`);
  }
  return answers.length > 0 ? answers.join('; ') : undefined;
}
