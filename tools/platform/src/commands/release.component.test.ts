import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import {
  clusterThatServes,
  dev,
  devDeployment,
  type RealPlatform,
  realPlatform,
  service,
} from '../testing/real-platform.ts';
import { shallowCloneOf } from '../testing/checkout.ts';
import { digest } from '../testing/small-platform.ts';
import { runBump } from './bump.ts';
import { runPromote } from './promote.ts';
import { runRollback } from './rollback.ts';
import { runSynth } from './synth.ts';

let platform: RealPlatform;
beforeAll(async () => {
  platform = await realPlatform();
}, 60_000);
afterAll(() => platform[Symbol.dispose]());

describe('platform bump', () => {
  const release = { env: 'dev', tag: '1.2.3', digest: digest(1) };

  it('changes exactly two files, and prints them', async () => {
    using checkout = platform.unreleased();
    const { context, terminal } = platform.on(checkout);
    expect(await runBump(context, service, release)).toBe(0);
    expect(checkout.changed()).toEqual([dev, devDeployment]);
    expect(terminal.stdout().split('\n')).toEqual([dev, devDeployment]);
    expect(checkout.read(devDeployment)).toContain(digest(1));
  });

  it('changes nothing the second time', async () => {
    using checkout = platform.unreleased();
    await runBump(platform.on(checkout).context, service, { ...release, commit: true });
    const { context, terminal } = platform.on(checkout);
    expect(await runBump(context, service, release)).toBe(0);
    expect(checkout.changed()).toEqual([]);
    expect([terminal.stdout(), terminal.stderr()]).toEqual(['', expect.stringContaining('already')]);
  });

  it('writes nothing with --dry-run, and shows what would change', async () => {
    using checkout = platform.unreleased();
    const { context, terminal } = platform.on(checkout);
    await runBump(context, service, { ...release, dryRun: true });
    expect(checkout.changed()).toEqual([]);
    expect(terminal.stdout()).toMatch(/Images and versions[^]*Deployment\/order-service image/);
    expect(terminal.stderr()).toContain(`Would change ${dev} and ${devDeployment}. Nothing was written.`);
  });

  it('reports as JSON', async () => {
    using checkout = platform.unreleased();
    const { context, terminal } = platform.on(checkout, { json: true });
    await runBump(context, service, release);
    expect(JSON.parse(terminal.stdout())).toMatchObject({
      service,
      environment: 'dev',
      release: { tag: '1.2.3', digest: digest(1) },
      changed: [dev, devDeployment],
      dryRun: false,
      commit: null,
      message: { subject: 'chore(order-service): bump dev to 1.2.3' },
    });
  });

  it('commits the two files and nothing else', async () => {
    using checkout = platform.unreleased();
    checkout.write('README.md', 'staged by somebody');
    checkout.git('add', 'README.md');
    await runBump(platform.on(checkout).context, service, { ...release, branch: 'bump/order-service' });
    expect(checkout.git('show', '--name-only', '--format=%s', 'HEAD').trim().split('\n')).toEqual([
      'chore(order-service): bump dev to 1.2.3',
      '',
      dev,
      devDeployment,
    ]);
    expect(checkout.git('branch', '--show-current').trim()).toBe('bump/order-service');
    expect(checkout.changed()).toEqual(['README.md']);
  });

  it('refuses to commit over edits that are in no commit', async () => {
    using checkout = platform.unreleased();
    const edited = checkout.read(dev).replace('max: 3', 'max: 4');
    checkout.write(dev, edited);
    await runSynth(platform.on(checkout).context, {});
    await expect(runBump(platform.on(checkout).context, service, { ...release, commit: true })).rejects.toThrow(
      /other edits already\n {2}where: apps\/order-service\/dev\.yaml/,
    );
    expect(checkout.read(dev)).toBe(edited);
  });

  it('leaves files and branch as they were when Git refuses the commit', async () => {
    using checkout = platform.unreleased();
    checkout.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 1\n');
    checkout.git('config', 'core.hooksPath', join(checkout.root, '.git/hooks'));
    chmodSync(join(checkout.root, '.git/hooks/pre-commit'), 0o755);
    await expect(runBump(platform.on(checkout).context, service, { ...release, branch: 'x' })).rejects.toThrow(
      /nothing is changed/,
    );
    expect(checkout.changed()).toEqual([]);
    expect(checkout.git('branch').trim()).toBe('* main');
  });

  it('refuses a branch that exists, before anything is written', async () => {
    using checkout = platform.unreleased();
    checkout.git('branch', 'taken');
    for (const branch of ['taken', '-x', 'a b'])
      await expect(runBump(platform.on(checkout).context, service, { ...release, branch })).rejects.toThrow(
        /cannot be made/,
      );
    expect(checkout.changed()).toEqual([]);
  });
});

