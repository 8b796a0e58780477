import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Path (posix, from the root of the checkout) → text. */
export type Files = ReadonlyMap<string, string>;

/** The desired state among the files of a checkout. */
export const appsAmong = (files: Files): Files => new Map([...files].filter(([path]) => path.startsWith('apps/')));

/** What is rendered from it. */
export const renderedAmong = (files: Files): Files =>
  new Map([...files].filter(([path]) => path.startsWith('clusters/')));

/** Every file below some folders of a checkout; a folder that is not there holds none. */
export async function readFolders(root: string, ...folders: readonly string[]): Promise<Files> {
  const paths = (await Promise.all(folders.map((folder) => list(root, folder)))).flat();
  const texts = await Promise.all(paths.map((path) => readFile(join(root, path), 'utf8')));
  return new Map(paths.map((path, index) => [path, texts[index] ?? '']));
}

async function list(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => file.slice(join(root, '/').length).replaceAll('\\', '/'))
    .sort();
}
