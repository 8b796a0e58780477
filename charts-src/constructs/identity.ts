import { ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ServiceName } from '../model.ts';
import { labelsOf } from '../names.ts';

export interface IdentityProps {
  readonly service: ServiceName;
  readonly namespace: string;
  /** Client and tenant of the managed identity it signs in as; @default none */
  readonly azure?: { readonly clientId: string; readonly tenantId: string };
}

/** The service account: no rights in the cluster, and in Azure those of its managed identity. */
export class Identity extends Construct {
  constructor(scope: Construct, id: string, { service, namespace, azure }: IdentityProps) {
    super(scope, id);
    new ServiceAccount(this, 'account', {
      metadata: {
        name: service,
        namespace,
        labels: labelsOf(service),
        ...(azure && {
          annotations: {
            'azure.workload.identity/client-id': azure.clientId,
            'azure.workload.identity/tenant-id': azure.tenantId,
          },
        }),
      },
      automountToken: false,
    });
  }
}
