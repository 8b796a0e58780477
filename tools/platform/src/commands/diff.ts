import type { Context, ExitCode } from '../context.ts';
import { compareClusters, type Side } from '../diff/compare.ts';
import { toMarkdown, toText } from '../diff/present.ts';
import { assertCheckout, mergeBase, readTree, resolveCommit } from '../git/git.ts';
import { readFolders } from '../desired/checkout.ts';

export interface DiffOptions {
  readonly base: string;
  readonly head?: string;
  readonly format: 'text' | 'markdown' | 'json';
}

/** `diff`: what the clusters would notice of a change. Differences are no findings: the exit code is 0. */
export async function runDiff({ root, terminal, json }: Context, options: DiffOptions): Promise<ExitCode> {
  await assertCheckout(root);
  const head = options.head === undefined ? undefined : await resolveCommit(root, options.head);
  const base = await resolveCommit(root, options.base);
  // As a pull request shows it: what the base got since the histories parted is no change of this one.
  const from = (await mergeBase(root, base, head ?? 'HEAD')) ?? base;
  const before: Side = {
    label: `${options.base} (${from.slice(0, 12)})`,
    files: await readTree(root, from, 'clusters'),
  };
  const after: Side =
    head === undefined
      ? { label: 'working tree', files: await readFolders(root, 'clusters') }
      : { label: `${options.head} (${head.slice(0, 12)})`, files: await readTree(root, head, 'clusters') };
  const diff = compareClusters(before, after);
  const format = json ? 'json' : options.format;
  if (format === 'json') terminal.out(JSON.stringify(diff, null, 2));
  else terminal.out(format === 'markdown' ? toMarkdown(diff).trimEnd() : toText(diff, terminal));
  return 0;
}
