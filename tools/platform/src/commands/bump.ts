import { type Context, type ExitCode, loadState } from '../context.ts';
import { appPath, describeRelease } from '../desired/app-file.ts';
import { planBump } from '../plan/release.ts';
import { applyPlan, type ChangeOptions, diffOf } from './apply-plan.ts';

export interface BumpOptions extends ChangeOptions {
  readonly env: string;
  readonly tag: string;
  readonly digest: string;
  readonly force?: boolean;
}

/** `bump`: the image that was just built goes into an environment. */
export async function runBump(context: Context, service: string, options: BumpOptions): Promise<ExitCode> {
  const { env: environment, tag, digest } = options;
  const state = await loadState(context);
  const plan = await planBump(state, { service, environment, tag, digest, force: options.force === true });
  const release = describeRelease({ tag, digest });
  return applyPlan(context, options, {
    plan,
    subject: `chore(${service}): bump ${environment} to ${tag}`,
    body: `${appPath(service, environment)} now holds ${tag}@${digest}.`,
    already: `${environment} holds ${service} ${release} already; nothing to do.`,
    done: `${service} in ${environment} is now ${release}`,
    diff: diffOf(plan.changes),
    facts: { service, environment, release: { tag, digest } },
  });
}
