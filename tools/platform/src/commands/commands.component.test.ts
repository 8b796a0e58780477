import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join, resolve } from 'node:path';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { readFolders } from '../plan/checkout.ts';
import { loadRenderer, type Renderer } from '../plan/renderer.ts';
import { contextFor, copyOf, makeCheckout, remembering, type TestCheckout } from '../testing/checkout.ts';
import { canary, deployment, listPath, route, startFakeApiServer } from '../testing/fake-api-server.ts';
import { digest } from '../testing/small-platform.ts';
import type { ExitCode } from '../context.ts';
import { runBump } from './bump.ts';
import { runDiff } from './diff.ts';
import { runPromote } from './promote.ts';
import { runRollback } from './rollback.ts';
import { runStatus } from './status.ts';
import { runSynth } from './synth.ts';
import { runValidate } from './validate.ts';

const repository = resolve(import.meta.dirname, '../../../..');
const service = 'order-service';
const dev = `apps/${service}/dev.yaml`;
const devDeployment = `clusters/dev/apps/${service}/deployment.yaml`;

let renderer: Renderer;
/** Nothing is built yet. */
let platform: TestCheckout;
/** Releases 1.0.1, 1.0.2 and 1.0.3 have come to dev, a commit each. */
let history: TestCheckout;
beforeAll(async () => {
  renderer = remembering(await loadRenderer());
  const apps = await readFolders(repository, 'apps');
  platform = makeCheckout(new Map([...apps, ...(await renderer.render(apps))]));
  history = copyOf(platform);
  for (const version of [1, 2, 3]) await bump(history, version);
}, 60_000);
afterAll(() => {
  history[Symbol.dispose]();
  platform[Symbol.dispose]();
});

/** A checkout in which that many releases have come to dev. */
const afterReleases = (count: 1 | 2 | 3) => copyOf(history, 3 - count);

type Options = Parameters<typeof contextFor>[2];
const on = (checkout: TestCheckout, options?: Options) => contextFor(checkout.root, renderer, options);

async function bump(checkout: TestCheckout, version: number, environment = 'dev'): Promise<void> {
  const { context } = on(checkout);
  await runBump(context, service, {
    env: environment,
    tag: `1.0.${version}`,
    digest: digest(version),
    force: environment !== 'dev',
    commit: true,
  });
}

describe('platform bump', () => {
  const release = { env: 'dev', tag: '1.2.3', digest: digest(1) };

  it('changes exactly two files, and prints them', async () => {
    using checkout = copyOf(platform);
    const { context, terminal } = on(checkout);
    expect(await runBump(context, service, release)).toBe(0);
    expect(checkout.changed()).toEqual([dev, devDeployment]);
    expect(terminal.stdout().split('\n')).toEqual([dev, devDeployment]);
    expect(checkout.read(devDeployment)).toContain(digest(1));
  });

  it('changes nothing the second time', async () => {
    using checkout = copyOf(platform);
    await runBump(on(checkout).context, service, { ...release, commit: true });
    const { context, terminal } = on(checkout);
    expect(await runBump(context, service, release)).toBe(0);
    expect(checkout.changed()).toEqual([]);
    expect([terminal.stdout(), terminal.stderr()]).toEqual(['', expect.stringContaining('already')]);
  });

  it('writes nothing with --dry-run, and shows what would change', async () => {
    using checkout = copyOf(platform);
    const { context, terminal } = on(checkout);
    await runBump(context, service, { ...release, dryRun: true });
    expect(checkout.changed()).toEqual([]);
    expect(terminal.stdout()).toMatch(/Images and versions[^]*Deployment\/order-service image/);
    expect(terminal.stderr()).toContain(`Would change ${dev} and ${devDeployment}. Nothing was written.`);
  });

  it('reports as JSON', async () => {
    using checkout = copyOf(platform);
    const { context, terminal } = on(checkout, { json: true });
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
    using checkout = copyOf(platform);
    checkout.write('README.md', 'staged by somebody');
    checkout.git('add', 'README.md');
    await runBump(on(checkout).context, service, { ...release, branch: 'bump/order-service' });
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
    using checkout = copyOf(platform);
    const edited = checkout.read(dev).replace('max: 3', 'max: 4');
    checkout.write(dev, edited);
    await runSynth(on(checkout).context, {});
    await expect(runBump(on(checkout).context, service, { ...release, commit: true })).rejects.toThrow(
      /other edits already\n {2}where: apps\/order-service\/dev\.yaml/,
    );
    expect(checkout.read(dev)).toBe(edited);
  });

  it('leaves files and branch as they were when Git refuses the commit', async () => {
    using checkout = copyOf(platform);
    checkout.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 1\n');
    checkout.git('config', 'core.hooksPath', join(checkout.root, '.git/hooks'));
    chmodSync(join(checkout.root, '.git/hooks/pre-commit'), 0o755);
    await expect(runBump(on(checkout).context, service, { ...release, branch: 'x' })).rejects.toThrow(
      /nothing is changed/,
    );
    expect(checkout.changed()).toEqual([]);
    expect(checkout.git('branch').trim()).toBe('* main');
  });

  it('refuses a branch that exists, before anything is written', async () => {
    using checkout = copyOf(platform);
    checkout.git('branch', 'taken');
    for (const branch of ['taken', '-x', 'a b'])
      await expect(runBump(on(checkout).context, service, { ...release, branch })).rejects.toThrow(/cannot be made/);
    expect(checkout.changed()).toEqual([]);
  });
});

