import { describe, expect, it } from '@jest/globals';
import { unbuilt } from '@halden/charts/unbuilt';
import type { Files } from '../desired/checkout.ts';
import { releaseIn } from '../desired/overlay.ts';
import { app, digest, smallPlatform, smallRenderer } from '../testing/small-platform.ts';
import type { State } from './edit.ts';
import { overlaysOf, planBump, planPromotion, planRetry, planRollback } from './release.ts';

/** A file without an image renders nothing here: what lies over what is the charts' business. */
const renderer = {
  ...smallRenderer,
  render: (apps: Files) => smallRenderer.render(new Map([...apps].filter(([, text]) => /^image:/m.test(text)))),
  environments: ['dev', 'staging', 'prod', 'prod-us'],
  follows: new Map([['prod-us', 'prod']]),
  services: new Map([['cart', ['dev', 'staging', 'prod', 'prod-us', 'local']]]),
};
const files = await smallPlatform({
  'apps/cart/dev.yaml': ['1.2.0', digest(3)],
  'apps/cart/staging.yaml': ['1.1.0', digest(2)],
  'apps/cart/prod.yaml': ['1.0.0', digest(1)],
});
const overlay = 'apps/cart/prod-us.yaml';
const stateOf = async (apps: Record<string, string> = {}): Promise<State> => {
  const all = new Map([...[...files].filter(([path]) => path.startsWith('apps/')), ...Object.entries(apps)]);
  return { renderer, files: new Map([...all, ...(await renderer.render(all))]) };
};
const after = ({ files: before }: State, changes: readonly { path: string; after: string | undefined }[]): Files =>
  new Map([
    ...before,
    ...changes.flatMap(({ path, after: text }) => (text === undefined ? [] : [[path, text] as const])),
  ]);
const runs = (state: State, changes: Parameters<typeof after>[1], place: string) =>
  releaseIn({ ...overlaysOf(state), files: after(state, changes) }, 'cart', place)?.digest;
const promotion = (to: string) => ({ service: 'cart', to, force: false });

describe('a further cluster of an environment', () => {
  it('runs what its environment runs while it has no file of its own', async () => {
    const state = await stateOf();
    expect(runs(state, [], 'prod-us')).toBe(digest(1));
  });

  it('keeps what it runs when the first one is promoted to', async () => {
    const state = await stateOf();
    const { changes } = await planPromotion(state, promotion('prod'));
    expect(runs(state, changes, 'prod')).toBe(digest(2));
    expect(runs(state, changes, 'prod-us')).toBe(digest(1));
    expect(changes.map(({ path }) => path)).toEqual(expect.arrayContaining(['apps/cart/prod.yaml', overlay]));
  });

  it('is promoted to after the first one, with the digest that runs there', async () => {
    const state = await stateOf({ [overlay]: app('cart', '0.9.0', digest(9)) });
    const { changes, from, release } = await planPromotion(state, promotion('prod-us'));
    expect({ from, digest: release.digest }).toEqual({ from: 'prod', digest: digest(1) });
    expect(runs(state, changes, 'prod-us')).toBe(digest(1));
    expect(runs(state, changes, 'prod')).toBe(digest(1));
  });

  it('is not promoted to past the first one', async () => {
    const state = await stateOf();
    await expect(planPromotion(state, { ...promotion('prod-us'), from: 'staging' })).rejects.toThrow(/skips prod/);
    await expect(planPromotion(state, promotion('prod-uk'))).rejects.toThrow(/prod-us/);
  });

  it('is rolled back alone', async () => {
    const state = await stateOf();
    const release = { repository: 'registry.example/cart', tag: '0.9.0', digest: digest(9) };
    const { changes } = await planRollback(state, { service: 'cart', environment: 'prod-us', release });
    expect(runs(state, changes, 'prod-us')).toBe(digest(9));
    expect(runs(state, changes, 'prod')).toBe(digest(1));
  });

  it('keeps its sizes and comments when an image is put in', async () => {
    const state = await stateOf({ [overlay]: '# Half of the people live here.\r\nreplicas:\r\n  max: 6\r\n' });
    const { changes } = await planPromotion(state, promotion('prod'));
    const text = changes.find(({ path }) => path === overlay)?.after ?? '';
    expect(text).toMatch(/^# Half of the people live here\.\r\nreplicas:\r\n {2}max: 6\r\nimage:\r\n/);
    expect(text).not.toMatch(/[^\r]\n/);
  });

  it('follows still where nothing was ever built: there is nothing to keep', async () => {
    const state = await stateOf({ 'apps/cart/prod.yaml': app('cart', '0.0.0-unbuilt', unbuilt) });
    const { changes } = await planPromotion(state, promotion('prod'));
    expect(changes.map(({ path }) => path)).not.toContain(overlay);
    expect(runs(state, changes, 'prod-us')).toBe(digest(2));
  });

  it('takes no new image directly, as every later place', async () => {
    const state = await stateOf();
    const bump = { service: 'cart', environment: 'prod-us', tag: '2.0.0', digest: digest(20), force: false };
    await expect(planBump(state, bump)).rejects.toThrow(/does not go to prod-us directly/);
  });

  it('tries a failed release again by itself', async () => {
    const state = await stateOf({ [overlay]: app('cart', '1.0.0', digest(1)) });
    const { changes } = await planRetry(state, { service: 'cart', environment: 'prod-us', mark: 'now' });
    expect(changes.map(({ path }) => path)).toEqual(expect.arrayContaining([overlay]));
    expect(changes.map(({ path }) => path)).not.toContain('apps/cart/prod.yaml');
  });
});
