import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import {
  canary,
  deployment,
  type FakeApiServer,
  kubeconfigFor,
  kustomization,
  listPath,
  route,
  startFakeApiServer,
} from '../testing/fake-api-server.ts';
import { digest, smallRenderer } from '../testing/small-platform.ts';
import { connect } from '@halden/kubernetes/client';
import { reachClusters } from './contexts.ts';
import { placesIn } from './places.ts';
import { readRunning } from './reader.ts';
import { judge } from './running.ts';

const image = (n: number) => `registry.example/cart@${digest(n)}`;
const release = { repository: 'registry.example/cart', tag: '2.0.0', digest: digest(2) };
const namespace = 'ecommerce-prod';
const places = ['cart', 'mail'].map((service) => ({ service, namespace, folder: `clusters/prod/apps/${service}` }));

const fix = { kubeconfig: 'name another kubeconfig', unreachable: 'status --no-cluster' };
let api: FakeApiServer;
beforeEach(async () => {
  api = await startFakeApiServer();
  api.lists.set(listPath.deployments(namespace), [
    deployment('cart', image(2), '2.0.0', 0),
    deployment('cart-primary', image(1), '1.0.0'),
  ]);
  api.lists.set(listPath.routes(namespace), [route('cart', 100, 0)]);
  api.lists.set(listPath.kustomizations('flux-system'), [kustomization('cart', './clusters/prod/apps/cart', 'True')]);
});
afterEach(async () => api[Symbol.asyncDispose]());

const hasCanary = (status: Parameters<typeof canary>[1], analysis?: Parameters<typeof canary>[2]) =>
  api.lists.set(listPath.canaries(namespace), [canary('cart', status, analysis)]);
const ask = async () => {
  const running = (await readRunning(await connect({ kubeconfig: api.kubeconfig, context: 'first', fix }), places)).get(
    'cart',
  );
  return { running, verdict: judge({ service: 'cart', environment: 'prod', release }, running) };
};

