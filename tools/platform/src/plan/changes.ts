import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { Refusal } from '@halden/cli/refusal';
import type { Files } from '../desired/checkout.ts';

/** One file to write, create (`before` undefined) or delete (`after` undefined). Paths are posix, from the root of the checkout. */
export interface Change {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What turns some files into others, in the order of their paths. */
export function changesBetween(before: Files, after: Files): readonly Change[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((path) => ({ path, before: before.get(path), after: after.get(path) }))
    .filter((change) => change.before !== change.after)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Makes the changes: all of them or none. New texts are written beside their targets first and moved over them last;
 * when a move fails, the moves made are undone. Folders left empty go, except those at the top of the checkout.
 * @throws {Refusal} when a file is not what the plan was made from.
 */
export async function applyChanges(root: string, changes: readonly Change[]): Promise<void> {
  for (const { path, before } of changes)
    if ((await readIfThere(join(root, path))) !== before)
      throw new Refusal({
        what: 'a file changed while the command was planning',
        where: path,
        why: 'somebody else wrote it; going on would lose their work',
        fix: 'run the same command again',
      });
  const staged = changes.map((change) => ({
    ...change,
    target: join(root, change.path),
    draft: join(root, `${change.path}.${process.pid}.draft`),
  }));
  const moved: typeof staged = [];
  try {
    for (const { after, target, draft } of staged) {
      await mkdir(dirname(target), { recursive: true });
      if (after !== undefined) await writeFile(draft, after);
    }
    for (const change of staged) {
      await (change.after === undefined ? rm(change.target) : rename(change.draft, change.target));
      moved.push(change);
    }
  } catch (error) {
    for (const { before, target } of moved)
      await (before === undefined ? rm(target, { force: true }) : writeFile(target, before));
    throw error;
  } finally {
    for (const { draft, path } of staged) {
      await rm(draft, { force: true });
      await removeEmptyFolders(root, posix.dirname(path));
    }
  }
}

async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  if (!folder.includes('/')) return;
  // What cannot be removed holds something, or is gone already.
  const isGone = await rmdir(join(root, folder)).then(
    () => true,
    () => false,
  );
  if (isGone) await removeEmptyFolders(root, posix.dirname(folder));
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
