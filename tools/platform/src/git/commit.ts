import { Refusal } from '@halden/cli/refusal';
import { applyChanges, type Change } from '../plan/changes.ts';
import { assertCheckout, git, GitError, uncommitted } from './git.ts';

export interface CommitRequest {
  readonly changes: readonly Change[];
  /** First line, and what follows after an empty one. */
  readonly subject: string;
  readonly body: string;
  /** A branch to make for the commit; without it, the current one. */
  readonly branch?: string;
}

/**
 * Writes the changes and commits them, and nothing else: what is staged or edited beside them stays as it is.
 * When the commit cannot be made, files and branch are as before.
 * @returns the commit's id.
 * @throws {Refusal} when a file has edits that are not committed, or the branch exists.
 */
export async function commitChanges(root: string, request: CommitRequest): Promise<string> {
  const { changes, subject, body, branch } = request;
  await assertCheckout(root);
  const paths = changes.map(({ path }) => path);
  const [edited] = await uncommitted(root, ...paths);
  if (edited !== undefined)
    throw new Refusal({
      what: 'a file to commit has other edits already',
      where: edited,
      why: 'they would become part of this commit',
      fix: 'commit or put them aside first, or leave --commit out',
    });
  const leave = branch === undefined ? undefined : await enterBranch(root, branch);
  let applied = false;
  try {
    await applyChanges(root, changes);
    applied = true;
    await git(root, ['add', '--', ...paths]);
    await git(root, ['commit', '--quiet', '--only', '-m', subject, '-m', body, '--', ...paths]);
  } catch (error) {
    if (applied) {
      await git(root, ['reset', '--quiet', '--', ...paths]).catch(() => undefined);
      await applyChanges(
        root,
        changes.map(({ path, before, after }) => ({ path, before: after, after: before })),
      );
    }
    await leave?.();
    if (error instanceof GitError)
      throw new Refusal({
        what: 'Git refused the commit; nothing is changed',
        where: root,
        why: error.message,
        fix: 'mend that (git config user.name and user.email? a hook?), or leave --commit out',
      });
    throw error;
  }
  return (await git(root, ['rev-parse', 'HEAD'])).trim();
}

/** Makes a branch and goes there; returns how to go back as if it had never been. */
async function enterBranch(root: string, branch: string): Promise<() => Promise<void>> {
  const refuse = (why: string): never => {
    throw new Refusal({
      what: `the branch '${branch}' cannot be made`,
      where: root,
      why,
      fix: 'name another one with --branch',
    });
  };
  const isName = await succeeds(root, ['check-ref-format', '--branch', branch]);
  if (!isName || branch.startsWith('-')) refuse('Git takes no such name for a branch');
  if (await succeeds(root, ['show-ref', '--verify', '--quiet', `refs/heads/${branch}`])) refuse('it exists already');
  const current = (await git(root, ['branch', '--show-current'])).trim();
  const from = current === '' ? ['--detach', (await git(root, ['rev-parse', 'HEAD'])).trim()] : [current];
  await git(root, ['switch', '--quiet', '-c', branch]);
  return async () => {
    await git(root, ['switch', '--quiet', ...from]);
    await git(root, ['branch', '--quiet', '-D', branch]);
  };
}

async function succeeds(root: string, args: readonly string[]): Promise<boolean> {
  try {
    await git(root, args);
    return true;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}