describe('reading a cluster', () => {
  it('finds a healthy service: what the primary serves, and what Flux applied', async () => {
    hasCanary({ phase: 'Succeeded', lastAppliedSpec: 'b', lastPromotedSpec: 'b' });
    api.lists.get(listPath.deployments(namespace))![1] = deployment('cart-primary', image(2), '2.0.0');
    const { running, verdict } = await ask();
    expect(running).toMatchObject({
      servingImage: image(2),
      servingVersion: '2.0.0',
      replicas: { ready: 2, wanted: 2 },
      canary: { phase: 'Succeeded', weights: { primary: 100, canary: 0 } },
      flux: { ready: 'True', revision: expect.stringContaining('sha1:0123456') },
    });
    expect(verdict.standing).toBe('in-sync');
  });

  it('reads weights from the route, whatever the canary says of itself', async () => {
    hasCanary({ phase: 'WaitingPromotion', canaryWeight: 0, lastAppliedSpec: 'b', lastPromotedSpec: 'a' });
    api.lists.set(listPath.routes(namespace), [route('cart', 50, 50)]);
    const { running, verdict } = await ask();
    expect(running?.canary?.weights).toEqual({ primary: 50, canary: 50 });
    expect(verdict.standing).toBe('waiting-for-approval');
  });

  it('finds a canary that is progressing', async () => {
    hasCanary({ phase: 'Progressing', failedChecks: 1, lastAppliedSpec: 'b', lastPromotedSpec: 'a' });
    api.lists.set(listPath.routes(namespace), [route('cart', 80, 20)]);
    expect((await ask()).verdict).toMatchObject({ standing: 'rolling-out', text: expect.stringContaining('20 %') });
  });

  it('finds a failed canary', async () => {
    hasCanary({ phase: 'Failed', lastAppliedSpec: 'b', lastPromotedSpec: 'a' });
    expect((await ask()).verdict).toMatchObject({ standing: 'failed', text: expect.stringContaining('1.0.0 serves') });
  });

  it('finds a failed canary whose release was taken back in Git', async () => {
    hasCanary({ phase: 'Failed', lastAppliedSpec: 'a', lastPromotedSpec: 'a' });
    api.lists.set(listPath.deployments(namespace), [
      deployment('cart', image(2), '2.0.0', 0),
      deployment('cart-primary', image(2), '2.0.0'),
    ]);
    expect((await ask()).verdict).toMatchObject({ standing: 'in-sync', text: expect.stringContaining('taken back') });
  });

  it('counts the checks of a consumer, whose traffic is not divided', async () => {
    hasCanary({ phase: 'Progressing', iterations: 3 }, { iterations: 10 });
    api.lists.set(listPath.routes(namespace), []);
    const { running } = await ask();
    expect(running?.canary?.iterations).toEqual({ done: 3, of: 10 });
    expect(running?.canary?.weights).toBeUndefined();
  });

  it('takes a Deployment without canary as what serves', async () => {
    const { running } = await ask();
    expect(running).toMatchObject({ servingImage: image(2), appliedImage: image(2) });
    expect(running).not.toHaveProperty('canary');
  });

  it('leaves out a service the cluster does not have', async () => {
    const running = await readRunning(await connect({ kubeconfig: api.kubeconfig, fix }), places.slice(1));
    expect([...running]).toEqual([]);
  });

  it('does without Flux where the account may not read its namespace', async () => {
    api.refusals.set(listPath.kustomizations('flux-system'), 403);
    expect((await ask()).running).not.toHaveProperty('flux');
  });

  it.each([
    [403, /does not let you read Deployment\.apps in ecommerce-prod[^]*lacks the right/],
    [401, /does not know who you are/],
    [503, /answered 503[^]*readyz/],
  ])('says what is wrong when the server answers %d', async (status, message) => {
    api.refusals.set(listPath.deployments(namespace), status);
    await expect(ask()).rejects.toThrow(message);
  });

  it('says that a cluster cannot be reached, where it was looked for, and why', async () => {
    writeFileSync(api.kubeconfig, kubeconfigFor(`http://127.0.0.1:${await closedPort()}`));
    await expect(ask()).rejects.toThrow(/cannot be reached\n {2}where: first \(http:[^]*ECONNREFUSED[^]*--no-cluster/);
  });

  it('says that the kubeconfig cannot be read, or lacks the context', async () => {
    await expect(connect({ kubeconfig: '/nowhere/config', fix })).rejects.toThrow(
      /cannot be read[^]*\/nowhere\/config/,
    );
    await expect(connect({ kubeconfig: api.kubeconfig, context: 'third', fix })).rejects.toThrow(
      /no context 'third'[^]*first, second/,
    );
  });
});

describe('where a service stands', () => {
  const rendered = (namespace: string) => `kind: Deployment\nmetadata: {name: cart, namespace: ${namespace}}\n`;

  it('is where its Deployment is rendered, in whatever folder and namespace', () => {
    const files = new Map([
      ['clusters/dev/apps/cart/deployment.yaml', rendered('elsewhere')],
      ['clusters/prod/infrastructure/cart/deployment.yaml', rendered('azure')],
    ]);
    expect(placesIn(files, 'prod', ['cart', 'mail'])).toEqual([
      { service: 'cart', namespace: 'azure', folder: 'clusters/prod/infrastructure/cart' },
    ]);
  });

  it('may be several namespaces of one cluster', async () => {
    api.lists.set(listPath.deployments('azure'), [deployment('emulator', image(3), '3.0.0', 1)]);
    const emulator = { service: 'emulator', namespace: 'azure', folder: 'clusters/prod/infrastructure/emulator' };
    const running = await readRunning(await connect({ kubeconfig: api.kubeconfig, fix }), [...places, emulator]);
    expect([...running.keys()].sort()).toEqual(['cart', 'emulator']);
  });
});

describe('choosing clusters', () => {
  const { clusters } = smallRenderer;

  it('asks nobody without a kubeconfig', async () => {
    expect(await reachClusters(clusters, {}, false)).toEqual([]);
  });

  it('takes the clusters whose namespace the current context has', async () => {
    const reached = await reachClusters(clusters, { kubeconfig: api.kubeconfig }, false);
    expect(reached.map(({ cluster }) => cluster.name)).toEqual(['prod']);
  });

  it('takes a context for the cluster or environment it is given for', async () => {
    const options = { kubeconfig: api.kubeconfig, context: ['dev=second', 'prod=third'] };
    const reached = await reachClusters(clusters, options, false);
    expect(reached.map((reach) => ('client' in reach ? reach.client.label : reach.error.parts.what))).toEqual([
      expect.stringMatching(/^second \(http/),
      "the kubeconfig has no context 'third'",
    ]);
  });

  it.each(['prod', 'prd=first', '=first'])('refuses the context %j', async (pair) => {
    await expect(reachClusters(clusters, { context: [pair] }, false)).rejects.toThrow(/says no cluster's context/);
  });
});

/** A port of this machine that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
