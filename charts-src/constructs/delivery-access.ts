import { Construct } from 'constructs';
import type { ServiceName } from '../model.ts';
import { resource } from '../resources/resource.ts';
import { fluxNamespace } from '../names.ts';

export interface DeliveryAccessProps {
  readonly namespace: string;
  readonly services: readonly ServiceName[];
}

const written: Readonly<Record<string, readonly string[]>> = {
  '': ['configmaps', 'serviceaccounts'],
  apps: ['deployments'],
  autoscaling: ['horizontalpodautoscalers'],
  policy: ['poddisruptionbudgets'],
  'keda.sh': ['scaledobjects', 'triggerauthentications'],
  'gateway.networking.k8s.io': ['httproutes'],
  'alb.networking.azure.io': ['healthcheckpolicies'],
  'monitoring.coreos.com': ['podmonitors', 'prometheusrules'],
  'flagger.app': ['canaries', 'metrictemplates'],
  'secrets-store.csi.x-k8s.io': ['secretproviderclasses'],
};

/** Who applies a service: the account of its Flux Kustomization. */
export const deliveryAccount = (service: ServiceName): string => `delivery-${service}`;

/**
 * What the delivery of services may write: the kinds a service is made of, in the services' namespace. Secrets, Services, network policies, roles
 * and namespaces are the platform's own, and out of its reach.
 */
export class DeliveryAccess extends Construct {
  constructor(scope: Construct, id: string, { namespace, services }: DeliveryAccessProps) {
    super(scope, id);
    resource(this, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'delivery', namespace },
      rules: [
        ...Object.entries(written).map(([group, resources]) => ({
          apiGroups: [group],
          resources: [...resources],
          verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
        })),
        { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
      ],
    });
    for (const service of services) {
      const account = deliveryAccount(service);
      resource(this, {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: account, namespace: fluxNamespace },
        automountServiceAccountToken: false,
      });
      resource(this, {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: account, namespace },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'delivery' },
        subjects: [{ kind: 'ServiceAccount', name: account, namespace: fluxNamespace }],
      });
    }
  }
}
