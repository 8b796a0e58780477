import { beforeAll, describe, expect, it } from '@jest/globals';
import { developmentAccount } from '@halden/local-azure/blob';
import { developmentAccessKey } from '@halden/local-azure/communication';
import { defaultPorts } from '@halden/local-azure/ports';
import { clusters } from './clusters.ts';
import { services } from '@halden/service-registry';
import { embedded, settingsOf, siteOf } from './settings.ts';
import { theDesired } from './testing/manifests.ts';

/** What every Node service exports from its config.ts. */
interface ConfigModule {
  readonly settings: object;
  readonly readConfig: (environment: Record<string, string>) => object;
}
const nodeServices = services.filter(({ runtime }) => runtime === 'node');
const configs = new Map<string, ConfigModule>();
beforeAll(async () => {
  for (const { name } of nodeServices) configs.set(name, (await import(`@halden/${name}/config`)) as ConfigModule);
});
const everywhere = nodeServices.flatMap((service) => clusters.map((cluster) => ({ service, cluster })));

describe.each(everywhere)('the settings of $service.name in $cluster.name', ({ service, cluster }) => {
  const { name } = service;
  const facts = theDesired().clusters.find((each) => each.cluster === cluster.name)!;
  const { pinned, open, wellKnown, vault } = settingsOf(service, siteOf(cluster, facts));
  const fromVault = Object.fromEntries(Object.keys(vault).map((variable) => [variable, 'x'.repeat(32)]));
  const environment = { ...pinned, ...open, ...wellKnown, ...fromVault };

  it('are all that it needs, in values it takes', () =>
    expect(() => configs.get(name)!.readConfig(environment)).not.toThrow());

  it('are nothing that it does not read', () => {
    const known = Object.keys(configs.get(name)!.settings);
    expect(Object.keys(environment).filter((variable) => !known.includes(variable))).toEqual(['NODE_ENV']);
  });

  it('hold a key only where everybody may know it', () => {
    const keys = Object.keys({ ...open, ...pinned }).filter((variable) => /KEY$|SECRET$|PASSWORD/.test(variable));
    expect(keys).toEqual([]);
    if (cluster.kind !== 'local') expect(wellKnown).toEqual({});
  });
});

describe('the embedded Azure of the local cluster', () => {
  const cluster = clusters.find(({ kind }) => kind === 'local')!;
  const facts = theDesired().clusters.find((each) => each.cluster === cluster.name)!;
  const consumer = services.find(({ uses }) => uses.includes('communication') && uses.includes('checkpoints'))!;
  const { wellKnown } = settingsOf(consumer, siteOf(cluster, facts));

  it('listens where it does on a laptop', () => expect(embedded.ports).toEqual(defaultPorts));

  it('takes the keys it has by default', () => {
    expect(wellKnown.COMMUNICATION_CONNECTION_STRING).toContain(`accesskey=${developmentAccessKey}`);
    expect(wellKnown.CHECKPOINT_CONNECTION_STRING).toContain(`AccountKey=${developmentAccount.key};`);
  });
});
