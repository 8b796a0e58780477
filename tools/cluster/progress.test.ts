import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@halden/kubernetes/json';
import type { Kubernetes } from '@halden/kubernetes/client';
import { podTroubles, readSteps } from './progress.ts';

const clusterOf = (objects: Readonly<Record<string, readonly JsonObject[]>>): Kubernetes =>
  ({ list: async (_: string, kind: string) => [...(objects[kind] ?? [])] }) as Partial<Kubernetes> as Kubernetes;

const kustomization = (ready: string, revision: string): JsonObject => ({
  metadata: { name: 'apps-cart' },
  spec: { sourceRef: { name: 'platform' } },
  status: {
    lastAppliedRevision: `main@sha1:${revision}`,
    conditions: [
      { type: 'Ready', status: ready, reason: ready === 'True' ? 'Ready' : 'Progressing', message: 'a message' },
    ],
  },
});
const deployment = (name: string, image: string): JsonObject => ({
  metadata: { name },
  spec: { template: { spec: { containers: [{ image }] } } },
});
const canary = (phase: string, applied = 'a', promoted = 'a'): JsonObject => ({
  metadata: { name: 'cart' },
  status: { phase, lastAppliedSpec: applied, lastPromotedSpec: promoted, conditions: [{ message: 'a message' }] },
});
const where = { source: 'platform', namespace: 'shop' };

describe('how far a Kustomization is', () => {
  const step = async (ready: string, revision: string) =>
    (await readSteps(clusterOf({ Kustomization: [kustomization(ready, revision)] }), { ...where, revision: 'new' }))[0];

  it('is done when it is ready with the revision that is waited for', async () => {
    expect(await step('True', 'new')).toMatchObject({ state: 'ready', isDone: true });
  });

  it('is behind while it is ready with another revision', async () => {
    expect(await step('True', 'old')).toMatchObject({ state: 'behind', isDone: false });
  });

  it('reports why it is not ready', async () => {
    expect(await step('Unknown', 'new')).toMatchObject({ state: 'Progressing', isDone: false, message: 'a message' });
  });

  it('is nobody’s business when another source feeds it', async () => {
    const cluster = clusterOf({ Kustomization: [kustomization('True', 'new')] });
    expect(await readSteps(cluster, { ...where, source: 'other' })).toEqual([]);
  });
});

describe('how far a Canary is', () => {
  const step = async (found: JsonObject, serving = 'cart@1') => {
    const deployments = [deployment('cart', 'cart@1'), deployment('cart-primary', serving)];
    return (await readSteps(clusterOf({ Canary: [found], Deployment: deployments }), where))[0];
  };

  it.each(['Initialized', 'Succeeded'])('is done when it is %s and the image of Git serves', async (phase) => {
    expect(await step(canary(phase))).toMatchObject({ state: phase, isDone: true });
  });

  it('is not done while another image serves, whatever its phase says: Flagger has not looked yet', async () => {
    expect(await step(canary('Succeeded'), 'cart@0')).toMatchObject({ isDone: false });
  });

  it.each(['Initializing', 'Progressing', 'Promoting', 'Finalising'])('is not done when it is %s', async (phase) => {
    expect(await step(canary(phase))).toMatchObject({ isDone: false });
  });

  it('names the revision that was rolled back', async () => {
    expect(await step(canary('Failed', 'bad', 'good'), 'cart@0')).toMatchObject({ isDone: false, failedSpec: 'bad' });
  });

  it('is done again when Git has taken the failed release back', async () => {
    const found = await step(canary('Failed'));
    expect(found).toMatchObject({ isDone: true });
    expect(found?.failedSpec).toBeUndefined();
  });
});

describe('what keeps pods from running', () => {
  const pod = (status: JsonObject): JsonObject => ({ metadata: { name: 'cart-1' }, status });

  it.each<[string, JsonObject, string[]]>([
    ['nothing', { containerStatuses: [{ ready: true }] }, []],
    [
      'an image that cannot be pulled',
      {
        containerStatuses: [{ ready: false, state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } } }],
      },
      ['cart-1: ImagePullBackOff: not found'],
    ],
    [
      'no room',
      { conditions: [{ type: 'PodScheduled', status: 'False', message: '0/1 nodes are available' }] },
      ['cart-1: 0/1 nodes are available'],
    ],
    ['a readiness that does not come', { containerStatuses: [{ ready: false, state: {} }] }, ['cart-1: not ready']],
  ])('is reported: %s', async (_, status, expected) => {
    expect(await podTroubles(clusterOf({ Pod: [pod(status)] }), ['shop'])).toEqual(expected);
  });
});
