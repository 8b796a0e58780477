import type { Context, ExitCode } from '../context.ts';
import { compareClusters, type SemanticDiff } from '../diff/compare.ts';
import { toText } from '../diff/present.ts';
import { applyChanges, type Change } from '../plan/changes.ts';
import type { Files } from '../desired/checkout.ts';
import type { Plan } from '../plan/edit.ts';

/** Options of every command that changes files. */
export interface ChangeOptions {
  readonly dryRun?: boolean;
  readonly commit?: boolean;
  readonly branch?: string;
}

/** What a command did or would do, for people and for machines. */
export interface Outcome {
  readonly plan: Plan;
  /** Conventional Commits: `chore(order-service): promote 1.2.3 to staging`. */
  readonly subject: string;
  readonly body: string;
  /** Said when nothing is left to change. */
  readonly already: string;
  /** Said on standard error when it is done. */
  readonly done: string;
  /** What it means for the clusters; shown by --dry-run and --json. */
  readonly diff?: SemanticDiff;
  /** For --json, in addition to what every command reports. */
  readonly facts: object;
  /** For standard output, instead of the paths. */
  readonly text?: string;
}

/** The one place where plans become effects: prints it (--dry-run), writes it, or writes and commits it. */
export async function applyPlan(context: Context, options: ChangeOptions, outcome: Outcome): Promise<ExitCode> {
  const { root, terminal, json } = context;
  const { plan, subject, body } = outcome;
  const { changes } = plan;
  const isDry = options.dryRun === true;
  const wantsCommit = options.commit === true || options.branch !== undefined;
  let commit: string | undefined;
  if (changes.length > 0 && !isDry) {
    if (wantsCommit) {
      const { commitChanges } = await import('../git/commit.ts');
      commit = await commitChanges(root, { changes, subject, body, ...(options.branch && { branch: options.branch }) });
    } else await applyChanges(root, changes);
  }
  if (json) {
    const report = {
      ...outcome.facts,
      dryRun: isDry,
      changed: changes.map(({ path }) => path),
      notes: plan.notes,
      ...(outcome.diff && { diff: outcome.diff.entries }),
      commit: commit ?? null,
      message: { subject, body },
    };
    terminal.out(JSON.stringify(report, null, 2));
    return 0;
  }
  for (const note of plan.notes) terminal.say(`note: ${note}`);
  if (changes.length === 0) {
    terminal.say(outcome.already);
    return 0;
  }
  if (outcome.text !== undefined) terminal.out(outcome.text);
  else if (isDry && outcome.diff) terminal.out(toText(outcome.diff, terminal));
  else terminal.out(changes.map(({ path }) => path).join('\n'));
  const files = changes.length > 4 ? `${changes.length} files` : changes.map(({ path }) => path).join(' and ');
  if (isDry) terminal.say(`Would change ${files}. Nothing was written.`);
  else if (commit !== undefined) terminal.say(`${outcome.done}, committed as ${commit.slice(0, 12)}.`);
  else terminal.say(`${outcome.done}. To commit: git add apps clusters && git commit -m '${subject}'`);
  return 0;
}

/** What planned changes mean for the clusters; the files must be as they were rendered before. */
export function diffOf(changes: readonly Change[]): SemanticDiff {
  const side = (which: 'before' | 'after'): Files =>
    new Map(changes.flatMap(({ path, [which]: text }) => (text === undefined ? [] : [[path, text] as const])));
  return compareClusters({ label: 'now', files: side('before') }, { label: 'planned', files: side('after') });
}
