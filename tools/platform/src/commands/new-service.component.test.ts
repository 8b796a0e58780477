import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyRepository, type RepositoryCopy } from '../testing/repository-copy.ts';

const service = 'review-service';

/** One person adds a service to a copy of this repository, and does what a pull request does. */
describe('platform new-service', () => {
  let copy: RepositoryCopy;
  let before: string;
  const platform = (...args: string[]) => copy.run('tools/platform/src/main.ts', ...args);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: copy.root, encoding: 'utf8' });
  beforeAll(() => {
    copy = copyRepository();
    copy.linkWorkspaces();
    for (const args of [
      ['init', '--quiet', '--template='],
      ['add', '--all'],
      ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'begin'],
    ])
      git(...args);
    before = git('status', '--porcelain');
  }, 60_000);
  afterAll(() => copy[Symbol.dispose]());

  it('writes nothing with --dry-run, and names every file', () => {
    const { status, said } = platform('new-service', service, '--dry-run');
    expect({ status, said: said.split('\n').filter((line) => line.startsWith('added')) }).toEqual({
      status: 0,
      said: expect.arrayContaining([
        `added services/${service}/service.ts`,
        'added libs/contracts/src/apis/review-api.ts',
      ]),
    });
    expect(git('status', '--porcelain')).toBe(before);
  }, 60_000);

  it.each([
    ['Review', /small letters/],
    ['review_service', /small letters/],
    ['-review', /unknown option|small letters/],
    ['a'.repeat(41), /at most 40/],
    ['review-primary', /has a meaning of its own/],
    ['money-service', /the contracts have something of the name Money/],
    ['order-service', /there is such a service already/],
  ])(
    'refuses %s, and writes nothing',
    (name, why) => {
      const { status, said } = platform('new-service', name);
      expect(status).not.toBe(0);
      expect(said).toMatch(why);
      expect(git('status', '--porcelain')).toBe(before);
    },
    60_000,
  );

  describe('made a service', () => {
    beforeAll(() => {
      const { status, said } = platform('new-service', service);
      expect({ status, said }).toMatchObject({ status: 0 });
      copy.linkWorkspaces();
    }, 120_000);

    it('touches three places, and what is generated from them', () => {
      const changed = git('status', '--porcelain', '--untracked-files=all')
        .split('\n')
        .map((line) => line.slice(3))
        .filter((path) => path !== '');
      const places = [/^services\/review-service\//, /^libs\/contracts\/src\//, /^apps\//];
      const generated = [
        /^clusters\//,
        /^service-registry\/services\.generated\.ts$/,
        /^docs\/services\.md$/,
        /^package-lock\.json$/,
      ];
      expect(changed.filter((path) => ![...places, ...generated].some((place) => place.test(path)))).toEqual([]);
      for (const place of [...places, ...generated]) expect(changed.some((path) => place.test(path))).toBe(true);
    });

    it.each([
      [
        'the format',
        [
          'prettier',
          '--check',
          `services/${service}`,
          'apps',
          'libs/contracts/src',
          'docs/services.md',
          'service-registry',
        ],
      ],
      ['the types', ['tsc', '--noEmit', '-p', 'tsconfig.json']],
      ['the rules of the code', ['eslint', `services/${service}`, 'libs/contracts/src/apis/review-api.ts']],
      ['the boundaries', ['depcruise', 'libs', `services/${service}`, 'service-registry']],
      ['the registry', ['service-registry/main.ts', '--check']],
      ['what is rendered', ['tools/platform/src/main.ts', 'synth', '--check']],
      ['the manifests', ['tools/platform/src/main.ts', 'validate']],
      [
        'the tests',
        ['tools/test.mjs', `services/${service}`, 'service-registry', 'charts-src/settings', 'local/launcher/src/plan'],
      ],
    ])(
      'passes %s',
      (_, command) => {
        const { status, said } = copy.run(...command);
        expect({ status, said: status === 0 ? '' : said }).toEqual({ status: 0, said: '' });
      },
      240_000,
    );

    it('refuses to make it again', () => {
      const { status, said } = platform('new-service', service);
      expect({ status, said }).toMatchObject({
        status: 1,
        said: expect.stringContaining('there is such a service already'),
      });
    }, 60_000);

    it('is what npm would install: a further install would not change the lock file', () => {
      const lock = JSON.parse(copy.read('package-lock.json')) as { packages: Record<string, object> };
      const names = Object.keys(lock.packages);
      expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
      expect(lock.packages[`services/${service}`]).toMatchObject(
        (({ dependencies, devDependencies }) => ({ dependencies, devDependencies }))(
          JSON.parse(copy.read(`services/${service}/package.json`)) as Record<string, object>,
        ),
      );
    });

    it('starts with npm start, and answers through the gateway', async () => {
      const port = 20_000 + (process.pid % 20_000);
      const shop = spawn(
        process.execPath,
        [join(copy.root, 'tools/run.mjs'), '--bundled', 'local/launcher/src/main.ts', '--port', `${port}`, '--json'],
        { cwd: copy.root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } },
      );
      let said = '';
      for (const stream of [shop.stdout, shop.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      try {
        let status: number | undefined;
        for (const deadline = Date.now() + 200_000; Date.now() < deadline && shop.exitCode === null; await sleep(500)) {
          const response = await fetch(`http://localhost:${port}/api/reviews`).catch(() => undefined);
          status = response?.status;
          if (status === 200) break;
        }
        expect({ status, said: status === 200 ? '' : said }).toEqual({ status: 200, said: '' });
      } finally {
        if (shop.exitCode === null) {
          shop.kill('SIGTERM');
          await once(shop, 'exit');
        }
      }
    }, 240_000);
  });
});
