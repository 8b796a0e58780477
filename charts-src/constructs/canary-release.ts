import { Construct } from 'constructs';
import { SynthError } from '../errors.ts';
import { resource } from '../resources/resource.ts';
import type { CanaryPolicy, ServiceName } from '../model.ts';
import type { CanaryAnalysis, CanaryMetric, CanaryWebhook } from '../resources/flagger.ts';
import { gatewayName, labelsOf, servicePort } from '../names.ts';
import type { Scaling } from './scaling.ts';

export interface CanaryReleaseProps {
  readonly service: ServiceName;
  readonly namespace: string;
  readonly policy: CanaryPolicy;
  readonly scaling: Scaling;
  readonly metrics: CanaryMetric[];
  /** Public path prefixes; none: the gateway does not lead to it. */
  readonly routes: readonly string[];
  /** Host names it answers to; none: to any. */
  readonly hosts: readonly string[];
  /** Listener of the gateway; @default all of them */
  readonly listener?: string;
  /** How long a rollout may stand still, in seconds. */
  readonly progressDeadlineSeconds: number;
  /** Replicas of the primary. */
  readonly replicas: { readonly min: number; readonly max: number };
  /** Gates and events of the delivery; @default none */
  readonly webhooks?: CanaryWebhook[];
}

/**
 * How a new version of a service replaces the old one. With weights, Flagger owns the HTTPRoute and shifts traffic. With iterations
 * the canary consumes messages together with the primary, and a route of ours keeps all requests with the primary.
 */
export class CanaryRelease extends Construct {
  constructor(scope: Construct, id: string, props: CanaryReleaseProps) {
    super(scope, id);
    const { service, namespace, policy, routes, hosts, scaling } = props;
    const gateway = { name: gatewayName, namespace, ...(props.listener && { sectionName: props.listener }) };
    const byTraffic = policy.weights !== undefined;
    if (byTraffic && routes.length === 0)
      throw new SynthError({
        what: `the canary of ${service} cannot be judged by traffic`,
        got: 'weights, and no public route',
        expected: 'a route whose traffic can be shifted',
        fix: `give its API a public operation, or judge it by iterations, in service.ts of ${service}`,
      });
    resource(this, {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: { name: service, namespace, labels: labelsOf(service) },
      spec: {
        provider: byTraffic ? 'gatewayapi:v1' : 'kubernetes',
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: service },
        autoscalerRef: {
          ...scaling.reference,
          primaryScalerReplicas: { minReplicas: props.replicas.min, maxReplicas: props.replicas.max },
        },
        progressDeadlineSeconds: props.progressDeadlineSeconds,
        service: {
          port: servicePort,
          targetPort: 'http',
          portName: 'http',
          ...(byTraffic && {
            hosts: [...hosts],
            match: routes.map((prefix) => ({ uri: { prefix } })),
            gatewayRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...gateway }],
          }),
        },
        analysis: analysisOf(props),
      },
    });
    if (!byTraffic && routes.length > 0)
      resource(this, {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: service, namespace, labels: labelsOf(service) },
        spec: {
          parentRefs: [gateway],
          ...(hosts.length > 0 && { hostnames: [...hosts] }),
          rules: [
            {
              matches: routes.map((value) => ({ path: { type: 'PathPrefix' as const, value } })),
              backendRefs: [{ name: service, port: servicePort }],
            },
          ],
        },
      });
  }
}

function analysisOf({ policy, metrics, webhooks, service }: CanaryReleaseProps): CanaryAnalysis {
  const base = { interval: policy.interval, threshold: policy.threshold, metrics, ...(webhooks && { webhooks }) };
  if (policy.weights) return { ...base, stepWeights: [...policy.weights] };
  if (policy.iterations !== undefined) return { ...base, iterations: policy.iterations };
  throw new SynthError({
    what: `the canary policy of ${service} does not say how a release goes on`,
    got: 'neither weights nor iterations',
    expected: 'one of them',
    fix: `correct canary in apps/${service}`,
  });
}
