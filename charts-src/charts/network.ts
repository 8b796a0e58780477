import type { Construct } from 'constructs';
import { ServiceNetworkPolicy } from '../constructs/network-policy.ts';
import type { ServiceDescription } from '../model.ts';
import type { Place } from '../settings.ts';

/** The network policy of one service, from what all of them declare. */
export function serviceNetworkPolicy(
  scope: Construct,
  service: ServiceDescription,
  context: { place: Place; services: readonly ServiceDescription[] },
): ServiceNetworkPolicy {
  const { place, services } = context;
  const { cluster, facts } = place;
  const { name, port, azure } = service;
  return new ServiceNetworkPolicy(scope, `network-${name}`, {
    ...{ service: name, namespace: cluster.namespace, port, azure, network: cluster.network },
    callers: services.filter(({ calls }) => calls.includes(name)).map((caller) => caller.name),
    calls: services
      .filter((callee) => service.calls.includes(callee.name))
      .map(({ name, port }) => ({ service: name, port })),
    isPublic: service.routes.length > 0,
    isScraped: service.metrics,
    verifiesTokens: service.metrics,
    ...(facts.local && { local: facts.local }),
  });
}
