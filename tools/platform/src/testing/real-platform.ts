import { resolve } from 'node:path';
import { runBump } from '../commands/bump.ts';
import { readFolders } from '../desired/checkout.ts';
import { loadRenderer } from '../plan/renderer.ts';
import { contextFor, copyOf, makeCheckout, remembering, type TestCheckout } from './checkout.ts';
import { canary, deployment, listPath, route, startFakeApiServer } from './fake-api-server.ts';
import { digest } from './small-platform.ts';

const repository = resolve(import.meta.dirname, '../../../..');
/** The service that the releases are of. */
export const service = 'order-service';
export const dev = `apps/${service}/dev.yaml`;
export const devDeployment = `clusters/dev/apps/${service}/deployment.yaml`;

/** This repository's own `apps/`, rendered by its own `charts-src/`, in checkouts for tests. */
export interface RealPlatform extends Disposable {
  /** A checkout in which nothing is built yet. */
  unreleased(): TestCheckout;
  /** A checkout in which that many of the releases 1.0.1, 1.0.2 and 1.0.3 have come to dev, a commit each. */
  afterReleases(count: 1 | 2 | 3): TestCheckout;
  on(checkout: TestCheckout, options?: Parameters<typeof contextFor>[2]): ReturnType<typeof contextFor>;
  /** Commits the release 1.0.`version` to an environment. */
  bump(checkout: TestCheckout, version: number, environment?: string): Promise<void>;
}

export async function realPlatform(): Promise<RealPlatform> {
  const renderer = remembering(await loadRenderer());
  const apps = await readFolders(repository, 'apps');
  const unreleased = makeCheckout(new Map([...apps, ...(await renderer.render(apps))]));
  const history = copyOf(unreleased);
  const platform: RealPlatform = {
    unreleased: () => copyOf(unreleased),
    afterReleases: (count) => copyOf(history, 3 - count),
    on: (checkout, options) => contextFor(checkout.root, renderer, options),
    async bump(checkout, version, environment = 'dev') {
      await runBump(platform.on(checkout).context, service, {
        env: environment,
        tag: `1.0.${version}`,
        digest: digest(version),
        force: environment !== 'dev',
        commit: true,
      });
    },
    [Symbol.dispose]() {
      history[Symbol.dispose]();
      unreleased[Symbol.dispose]();
    },
  };
  for (const version of [1, 2, 3]) await platform.bump(history, version);
  return platform;
}

/** The dev cluster: image 1 is applied, and image `serving` serves. */
export async function clusterThatServes(serving: number, status: Parameters<typeof canary>[1], weights = [100, 0]) {
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
