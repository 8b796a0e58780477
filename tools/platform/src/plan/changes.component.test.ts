import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyChanges } from './changes.ts';

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
      applyChanges(root, [{ path: 'made', before: undefined, after: 'mine' }, remove, remove]),
    ).rejects.toThrow(/ENOENT/);
    expect(readdirSync(root)).toEqual(['a']);
    expect(read('a')).toBe('a');
  });
});
