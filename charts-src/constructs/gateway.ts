import { Construct } from 'constructs';
import { resource } from '../resources/resource.ts';
import { gatewayName, routesLabel } from '../names.ts';

export interface ClassGatewayProps {
  readonly namespace: string;
  readonly className: string;
}

/** The only entrance to the cluster, implemented by the controller of its class: plain HTTP, for every host name. */
export class ClassGateway extends Construct {
  constructor(scope: Construct, id: string, { namespace, className }: ClassGatewayProps) {
    super(scope, id);
    resource(this, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: gatewayName, namespace },
      spec: {
        gatewayClassName: className,
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
  }
}

export interface ApplicationGatewayProps {
  readonly namespace: string;
  readonly hostname: string;
  /** Resource id of the gateway, name of its frontend, id of its firewall's policy. */
  readonly gateway: { readonly id: string; readonly frontend: string; readonly wafPolicyId: string };
  /** Secret with the certificate of the shop's address. */
  readonly tlsSecret: string;
}

/**
 * The one way in: an Application Gateway for Containers that Bicep made ("bring your own"), with TLS and a firewall; plain HTTP is only
 * redirected.
 */
export class ApplicationGateway extends Construct {
  constructor(scope: Construct, id: string, { namespace, hostname, gateway, tlsSecret }: ApplicationGatewayProps) {
    super(scope, id);
    const allowedRoutes = { namespaces: { from: 'Same' as const } };
    resource(this, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: {
        name: gatewayName,
        namespace,
        annotations: { 'alb.networking.azure.io/alb-id': gateway.id },
      },
      spec: {
        gatewayClassName: 'azure-alb-external',
        addresses: [{ type: 'alb.networking.azure.io/alb-frontend', value: gateway.frontend }],
        listeners: [
          {
            name: 'https',
            port: 443,
            protocol: 'HTTPS',
            hostname,
            allowedRoutes,
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
        webApplicationFirewall: { id: gateway.wafPolicyId },
      },
    });
  }
}
