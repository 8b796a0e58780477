import { beforeAll, describe, expect, it } from '@jest/globals';
import { embeddedAzure, servicesIn } from '@halden/charts';
import { shopAs } from '@halden/shop-client/shop';
import { poll } from '@halden/cli/poll';
import { podTroubles } from '@halden/cluster/progress';
import { textAt } from '@halden/kubernetes/json';
import { runChaosExperiment } from '../shop/chaos.ts';
import { chance } from '@halden/shop-client/random';
import { report } from './support/report.ts';
import { openTestContext, type TestContext } from './support/test-context.ts';

const [orders, kills] = [1_000, 12];

describe(`${kills} killed pods, the broker's too, during ${orders} orders`, () => {
  let context: TestContext;
  beforeAll(async () => {
    context = await openTestContext();
  });

  /** Deletes a workload's pods without grace; what serves a service is its primary. */
  async function kill(name: string): Promise<string> {
    const { kubernetes, namespace, cluster } = context;
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

  it('lose no order, charge nobody twice, sell nothing twice, and notify every customer once', async () => {
    const { url } = context;
    const seed = Date.now() % 1_000_000;
    report(`seed ${seed}`);
    const targets = servicesIn('local').map(({ name }) => name);
    const findings = await runChaosExperiment({
      url,
      orders,
      kills,
      kill,
      random: chance(seed),
      prefix: `chaos-${seed}`,
      say: report,
      shopper: shopAs(url, await context.signIn('ada@example.com')),
      staff: await context.staff(),
      targets: () => targets,
    });
    expect(findings.filter(({ violations }) => violations.length > 0)).toEqual([]);
  });

  it('leave every pod running', async () => {
    const { kubernetes, namespace, cluster } = context;
    const spaces = [namespace, cluster.azureNamespace];
    let troubles: string[] = [];
    await poll(async () => ((troubles = await podTroubles(kubernetes, spaces)).length === 0 ? true : undefined), {
      seconds: 120,
    });
    expect(troubles).toEqual([]);
  });
});
