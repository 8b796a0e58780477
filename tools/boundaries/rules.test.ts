import { describe, expect, it } from '@jest/globals';
import { type Import } from './modules.ts';
import { pictureOf, withPicture } from './picture.ts';
import { faultsOf } from './rules.ts';

const imports = (...rows: readonly [from: string, to: string, specifier?: string][]): Import[] =>
  rows.map(([from, to, specifier = '@halden/x']) => ({ from, to, specifier }));

describe('the boundaries', () => {
  it('let every area import what is below it', () => {
    expect(faultsOf(imports(['tools/cluster/up.ts', 'libs/cli/src/poll.ts'], ['e2e/a.ts', 'bench/src/b.ts']))).toEqual(
      [],
    );
  });

  it('refuse production code that imports a higher area, and let tests do it', () => {
    const up = 'local/azure/src/index.ts';
    expect(faultsOf(imports(['libs/messaging/src/outbox.ts', up], ['libs/messaging/src/outbox.test.ts', up]))).toEqual([
      `climbs: libs/messaging/src/outbox.ts → ${up}; libs is below local`,
    ]);
  });

  it('let the registry collect descriptions from above itself', () => {
    const description = 'local/azure/service.ts';
    expect(faultsOf(imports(['service-registry/all.ts', description, `../${description}`]))).toEqual([]);
    expect(faultsOf(imports(['service-registry/all.ts', 'local/azure/src/index.ts']))).toHaveLength(1);
  });

  it('refuse a path that leaves its workspace', () => {
    expect(
      faultsOf(imports(['tools/cluster/up.ts', 'tools/images/plan.ts', '../images/plan.ts'])).map((fault) =>
        fault.replace(/;.*/, ''),
      ),
    ).toEqual(["leaves its workspace by path: tools/cluster/up.ts imports '../images/plan.ts'"]);
  });

  it('refuse folders that import each other, also around a third one, and let a folder and its parts', () => {
    const circle = imports(
      ['libs/a/src/x/1.ts', 'libs/a/src/y/2.ts'],
      ['libs/a/src/y/2.ts', 'libs/a/src/z/3.ts'],
      ['libs/a/src/z/3.ts', 'libs/a/src/x/4.ts'],
    );
    expect(faultsOf(circle)).toEqual(['folders in a circle: libs/a/src/x ↔ libs/a/src/y ↔ libs/a/src/z']);
    const parts = imports(['libs/a/src/x.ts', 'libs/a/src/y/2.ts'], ['libs/a/src/y/2.ts', 'libs/a/src/z.ts']);
    expect(faultsOf(parts)).toEqual([]);
  });
});

describe('the picture', () => {
  it('shows each arrow that does not follow from others, without those of tests', () => {
    const picture = pictureOf(
      imports(
        ['tools/a/1.ts', 'libs/b/src/2.ts'],
        ['tools/a/1.ts', 'libs/c/src/3.ts'],
        ['libs/b/src/2.ts', 'libs/c/src/3.ts'],
        ['libs/c/src/3.test.ts', 'tools/a/1.ts'],
      ),
    );
    expect(picture.split('\n').filter((line) => line.includes('-->'))).toEqual([
      '  libs_b --> libs_c',
      '  tools_a --> libs_b',
    ]);
  });

  it('is put between its markers, the same however often', () => {
    const document =
      'a\n<!-- begin: workspaces (npm run boundaries -- --write) -->\nold\n<!-- end: workspaces -->\nb\n';
    const once = withPicture(document, 'new');
    expect(once).toMatch(/^a\n<!-- begin[^\n]*-->\n\nnew\n\n<!-- end: workspaces -->\nb\n$/);
    expect(withPicture(once, 'new')).toBe(once);
    expect(() => withPicture('nothing', 'new')).toThrow(/has no '<!-- begin/);
  });
});
