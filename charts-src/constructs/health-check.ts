import { Construct } from 'constructs';
import { resource } from '../resources/resource.ts';
import type { ServiceName } from '../model.ts';
import { labelsOf } from '../names.ts';

export interface HealthCheckProps {
  readonly service: ServiceName;
  readonly namespace: string;
  /** Kubernetes Services the gateway leads to: with traffic shifting primary and canary, else the service itself. */
  readonly backends: readonly string[];
  readonly port: number;
  readonly path: string;
}

/** The health check by which Application Gateway for Containers finds pods that can serve requests. */
export class HealthCheck extends Construct {
  constructor(scope: Construct, id: string, { service, namespace, backends, port, path }: HealthCheckProps) {
    super(scope, id);
    for (const backend of backends)
      resource(this, {
        apiVersion: 'alb.networking.azure.io/v1',
        kind: 'HealthCheckPolicy',
        metadata: { name: backend, namespace, labels: labelsOf(service) },
        spec: {
          targetRef: { group: '', kind: 'Service', name: backend, namespace },
          default: {
            interval: '5s',
            timeout: '3s',
            healthyThreshold: 1,
            unhealthyThreshold: 2,
            port,
            http: { path, match: { statusCodes: [{ start: 200, end: 299 }] } },
          },
        },
      });
  }
}
