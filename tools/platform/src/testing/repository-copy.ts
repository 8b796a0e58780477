import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../..');

/** The whole repository as it is now, uncommitted changes included, in a folder of its own, with the packages that are installed here. */
export interface RepositoryCopy extends Disposable {
  readonly root: string;
  /** Runs a program of the copy, or a tool that is installed; standard output and error together. */
  run(...command: string[]): { readonly status: number | null; readonly said: string };
  read(path: string): string;
  write(path: string, text: string): void;
  /** What `npm install` does where only workspaces were added: links to them, and the stamp that the front door of the scripts reads. */
  linkWorkspaces(): void;
}

export function copyRepository(): RepositoryCopy {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'platform-copy-')));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  for (const path of listed.split('\0').filter((each) => each !== '' && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path), { verbatimSymlinks: true });
  }
  linkPackages(copy);
  const environment = { ...process.env, NODE_OPTIONS: '', INIT_CWD: copy };
  return {
    root: copy,
    run(...command) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, 'tools/run.mjs'), ...command], {
        cwd: copy,
        encoding: 'utf8',
        env: environment,
        maxBuffer: 64 << 20,
      });
      return { status, said: `${stdout}${stderr}` };
    },
    read: (path) => readFileSync(join(copy, path), 'utf8'),
    write: (path, text) => writeFileSync(join(copy, path), text),
    linkWorkspaces() {
      const text = readFileSync(join(copy, 'package-lock.json'), 'utf8');
      const { packages } = JSON.parse(text) as { packages: Record<string, { link?: boolean; resolved?: string }> };
      for (const [place, { link, resolved }] of Object.entries(packages))
        if (link && resolved !== undefined && !existsSync(join(copy, place)))
          symlinkSync(join('../..', resolved), join(copy, place));
      mkdirSync(join(copy, '.local'), { recursive: true });
      writeFileSync(join(copy, '.local/installed'), createHash('sha256').update(text).digest('hex'));
    },
    [Symbol.dispose]: () => rmSync(copy, { recursive: true, force: true }),
  };
}

/** Links to installed packages; those of our own workspaces lead to the copy's. */
function linkPackages(copy: string): void {
  const own = '@halden';
  const modules = (folder: string) => join(folder, 'node_modules');
  mkdirSync(join(modules(copy), own), { recursive: true });
  for (const name of readdirSync(modules(root)).filter((each) => each !== own))
    symlinkSync(join(modules(root), name), join(modules(copy), name));
  for (const name of readdirSync(join(modules(root), own)))
    symlinkSync(readlinkSync(join(modules(root), own, name)), join(modules(copy), own, name));
  for (const shelf of ['.', 'libs', 'services', 'local', 'tools'])
    for (const name of readdirSync(join(root, shelf)))
      if (name !== 'node_modules' && existsSync(modules(join(root, shelf, name))))
        symlinkSync(modules(join(root, shelf, name)), modules(join(copy, shelf, name)));
}