describe('platform promote', () => {
  it('copies the digest, and prints the text of the pull request', async () => {
    using checkout = afterReleases(1);
    const { context, terminal } = on(checkout);
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
    using checkout = copyOf(platform);
    await bump(checkout, 1, 'staging');
    await bump(checkout, 2);
    const { context, terminal } = on(checkout, { json: true });
    await runPromote(context, service, { to: 'staging', dryRun: true });
    const report = JSON.parse(terminal.stdout());
    expect(report).toMatchObject({ from: 'dev', to: 'staging', release: { tag: '1.0.2' }, replaces: { tag: '1.0.1' } });
    expect(report.pullRequest.body).toContain('npm run platform -- rollback order-service --env staging');
  });

  it('refuses a release that no commit holds', async () => {
    using checkout = copyOf(platform);
    await runBump(on(checkout).context, service, { env: 'dev', tag: '1.0.1', digest: digest(1) });
    await expect(runPromote(on(checkout).context, service, { to: 'staging' })).rejects.toThrow(
      /dev never had this release[^]*is not committed/,
    );
  });

  it('asks the source where it can: a healthy release passes, and the pull request says so', async () => {
    using checkout = afterReleases(1);
    await using api = await clusterThatServes(1, { phase: 'Succeeded', lastAppliedSpec: 'a', lastPromotedSpec: 'a' });
    const { context, terminal } = on(checkout);
    await runPromote(context, service, { to: 'staging', kubeconfig: api.kubeconfig, context: ['dev=first'] });
    expect(terminal.stdout()).toContain('| health in dev | dev: 1.0.1 serves, canary Succeeded |');
  });

  it.each([
    ['another image serves', 0, { phase: 'Succeeded' }, /Flux has not applied it/],
    ['its canary is progressing', 1, { phase: 'Progressing' }, /Progressing/],
    ['its canary failed', 1, { phase: 'Failed', lastAppliedSpec: 'b', lastPromotedSpec: 'a' }, /rolled back/],
  ])('refuses a release when %s in the source', async (_, serving, status, reason) => {
    using checkout = afterReleases(1);
    await using api = await clusterThatServes(serving, status);
    const options = { to: 'staging', force: true, kubeconfig: api.kubeconfig, context: ['dev=first'] };
    await expect(runPromote(on(checkout).context, service, options)).rejects.toThrow(reason);
    expect(checkout.changed()).toEqual([]);
  });
});

