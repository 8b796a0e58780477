import { Construct } from 'constructs';
import type { ClusterFacts } from '../model.ts';
import { resource } from '../resources/resource.ts';
import { gatewayName, routesLabel } from '../names.ts';

export interface ShopGatewayProps {
  readonly namespace: string;
  readonly facts: ClusterFacts;
  /** Secret with the certificate of the shop's address; only in Azure. */
  readonly tlsSecret: string;
}

/**
 * The one way in. In Azure an Application Gateway for Containers that Bicep made ("bring your own"), with TLS and a firewall; plain
 * HTTP is only redirected. In the local cluster, whatever serves the given class, without TLS.
 */
export class ShopGateway extends Construct {
  constructor(scope: Construct, id: string, { namespace, facts, tlsSecret }: ShopGatewayProps) {
    super(scope, id);
    if (facts.local) {
      resource(this, {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata: { name: gatewayName, namespace },
        spec: {
          gatewayClassName: facts.local.gateway.className,
          listeners: [
            {
              name: 'http',
              port: 80,
              protocol: 'HTTP',
              allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: routesLabel } } },
            },
          ],
        },
      });
      return;
    }
    const { azure } = facts;
    const hostname = new URL(facts.origin).hostname;
    const allowedRoutes = { namespaces: { from: 'Same' as const } };
    resource(this, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: {
        name: gatewayName,
        namespace,
        annotations: { 'alb.networking.azure.io/alb-id': azure?.gateway.id ?? '' },
      },
      spec: {
        gatewayClassName: 'azure-alb-external',
        addresses: [{ type: 'alb.networking.azure.io/alb-frontend', value: azure?.gateway.frontend ?? '' }],
        listeners: [
          {
            ...{ name: 'https', port: 443, protocol: 'HTTPS', hostname, allowedRoutes },
            tls: { mode: 'Terminate', certificateRefs: [{ name: tlsSecret }] },
          },
          { name: 'http', port: 80, protocol: 'HTTP', hostname, allowedRoutes },
        ],
      },
    });
    resource(this, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'to-https', namespace },
      spec: {
        parentRefs: [{ name: gatewayName, namespace, sectionName: 'http' }],
        hostnames: [hostname],
        rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
      },
    });
    resource(this, {
      apiVersion: 'alb.networking.azure.io/v1',
      kind: 'WebApplicationFirewallPolicy',
      metadata: { name: gatewayName, namespace },
      spec: {
        targetRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gatewayName, namespace },
        webApplicationFirewall: { id: azure?.gateway.wafPolicyId ?? '' },
      },
    });
  }
}
