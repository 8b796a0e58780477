import { type ImageRelease, readRelease, sameRelease } from '../desired/app-file.ts';
import { assertWholeHistory, git, readBlobs } from './git.ts';

/** A release as Git remembers it: what the file said, and the commit that made it say so. */
export interface PastRelease extends ImageRelease {
  readonly commit: string;
  /** ISO 8601. */
  readonly date: string;
  readonly subject: string;
}

/**
 * The releases a file of desired state has held, newest first: one entry each time the image, its tag or digest changed.
 * Only first parents count: a commit of a branch that was merged later was never what the cluster followed.
 * Commits in which the file does not parse are skipped: nothing ran from them.
 * @throws {Refusal} in a shallow clone, which would answer with a part of the history as if it were the whole.
 */
export async function releaseHistory(root: string, path: string): Promise<PastRelease[]> {
  await assertWholeHistory(root, path);
  const log = await git(root, ['log', '--first-parent', '--format=%H%x1f%cI%x1f%s%x1e', '--', path]);
  const commits = log.split('\x1e').flatMap((row) => {
    const [commit, date, subject] = row.trim().split('\x1f');
    return commit && date ? [{ commit, date, subject: subject ?? '' }] : [];
  });
  const texts = await readBlobs(
    root,
    commits.map(({ commit }) => `${commit}:${path}`),
  );
  const held: PastRelease[] = [];
  for (const [index, commit] of [...commits.entries()].reverse()) {
    const release = parse(path, texts[index]);
    const last = held.at(-1);
    if (release && !(last && sameRelease(last, release))) held.push({ ...release, ...commit });
  }
  return held.reverse();
}

/** What a file of desired state said in a commit; undefined where it did not exist or did not parse. */
export async function releaseAt(root: string, commit: string, path: string): Promise<ImageRelease | undefined> {
  const [text] = await readBlobs(root, [`${commit}:${path}`]);
  return parse(path, text);
}

function parse(path: string, text: string | undefined): ImageRelease | undefined {
  if (text === undefined) return undefined;
  try {
    return readRelease(path, text);
  } catch {
    return undefined;
  }
}
