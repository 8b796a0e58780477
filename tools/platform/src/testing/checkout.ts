import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Context } from '../context.ts';
import type { Files } from '../desired/checkout.ts';
import type { Renderer } from '../plan/renderer.ts';
import { recordingTerminal } from '@halden/cli/testing/terminal';

/** A Git checkout in a folder of its own, with one commit. */
export interface TestCheckout extends Disposable {
  readonly root: string;
  git(...args: readonly string[]): string;
  read(path: string): string;
  write(path: string, text: string): void;
  commit(subject: string): void;
  /** Paths that differ from HEAD. */
  changed(): string[];
}

const settings = ['user.name=Test', 'user.email=test@example.com', 'commit.gpgsign=false'];

/** A checkout with one commit, made from these files. */
export function makeCheckout(files: Files): TestCheckout {
  const checkout = checkoutIn(mkdtempSync(join(tmpdir(), 'platform-test-')));
  checkout.git('init', '--quiet', '--template=', '--initial-branch=main');
  for (const setting of settings) checkout.git('config', ...setting.split('='));
  for (const [path, text] of files) checkout.write(path, text);
  checkout.commit('chore: begin');
  return checkout;
}

/**
 * A copy of a checkout for one test, which takes its objects from the original: a fraction of the work of making one.
 * @param commitsBack how many commits of the original it does not have
 */
export function copyOf(original: TestCheckout, commitsBack = 0): TestCheckout {
  const checkout = checkoutIn(mkdtempSync(join(tmpdir(), 'platform-test-')));
  const configuration = settings.flatMap((setting) => ['--config', setting]);
  checkout.git('clone', '--quiet', '--shared', '--template=', ...configuration, original.root, '.');
  if (commitsBack > 0) checkout.git('reset', '--quiet', '--hard', `HEAD~${commitsBack}`);
  return checkout;
}

/** A clone that has only the newest commits of another checkout. */
export function shallowCloneOf(original: TestCheckout, commits: number): TestCheckout {
  const checkout = checkoutIn(mkdtempSync(join(tmpdir(), 'platform-test-')));
  const configuration = settings.flatMap((setting) => ['--config', setting]);
  const depth = ['--depth', String(commits)];
  checkout.git('clone', '--quiet', '--template=', ...depth, ...configuration, `file://${original.root}`, '.');
  return checkout;
}

function checkoutIn(root: string): TestCheckout {
  const environment = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  for (const name of ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE'])
    delete environment[name as keyof typeof environment];
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', env: environment, stdio: 'pipe' });
  return {
    root,
    git,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    commit: (subject) => {
      git('add', '--all');
      git('commit', '--quiet', '--message', subject);
    },
    changed: () =>
      git('status', '--porcelain', '--untracked-files=all')
        .split('\n')
        .filter((row) => row !== '')
        .map((row) => row.slice(3)),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The same renderer, which renders the same desired state only once. */
export function remembering(renderer: Renderer): Renderer {
  const rendered = new Map<string, Promise<Files>>();
  return {
    ...renderer,
    render: (apps) => {
      const key = JSON.stringify([...apps].sort());
      const known = rendered.get(key) ?? renderer.render(apps);
      rendered.set(key, known);
      return known;
    },
  };
}

/** A context for a command, and the terminal it writes to. */
export function contextFor(
  root: string,
  renderer: Renderer,
  options: Partial<Pick<Context, 'json' | 'hasKubeconfig' | 'now'>> = {},
): { context: Context; terminal: ReturnType<typeof recordingTerminal> } {
  const terminal = recordingTerminal();
  return {
    terminal,
    context: {
      root,
      terminal,
      json: false,
      hasKubeconfig: false,
      now: () => new Date('2026-03-01T12:00:00Z'),
      loadRenderer: async () => renderer,
      ...options,
    },
  };
}
