import { describe, expect, it } from '@jest/globals';
import type { ImageDescription } from './images.ts';
import { contentHash, filesOf, inputsOf, type Lock } from './inputs.ts';

const lock: Lock = {
  'services/shop': { version: '1.0.0', dependencies: { '@own/lib': '1.0.0', web: '2.0.0' } },
  'libs/lib': { version: '1.0.0', dependencies: { deep: '1.0.0' }, peerDependencies: { absent: '*' } },
  'node_modules/@own/lib': { link: true, resolved: 'libs/lib' },
  'node_modules/web': { version: '2.0.0', integrity: 'sha512-web', dependencies: { deep: '2.0.0' } },
  'node_modules/web/node_modules/deep': { version: '2.0.0', integrity: 'sha512-deep2' },
  'node_modules/deep': { version: '1.0.0', integrity: 'sha512-deep1', optionalDependencies: { extra: '1.0.0' } },
  'node_modules/extra': { version: '1.0.0', integrity: 'sha512-extra' },
  'node_modules/maker': { version: '9.0.0', integrity: 'sha512-maker' },
  'node_modules/tester': { version: '3.0.0', integrity: 'sha512-tester' },
};
const image: ImageDescription = {
  name: 'shop',
  title: 'A shop',
  target: 'service',
  base: 'base:1',
  workspaces: ['services/shop'],
  paths: ['local/extra.json'],
  tools: ['maker'],
};
const hashOf = (changes: { lock?: Lock; content?: string; image?: Partial<ImageDescription> } = {}) => {
  const described = { ...image, ...changes.image };
  const inputs = inputsOf(described, { ...lock, ...changes.lock });
  return contentHash(described, inputs, ['services/shop/src/main.ts'], () => changes.content ?? 'a');
};

describe('what an image is made of', () => {
  it('is its workspaces, those they depend on, its own paths, and the recipe', () => {
    const { paths } = inputsOf(image, lock);
    expect(paths).toEqual(
      expect.arrayContaining([
        'services/shop',
        'libs/lib',
        'local/extra.json',
        'tools/images/Dockerfile',
        '.dockerignore',
      ]),
    );
  });

  it('is every package they reach, each in the version Node would find, and the tools', () => {
    expect(inputsOf(image, lock).packages).toEqual([
      'node_modules/deep@1.0.0 sha512-deep1',
      'node_modules/extra@1.0.0 sha512-extra',
      'node_modules/maker@9.0.0 sha512-maker',
      'node_modules/web@2.0.0 sha512-web',
      'node_modules/web/node_modules/deep@2.0.0 sha512-deep2',
    ]);
  });

  it('is neither tests nor notes nor what other images hold', () => {
    const files = [
      'src/main.ts',
      'src/main.test.ts',
      'README.md',
      'src/testing/fake.ts',
      'bench/run.ts',
      'package.json',
    ];
    const listing = [
      ...files.map((file) => `services/shop/${file}`),
      'services/shop-window/src/main.ts',
      'local/extra.json',
    ];
    expect(filesOf(inputsOf(image, lock), listing)).toEqual([
      'local/extra.json',
      'services/shop/package.json',
      'services/shop/src/main.ts',
    ]);
  });

  it('must be in the lock file', () => {
    expect(() => inputsOf({ ...image, workspaces: ['services/gone'] }, lock)).toThrow(
      "package-lock.json has no workspace 'services/gone' of shop; run: npm install",
    );
    expect(() => inputsOf({ ...image, tools: ['gone'] }, lock)).toThrow("package-lock.json has no 'gone'");
  });
});

describe('the hash of an image', () => {
  it('changes with a file, a package it reaches, a tool, and the base', () => {
    const changed = [
      hashOf({ content: 'b' }),
      hashOf({ lock: { 'node_modules/extra': { version: '1.0.1', integrity: 'sha512-new' } } }),
      hashOf({ lock: { 'node_modules/maker': { version: '9.0.1', integrity: 'sha512-new' } } }),
      hashOf({ image: { base: 'base:2' } }),
      hashOf({ image: { name: 'window' } }),
    ];
    expect(new Set([hashOf(), ...changed]).size).toBe(changed.length + 1);
  });

  it('does not change with a package that it does not reach', () => {
    expect(hashOf({ lock: { 'node_modules/tester': { version: '3.0.1', integrity: 'sha512-new' } } })).toBe(hashOf());
  });
});
