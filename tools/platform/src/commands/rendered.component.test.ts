import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { ExitCode } from '../context.ts';
import type { TestCheckout } from '../testing/checkout.ts';
import { dev, devDeployment, type RealPlatform, realPlatform, service } from '../testing/real-platform.ts';
import { runDiff } from './diff.ts';
import { runSynth } from './synth.ts';
import { runValidate } from './validate.ts';

let platform: RealPlatform;
beforeAll(async () => {
  platform = await realPlatform();
}, 60_000);
afterAll(() => platform[Symbol.dispose]());

describe('platform validate and synth', () => {
  const validate = async (
    checkout: TestCheckout,
  ): Promise<{ code: ExitCode; findings: { file: string; what: string }[] }> => {
    const { context, terminal } = platform.on(checkout, { json: true });
    const code = await runValidate(context);
    return { code, findings: JSON.parse(terminal.stdout()).findings };
  };

  it('finds nothing in what was rendered', async () => {
    using checkout = platform.unreleased();
    expect(await validate(checkout)).toEqual({ code: 0, findings: [] });
  });

  it('names each file that is edited, missing or rendered by nothing; synth mends them', async () => {
    using checkout = platform.unreleased();
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
    const { context, terminal } = platform.on(checkout);
    await runSynth(context, {});
    expect(terminal.stderr()).toContain('2 files written, 1 deleted');
    expect(existsSync(join(checkout.root, 'clusters/dev/apps/forgotten'))).toBe(false);
    expect((await validate(checkout)).findings).toEqual([]);
    expect(checkout.changed()).toEqual([]);
  });

  it('checks without writing: what is stale, by name, and exit code 1', async () => {
    using checkout = platform.unreleased();
    checkout.write(devDeployment, 'by hand');
    rmSync(join(checkout.root, `clusters/prod/apps/${service}/canary.yaml`));
    symlinkSync('deployment.yaml', join(checkout.root, `clusters/dev/apps/${service}/link.yaml`));
    const stale = checkout.changed().length;
    const { context, terminal } = platform.on(checkout);
    expect(await runSynth(context, { check: true })).toBe(1);
    expect(terminal.stdout().split('\n')).toEqual([
      `stale ${devDeployment}`,
      `stale clusters/dev/apps/${service}/link.yaml`,
      `stale clusters/prod/apps/${service}/canary.yaml`,
    ]);
    expect(terminal.stderr()).toMatch(
      /^\d+ files rendered in \d+ ms\.$[^]*Nothing was written\.[^]*run: npm run synth$/m,
    );
    expect(checkout.changed()).toHaveLength(stale);
  });

  it('checks what is up to date with exit code 0', async () => {
    using checkout = platform.unreleased();
    expect(await runSynth(platform.on(checkout).context, { check: true })).toBe(0);
  });

  it('reports as JSON how each file changed, how many were rendered, and how long that took', async () => {
    using checkout = platform.unreleased();
    checkout.write(devDeployment, 'by hand');
    checkout.write('clusters/old/kustomization.yaml', 'kind: Kustomization\n');
    const { context, terminal } = platform.on(checkout, { json: true });
    expect(await runSynth(context, {})).toBe(0);
    expect(JSON.parse(terminal.stdout())).toMatchObject({
      files: checkout.git('ls-files', 'clusters').trim().split('\n').length,
      ms: expect.any(Number),
      changes: [
        { path: devDeployment, change: 'changed' },
        { path: 'clusters/old/kustomization.yaml', change: 'removed' },
      ],
    });
  });

  it('renders everything where nothing was rendered', async () => {
    using checkout = platform.unreleased();
    rmSync(join(checkout.root, 'clusters'), { recursive: true });
    await runSynth(platform.on(checkout).context, {});
    expect(checkout.changed()).toEqual([]);
  });

  it('names a file that is no YAML any more, and synth mends it', async () => {
    using checkout = platform.unreleased();
    checkout.write(devDeployment, 'kind: [');
    const { code, findings } = await validate(checkout);
    expect(code).toBe(1);
    expect(new Set(findings.map(({ file }) => file))).toContain(devDeployment);
    expect(await runSynth(platform.on(checkout).context, {})).toBe(0);
    expect(checkout.changed()).toEqual([]);
  });

  it('refuses a desired state that breaks its schema, by file and field', async () => {
    using checkout = platform.unreleased();
    checkout.write(dev, checkout.read(dev).replace('max: 3', 'max: many'));
    await expect(runValidate(platform.on(checkout).context)).rejects.toThrow(
      /apps\/order-service\/dev\.yaml[^]*max[^]*many/,
    );
  });
});

describe('platform diff', () => {
  it('shows a bump as Markdown: the image, and nothing else', async () => {
    using checkout = platform.afterReleases(1);
    const { context, terminal } = platform.on(checkout);
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
    using checkout = platform.unreleased();
    const path = `clusters/prod/apps/${service}/poddisruptionbudget.yaml`;
    rmSync(join(checkout.root, path));
    const { context, terminal } = platform.on(checkout);
    await runDiff(context, { base: 'HEAD', format: 'text' });
    expect(terminal.stdout()).toMatch(/1 removed; 1 dangerous[^]*PodDisruptionBudget\/order-service: a node drain/);
  });

  it('leaves out what the base got since the histories parted', async () => {
    using checkout = platform.unreleased();
    checkout.git('switch', '--quiet', '--create', 'feature');
    await platform.bump(checkout, 1, 'staging');
    checkout.git('switch', '--quiet', 'main');
    await platform.bump(checkout, 2);
    const { context, terminal } = platform.on(checkout, { json: true });
    await runDiff(context, { base: 'main', head: 'feature', format: 'text' });
    const { entries } = JSON.parse(terminal.stdout()) as { entries: { clusters: string[] }[] };
    expect(new Set(entries.flatMap(({ clusters }) => clusters))).toEqual(new Set(['staging']));
  });

  it('refuses a ref that Git does not know', async () => {
    using checkout = platform.unreleased();
    for (const base of ['nowhere', '--all'])
      await expect(runDiff(platform.on(checkout).context, { base, format: 'text' })).rejects.toThrow(
        `Git knows no commit '${base}'`,
      );
  });
});
