import { beforeAll, describe, expect, it } from '@jest/globals';
import { embeddedAzure, servicesIn } from '@halden/charts';
import { shopAs } from '@halden/shop-client/shop';
import { poll } from '@halden/cli/poll';
import { podTroubles } from '@halden/cluster/progress';
import { textAt } from '@halden/kubernetes/json';
import { shopThrough } from '../shop/disaster.ts';
import { chance } from '@halden/shop-client/random';
import { tell } from './world/report.ts';
import { openWorld, type World } from './world/world.ts';

const [orders, kills] = [1_000, 12];

describe(`${kills} killed pods, the broker's too, during ${orders} orders`, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });

  /** Deletes a workload's pods without grace; what serves a service is its primary. */
  async function kill(name: string): Promise<string> {
    const { kubernetes, namespace, cluster } = world;
    const isAzure = name === embeddedAzure.name;
    const where = isAzure ? cluster.azureNamespace : namespace;
    const pods =
      (await kubernetes.list('v1', 'Pod', { namespace: where, ...(!isAzure && { labels: `app=${name}-primary` }) })) ??
      [];
    const names = pods.map((pod) => textAt(pod, 'metadata', 'name') ?? '');
    for (const pod of names)
      await kubernetes.remove(
        { apiVersion: 'v1', kind: 'Pod', metadata: { name: pod, namespace: where } },
        { graceSeconds: 0 },
      );
    return `killed ${names.join(', ') || `nothing of ${name}: it is not back yet`}`;
  }

  it('lose no order, charge nobody twice, sell nothing twice, and tell every customer once', async () => {
    const { url } = world;
    const seed = Date.now() % 1_000_000;
    tell(`seed ${seed}`);
    const victims = servicesIn('local').map(({ name }) => name);
    const findings = await shopThrough({
      ...{ url, orders, kills, kill, random: chance(seed), prefix: `chaos-${seed}`, say: tell },
      shopper: shopAs(url, await world.signIn('ada@example.com')),
      staff: await world.staff(),
      victims: () => victims,
    });
    expect(findings.filter(({ violations }) => violations.length > 0)).toEqual([]);
  });

  it('leave every pod running', async () => {
    const { kubernetes, namespace, cluster } = world;
    const spaces = [namespace, cluster.azureNamespace];
    let troubles: string[] = [];
    await poll(async () => ((troubles = await podTroubles(kubernetes, spaces)).length === 0 ? true : undefined), {
      seconds: 120,
    });
    expect(troubles).toEqual([]);
  });
});