describe('platform rollback', () => {
  it('goes back to the release before, and says to which', async () => {
    using checkout = afterReleases(2);
    const { context, terminal } = on(checkout);
    expect(await runRollback(context, service, { env: 'dev', commit: true })).toBe(0);
    expect(terminal.stderr()).toMatch(
      /goes back from 1\.0\.2 \(.*\) to 1\.0\.1 \(.*bump dev to 1\.0\.1\), committed as/,
    );
    expect(checkout.read(dev)).toContain(digest(1));
    expect(checkout.git('log', '-1', '--format=%s').trim()).toBe('revert(order-service): dev back to 1.0.1');
  });

  it('goes further back the second time, not to the release it has just left', async () => {
    using checkout = afterReleases(3);
    for (const expected of [2, 1]) {
      await runRollback(on(checkout).context, service, { env: 'dev', commit: true });
      expect(checkout.read(dev)).toContain(digest(expected));
    }
    await expect(runRollback(on(checkout).context, service, { env: 'dev' })).rejects.toThrow(
      /no release to go back to/,
    );
  });

  it('keeps sizes and comments as they are today', async () => {
    using checkout = afterReleases(1);
    const sized = checkout.read(dev).replace('max: 3', 'max: 5 # a sale');
    checkout.write(dev, sized);
    await runSynth(on(checkout).context, { commit: false });
    checkout.commit('chore: make room');
    await bump(checkout, 2);
    await runRollback(on(checkout).context, service, { env: 'dev' });
    expect(checkout.read(dev)).toBe(sized);
  });

  it('goes to the tag, digest or commit it is told', async () => {
    using checkout = afterReleases(3);
    const first = checkout.git('rev-parse', 'HEAD~2').trim();
    for (const to of ['1.0.1', digest(1), first.slice(0, 10)]) {
      const { context, terminal } = on(checkout, { json: true });
      await runRollback(context, service, { env: 'dev', to, dryRun: true });
      expect(JSON.parse(terminal.stdout())).toMatchObject({ to: { tag: '1.0.1', digest: digest(1), commit: first } });
    }
  });

  it('refuses a release the environment never had, and names those it had', async () => {
    using checkout = afterReleases(1);
    await expect(runRollback(on(checkout).context, service, { env: 'dev', to: '9.9.9' })).rejects.toThrow(
      /no release this environment has had[^]*Git knows: 1\.0\.1/,
    );
  });

  it('refuses to lose a release that no commit holds', async () => {
    using checkout = afterReleases(1);
    await runBump(on(checkout).context, service, { env: 'dev', tag: '1.0.2', digest: digest(2) });
    await expect(runRollback(on(checkout).context, service, { env: 'dev' })).rejects.toThrow(/would be lost/);
  });
});

