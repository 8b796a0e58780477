import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { digest, smallPlatform, smallRenderer } from '../testing/small-platform.ts';
import type { State } from './edit.ts';
import { planBump, planPromotion, planRetry, planRollback, previousRelease } from './release.ts';

const stateWith = async (releases: Parameters<typeof smallPlatform>[0] = {}): Promise<State> => ({
  files: await smallPlatform(releases),
  renderer: smallRenderer,
});
const bump = { service: 'cart', environment: 'dev', tag: '1.2.3', digest: digest(1), force: false };

describe('a bump', () => {
  it('changes the desired state and the one Deployment that is rendered from it', async () => {
    const { changes } = await planBump(await stateWith(), bump);
    expect(changes.map(({ path }) => path)).toEqual(['apps/cart/dev.yaml', 'clusters/dev/apps/cart/deployment.yaml']);
    expect(changes[1]?.after).toContain(`registry.example/cart@${digest(1)}`);
  });

  it('changes nothing the second time', async () => {
    const { changes } = await planBump(await stateWith({ 'apps/cart/dev.yaml': ['1.2.3', digest(1)] }), bump);
    expect(changes).toEqual([]);
  });

  it.each([
    ['latest', /another image every day/],
    ['', /1 to 128/],
    ['-1', /1 to 128/],
    ['a b', /1 to 128/],
    ['x'.repeat(129), /1 to 128/],
  ])('refuses the tag %j', async (tag, message) => {
    await expect(planBump(await stateWith(), { ...bump, tag })).rejects.toThrow(message);
  });

  it.each(['1.2.3', 'sha256:abc', digest(1).toUpperCase(), `${digest(1)}0`, digest(1).replace('256', '512')])(
    'refuses the digest %s',
    async (wrong) => {
      await expect(planBump(await stateWith(), { ...bump, digest: wrong })).rejects.toThrow(/64 hexadecimal digits/);
    },
  );

  it('refuses the digest of nothing', async () => {
    const nothing = `sha256:${createHash('sha256').digest('hex')}`;
    await expect(planBump(await stateWith(), { ...bump, digest: nothing })).rejects.toThrow(/is no image yet/);
  });

  it('suggests the nearest name for an unknown service or environment', async () => {
    const state = await stateWith();
    await expect(planBump(state, { ...bump, service: 'crat' })).rejects.toThrow(/did you mean 'cart'/);
    await expect(planBump(state, { ...bump, environment: 'stagin' })).rejects.toThrow(/did you mean 'staging'/);
    await expect(planBump(state, { ...bump, service: 'zebra' })).rejects.toThrow(/known are: cart, mail/);
  });

  it('refuses an environment the service is not in', async () => {
    await expect(planBump(await stateWith(), { ...bump, service: 'mail', environment: 'prod' })).rejects.toThrow(
      /unknown environment of mail 'prod'/,
    );
  });

  it('goes past the promotion order with force alone', async () => {
    const state = await stateWith();
    await expect(planBump(state, { ...bump, environment: 'prod' })).rejects.toThrow(/promote cart --to prod/);
    expect((await planBump(state, { ...bump, environment: 'prod', force: true })).changes).toHaveLength(2);
  });

  it('goes into an environment that stands apart', async () => {
    expect((await planBump(await stateWith(), { ...bump, environment: 'local' })).changes).toHaveLength(2);
  });

  it('says when the tag names another image elsewhere', async () => {
    const { notes } = await planBump(await stateWith({ 'apps/cart/staging.yaml': ['1.2.3', digest(9)] }), bump);
    expect(notes).toEqual([expect.stringMatching(/^tag 1\.2\.3 is sha256:0+… in staging and .* built twice$/)]);
  });

  it('refuses to write over a rendered file that was edited by hand', async () => {
    const { files, renderer } = await stateWith();
    const path = 'clusters/dev/apps/cart/deployment.yaml';
    const edited = new Map([...files, [path, `${files.get(path)}# mine\n`]]);
    await expect(planBump({ files: edited, renderer }, bump)).rejects.toThrow(
      /edited by hand\n {2}where: clusters\/dev\/apps\/cart\/deployment\.yaml/,
    );
  });

  it('leaves a stale file of another service to validate', async () => {
    const { files, renderer } = await stateWith();
    const stale = new Map([...files, ['clusters/dev/apps/mail/deployment.yaml', 'stale']]);
    expect((await planBump({ files: stale, renderer }, bump)).changes).toHaveLength(2);
  });
});

