import { fluxNamespace } from '@halden/charts/names';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { at, type JsonObject, textAt } from '@halden/kubernetes/json';
import { poll } from '@halden/cli/poll';
import { readSteps } from '@halden/cluster/progress';
import { openTestContext, pause, type TestContext } from './support/test-context.ts';

const restMs = 120_000;

describe('at rest', () => {
  let context: TestContext;
  beforeAll(async () => {
    context = await openTestContext();
    let moving: string[] = [];
    const isAtRest = await poll(async () => ((moving = await movingNow()).length === 0 ? true : undefined), {
      seconds: 400,
      everyMs: 2_000,
    });
    if (!isAtRest) throw new Error(`the cluster did not come to rest: ${moving.join('; ')}`);
  });

  /** What is being released, or scaled beyond its least: what is scaled up comes down after minutes. */
  async function movingNow(): Promise<string[]> {
    const { kubernetes, cluster, namespace } = context;
    const steps = await readSteps(kubernetes, { source: cluster.source, namespace });
    const scalers = (await kubernetes.list('autoscaling/v2', 'HorizontalPodAutoscaler', { namespace })) ?? [];
    return [
      ...steps
        .filter(({ kind, isDone, state }) => !isDone && !(kind === 'Canary' && state === 'Failed'))
        .map(({ kind, name, state }) => `${kind} ${name} is ${state}`),
      ...scalers
        .filter((scaler) => (at(scaler, 'status', 'currentReplicas') ?? 0) > (at(scaler, 'spec', 'minReplicas') ?? 1))
        .map((scaler) => `${nameOf(scaler)} is scaled up: ${JSON.stringify(at(scaler, 'status', 'currentMetrics'))}`),
    ];
  }

  it('nothing moves for two minutes: no route, no Deployment, no error of Flux or Flagger', async () => {
    const { kubernetes, namespace, cluster } = context;
    const began = Date.now();
    const generations = async () => {
      const lists = await Promise.all([
        kubernetes.list('gateway.networking.k8s.io/v1', 'HTTPRoute', { namespace }),
        kubernetes.list('apps/v1', 'Deployment', { namespace }),
        kubernetes.list('gateway.networking.k8s.io/v1', 'HTTPRoute', { namespace: cluster.azureNamespace }),
        kubernetes.list('apps/v1', 'Deployment', { namespace: cluster.azureNamespace }),
      ]);
      return Object.fromEntries(
        lists
          .flatMap((found) => found ?? [])
          .map((item) => [`${textAt(item, 'kind') ?? ''} ${nameOf(item)}`, at(item, 'metadata', 'generation')]),
      );
    };
    const before = await generations();
    await pause(restMs);
    expect(await generations()).toEqual(before);
    const events = [
      ...((await kubernetes.list('v1', 'Event', { namespace })) ?? []),
      ...((await kubernetes.list('v1', 'Event', { namespace: fluxNamespace })) ?? []),
    ];
    const errors = events.filter(
      (event) =>
        textAt(event, 'type') === 'Warning' &&
        ['flagger', 'kustomize-controller', 'source-controller'].includes(sourceOf(event)) &&
        Date.parse(textAt(event, 'lastTimestamp') ?? '') >= began,
    );
    expect(errors.map((event) => `${sourceOf(event)}: ${textAt(event, 'message') ?? ''}`)).toEqual([]);
  });
});

const nameOf = (item: JsonObject): string => textAt(item, 'metadata', 'name') ?? '';
const sourceOf = (event: JsonObject): string =>
  textAt(event, 'source', 'component') ?? textAt(event, 'reportingComponent') ?? '';
