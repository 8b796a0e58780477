import { describe, expect, it } from '@jest/globals';
import * as notification from '../services/notification-service/src/config.ts';
import * as order from '../services/order-service/src/config.ts';
import * as payment from '../services/payment-service/src/config.ts';
import * as product from '../services/product-service/src/config.ts';
import { developmentAccount } from '../local/azure/src/blob/index.ts';
import { developmentAccessKey } from '../local/azure/src/communication/index.ts';
import { defaultPorts } from '../local/azure/src/ports.ts';
import { clusters } from './clusters.ts';
import { services } from './services.ts';
import { embedded, settingsOf } from './settings.ts';
import { theDesired } from './testing/manifests.ts';

const configs: Record<string, { settings: object; readConfig: (environment: Record<string, string>) => object }> = {
  'product-service': product,
  'order-service': order,
  'payment-service': payment,
  'notification-service': notification,
};
const everywhere = Object.keys(configs).flatMap((name) => clusters.map((cluster) => [name, cluster.name] as const));

describe.each(everywhere)('what %s is told in %s', (name, clusterName) => {
  const service = services.find((each) => each.name === name)!;
  const cluster = clusters.find((each) => each.name === clusterName)!;
  const facts = theDesired().clusters.find((each) => each.cluster === clusterName)!;
  const { pinned, open, wellKnown, vault } = settingsOf(service, { cluster, facts });
  const fromVault = Object.fromEntries(Object.keys(vault).map((variable) => [variable, 'x'.repeat(32)]));
  const environment = { ...pinned, ...open, ...wellKnown, ...fromVault };

  it('is all that it needs, in values it takes', () =>
    expect(() => configs[name]?.readConfig(environment)).not.toThrow());

  it('is nothing that it does not read', () => {
    const known = Object.keys(configs[name]?.settings ?? {});
    expect(Object.keys(environment).filter((variable) => !known.includes(variable))).toEqual(['NODE_ENV']);
  });

  it('holds a key only where everybody may know it', () => {
    const keys = Object.keys({ ...open, ...pinned }).filter((variable) => /KEY$|SECRET$|PASSWORD/.test(variable));
    expect(keys).toEqual([]);
    expect(Object.keys(wellKnown).length > 0).toBe(clusterName === 'local');
  });
});

describe('the embedded Azure of the local cluster', () => {
  const { cluster, facts } = {
    cluster: clusters.find(({ name }) => name === 'local')!,
    facts: theDesired().clusters.find((each) => each.cluster === 'local')!,
  };
  const { wellKnown } = settingsOf(
    services.find(({ name }) => name === 'notification-service')!,
    { cluster, facts },
  );

  it('listens where it does on a laptop', () => expect(embedded.ports).toEqual(defaultPorts));

  it('takes the keys it has by default', () => {
    expect(wellKnown.COMMUNICATION_CONNECTION_STRING).toContain(`accesskey=${developmentAccessKey}`);
    expect(wellKnown.CHECKPOINT_CONNECTION_STRING).toContain(`AccountKey=${developmentAccount.key};`);
  });
});
