/** Flagger's kinds, as much of them as is used here. Source: flagger v1.44.0, artifacts/flagger/crd.yaml. */
import type { ObjectMeta } from './meta.ts';

export interface MetricTemplate {
  apiVersion: 'flagger.app/v1beta1';
  kind: 'MetricTemplate';
  metadata: ObjectMeta;
  spec: { provider: { type: 'prometheus'; address: string }; query: string };
}

export interface CanaryMetric {
  name: string;
  /** Without it Flagger queries over one minute. */
  interval: string;
  templateRef: { name: string; namespace?: string };
  thresholdRange: { min?: number; max?: number };
}

export interface CanaryWebhook {
  name: string;
  type:
    | 'confirm-rollout'
    | 'pre-rollout'
    | 'rollout'
    | 'confirm-traffic-increase'
    | 'confirm-promotion'
    | 'post-rollout'
    | 'event'
    | 'rollback';
  url: string;
  timeout?: string;
  metadata?: Record<string, string>;
}

interface CanaryAnalysisBase {
  interval: string;
  threshold: number;
  metrics: CanaryMetric[];
  webhooks?: CanaryWebhook[];
}
/** Exactly one of the two ways to go on. */
export type CanaryAnalysis =
  | (CanaryAnalysisBase & { stepWeights: number[]; iterations?: never })
  | (CanaryAnalysisBase & { iterations: number; stepWeights?: never });

export interface Canary {
  apiVersion: 'flagger.app/v1beta1';
  kind: 'Canary';
  metadata: ObjectMeta;
  spec: {
    provider: 'gatewayapi:v1' | 'kubernetes';
    targetRef: { apiVersion: 'apps/v1'; kind: 'Deployment'; name: string };
    autoscalerRef?: {
      apiVersion: 'autoscaling/v2' | 'keda.sh/v1alpha1';
      kind: 'HorizontalPodAutoscaler' | 'ScaledObject';
      name: string;
      primaryScalerReplicas?: { minReplicas?: number; maxReplicas?: number };
    };
    progressDeadlineSeconds: number;
    service: {
      port: number;
      targetPort: string | number;
      portName?: string;
      hosts?: string[];
      timeout?: string;
      match?: { uri: { prefix: string } }[];
      gatewayRefs?: { group: string; kind: string; name: string; namespace: string; sectionName?: string }[];
    };
    analysis: CanaryAnalysis;
  };
}
