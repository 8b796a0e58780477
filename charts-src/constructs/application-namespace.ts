import { Construct } from 'constructs';
import type { Cluster } from '../model.ts';
import { resource } from '../resources/resource.ts';
import { guardedLabel, routesLabel } from '../names.ts';
import { restrictedNamespace } from './security.ts';

export interface ApplicationNamespaceProps {
  readonly name: string;
  readonly quota: Cluster['quota'];
  /** Entra group whose members may read, but not change; @default nobody */
  readonly readersGroup?: string;
}

/** A namespace in which only restricted pods of our registry run, within a quota. */
export class ApplicationNamespace extends Construct {
  constructor(scope: Construct, id: string, { name, quota, readersGroup }: ApplicationNamespaceProps) {
    super(scope, id);
    resource(this, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { ...restrictedNamespace, ...guardedLabel, ...routesLabel } },
    });
    resource(this, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'quota', namespace: name },
      spec: {
        hard: {
          pods: `${quota.pods}`,
          'requests.cpu': quota.requests.cpu,
          'requests.memory': quota.requests.memory,
          'limits.cpu': quota.limits.cpu,
          'limits.memory': quota.limits.memory,
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        },
      },
    });
    resource(this, {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'limits', namespace: name },
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: { cpu: '25m', memory: '64Mi' },
            default: { cpu: '500m', memory: '256Mi' },
            max: { cpu: '4', memory: '4Gi' },
          },
        ],
      },
    });
    if (readersGroup)
      resource(this, {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'readers', namespace: name },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: readersGroup }],
      });
  }
}
