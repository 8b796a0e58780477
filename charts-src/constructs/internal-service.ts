import { Construct } from 'constructs';
import { resource } from '../resources/resource.ts';
import type { ServiceName } from '../model.ts';
import { internalServiceName, labelsOf, servicePort } from '../names.ts';

export interface InternalServiceProps {
  readonly service: ServiceName;
  readonly namespace: string;
}

/**
 * Where other services reach a service: a Service of its own, since those that Flagger makes lead to the port for the public alone. It
 * selects the primary, by the label that Flagger gives it.
 */
export class InternalService extends Construct {
  constructor(scope: Construct, id: string, { service, namespace }: InternalServiceProps) {
    super(scope, id);
    resource(this, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: internalServiceName(service), namespace, labels: labelsOf(service) },
      spec: {
        selector: { app: `${service}-primary` },
        ports: [{ name: 'internal', port: servicePort, targetPort: 'internal' }],
      },
    });
  }
}