describe('platform validate and synth', () => {
  const validate = async (
    checkout: TestCheckout,
  ): Promise<{ code: ExitCode; findings: { file: string; what: string }[] }> => {
    const { context, terminal } = on(checkout, { json: true });
    const code = await runValidate(context);
    return { code, findings: JSON.parse(terminal.stdout()).findings };
  };

  it('finds nothing in what was rendered', async () => {
    using checkout = copyOf(platform);
    expect(await validate(checkout)).toEqual({ code: 0, findings: [] });
  });

  it('names each file that is edited, missing or rendered by nothing; synth mends them', async () => {
    using checkout = copyOf(platform);
    checkout.write(devDeployment, `${checkout.read(devDeployment)}# by hand\n`);
    rmSync(join(checkout.root, `clusters/prod/apps/${service}/canary.yaml`));
    checkout.write('clusters/dev/apps/forgotten/kustomization.yaml', 'kind: Kustomization\n');
    const { code, findings } = await validate(checkout);
    expect(code).toBe(1);
    expect(findings.slice(0, 3).map(({ file, what }) => [file, what])).toEqual([
      ['clusters/dev/apps/forgotten/kustomization.yaml', 'nothing renders it'],
      [devDeployment, 'stale, or edited by hand'],
      [`clusters/prod/apps/${service}/canary.yaml`, 'missing'],
    ]);
    const { context, terminal } = on(checkout);
    await runSynth(context, {});
    expect(terminal.stderr()).toContain('2 files written, 1 deleted');
    expect(existsSync(join(checkout.root, 'clusters/dev/apps/forgotten/kustomization.yaml'))).toBe(false);
    expect((await validate(checkout)).findings).toEqual([]);
    expect(checkout.changed()).toEqual([]);
  });

  it('names a file that is no YAML any more, and synth mends it', async () => {
    using checkout = copyOf(platform);
    checkout.write(devDeployment, 'kind: [');
    const { code, findings } = await validate(checkout);
    expect(code).toBe(1);
    expect(new Set(findings.map(({ file }) => file))).toContain(devDeployment);
    expect(await runSynth(on(checkout).context, {})).toBe(0);
    expect(checkout.changed()).toEqual([]);
  });

  it('refuses a desired state that breaks its schema, by file and field', async () => {
    using checkout = copyOf(platform);
    checkout.write(dev, checkout.read(dev).replace('max: 3', 'max: many'));
    await expect(runValidate(on(checkout).context)).rejects.toThrow(/apps\/order-service\/dev\.yaml[^]*max[^]*many/);
  });
});

describe('platform diff', () => {
  it('shows a bump as Markdown: the image, and nothing else', async () => {
    using checkout = afterReleases(1);
    const { context, terminal } = on(checkout);
    expect(await runDiff(context, { base: 'HEAD~1', head: 'HEAD', format: 'markdown' })).toBe(0);
    const rows = terminal
      .stdout()
      .split('\n')
      .filter((line) => line.startsWith('| dev'));
    expect(rows).toEqual([
      expect.stringMatching(
        /`Deployment\/order-service env\[SERVICE_VERSION\]\.value` \| `0\.0\.0-unbuilt` \| `1\.0\.1` \|/,
      ),
      expect.stringMatching(
        /`Deployment\/order-service image` \| `.*@sha256:e3b0c44298fc…` \| `.*@sha256:000000000000…` \|/,
      ),
    ]);
  });

  it('compares the working tree with HEAD when nothing else is said', async () => {
    using checkout = copyOf(platform);
    const path = `clusters/prod/apps/${service}/poddisruptionbudget.yaml`;
    rmSync(join(checkout.root, path));
    const { context, terminal } = on(checkout);
    await runDiff(context, { base: 'HEAD', format: 'text' });
    expect(terminal.stdout()).toMatch(/1 removed; 1 dangerous[^]*PodDisruptionBudget\/order-service: a node drain/);
  });

  it('leaves out what the base got since the histories parted', async () => {
    using checkout = copyOf(platform);
    checkout.git('switch', '--quiet', '--create', 'feature');
    await bump(checkout, 1, 'staging');
    checkout.git('switch', '--quiet', 'main');
    await bump(checkout, 2);
    const { context, terminal } = on(checkout, { json: true });
    await runDiff(context, { base: 'main', head: 'feature', format: 'text' });
    const { entries } = JSON.parse(terminal.stdout()) as { entries: { clusters: string[] }[] };
    expect(new Set(entries.flatMap(({ clusters }) => clusters))).toEqual(new Set(['staging']));
  });

  it('refuses a ref that Git does not know', async () => {
    using checkout = copyOf(platform);
    for (const base of ['nowhere', '--all'])
      await expect(runDiff(on(checkout).context, { base, format: 'text' })).rejects.toThrow(
        `Git knows no commit '${base}'`,
      );
  });
});

