import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { applyChanges, changesBetween } from './changes.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'platform-changes-'));
  writeFileSync(join(root, 'a'), 'a');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('making changes', () => {
  it('writes, makes and deletes files', async () => {
    await applyChanges(root, [
      { path: 'a', before: 'a', after: undefined },
      { path: 'new/folder/b', before: undefined, after: 'b' },
    ]);
    expect(existsSync(join(root, 'a'))).toBe(false);
    expect(read('new/folder/b')).toBe('b');
    expect(readdirSync(join(root, 'new/folder'))).toEqual(['b']);
  });

  it('removes folders left empty, but none at the top of the checkout', async () => {
    const texts = (...paths: string[]) => new Map(paths.map((path) => [path, path]));
    const [all, fewer] = [texts('clusters/dev/apps/b', 'clusters/dev/apps/c', 'apps/d'), texts('clusters/dev/apps/b')];
    await applyChanges(root, changesBetween(new Map(), all));
    await applyChanges(root, changesBetween(all, fewer));
    expect(readdirSync(root, { recursive: true }).sort()).toEqual(
      ['a', 'apps', 'clusters', 'clusters/dev', 'clusters/dev/apps', 'clusters/dev/apps/b'].map(normalize),
    );
    await applyChanges(root, changesBetween(fewer, new Map()));
    expect(readdirSync(root, { recursive: true }).sort()).toEqual(['a', 'apps', 'clusters']);
  });

  it('refuses when a file is no longer what the plan was made from', async () => {
    writeFileSync(join(root, 'b'), 'somebody else');
    await expect(
      applyChanges(root, [
        { path: 'a', before: 'a', after: 'mine' },
        { path: 'b', before: 'b', after: 'mine' },
      ]),
    ).rejects.toThrow(/changed while the command was planning\n {2}where: b/);
    expect(read('a')).toBe('a');
  });

  it('undoes what it did when a later file cannot be changed', async () => {
    // The second deletion of the same file is what fails here.
    const remove = { path: 'a', before: 'a', after: undefined };
    await expect(
      applyChanges(root, [{ path: 'made/in/folders', before: undefined, after: 'mine' }, remove, remove]),
    ).rejects.toThrow(/ENOENT/);
    expect(existsSync(join(root, 'made/in'))).toBe(false);
    expect(read('a')).toBe('a');
  });
});
