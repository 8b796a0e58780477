import type { Construct } from 'constructs';
import { embeddedAzure } from '@halden/service-registry';
import { InternalService } from '../constructs/internal-service.ts';
import { type EgressPorts, inNamespace, type Peers, ServiceNetworkPolicy, tcp } from '../constructs/network-policy.ts';
import type { AzureUse, LocalFacts, Network, Service, ServiceName } from '../model.ts';
import { podsOf } from '../names.ts';
import { embedded, type Site } from '../settings.ts';

/**
 * How one service is reached, from what all of them declare: its network policy, and its Service for other services. Both decide who gets
 * traffic, so they are the platform's, out of reach of what delivers services.
 */
export function serviceNetwork(
  scope: Construct,
  service: Service,
  context: { site: Site; services: readonly Service[] },
): void {
  const { site, services } = context;
  const { cluster, facts } = site;
  const { name, ports } = service;
  const isCalledBy = (caller: Service, callee: ServiceName) => caller.calls.some((call) => call.service === callee);
  if (ports.internal !== undefined)
    new InternalService(scope, `internal-${name}`, { service: name, namespace: cluster.namespace });
  new ServiceNetworkPolicy(scope, `network-${name}`, {
    service: name,
    namespace: cluster.namespace,
    ports,
    gateway: gatewayPeers(cluster.network, facts.local),
    azure: azureOf(service, site),
    callers: services.filter((caller) => isCalledBy(caller, name)).map((caller) => caller.name),
    calls: services
      .filter((callee) => isCalledBy(service, callee.name))
      .map(({ name, ports }) => ({ service: name, port: ports.internal ?? ports.http })),
    isPublic: service.routes.length > 0,
    isScraped: service.servesMetrics,
  });
}

/** The gateway: a subnet of its own in Azure; in the local cluster the node, or pods of one namespace. */
export const gatewayPeers = (network: Network, local?: LocalFacts): Peers =>
  local
    ? [{ ipBlock: { cidr: network.gateway, except: [network.pods] } }, inNamespace(local.gateway.namespace)]
    : [{ ipBlock: { cidr: network.gateway } }];

/** Azure is outside of the cluster; where there is none, the embedded one is a pod. */
function azureOf({ uses, verifiesTokens }: Service, { cluster, facts }: Site): { peers: Peers; ports: EgressPorts } {
  if (facts.local)
    return {
      peers: [{ ...inNamespace(embedded.namespace), podSelector: { matchLabels: podsOf(embeddedAzure.name) } }],
      ports: embeddedPorts(uses, verifiesTokens),
    };
  const { pods, services } = cluster.network;
  return {
    peers: [{ ipBlock: { cidr: '0.0.0.0/0', except: [pods, services, '169.254.0.0/16'] } }],
    ports: azurePorts(uses, verifiesTokens),
  };
}

const cloudPorts: Record<AzureUse, readonly number[]> = {
  cosmos: [],
  'service-bus': [5671],
  'event-hubs': [5671],
  checkpoints: [],
  sql: [1433],
  communication: [],
};
/** Signing in, keys, Cosmos DB, Blob Storage and telemetry are all HTTPS. SQL redirects to a range of ports within Azure. */
function azurePorts(azure: readonly AzureUse[], verifiesTokens: boolean): EgressPorts {
  if (azure.length === 0 && !verifiesTokens) return [];
  const ports = [443, ...new Set(azure.flatMap((use) => cloudPorts[use]))].sort((a, b) => a - b);
  const redirects = azure.includes('sql') ? [{ protocol: 'TCP' as const, port: 11000, endPort: 11999 }] : [];
  return [...tcp(...ports), ...redirects];
}

const localPorts: Record<AzureUse, readonly number[]> = {
  cosmos: [embedded.ports.cosmos],
  'service-bus': [embedded.ports.amqp],
  'event-hubs': [embedded.ports.amqp],
  checkpoints: [embedded.ports.blob],
  sql: [],
  communication: [embedded.ports.communication],
};
function embeddedPorts(azure: readonly AzureUse[], verifiesTokens: boolean): EgressPorts {
  const identity = verifiesTokens ? [embedded.ports.identity] : [];
  return tcp(...[...new Set([...azure.flatMap((use) => localPorts[use]), ...identity])].sort((a, b) => a - b));
}
