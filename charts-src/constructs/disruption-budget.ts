import { Construct } from 'constructs';
import { resource } from '../resources/resource.ts';
import type { ServiceName } from '../model.ts';
import { labelsOf, podsOf } from '../names.ts';

export interface DisruptionBudgetProps {
  readonly service: ServiceName;
  readonly namespace: string;
}

/** Drains take one pod of a service at a time. */
export class DisruptionBudget extends Construct {
  constructor(scope: Construct, id: string, { service, namespace }: DisruptionBudgetProps) {
    super(scope, id);
    resource(this, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: service, namespace, labels: labelsOf(service) },
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: podsOf(service) },
        // A pod that is not ready anyway must not hold up a drain.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    });
  }
}
