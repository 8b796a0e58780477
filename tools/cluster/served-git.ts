import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { git } from '@halden/platform/git/git';
import { Refusal } from '@halden/cli/refusal';

/**
 * The repository that Flux reads: a bare clone, and a checkout of it where releases are committed, both below `.local/cluster`.
 * The checkout that the command is run from is read, never written.
 */
export interface ServedGit {
  /** Where `platform bump --root` and its like make their commits. */
  readonly checkout: string;
  readonly url: string;
  /**
   * Brings the checkout to the source's HEAD, lets `edit` change files, and commits what differs. The history of releases made here
   * stays, so that `platform rollback` finds them.
   */
  adopt(source: string, message: string, edit: () => void | Promise<void>): Promise<void>;
  /** Pushes the checkout's HEAD to where Flux reads it. Returns the commit. */
  publish(): Promise<string>;
  start(): Promise<void>;
  /** Ends the server, and nothing else. */
  stop(): Promise<void>;
  /** Deletes both clones. */
  discard(): void;
}

export interface ServedGitOptions {
  /** `.local/cluster` */
  readonly folder: string;
  /** As the cluster reaches it, such as `http://host.internal:9418/halden.git`. */
  readonly url: string;
  readonly branch: string;
}

export function servedGit({ folder, url, branch }: ServedGitOptions): ServedGit {
  const { pathname, port } = new URL(url);
  const repositories = join(folder, 'git');
  const bare = join(repositories, basename(pathname));
  const checkout = join(folder, 'checkout');
  const pidFile = join(folder, 'git-server.pid');
  const logFile = join(folder, 'git-server.log');

  const served: ServedGit = {
    checkout,
    url,
    async adopt(source, message, edit) {
      await create();
      await git(checkout, ['fetch', '--quiet', '--update-shallow', '--no-tags', source, 'HEAD']);
      const theirs = (await git(checkout, ['rev-parse', 'FETCH_HEAD'])).trim();
      const ours = (await git(checkout, ['rev-parse', '--quiet', '--verify', 'HEAD']).catch(() => '')).trim();
      await git(checkout, ['read-tree', '--reset', '-u', theirs]);
      await edit();
      await git(checkout, ['add', '--all']);
      const tree = (await git(checkout, ['write-tree'])).trim();
      const hasTheirs = ours !== '' && (await isAncestor(theirs, ours));
      if (hasTheirs && tree === (await git(checkout, ['rev-parse', `${ours}^{tree}`])).trim()) return;
      const parents = [ours, hasTheirs ? '' : theirs].filter((parent) => parent !== '').flatMap((p) => ['-p', p]);
      const commit = (await git(checkout, ['commit-tree', tree, ...parents, '-m', message])).trim();
      await git(checkout, ['reset', '--quiet', '--hard', commit]);
    },
    async publish() {
      await git(checkout, ['push', '--quiet', '--force', 'origin', `HEAD:refs/heads/${branch}`]);
      return (await git(checkout, ['rev-parse', 'HEAD'])).trim();
    },
    async start() {
      const found = await answers();
      if (found === 'ours') return;
      if (found === 'another')
        throw new Refusal({
          what: 'the Git server for Flux cannot start',
          where: url,
          why: 'another Git server has that port, perhaps that of another checkout',
          fix: 'npm run cluster -- down in that checkout, or name another port with --git-url',
        });
      mkdirSync(folder, { recursive: true });
      const log = openSync(logFile, 'a');
      const program = join(import.meta.dirname, 'git-server.ts');
      const child = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', program, repositories, port || '80'],
        {
          detached: true,
          stdio: ['ignore', log, log],
        },
      );
      child.unref();
      writeFileSync(pidFile, String(child.pid));
      await untilAnswers(child);
    },
    async stop() {
      if (!existsSync(pidFile)) return;
      const pid = Number(readFileSync(pidFile, 'utf8'));
      // A number may have gone to another program since; only one that still serves our folder is ended.
      if ((await answers()) === 'ours') process.kill(pid, 'SIGTERM');
      rmSync(pidFile, { force: true });
    },
    discard() {
      for (const path of [checkout, repositories, logFile]) rmSync(path, { recursive: true, force: true });
    },
  };
  return served;

  async function create(): Promise<void> {
    if (existsSync(join(checkout, '.git'))) return;
    mkdirSync(repositories, { recursive: true });
    if (!existsSync(bare)) await git(folder, ['init', '--quiet', '--bare', `--initial-branch=${branch}`, bare]);
    await git(folder, ['init', '--quiet', `--initial-branch=${branch}`, checkout]);
    await git(checkout, ['remote', 'add', 'origin', bare]);
    await git(checkout, ['config', 'user.name', 'halden cluster']);
    await git(checkout, ['config', 'user.email', 'cluster@halden.example']);
    // Rendered files are compared byte by byte.
    await git(checkout, ['config', 'core.autocrlf', 'false']);
  }

  async function isAncestor(commit: string, of: string): Promise<boolean> {
    return git(checkout, ['merge-base', '--is-ancestor', commit, of]).then(
      () => true,
      () => false,
    );
  }

  /** Who answers at the port, if anybody: ours answers with the commit that was published. */
  async function answers(): Promise<'ours' | 'another' | undefined> {
    const commit = (await git(bare, ['rev-parse', '--verify', branch]).catch(() => 'none published')).trim();
    const address = `http://127.0.0.1:${port || '80'}${pathname}/info/refs?service=git-upload-pack`;
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(2000) });
      return (await response.text()).includes(commit) ? 'ours' : 'another';
    } catch {
      return undefined;
    }
  }

  async function untilAnswers(child: ChildProcess): Promise<void> {
    for (const began = Date.now(); (await answers()) !== 'ours';) {
      if (child.exitCode !== null || Date.now() - began > 10_000)
        throw new Refusal({
          what: 'the Git server for Flux did not start',
          where: url,
          why: readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? 'it does not answer',
          fix: 'free that port, or name another address with --git-url',
        });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
