import { describe, expect, it } from '@jest/globals';
import { contextFor, makeCheckout } from '../testing/checkout.ts';
import { canary, deployment, listPath, startFakeApiServer } from '../testing/fake-api-server.ts';
import { digest, smallPlatform, smallRenderer } from '../testing/small-platform.ts';
import { runRetry } from './retry.ts';

const released = () => smallPlatform({ 'apps/cart/dev.yaml': ['1.0.1', digest(1)] });
const namespace = 'ecommerce-dev';

async function clusterWhoseCanary(phase: string) {
  const api = await startFakeApiServer();
  api.lists.set(listPath.deployments(namespace), [
    deployment('cart', `registry.example/cart@${digest(1)}`, '1.0.1', 0),
    deployment('cart-primary', `registry.example/cart@${digest(0)}`, '1.0.0'),
  ]);
  api.lists.set(listPath.canaries(namespace), [canary('cart', { phase, lastAppliedSpec: 'b', lastPromotedSpec: 'a' })]);
  return api;
}

describe('platform retry', () => {
  it('marks the desired state anew, so that the pod template changes and the image does not', async () => {
    using checkout = makeCheckout(await released());
    const { context } = contextFor(checkout.root, smallRenderer);
    expect(await runRetry(context, 'cart', { env: 'dev' })).toBe(0);
    expect(checkout.changed()).toEqual(['apps/cart/dev.yaml', 'clusters/dev/apps/cart/deployment.yaml']);
    expect(checkout.read('apps/cart/dev.yaml')).toMatch(/^retry: 2026-03-01T12:00:00Z$/m);
  });

  it('retries what failed, where the cluster can be asked', async () => {
    using checkout = makeCheckout(await released());
    await using api = await clusterWhoseCanary('Failed');
    const { context } = contextFor(checkout.root, smallRenderer);
    expect(await runRetry(context, 'cart', { env: 'dev', kubeconfig: api.kubeconfig, commit: true })).toBe(0);
    expect(checkout.git('log', '-1', '--format=%s').trim()).toBe('chore(cart): retry 1.0.1 in dev');
  });

  it('refuses what has not failed', async () => {
    using checkout = makeCheckout(await released());
    await using api = await clusterWhoseCanary('Progressing');
    const { context } = contextFor(checkout.root, smallRenderer);
    await expect(runRetry(context, 'cart', { env: 'dev', kubeconfig: api.kubeconfig })).rejects.toThrow(
      /nothing to retry: cart has not failed in dev/,
    );
    expect(checkout.changed()).toEqual([]);
  });
});
