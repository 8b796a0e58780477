import type { Ports } from '@halden/service-description';
import { Construct } from 'constructs';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { resource } from '../resources/resource.ts';
import type { ServiceName } from '../model.ts';
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
  /** Where the gateway's requests come from. */
  readonly gateway: Peers;
  /** Where what it uses in Azure answers, and at which ports; none: it uses nothing. */
  readonly azure: { readonly peers: Peers; readonly ports: EgressPorts };
}

export type Peers = NonNullable<Ingress['from']>;
export type EgressPorts = NonNullable<Egress['ports']>;

type Spec = NonNullable<INetworkPolicy['spec']>;
type Ingress = NonNullable<Spec['ingress']>[number];
type Egress = NonNullable<Spec['egress']>[number];
export const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: 'TCP' as const, port }));
export const inNamespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

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

/** Allows exactly the declared calls to and from a service. */
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

function ingressOf({ ports, callers, isPublic, isScraped, gateway }: ServiceNetworkPolicyProps): Ingress[] {
  const fromCallers = callers.map((caller) => ({ podSelector: { matchLabels: podsOf(caller) } }));
  return [
    ...(fromCallers.length > 0 ? [{ from: fromCallers, ports: tcp(ports.internal ?? ports.http) }] : []),
    ...(isPublic ? [{ from: gateway, ports: tcp(ports.http) }] : []),
    ...(isScraped ? [{ from: [prometheus], ports: tcp(ports.management ?? ports.http) }] : []),
  ];
}

const prometheus = {
  ...inNamespace(monitoringNamespace),
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
};

function egressOf({ calls, azure }: ServiceNetworkPolicyProps): Egress[] {
  return [
    ...(calls.length + azure.ports.length > 0 ? [dns] : []),
    ...calls.map(({ service, port }) => ({
      to: [{ podSelector: { matchLabels: podsOf(service) } }],
      ports: tcp(port),
    })),
    ...(azure.ports.length > 0 ? [{ to: azure.peers, ports: azure.ports }] : []),
  ];
}

const dns: Egress = {
  to: [{ ...inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};