describe('platform status', () => {
  it('shows the environments of Git side by side, as committed', async () => {
    using checkout = afterReleases(1);
    await runBump(on(checkout).context, service, { env: 'dev', tag: '1.0.2', digest: digest(2) });
    const { context, terminal } = on(checkout);
    expect(await runStatus(context, service, { ref: 'HEAD', cluster: true })).toBe(0);
    expect(terminal.stdout().split('\n').slice(1)).toEqual([
      'service        dev               staging    prod       local',
      'order-service  1.0.1 00000000 *  not built  not built  not built',
      '* edited, not committed',
    ]);
  });

  it('shows what runs beside what Git says, and tells drift plainly', async () => {
    using checkout = afterReleases(1);
    await using api = await clusterThatServes(0, { phase: 'Failed', lastAppliedSpec: 'b', lastPromotedSpec: 'a' });
    const { context, terminal } = on(checkout);
    const options = { ref: 'HEAD', cluster: true, kubeconfig: api.kubeconfig, env: 'dev' };
    expect(await runStatus(context, service, options)).toBe(1);
    expect(terminal.stdout()).toMatch(/order-service {2}1\.0\.1 00000000 +1\.0\.0 00000000 +Failed +0 % +— +failed/);
    expect(terminal.stdout()).toMatch(
      /rolled back: Git says 1\.0\.1, 1\.0\.0 serves\n +next: npm run platform -- rollback/,
    );
  });

  it('shows the weights of a canary as JSON', async () => {
    using checkout = afterReleases(1);
    await using api = await clusterThatServes(0, { phase: 'Progressing' }, [80, 20]);
    const { context, terminal } = on(checkout, { json: true });
    const options = { ref: 'HEAD', cluster: true, kubeconfig: api.kubeconfig, context: ['dev=second'] };
    expect(await runStatus(context, service, options)).toBe(0);
    expect(JSON.parse(terminal.stdout()).clusters).toMatchObject([
      {
        name: 'dev',
        services: [
          {
            service,
            running: { canary: { phase: 'Progressing', weights: { primary: 80, canary: 20 } } },
            verdict: { standing: 'rolling-out' },
          },
        ],
      },
    ]);
  });

  it('still shows Git when the current cluster cannot be reached, and fails', async () => {
    using checkout = copyOf(platform);
    const { context, terminal } = on(checkout);
    const options = { ref: 'HEAD', cluster: true, kubeconfig: join(checkout.root, 'none') };
    expect(await runStatus(context, undefined, options)).toBe(1);
    expect(terminal.stdout()).toContain('payment-service');
    expect(terminal.stderr()).toMatch(/current cluster: the kubeconfig cannot be read/);
  });

  it('still shows Git when one cluster says no, and fails', async () => {
    using checkout = copyOf(platform);
    await using api = await startFakeApiServer();
    api.refusals.set(listPath.deployments('ecommerce-dev'), 403);
    const { context, terminal } = on(checkout);
    const options = { ref: 'HEAD', cluster: true, kubeconfig: api.kubeconfig, context: ['dev=first'] };
    expect(await runStatus(context, undefined, options)).toBe(1);
    expect(terminal.stdout()).toContain('payment-service');
    expect(terminal.stderr()).toMatch(/dev: the cluster does not let you read deployments\.apps/);
  });
});

/** The dev cluster: image 1 is applied, and image `serving` serves. */
async function clusterThatServes(serving: number, status: Parameters<typeof canary>[1], weights = [100, 0]) {
  const api = await startFakeApiServer();
  const namespace = 'ecommerce-dev';
  const image = (n: number) => `registry.example/halden/${service}@${digest(n)}`;
  const applied = serving === 0 && status.phase === 'Succeeded' ? 0 : 1;
  api.lists.set(listPath.deployments(namespace), [
    deployment(service, image(applied), `1.0.${applied}`, 0),
    deployment(`${service}-primary`, image(serving), `1.0.${serving}`),
  ]);
  api.lists.set(listPath.canaries(namespace), [canary(service, status)]);
  api.lists.set(listPath.routes(namespace), [route(service, weights[0] ?? 0, weights[1] ?? 0)]);
  return api;
}
