import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { poll } from '@halden/cli/poll';
import { at, textAt } from '@halden/kubernetes/json';
import { inWords } from '@halden/shop-client/account';
import { startVisitors, type Visitors } from '@halden/shop-client/visitors';
import { startStory, type Story } from './world/story.ts';
import { tell } from './world/report.ts';
import { openWorld, type World } from './world/world.ts';

describe('order-service, when more people come than one replica serves at its ease', () => {
  const primary = 'order-service-primary';
  let world: World;
  let crowd: Visitors | undefined;
  let people: Story | undefined;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    await crowd?.stop();
    await people?.stop();
  });

  const replicas = async (): Promise<{ wanted: number; ready: number; cpu: string; least: number }> => {
    const metadata = { name: primary, namespace: world.namespace };
    const read = (apiVersion: string, kind: string) => world.kubernetes.read({ apiVersion, kind, metadata });
    const [scaler, deployment] = await Promise.all([
      read('autoscaling/v2', 'HorizontalPodAutoscaler'),
      read('apps/v1', 'Deployment'),
    ]);
    const number = (value: unknown) => (typeof value === 'number' ? value : 0);
    return {
      wanted: number(at(scaler, 'status', 'desiredReplicas')),
      ready: number(at(deployment, 'status', 'readyReplicas')),
      cpu: textAt(at(scaler, 'status', 'currentMetrics', 0, 'resource', 'current'), 'averageValue') ?? 'unknown',
      least: number(at(scaler, 'spec', 'minReplicas')),
    };
  };
  /** Polls until the replicas that are ready are as wanted; says how long it took. */
  const until = async (isReached: (found: Awaited<ReturnType<typeof replicas>>) => boolean, seconds: number) => {
    const began = Date.now();
    const found = await poll(
      async () => {
        const now = await replicas();
        return isReached(now) ? now : undefined;
      },
      { seconds },
    );
    if (!found) throw new Error(`not within ${seconds} s: ${JSON.stringify(await replicas())}`);
    tell(
      `${found.ready} replicas after ${Math.round((Date.now() - began) / 1000)} s, ${found.cpu} of a processor each`,
    );
    return found;
  };

  it('gets more replicas, fewer again when they leave, and fails no request meanwhile', async () => {
    await until(({ ready, wanted, least }) => ready === least && wanted === least, 300);
    people = await startStory(world, { views: 4, orders: 1 });
    const { url } = world;
    const token = await world.signIn('ada@example.com');
    crowd = startVisitors({
      ...{ url, token, prefix: 'crowd', skus: [] },
      ...{ views: 100, onlyOrders: true, orders: 0 },
    });
    await until(({ ready, least }) => ready > least, 180);
    await crowd.stop();
    const summary = crowd.account.summary();
    tell(`the crowd: ${inWords(summary)}`);
    await until(({ ready, least }) => ready === least, 400);
    const calm = await people.end();
    tell(`the others: ${people.say(calm.summary)}`);
    expect([summary.failures, calm.summary.failures]).toEqual([{}, {}]);
    expect(calm.broken).toEqual([]);
  });
});
