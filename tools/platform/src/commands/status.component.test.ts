import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { canary, listPath, startFakeApiServer } from '../testing/fake-api-server.ts';
import { clusterThatServes, type RealPlatform, realPlatform, service } from '../testing/real-platform.ts';
import { digest } from '../testing/small-platform.ts';
import { runBump } from './bump.ts';
import { runStatus } from './status.ts';

let platform: RealPlatform;
beforeAll(async () => {
  platform = await realPlatform();
}, 60_000);
afterAll(() => platform[Symbol.dispose]());

describe('platform status', () => {
  it('shows the environments of Git side by side, as committed', async () => {
    using checkout = platform.afterReleases(1);
    await runBump(platform.on(checkout).context, service, { env: 'dev', tag: '1.0.2', digest: digest(2) });
    const { context, terminal } = platform.on(checkout);
    expect(await runStatus(context, service, { ref: 'HEAD', cluster: true })).toBe(0);
    expect(terminal.stdout().split('\n').slice(1)).toEqual([
      'service        dev               staging    prod       local',
      'order-service  1.0.1 00000000 *  not built  not built  not built',
      '* edited, not committed',
    ]);
  });

  it('shows what runs beside what Git says, and names drift', async () => {
    using checkout = platform.afterReleases(1);
    await using api = await clusterThatServes(0, { phase: 'Failed', lastAppliedSpec: 'b', lastPromotedSpec: 'a' });
    const { context, terminal } = platform.on(checkout);
    const options = { ref: 'HEAD', cluster: true, kubeconfig: api.kubeconfig, env: 'dev' };
    expect(await runStatus(context, service, options)).toBe(1);
    expect(terminal.stdout()).toMatch(/order-service {2}1\.0\.1 00000000 +1\.0\.0 00000000 +Failed +0 % +— +failed/);
    expect(terminal.stdout()).toMatch(
      /rolled back: Git says 1\.0\.1, 1\.0\.0 serves\n +next: npm run platform -- rollback/,
    );
  });

  it('takes no release for failed that follows a failed one and is about to be judged', async () => {
    using checkout = platform.afterReleases(1);
    await using api = await clusterThatServes(0, { phase: 'Failed', lastAppliedSpec: 'b', lastPromotedSpec: 'a' });
    const { context, terminal } = platform.on(checkout, { json: true });
    const options = { ref: 'HEAD', cluster: true, kubeconfig: api.kubeconfig, env: 'dev' };
    api.afterwards.set(listPath.canaries('ecommerce-dev'), [canary(service, { phase: 'Progressing' })]);
    expect(await runStatus(context, service, options)).toBe(0);
    expect(terminal.stdout()).toContain('"standing": "rolling-out"');
  });

  it('shows the weights of a canary as JSON', async () => {
    using checkout = platform.afterReleases(1);
    await using api = await clusterThatServes(0, { phase: 'Progressing' }, [80, 20]);
    const { context, terminal } = platform.on(checkout, { json: true });
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
    using checkout = platform.unreleased();
    const { context, terminal } = platform.on(checkout);
    const options = { ref: 'HEAD', cluster: true, kubeconfig: join(checkout.root, 'none') };
    expect(await runStatus(context, undefined, options)).toBe(1);
    expect(terminal.stdout()).toContain('payment-service');
    expect(terminal.stderr()).toMatch(/current cluster: the kubeconfig cannot be read/);
  });

  it('still shows Git when one cluster says no, and fails', async () => {
    using checkout = platform.unreleased();
    await using api = await startFakeApiServer();
    api.refusals.set(listPath.deployments('ecommerce-dev'), 403);
    const { context, terminal } = platform.on(checkout);
    const options = { ref: 'HEAD', cluster: true, kubeconfig: api.kubeconfig, context: ['dev=first'] };
    expect(await runStatus(context, undefined, options)).toBe(1);
    expect(terminal.stdout()).toContain('payment-service');
    expect(terminal.stderr()).toMatch(/dev: the cluster does not let you read Deployment\.apps/);
  });
});
