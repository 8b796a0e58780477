import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tell } from './world/report.ts';
import type { Image } from './world/images.ts';
import { look } from './world/watch.ts';
import { openWorld, pause, succeeded, type World } from './world/world.ts';

describe('the platform’s CLI', () => {
  const service = 'product-service';
  let world: World;
  let before: Image;
  beforeAll(async () => {
    world = await openWorld();
    before = world.desired(service);
  });
  afterAll(async () => {
    if (world && world.desired(service).digest !== before.digest) await world.takeBack(service);
  });

  const standing = async (): Promise<{ exitCode: number; standing: string | undefined; text: string }> => {
    const { exitCode, stdout } = await world.platform('status', service, '--env', 'local', '--json');
    const found = JSON.stringify(JSON.parse(stdout));
    return { exitCode, standing: /"standing":"([a-z-]+)"/.exec(found)?.[1], text: found };
  };
  const filesOf = (commit: string): string[] =>
    execFileSync('git', ['-C', world.checkout, 'show', '--name-only', '--format=', commit], { encoding: 'utf8' })
      .trim()
      .split('\n');

  it('says in sync when what Git says serves', async () => {
    expect(await standing()).toMatchObject({ exitCode: 0, standing: 'in-sync' });
  });

  it('tells the truth at every stage of a promotion, and of its rollback; each is a commit of two files', async () => {
    const image = await world.derive(service, 'none');
    const { tag, digest } = image;
    await succeeded(world.platform('bump', service, '--env', 'dev', '--tag', tag, '--digest', digest, '--commit'));
    await succeeded(world.platform('promote', service, '--from', 'dev', '--to', 'local', '--commit'));
    expect(world.desired(service)).toEqual({ ...before, tag, digest });
    expect(filesOf('HEAD')).toEqual([`apps/${service}/local.yaml`, `clusters/local/apps/${service}/deployment.yaml`]);
    expect((await standing()).standing).toBe('not-applied');
    const diff = await succeeded(world.platform('diff', '--base', 'HEAD~1', '--json'));
    expect(diff.stdout).toContain(digest);

    const began = Date.now();
    await world.publish();
    const seen = await standingsUntil('in-sync');
    tell(`promote: ${seen.join(' → ')} in ${Math.round((Date.now() - began) / 1000)} s`);
    expect(seen).toEqual(['not-applied', 'rolling-out', 'in-sync']);
    expect((await look(world.kubernetes, world.namespace, service)).primary).toBe(digest);

    await succeeded(world.platform('rollback', service, '--env', 'local', '--commit'));
    expect(filesOf('HEAD')).toEqual([`apps/${service}/local.yaml`, `clusters/local/apps/${service}/deployment.yaml`]);
    expect(world.desired(service)).toEqual(before);
    const rolledBack = Date.now();
    await world.publish();
    const again = await standingsUntil('in-sync');
    tell(`rollback: ${again.join(' → ')} in ${Math.round((Date.now() - rolledBack) / 1000)} s`);
    expect(again).toEqual(['not-applied', 'rolling-out', 'in-sync']);
    expect((await look(world.kubernetes, world.namespace, service)).primary).toBe(before.digest);
  });

  it('finds nothing stale, and nothing edited by hand, in what was released', async () => {
    expect((await world.platform('validate', '--json')).exitCode).toBe(0);
  });

  /** The standings one after the other until the last is the wanted one; rejects after four minutes. */
  async function standingsUntil(wanted: string): Promise<string[]> {
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
