import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { RenderedFile } from './model.ts';

/** Rendered files live here, and nothing else does. */
const outputFolder = 'clusters';

export interface Change {
  /** POSIX, relative to the root. */
  readonly path: string;
  readonly change: 'added' | 'changed' | 'removed';
  /** Absent for what is removed. */
  readonly content?: string;
}

/** How the files below `root` differ from those rendered: what `apply` would do. */
export function compare(root: string, files: readonly RenderedFile[]): Change[] {
  const rendered = new Set(files.map(({ path }) => path));
  const written = files.flatMap(({ path, content }): Change[] => {
    const file = join(root, path);
    if (!existsSync(file)) return [{ path, change: 'added', content }];
    return readFileSync(file, 'utf8') === content ? [] : [{ path, change: 'changed', content }];
  });
  const removed = present(root)
    .filter((path) => !rendered.has(path))
    .map((path): Change => ({ path, change: 'removed' }));
  return [...written, ...removed].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Makes the files below `root` what was rendered. */
export function apply(root: string, changes: readonly Change[]): void {
  for (const { path, content } of changes) {
    const file = join(root, path);
    if (content === undefined) {
      rmSync(file);
      removeEmptyFolders(join(root, outputFolder), dirname(file));
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}

function present(root: string): string[] {
  const folder = join(root, outputFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function removeEmptyFolders(top: string, folder: string): void {
  if (folder === top || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmptyFolders(top, dirname(folder));
}
