import { Construct } from 'constructs';
import { resource } from '../resources/resource.ts';
import type { Consumption, ServiceName } from '../model.ts';
import { labelsOf } from '../names.ts';

export interface ScalingProps {
  readonly service: ServiceName;
  readonly namespace: string;
  readonly replicas: { readonly min: number; readonly max: number };
  /** Scale by what waits to be consumed, with KEDA; @default by processor time alone */
  readonly consumers?: {
    readonly of: readonly Consumption[];
    readonly serviceBusNamespace: string;
    readonly eventHubsNamespace: string;
    readonly checkpointAccount: string;
    readonly clientId: string;
  };
}

/** Share of the requested processor time above which replicas are added, in percent. */
const busyPercent = 70;

/** How many replicas run. Flagger makes the same again for the primary; at rest this one rules over none. */
export class Scaling extends Construct {
  /** The autoscaler reference of a Canary. */
  readonly reference: {
    readonly apiVersion: 'autoscaling/v2' | 'keda.sh/v1alpha1';
    readonly kind: 'HorizontalPodAutoscaler' | 'ScaledObject';
    readonly name: string;
  };

  constructor(scope: Construct, id: string, props: ScalingProps) {
    super(scope, id);
    const { service, namespace, replicas, consumers } = props;
    const metadata = { name: service, namespace, labels: labelsOf(service) };
    const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: service };
    if (!consumers || consumers.of.length === 0) {
      this.reference = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: service };
      resource(this, {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata,
        spec: {
          scaleTargetRef: target,
          minReplicas: replicas.min,
          maxReplicas: replicas.max,
          metrics: [
            {
              type: 'Resource',
              resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: busyPercent } },
            },
          ],
          behavior: { scaleDown: { stabilizationWindowSeconds: 120 } },
        },
      });
      return;
    }
    this.reference = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name: service };
    resource(this, {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'TriggerAuthentication',
      metadata,
      spec: { podIdentity: { provider: 'azure-workload', identityId: consumers.clientId } },
    });
    resource(this, {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata,
      spec: {
        scaleTargetRef: target,
        minReplicaCount: replicas.min,
        maxReplicaCount: replicas.max,
        pollingInterval: 15,
        cooldownPeriod: 120,
        triggers: [
          ...consumers.of.map((consumption) => ({
            ...triggerOf(consumption, consumers),
            authenticationRef: { name: service },
          })),
          { type: 'cpu', metricType: 'Utilization' as const, metadata: { value: `${busyPercent}` } },
        ],
      },
    });
  }
}

/** Source: https://keda.sh/docs/scalers/azure-service-bus and /azure-event-hub. */
function triggerOf(
  consumption: Consumption,
  names: NonNullable<ScalingProps['consumers']>,
): { type: string; metadata: Record<string, string> } {
  if (consumption.kind === 'queue')
    return {
      type: 'azure-servicebus',
      metadata: {
        queueName: consumption.queue,
        namespace: names.serviceBusNamespace,
        messageCount: `${consumption.messagesPerReplica}`,
      },
    };
  if (consumption.kind === 'subscription')
    return {
      type: 'azure-servicebus',
      metadata: {
        topicName: consumption.topic,
        subscriptionName: consumption.subscription,
        namespace: names.serviceBusNamespace,
        messageCount: `${consumption.messagesPerReplica}`,
      },
    };
  return {
    type: 'azure-eventhub',
    metadata: {
      eventHubName: consumption.hub,
      eventHubNamespace: names.eventHubsNamespace,
      consumerGroup: consumption.consumerGroup,
      storageAccountName: names.checkpointAccount,
      blobContainer: consumption.checkpointContainer,
      checkpointStrategy: 'blobMetadata',
      unprocessedEventThreshold: `${consumption.eventsPerReplica}`,
    },
  };
}