describe('a promotion', () => {
  const inDev = { 'apps/cart/dev.yaml': ['1.2.3', digest(1)], 'apps/cart/staging.yaml': ['1.2.2', digest(2)] } as const;
  const request = { service: 'cart', to: 'staging', force: false };

  it('copies tag and digest from the environment before', async () => {
    const promotion = await planPromotion(await stateWith(inDev), request);
    expect(promotion).toMatchObject({
      from: 'dev',
      to: 'staging',
      release: { tag: '1.2.3', digest: digest(1) },
      replaces: { tag: '1.2.2', digest: digest(2) },
    });
    expect(promotion.changes.map(({ path }) => path)).toEqual([
      'apps/cart/staging.yaml',
      'clusters/staging/apps/cart/deployment.yaml',
    ]);
    expect(promotion.changes[0]?.after).toContain(digest(1));
  });

  it('skips an environment with force alone', async () => {
    const skip = { ...request, from: 'dev', to: 'prod' };
    await expect(planPromotion(await stateWith(inDev), skip)).rejects.toThrow(/skips staging[^]*--force/);
    expect((await planPromotion(await stateWith(inDev), { ...skip, force: true })).changes).toHaveLength(2);
  });

  it.each([
    ['dev', undefined, /first environment/],
    ['dev', 'staging', /comes before/],
    ['staging', 'staging', /to itself/],
    ['staging', 'local', /no part in promotions/],
  ])('refuses to go to %s from %s', async (to, from, message) => {
    await expect(planPromotion(await stateWith(inDev), { ...request, to, ...(from && { from }) })).rejects.toThrow(
      message,
    );
  });

  it('brings a release to an environment that stands apart', async () => {
    const { from, changes } = await planPromotion(await stateWith(inDev), { ...request, to: 'local' });
    expect([from, changes.length]).toEqual(['dev', 2]);
  });

  it('refuses what was never built', async () => {
    await expect(
      planPromotion(await stateWith(inDev), { ...request, service: 'cart', to: 'prod', from: 'staging' }),
    ).resolves.toBeDefined();
    await expect(planPromotion(await stateWith(), request)).rejects.toThrow(
      /dev holds is no image yet[^]*bump cart --env dev/,
    );
  });

  it('refuses a release that the source does not hold', async () => {
    const state = await stateWith(inDev);
    await expect(planPromotion(state, { ...request, expect: '1.2.4' })).rejects.toThrow(
      /does not hold the release '1.2.4'/,
    );
    expect((await planPromotion(state, { ...request, expect: digest(1) })).changes).toHaveLength(2);
  });
});

describe('a rollback', () => {
  it('changes the image alone, and says when it came from another repository', async () => {
    const state = await stateWith({ 'apps/cart/prod.yaml': ['1.2.3', digest(3)] });
    const release = { repository: 'elsewhere.example/cart', tag: '1.2.2', digest: digest(2) };
    const { changes, notes } = await planRollback(state, { service: 'cart', environment: 'prod', release });
    expect(changes[0]?.after).toBe(changes[0]?.before?.replace('1.2.3', '1.2.2').replace(digest(3), digest(2)));
    expect(notes).toEqual([expect.stringContaining('elsewhere.example/cart')]);
  });

  const past = (...numbers: number[]) =>
    numbers.map((n) => ({ repository: 'registry.example/cart', tag: `1.0.${n}`, digest: digest(n) }));

  it.each([
    ['the release before', [3, 2, 1], 3, 2],
    ['the release before, not the bad one it has just left', [1, 2, 1, 0], 1, 0],
    ['nothing where there was none before', [1], 1, undefined],
  ])('goes back to %s', (_, history, current, expected) => {
    const [release] = past(current);
    expect(previousRelease(release!, past(...history))?.tag).toBe(
      expected === undefined ? undefined : `1.0.${expected}`,
    );
  });
});

describe('a retry', () => {
  it('changes an annotation of the pod template, and no image', async () => {
    const state = await stateWith({ 'apps/cart/dev.yaml': ['1.2.3', digest(1)] });
    const { changes } = await planRetry(state, { service: 'cart', environment: 'dev', mark: '2026-03-01T12:00:00Z' });
    expect(changes[1]?.after).toContain('annotations: {retry: 2026-03-01T12:00:00Z}');
    expect(changes[1]?.after).toContain(digest(1));
  });
});
