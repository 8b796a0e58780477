import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { services } from './index.ts';

const root = resolve(import.meta.dirname, '..');
const names = services.map(({ name }) => name as string);

/** Where a name of a service may stand, and why; everything else reads the registry. */
const allowed: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^(apps|clusters)\//, 'desired state, and what is rendered from it, are kept by service'],
  [/^docs\/|\.md$/, 'prose'],
  [/^package-lock\.json$/, 'npm writes it'],
  [/^libs\/contracts\/src\/apis\//, 'an API says whose it is; its service.ts must agree'],
  [
    /^(libs\/contracts\/src\/topology\.ts|local\/azure\/entities\.json)$/,
    'readers of a topic or hub are named after the service that reads',
  ],
  [/^charts-src\/validation\/kinds\.schema\.json$/, 'generated from the types of Kubernetes kinds'],
];
/** Tests and measurements pick the service that shows something; they may not list services either. */
const picks = /\.test\.tsx?$|\/testing\/|^(e2e|bench)\/|\/bench\//;

const source = /\.(ts|tsx|mts|mjs|cjs|js|json|sh|ya?ml)$|Dockerfile$/;
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((path) => source.test(path) && existsSync(join(root, path)))
  .filter((path) => !allowed.some(([pattern]) => pattern.test(path)));
/** Whose folder a file is in: there a service says its own name, and those of the services it calls. */
const homeOf = (path: string) =>
  services.find(
    ({ name, image }) => path.startsWith(`services/${name}/`) || image.workspaces[0] === path.split('/', 2).join('/'),
  );

const isSaidAtHome = (name: string, path: string): boolean => {
  const home = homeOf(path);
  return home !== undefined && (home.name === name || home.calls.some(({ service }) => service === name));
};

/** Names of services in quotes. `runtime` and `target` have a value that is spelt as a service, and means a kind of program. */
function literals(text: string): string[] {
  const code = text.replace(/^.*\b(runtime|Runtime|target)\b.*$/gm, '');
  return [...code.matchAll(/(['"`])([a-z-]+)\1/g)].flatMap(([, , word = '']) => (names.includes(word) ? [word] : []));
}

const quoted = `['"\`](${names.join('|')})['"\`]`;
const field = `${quoted}\\s*:[^,;\\n]*`;
/** Neighbours in an array, or three fields of one object: a list. Two fields are a fact about two services. */
const lists = [new RegExp(`${quoted},\\s*${quoted}`), new RegExp(`${field},\\s*${field},\\s*${field}`)];
const isListed = (text: string): boolean => lists.some((list) => new Set(list.exec(text)?.slice(1) ?? []).size > 1);

describe('the names of services', () => {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');

  it('stand in no program but the registry, and what a service says of itself', () => {
    const found = tracked
      .filter((path) => !picks.test(path))
      .flatMap((path) =>
        literals(read(path))
          .filter((name) => !isSaidAtHome(name, path))
          .map((name) => `${path}: '${name}'`),
      );
    expect(found).toEqual([]);
  });

  it('are listed nowhere, not in tests either: the registry is asked', () => {
    const found = tracked.filter((path) => isListed(read(path)));
    expect(found).toEqual([]);
  });

  it('would be found where somebody lists them', () => {
    const [a = '', b = '', c = ''] = names;
    expect(literals(`const all = ['${a}', "${b}"];`)).toEqual([a, b]);
    expect(isListed(`['${a}', '${b}']`)).toBe(true);
    expect(isListed(`{ '${a}': 3001,\n  '${b}': 3002,\n  '${c}': 3003 }`)).toBe(true);
    expect(isListed(`f('${a}', 'prod'); f('${b}', 'prod')`)).toBe(false);
    expect(literals(`runtime: '${a}'`)).toEqual([]);
  });
});
