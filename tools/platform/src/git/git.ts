import { execFile } from 'node:child_process';
import { ExplainedError, Refusal } from '@halden/cli/refusal';

const timeoutMs = 60_000;
const maxOutputBytes = 512 * 1024 * 1024;

/** `git` ended with an error. */
export class GitError extends ExplainedError {
  override readonly name = 'GitError';
  readonly status: number | string | null | undefined;
  constructor(args: readonly string[], exitCode: GitError['status'], stderr: string) {
    super(`git ${args.join(' ')}: ${stderr.trim() || `ended with ${exitCode}`}`);
    this.status = exitCode;
  }
}

/**
 * Runs `git` in a checkout, without a shell, and returns its standard output.
 * @throws {GitError} when git ends with an error; {Refusal} when there is no git.
 */
export async function git(root: string, args: readonly string[], input?: string): Promise<string> {
  return (await gitBytes(root, args, input)).toString('utf8');
}

function gitBytes(root: string, args: readonly string[], input = ''): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['--no-optional-locks', '-C', root, ...args],
      { encoding: 'buffer', maxBuffer: maxOutputBytes, timeout: timeoutMs, env: environment() },
      (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else if (error.code === 'ENOENT')
          reject(
            new Refusal({
              what: 'git could not be run',
              where: root,
              why: 'there is no `git` on the PATH',
              fix: 'install git',
            }),
          );
        else reject(new GitError(args, error.code, stderr.toString('utf8')));
      },
    );
    // A git that ends before it has read everything closes the pipe; its exit code says why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** In a Git hook these point at the hook's repository, whatever the folder. */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR: _dir, GIT_INDEX_FILE: _index, GIT_WORK_TREE: _tree, GIT_PREFIX: _prefix, ...rest } = process.env;
  return rest;
}

/** Refuses a folder that is not the top of a Git checkout. */
export async function assertCheckout(root: string): Promise<void> {
  const refuse = (why: string): never => {
    throw new Refusal({
      what: 'not a Git checkout',
      where: root,
      why,
      fix: 'run the command in the checkout, or name it with --root <folder>',
    });
  };
  const prefix = await git(root, ['rev-parse', '--show-prefix']).catch((error: unknown) =>
    error instanceof GitError ? refuse('the folder is in no Git repository') : Promise.reject(error as Error),
  );
  if (prefix.trim() !== '') refuse(`it is the folder '${prefix.trim()}' inside of one`);
}

/**
 * The commit a ref names.
 * @throws {Refusal} when it names none.
 */
export async function resolveCommit(root: string, ref: string): Promise<string> {
  try {
    return (await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])).trim();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const shallow = await isShallow(root);
    throw new Refusal({
      what: `Git knows no commit '${ref}'`,
      where: root,
      why: shallow ? 'this is a shallow clone' : 'there is no such branch, tag or commit here',
      fix: shallow ? 'git fetch --unshallow' : 'git fetch, or name another ref',
    });
  }
}

const isShallow = async (root: string): Promise<boolean> =>
  (await git(root, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';

/** Refuses a clone that lacks older commits. @param path the file whose history is wanted */
export async function assertWholeHistory(root: string, path: string): Promise<void> {
  if (!(await isShallow(root))) return;
  throw new Refusal({
    what: 'the history is not all here',
    where: path,
    why: 'this is a shallow clone: which releases ran, and in which order, cannot be read from its newest commits alone',
    fix: 'git fetch --unshallow (in a pipeline: check out with fetch-depth 0)',
  });
}

/**
 * The commit two histories part from, if they share one.
 * @throws {Refusal} when there is none in a shallow clone, where it may only be missing.
 */
export async function mergeBase(root: string, a: string, b: string): Promise<string | undefined> {
  try {
    return (await git(root, ['merge-base', a, b])).trim();
  } catch (error) {
    if (!(error instanceof GitError && error.status === 1)) throw error;
    if (!(await isShallow(root))) return undefined;
    throw new Refusal({
      what: `'${a}' and '${b}' share no commit here`,
      where: root,
      why: 'this is a shallow clone, which may lack the commit they part from',
      fix: 'git fetch --unshallow (in a pipeline: check out with fetch-depth 0)',
    });
  }
}

/** Files of a commit below a folder: path (posix, from the root) → text. */
export async function readTree(root: string, commit: string, folder: string): Promise<Map<string, string>> {
  const listing = await git(root, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', `${folder}/`]);
  const blobs = listing
    .split('\0')
    .filter((row) => row !== '')
    .flatMap((row) => {
      const [, type, id, path] = /^\d+ (\w+) ([0-9a-f]+)\t(.*)$/s.exec(row) ?? [];
      return type === 'blob' && id && path ? [{ id, path }] : [];
    });
  const texts = await readBlobs(
    root,
    blobs.map(({ id }) => id),
  );
  return new Map(blobs.map(({ path }, index) => [path, texts[index] ?? '']));
}

/**
 * Texts of blobs by name (an object id, or `<commit>:<path>`), in the order asked for; undefined where there is none.
 * One git process for all.
 */
export async function readBlobs(root: string, names: readonly string[]): Promise<(string | undefined)[]> {
  if (names.length === 0) return [];
  const output = await gitBytes(root, ['cat-file', '--batch'], `${names.join('\n')}\n`);
  const texts: (string | undefined)[] = [];
  for (let at = 0; at < output.length;) {
    const headerEnd = output.indexOf(0x0a, at);
    const [, type, size] = /^\S+ (\w+) (\d+)$/.exec(output.toString('utf8', at, headerEnd)) ?? [];
    if (type === undefined) texts.push(undefined);
    else texts.push(type === 'blob' ? output.toString('utf8', headerEnd + 1, headerEnd + 1 + Number(size)) : undefined);
    at = type === undefined ? headerEnd + 1 : headerEnd + 1 + Number(size) + 1;
  }
  return texts;
}

/** Paths below a folder that differ from HEAD or are not in Git yet (posix, from the root). */
export async function uncommitted(root: string, ...paths: readonly string[]): Promise<string[]> {
  const status = await git(root, [
    'status',
    '--porcelain',
    '-z',
    '--untracked-files=all',
    '--no-renames',
    '--',
    ...paths,
  ]);
  return status
    .split('\0')
    .filter((row) => row !== '')
    .map((row) => row.slice(3));
}
