import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyRepository, type RepositoryCopy } from '../testing/repository-copy.ts';

/** One person adds a region to a copy of this repository, as docs/how-to/add-a-region.md says, and releases to it. */
describe('a region in a copy of the repository', () => {
  const service = 'order-service';
  const digest = `sha256:${'1'.repeat(64)}`;
  let copy: RepositoryCopy;
  const platform = (...args: string[]) => copy.run('tools/platform/src/main.ts', ...args);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: copy.root, encoding: 'utf8' });
  const succeed = (...args: string[]) => {
    const { status, said } = platform(...args);
    expect({ args, status, said: status === 0 ? '' : said }).toEqual({ args, status: 0, said: '' });
  };
  beforeAll(() => {
    copy = copyRepository();
    copy.linkWorkspaces();
    git('init', '--quiet', '--template=', '--initial-branch=main');
    for (const [name, value] of [
      ['user.name', 'Test'],
      ['user.email', 'test@example.com'],
      ['commit.gpgsign', 'false'],
    ] as const)
      git('config', name, value);
    // The three places.
    const rows = copy.read('charts-src/clusters.ts');
    const row = "  { name: 'prod-us', environment: 'prod', region: 'eastus2', addresses: 1 },\n";
    copy.write('charts-src/clusters.ts', rows.replace(/^( {2}\{ name: 'prod'.*\n)/m, `$1${row}`));
    const facts = copy.read('apps/clusters/prod.yaml');
    copy.write(
      'apps/clusters/prod-us.yaml',
      facts.replace('shop.halden', 'us.shop.halden').replaceAll('halden-prod', 'halden-prod-us'),
    );
    copy.write(`apps/${service}/prod-us.yaml`, 'replicas:\n  max: 6\n');
    succeed('synth');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'feat: a region');
  }, 120_000);
  afterAll(() => copy[Symbol.dispose]());

  it('is rendered, and breaks no rule', () => {
    expect(existsSync(join(copy.root, `clusters/prod-us/apps/${service}/deployment.yaml`))).toBe(true);
    succeed('validate');
  }, 120_000);

  it('gets a release after the first cluster of its environment has it, by a commit of its own', () => {
    const release = ['--tag', '1.0.0', '--digest', digest];
    succeed('bump', service, '--env', 'prod', ...release, '--force', '--commit');
    expect(copy.read(`clusters/prod/apps/${service}/deployment.yaml`)).toContain(digest);
    const second = `sha256:${'2'.repeat(64)}`;
    succeed('bump', service, '--env', 'prod', '--tag', '1.1.0', '--digest', second, '--force', '--commit');
    const deployed = () => copy.read(`clusters/prod-us/apps/${service}/deployment.yaml`);
    expect(copy.read(`clusters/prod/apps/${service}/deployment.yaml`)).toContain(second);
    expect(deployed()).toContain(digest);
    succeed('promote', service, '--to', 'prod-us', '--commit');
    expect(deployed()).toContain(second);
    expect(git('log', '-1', '--format=%s').trim()).toBe(`chore(${service}): promote 1.1.0 to prod-us`);
    succeed('rollback', service, '--env', 'prod-us', '--commit');
    expect(deployed()).toContain(digest);
    expect(copy.read(`clusters/prod/apps/${service}/deployment.yaml`)).toContain(second);
  }, 120_000);

  it('is shown by status beside the others', () => {
    const { said } = platform('status', '--no-cluster');
    expect(said).toMatch(/prod-us/);
  }, 60_000);
});
