import type { Ports } from '@halden/service-description';
import { embeddedAzure } from '@halden/service-registry';
import { Construct } from 'constructs';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { resource } from '../resources/resource.ts';
import type { AzureUse, LocalFacts, Network, ServiceName } from '../model.ts';
import { embedded } from '../settings.ts';
import { labelsOf, monitoringNamespace, podsOf } from '../names.ts';

export interface ServiceNetworkPolicyProps {
  readonly service: ServiceName;
  readonly namespace: string;
  /** Where its pods listen. */
  readonly ports: Ports;
  /** Services that call it. */
  readonly callers: readonly ServiceName[];
  /** Services it calls, with the port their pods listen at. */
  readonly calls: readonly { readonly service: ServiceName; readonly port: number }[];
  /** Whether the gateway leads to it. */
  readonly isPublic: boolean;
  readonly isScraped: boolean;
  readonly uses: readonly AzureUse[];
  /** Verifies access tokens, and so reads the issuer's keys. */
  readonly verifiesTokens: boolean;
  readonly network: Network;
  /** In the local cluster Azure is a pod; @default Azure is outside */
  readonly local?: LocalFacts;
}

type Spec = NonNullable<INetworkPolicy['spec']>;
type Ingress = NonNullable<Spec['ingress']>[number];
type Egress = NonNullable<Spec['egress']>[number];
const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: 'TCP' as const, port }));
const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });

/** Nobody talks to anybody. What a service needs is allowed by its own policy. */
export class DefaultDeny extends Construct {
  constructor(scope: Construct, id: string, { namespace }: { readonly namespace: string }) {
    super(scope, id);
    resource(this, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny', namespace },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
  }
}

/** Exactly the declared calls of a service: who may reach it, and what it may reach. */
export class ServiceNetworkPolicy extends Construct {
  constructor(scope: Construct, id: string, props: ServiceNetworkPolicyProps) {
    super(scope, id);
    const { service, namespace } = props;
    resource(this, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: service, namespace, labels: labelsOf(service) },
      spec: {
        podSelector: { matchLabels: podsOf(service) },
        policyTypes: ['Ingress', 'Egress'],
        ingress: ingressOf(props),
        egress: egressOf(props),
      },
    });
  }
}

function ingressOf({ ports, callers, isPublic, isScraped, network, local }: ServiceNetworkPolicyProps): Ingress[] {
  const fromCallers = callers.map((caller) => ({ podSelector: { matchLabels: podsOf(caller) } }));
  return [
    ...(fromCallers.length > 0 ? [{ from: fromCallers, ports: tcp(ports.internal ?? ports.http) }] : []),
    ...(isPublic ? [{ from: gatewayPeers(network, local), ports: tcp(ports.http) }] : []),
    ...(isScraped ? [{ from: [prometheus], ports: tcp(ports.management ?? ports.http) }] : []),
  ];
}

/** The gateway: a subnet of its own in Azure; in the local cluster the node, or pods of one namespace. */
export const gatewayPeers = (network: Network, local?: LocalFacts): NonNullable<Ingress['from']> =>
  local
    ? [{ ipBlock: { cidr: network.gateway, except: [network.pods] } }, inNamespace(local.gateway.namespace)]
    : [{ ipBlock: { cidr: network.gateway } }];

const prometheus = {
  ...inNamespace(monitoringNamespace),
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
};

function egressOf({ calls, uses, verifiesTokens, network, local }: ServiceNetworkPolicyProps): Egress[] {
  const ports = local ? embeddedPorts(uses, verifiesTokens) : azurePorts(uses, verifiesTokens);
  const peers = local
    ? { to: [{ ...inNamespace(embedded.namespace), podSelector: { matchLabels: podsOf(embeddedAzure.name) } }] }
    : { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [network.pods, network.services, '169.254.0.0/16'] } }] };
  return [
    ...(calls.length + ports.length > 0 ? [dns] : []),
    ...calls.map(({ service, port }) => ({
      to: [{ podSelector: { matchLabels: podsOf(service) } }],
      ports: tcp(port),
    })),
    ...(ports.length > 0 ? [{ ...peers, ports }] : []),
  ];
}

const dns: Egress = {
  to: [{ ...inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

const cloudPorts: Record<AzureUse, readonly number[]> = {
  cosmos: [],
  'service-bus': [5671],
  'event-hubs': [5671],
  checkpoints: [],
  sql: [1433],
  communication: [],
};
/** Signing in, keys, Cosmos DB, Blob Storage and telemetry are all HTTPS. SQL redirects to a range of ports within Azure. */
function azurePorts(azure: readonly AzureUse[], verifiesTokens: boolean): NonNullable<Egress['ports']> {
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
function embeddedPorts(azure: readonly AzureUse[], verifiesTokens: boolean): NonNullable<Egress['ports']> {
  const identity = verifiesTokens ? [embedded.ports.identity] : [];
  return tcp(...[...new Set([...azure.flatMap((use) => localPorts[use]), ...identity])].sort((a, b) => a - b));
}
