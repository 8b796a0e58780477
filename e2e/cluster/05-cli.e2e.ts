import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { report } from './support/report.ts';
import type { Image } from './support/images.ts';
import { sampleRollout } from './support/rollout.ts';
import { openTestContext, pause, succeeded, type TestContext } from './support/test-context.ts';

describe('the platform’s CLI', () => {
  const service = 'product-service';
  let context: TestContext;
  let before: Image;
  beforeAll(async () => {
    context = await openTestContext();
    before = context.desired(service);
  });
  afterAll(async () => {
    if (context && context.desired(service).digest !== before.digest) await context.rollBack(service);
  });

  const standing = async (): Promise<{ exitCode: number; standing: string | undefined; text: string }> => {
    const { exitCode, stdout } = await context.platform('status', service, '--env', 'local', '--json');
    const found = JSON.stringify(JSON.parse(stdout));
    return { exitCode, standing: /"standing":"([a-z-]+)"/.exec(found)?.[1], text: found };
  };
  const filesOf = (commit: string): string[] =>
    execFileSync('git', ['-C', context.checkout, 'show', '--name-only', '--format=', commit], { encoding: 'utf8' })
      .trim()
      .split('\n');

  it('says in sync when what Git says serves', async () => {
    expect(await standing()).toMatchObject({ exitCode: 0, standing: 'in-sync' });
  });

  it('reports the true status at every stage of a promotion, and of its rollback; each is a commit of two files', async () => {
    const image = await context.derive(service, 'none');
    const { tag, digest } = image;
    await succeeded(context.platform('bump', service, '--env', 'dev', '--tag', tag, '--digest', digest, '--commit'));
    await succeeded(context.platform('promote', service, '--from', 'dev', '--to', 'local', '--commit'));
    expect(context.desired(service)).toEqual({ ...before, tag, digest });
    expect(filesOf('HEAD')).toEqual([`apps/${service}/local.yaml`, `clusters/local/apps/${service}/deployment.yaml`]);
    expect((await standing()).standing).toBe('not-applied');
    const diff = await succeeded(context.platform('diff', '--base', 'HEAD~1', '--json'));
    expect(diff.stdout).toContain(digest);

    const began = Date.now();
    await context.publish();
    const seen = await statusesUntil('in-sync');
    report(`promote: ${seen.join(' → ')} in ${Math.round((Date.now() - began) / 1000)} s`);
    expect(seen).toEqual(['not-applied', 'rolling-out', 'in-sync']);
    expect((await sampleRollout(context.kubernetes, context.namespace, service)).primary).toBe(digest);

    await succeeded(context.platform('rollback', service, '--env', 'local', '--commit'));
    expect(filesOf('HEAD')).toEqual([`apps/${service}/local.yaml`, `clusters/local/apps/${service}/deployment.yaml`]);
    expect(context.desired(service)).toEqual(before);
    const rolledBack = Date.now();
    await context.publish();
    const again = await statusesUntil('in-sync');
    report(`rollback: ${again.join(' → ')} in ${Math.round((Date.now() - rolledBack) / 1000)} s`);
    expect(again).toEqual(['not-applied', 'rolling-out', 'in-sync']);
    expect((await sampleRollout(context.kubernetes, context.namespace, service)).primary).toBe(before.digest);
  });

  it('finds nothing stale, and nothing edited by hand, in what was released', async () => {
    expect((await context.platform('validate', '--json')).exitCode).toBe(0);
  });

  /** The standings one after the other until the last is the wanted one; rejects after four minutes. */
  async function statusesUntil(wanted: string): Promise<string[]> {
    const seen: string[] = [];
    for (const began = Date.now(); Date.now() - began < 240_000;) {
      const now = (await standing()).standing ?? 'unknown';
      if (seen.at(-1) !== now) seen.push(now);
      if (now === wanted && seen.length > 1) return seen;
      await pause(1_000);
    }
    throw new Error(`${service} did not become ${wanted}: ${seen.join(' → ')}`);
  }
});
