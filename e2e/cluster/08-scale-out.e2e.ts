import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { poll } from '@halden/cli/poll';
import { at, textAt } from '@halden/kubernetes/json';
import { inWords } from '@halden/shop-client/account';
import { startVisitors, type Visitors } from '@halden/shop-client/visitors';
import { startLoadSession, type LoadSession } from './support/load-session.ts';
import { report } from './support/report.ts';
import { openTestContext, type TestContext } from './support/test-context.ts';

describe('order-service, when more people come than one replica serves at its ease', () => {
  const primary = 'order-service-primary';
  let context: TestContext;
  let crowd: Visitors | undefined;
  let people: LoadSession | undefined;
  beforeAll(async () => {
    context = await openTestContext();
  });
  afterAll(async () => {
    await crowd?.stop();
    await people?.stop();
  });

  const replicas = async (): Promise<{ wanted: number; ready: number; cpu: string; least: number }> => {
    const metadata = { name: primary, namespace: context.namespace };
    const read = (apiVersion: string, kind: string) => context.kubernetes.read({ apiVersion, kind, metadata });
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
    report(
      `${found.ready} replicas after ${Math.round((Date.now() - began) / 1000)} s, ${found.cpu} of a processor each`,
    );
    return found;
  };

  it('gets more replicas, fewer again when they leave, and fails no request meanwhile', async () => {
    await until(({ ready, wanted, least }) => ready === least && wanted === least, 300);
    people = await startLoadSession(context, { views: 4, orders: 1 });
    const { url } = context;
    const token = await context.signIn('ada@example.com');
    crowd = startVisitors({
      url,
      token,
      prefix: 'crowd',
      skus: [],
      views: 100,
      onlyOrders: true,
      orders: 0,
    });
    await until(({ ready, least }) => ready > least, 180);
    await crowd.stop();
    const summary = crowd.account.summary();
    report(`the crowd: ${inWords(summary)}`);
    await until(({ ready, least }) => ready === least, 400);
    const calm = await people.end();
    report(`the others: ${people.describe(calm.summary)}`);
    expect([summary.failures, calm.summary.failures]).toEqual([{}, {}]);
    expect(calm.broken).toEqual([]);
  });
});
