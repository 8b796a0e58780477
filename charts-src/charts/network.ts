import type { Construct } from 'constructs';
import { ServiceNetworkPolicy } from '../constructs/network-policy.ts';
import type { Service, ServiceName } from '../model.ts';
import type { Site } from '../settings.ts';

/** The network policy of one service, from what all of them declare. */
export function serviceNetworkPolicy(
  scope: Construct,
  service: Service,
  context: { site: Site; services: readonly Service[] },
): ServiceNetworkPolicy {
  const { site, services } = context;
  const { cluster, facts } = site;
  const { name, ports, uses } = service;
  const isCalledBy = (caller: Service, callee: ServiceName) => caller.calls.some((call) => call.service === callee);
  return new ServiceNetworkPolicy(scope, `network-${name}`, {
    ...{ service: name, namespace: cluster.namespace, ports, uses, network: cluster.network },
    callers: services.filter((caller) => isCalledBy(caller, name)).map((caller) => caller.name),
    calls: services
      .filter((callee) => isCalledBy(service, callee.name))
      .map(({ name, ports }) => ({ service: name, port: ports.internal ?? ports.http })),
    isPublic: service.routes.length > 0,
    isScraped: service.servesMetrics,
    verifiesTokens: service.verifiesTokens,
    ...(facts.local && { local: facts.local }),
  });
}
