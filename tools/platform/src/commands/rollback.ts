import { isUnbuilt } from '@halden/charts/unbuilt';
import { type Context, type ExitCode, loadState } from '../context.ts';
import { Refusal } from '@halden/cli/refusal';
import { assertCheckout, resolveCommit } from '../git/git.ts';
import { type PastRelease, releaseAt, releaseHistory } from '../git/history.ts';
import { releasePath } from '../desired/overlay.ts';
import { describeRelease, readRelease, type ImageRelease, sameRelease } from '../desired/app-file.ts';
import { desiredText } from '../plan/edit.ts';
import { assertPlace, overlaysOf, planRollback, previousRelease } from '../plan/release.ts';
import { applyPlan, type ChangeOptions, diffOf } from './apply-plan.ts';

export interface RollbackOptions extends ChangeOptions {
  readonly env: string;
  /** A tag, a digest (or its beginning), or a commit. */
  readonly to?: string;
}

/** `rollback`: an environment goes back to a release it has had. */
export async function runRollback(context: Context, service: string, options: RollbackOptions): Promise<ExitCode> {
  const { root } = context;
  const { env: environment } = options;
  const state = await loadState(context);
  assertPlace(state, service, environment);
  await assertCheckout(root);
  const path = releasePath(overlaysOf(state), service, environment);
  const current = readRelease(path, desiredText(state, path));
  const history = await releaseHistory(root, path);
  if (!history.some((past) => sameRelease(past, current)))
    throw new Refusal({
      what: 'the release to leave is in no commit',
      where: path,
      why: `${describeRelease(current)} would be lost: nothing else knows it`,
      fix: `git commit ${path}, or git checkout -- ${path}`,
    });
  const built = history.filter(({ digest }) => !isUnbuilt(digest));
  const target = options.to === undefined ? previous(path, current, built) : await find(root, path, options.to, built);
  const plan = await planRollback(state, { service, environment, release: target });
  const origin = `${target.commit.slice(0, 12)} of ${target.date}`;
  return applyPlan(context, options, {
    plan,
    subject: `revert(${service}): ${environment} back to ${target.tag}`,
    body: `From ${current.tag}@${current.digest}\nto ${target.tag}@${target.digest}, which ${target.commit} had put there.`,
    already: `${environment} holds ${service} ${describeRelease(target)} already; nothing to do.`,
    done: `${service} in ${environment} goes back from ${describeRelease(current)} to ${describeRelease(target)} (${origin}: ${target.subject})`,
    diff: diffOf(plan.changes),
    facts: { service, environment, from: current, to: target },
  });
}

function previous(path: string, current: ImageRelease, history: readonly PastRelease[]): PastRelease {
  const found = previousRelease(current, history);
  if (found) return found;
  throw new Refusal({
    what: 'there is no release to go back to',
    where: path,
    why: `Git knows none before ${describeRelease(current)}`,
    fix: 'bump a release that is known to be good',
  });
}

async function find(root: string, path: string, wanted: string, history: readonly PastRelease[]): Promise<PastRelease> {
  const isDigest = wanted.startsWith('sha256:');
  const matching = history.filter(({ tag, digest }) => (isDigest ? digest.startsWith(wanted) : tag === wanted));
  const [found] = matching;
  const digests = new Set(matching.map(({ digest }) => digest));
  if (found && digests.size === 1) return found;
  if (digests.size > 1)
    throw new Refusal({
      what: `'${wanted}' names ${digests.size} releases`,
      where: path,
      why: matching.map((past) => `${past.tag}@${past.digest} (${past.date})`).join(', '),
      fix: 'name one of these digests in full',
    });
  if (/^[0-9a-f]{7,64}$/.test(wanted) || /^HEAD([~^]\d*)*$/.test(wanted)) {
    const commit = await resolveCommit(root, wanted);
    const release = await releaseAt(root, commit, path);
    const past = release && history.find((candidate) => sameRelease(candidate, release));
    if (past) return past;
  }
  throw new Refusal({
    what: `'${wanted}' is no release this environment has had`,
    where: path,
    why: `Git knows: ${history.slice(0, 10).map(describeRelease).join(', ') || 'none'}`,
    fix: 'name the tag, digest or commit of one of them with --to',
  });
}
