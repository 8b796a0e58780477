import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { apply, compare } from './output.ts';
import { root, theFiles } from './testing/manifests.ts';

describe('the output folder', () => {
  let copy: string;
  const files = [
    { path: 'clusters/dev/a.yaml', content: 'a\n' },
    { path: 'clusters/dev/apps/b.yaml', content: 'b\n' },
  ];
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'output-'));
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  it('becomes what was rendered, and then nothing differs', () => {
    apply(copy, compare(copy, files));
    expect(readFileSync(join(copy, 'clusters/dev/apps/b.yaml'), 'utf8')).toBe('b\n');
    expect(compare(copy, files)).toEqual([]);
  });

  it('names what was edited by hand, and puts it back', () => {
    apply(copy, compare(copy, files));
    writeFileSync(join(copy, 'clusters/dev/a.yaml'), 'edited\n');
    const changes = compare(copy, files);
    expect(changes).toEqual([{ path: 'clusters/dev/a.yaml', change: 'changed', content: 'a\n' }]);
    apply(copy, changes);
    expect(compare(copy, files)).toEqual([]);
  });

  it('loses what is no longer rendered, with folders left empty, and touches nothing outside', () => {
    apply(copy, compare(copy, files));
    mkdirSync(join(copy, 'apps'));
    writeFileSync(join(copy, 'apps/kept.yaml'), '');
    apply(copy, compare(copy, files.slice(0, 1)));
    expect(existsSync(join(copy, 'clusters/dev/apps'))).toBe(false);
    expect(existsSync(join(copy, 'apps/kept.yaml'))).toBe(true);
  });

  it('of this repository is what charts-src and apps render', () =>
    expect(compare(root, theFiles()).map(({ path, change }) => `${change} ${path}`)).toEqual([]));
});