describe('platform promote', () => {
  it('copies the digest, and prints the text of the pull request', async () => {
    using checkout = platform.afterReleases(1);
    const { context, terminal } = platform.on(checkout);
    expect(await runPromote(context, service, { to: 'staging' })).toBe(0);
    expect(checkout.changed()).toEqual([
      `apps/${service}/staging.yaml`,
      `clusters/staging/apps/${service}/deployment.yaml`,
    ]);
    expect(checkout.read(`apps/${service}/staging.yaml`)).toContain(digest(1));
    const body = terminal.stdout();
    expect(body).toMatch(/^### Promote order-service 1\.0\.1 from dev to staging$/m);
    expect(body).toMatch(/\| rollback target \| none: staging has had no release/);
    expect(body).toMatch(/#### Images and versions\n[^]*\| staging \| `Deployment\/order-service image` \|/);
    expect(terminal.stderr()).toContain('--context dev=');
  });

  it('names the release that a rollback would go back to', async () => {
    using checkout = platform.unreleased();
    await platform.bump(checkout, 1, 'staging');
    await platform.bump(checkout, 2);
    const { context, terminal } = platform.on(checkout, { json: true });
    await runPromote(context, service, { to: 'staging', dryRun: true });
    const report = JSON.parse(terminal.stdout());
    expect(report).toMatchObject({ from: 'dev', to: 'staging', release: { tag: '1.0.2' }, replaces: { tag: '1.0.1' } });
    expect(report.pullRequest.body).toContain('npm run platform -- rollback order-service --env staging');
  });

  it('refuses a release that no commit holds', async () => {
    using checkout = platform.unreleased();
    await runBump(platform.on(checkout).context, service, { env: 'dev', tag: '1.0.1', digest: digest(1) });
    await expect(runPromote(platform.on(checkout).context, service, { to: 'staging' })).rejects.toThrow(
      /dev never had this release[^]*is not committed/,
    );
  });

  it('asks the source where it can: a healthy release passes, and the pull request says so', async () => {
    using checkout = platform.afterReleases(1);
    await using api = await clusterThatServes(1, { phase: 'Succeeded', lastAppliedSpec: 'a', lastPromotedSpec: 'a' });
    const { context, terminal } = platform.on(checkout);
    await runPromote(context, service, { to: 'staging', kubeconfig: api.kubeconfig, context: ['dev=first'] });
    expect(terminal.stdout()).toContain('| health in dev | dev: 1.0.1 serves, canary Succeeded |');
  });

  it.each([
    ['another image serves', 0, { phase: 'Succeeded' }, /Flux has not applied it/],
    ['its canary is progressing', 1, { phase: 'Progressing' }, /Progressing/],
    ['its canary failed', 1, { phase: 'Failed', lastAppliedSpec: 'b', lastPromotedSpec: 'a' }, /rolled back/],
  ])('refuses a release when %s in the source', async (_, serving, status, reason) => {
    using checkout = platform.afterReleases(1);
    await using api = await clusterThatServes(serving, status);
    const options = { to: 'staging', force: true, kubeconfig: api.kubeconfig, context: ['dev=first'] };
    await expect(runPromote(platform.on(checkout).context, service, options)).rejects.toThrow(reason);
    expect(checkout.changed()).toEqual([]);
  });
});

describe('platform rollback', () => {
  it('goes back to the release before, and says to which', async () => {
    using checkout = platform.afterReleases(2);
    const { context, terminal } = platform.on(checkout);
    expect(await runRollback(context, service, { env: 'dev', commit: true })).toBe(0);
    expect(terminal.stderr()).toMatch(
      /goes back from 1\.0\.2 \(.*\) to 1\.0\.1 \(.*bump dev to 1\.0\.1\), committed as/,
    );
    expect(checkout.read(dev)).toContain(digest(1));
    expect(checkout.git('log', '-1', '--format=%s').trim()).toBe('revert(order-service): dev back to 1.0.1');
  });

  it('goes further back the second time, not to the release it has just left', async () => {
    using checkout = platform.afterReleases(3);
    for (const expected of [2, 1]) {
      await runRollback(platform.on(checkout).context, service, { env: 'dev', commit: true });
      expect(checkout.read(dev)).toContain(digest(expected));
    }
    await expect(runRollback(platform.on(checkout).context, service, { env: 'dev' })).rejects.toThrow(
      /no release to go back to/,
    );
  });

  it('keeps sizes and comments as they are today', async () => {
    using checkout = platform.afterReleases(1);
    const sized = checkout.read(dev).replace('max: 3', 'max: 5 # a sale');
    checkout.write(dev, sized);
    await runSynth(platform.on(checkout).context, { commit: false });
    checkout.commit('chore: make room');
    await platform.bump(checkout, 2);
    await runRollback(platform.on(checkout).context, service, { env: 'dev' });
    expect(checkout.read(dev)).toBe(sized);
  });

  it('goes to the given tag, digest or commit', async () => {
    using checkout = platform.afterReleases(3);
    const first = checkout.git('rev-parse', 'HEAD~2').trim();
    for (const to of ['1.0.1', digest(1), first.slice(0, 10)]) {
      const { context, terminal } = platform.on(checkout, { json: true });
      await runRollback(context, service, { env: 'dev', to, dryRun: true });
      expect(JSON.parse(terminal.stdout())).toMatchObject({ to: { tag: '1.0.1', digest: digest(1), commit: first } });
    }
  });

  it('goes back to what the branch held, not to a commit that came with a merge', async () => {
    using checkout = platform.afterReleases(1);
    checkout.git('switch', '--quiet', '-c', 'promotion');
    await platform.bump(checkout, 2);
    await platform.bump(checkout, 3);
    checkout.git('switch', '--quiet', 'main');
    checkout.git('merge', '--quiet', '--no-ff', '-m', 'Merge promotion', 'promotion');
    await runRollback(platform.on(checkout).context, service, { env: 'dev' });
    expect(checkout.read(dev)).toContain(digest(1));
    await expect(runRollback(platform.on(checkout).context, service, { env: 'dev', to: '1.0.2' })).rejects.toThrow(
      /no release this environment has had/,
    );
  });

  it('refuses a shallow clone, whose newest commits are not the whole history', async () => {
    using checkout = platform.afterReleases(3);
    await runRollback(platform.on(checkout).context, service, { env: 'dev', commit: true });
    using shallow = shallowCloneOf(checkout, 2);
    for (const to of [undefined, '1.0.3'])
      await expect(
        runRollback(platform.on(shallow).context, service, { env: 'dev', ...(to && { to }) }),
      ).rejects.toThrow(/the history is not all here[^]*git fetch --unshallow/);
    expect(shallow.changed()).toEqual([]);
  });

  it('refuses a release the environment never had, and names those it had', async () => {
    using checkout = platform.afterReleases(1);
    await expect(runRollback(platform.on(checkout).context, service, { env: 'dev', to: '9.9.9' })).rejects.toThrow(
      /no release this environment has had[^]*Git knows: 1\.0\.1/,
    );
  });

  it('refuses to lose a release that no commit holds', async () => {
    using checkout = platform.afterReleases(1);
    await runBump(platform.on(checkout).context, service, { env: 'dev', tag: '1.0.2', digest: digest(2) });
    await expect(runRollback(platform.on(checkout).context, service, { env: 'dev' })).rejects.toThrow(/would be lost/);
  });
});
