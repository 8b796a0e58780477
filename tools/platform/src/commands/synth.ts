import { type Context, type ExitCode, loadState } from '../context.ts';
import type { Change } from '../plan/changes.ts';
import { planSynth } from '../plan/synth.ts';
import { applyPlan, type ChangeOptions } from './apply-plan.ts';

export interface SynthOptions extends ChangeOptions {
  /** Write nothing; what would change is a finding. */
  readonly check?: boolean;
}

/** `synth`: renders what `apps/` and `charts-src` say; writes what differs, deletes what is rendered no more. */
export async function runSynth(context: Context, options: SynthOptions): Promise<ExitCode> {
  const { terminal, json, now } = context;
  const state = await loadState(context);
  const began = now().getTime();
  const { rendered, changes } = await planSynth(state);
  const ms = now().getTime() - began;
  const kinds = changes.map((change) => ({ path: change.path, change: kindOf(change) }));
  const deleted = kinds.filter(({ change }) => change === 'removed').length;
  if (!json) terminal.say(`${rendered.size} files rendered in ${ms} ms.`);
  const isCheck = options.check === true;
  await applyPlan(context, isCheck ? { dryRun: true } : options, {
    plan: { changes, notes: [] },
    subject: 'chore: render the clusters anew',
    body: 'Rendered by npm run synth.',
    already: 'Everything rendered is up to date.',
    done: `${changes.length - deleted} files written, ${deleted} deleted`,
    facts: { files: rendered.size, ms, written: changes.length - deleted, deleted, changes: kinds },
    text: kinds.map(({ path, change }) => `${isCheck ? 'stale' : change} ${path}`).join('\n'),
  });
  if (!isCheck || changes.length === 0) return 0;
  terminal.say('clusters/ is not what charts-src/ and apps/ render, or was edited by hand; run: npm run synth');
  return 1;
}

function kindOf({ before, after }: Change): 'added' | 'changed' | 'removed' {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}
