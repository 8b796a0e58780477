/**
 * Kinds of Application Gateway for Containers' controller, as much of them as is used here.
 * Source: https://learn.microsoft.com/azure/application-gateway/for-containers/api-specification-kubernetes
 */
import type { ObjectMeta } from './meta.ts';

interface PolicyTarget {
  group: string;
  kind: string;
  name: string;
  namespace?: string;
  sectionNames?: string[];
}

export interface HealthCheckPolicy {
  apiVersion: 'alb.networking.azure.io/v1';
  kind: 'HealthCheckPolicy';
  metadata: ObjectMeta;
  spec: {
    targetRef: PolicyTarget;
    default: {
      interval: string;
      timeout: string;
      healthyThreshold: number;
      unhealthyThreshold: number;
      port: number;
      http: { path: string; match?: { statusCodes: { start: number; end: number }[] } };
    };
  };
}

export interface WebApplicationFirewallPolicy {
  apiVersion: 'alb.networking.azure.io/v1';
  kind: 'WebApplicationFirewallPolicy';
  metadata: ObjectMeta;
  spec: { targetRef: PolicyTarget; webApplicationFirewall: { id: string } };
}
