import { Construct } from 'constructs';
import { resource } from '../resources/resource.ts';
import type { Quantities, ServiceName } from '../model.ts';
import { labelsOf } from './names.ts';
import { restrictedContainer, restrictedPod } from './security.ts';

export interface WorkloadProps {
  readonly service: ServiceName;
  readonly namespace: string;
  /** `repository@sha256:…`; a tag alone is refused. */
  readonly image: string;
  /** What the running service calls its version. */
  readonly version: string;
  readonly port: number;
  readonly health: { readonly live: string; readonly ready: string };
  readonly resources: { readonly requests: Quantities; readonly limits: Quantities };
  /** Changes whenever what the pod reads changes, so that a change of configuration is a release. */
  readonly settingsChecksum: string;
  /** Read as environment variables. */
  readonly configMap: string;
  /** Secrets read as environment variables; @default none */
  readonly secrets?: readonly string[];
  /** A SecretProviderClass to mount, which keeps those Secrets; @default none */
  readonly vault?: string;
  /** A claim mounted at a folder; @default none */
  readonly data?: { readonly claim: string; readonly folder: string };
  /** Signs in to Azure as its service account; @default false */
  readonly workloadIdentity?: boolean;
  /** Further variables; @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** May run on spot nodes; @default false */
  readonly spot?: boolean;
  /** Another value tries a failed release again; @default none */
  readonly retry?: string;
  /** Seconds between two questions of the readiness probe; @default 5 */
  readonly readinessSeconds?: number;
  /** How long a rollout may stand still, in seconds; @default 120 */
  readonly progressDeadlineSeconds?: number;
}

/** How long a pod goes on serving while routes forget it, in seconds. */
const lingerSeconds = 5;

/**
 * The Deployment of a service. It has no `replicas`: Flagger and the autoscaler own them. It selects on `app` alone, which Flagger
 * rewrites on the primary, as it does in the affinities.
 */
export class Workload extends Construct {
  constructor(scope: Construct, id: string, props: WorkloadProps) {
    super(scope, id);
    const { service, namespace, port, vault, data } = props;
    const app = { app: service };
    resource(this, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: service, namespace, labels: labelsOf(service) },
      spec: {
        progressDeadlineSeconds: props.progressDeadlineSeconds ?? 120,
        revisionHistoryLimit: 3,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        selector: { matchLabels: app },
        template: {
          metadata: {
            labels: {
              ...app,
              ...labelsOf(service),
              ...(props.workloadIdentity && { 'azure.workload.identity/use': 'true' }),
            },
            annotations: {
              'halden.example/settings-checksum': props.settingsChecksum,
              ...(props.retry !== undefined && { 'halden.example/retry': props.retry }),
            },
          },
          spec: {
            serviceAccountName: service,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: 45,
            securityContext: restrictedPod,
            ...(props.spot && { tolerations: [spotToleration] }),
            affinity: {
              podAntiAffinity: {
                preferredDuringSchedulingIgnoredDuringExecution: [
                  {
                    weight: 100,
                    podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: app } },
                  },
                ],
              },
              ...(props.spot && spotPreferred),
            },
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: 'topology.kubernetes.io/zone',
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: { matchLabels: app },
              },
            ],
            containers: [
              {
                name: service,
                image: props.image,
                imagePullPolicy: 'IfNotPresent',
                ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
                env: [
                  { name: 'SERVICE_VERSION', value: props.version },
                  ...Object.entries(props.env ?? {}).map(([name, value]) => ({ name, value })),
                ],
                envFrom: [
                  { configMapRef: { name: props.configMap } },
                  ...(props.secrets ?? []).map((name) => ({ secretRef: { name } })),
                ],
                resources: { requests: { ...props.resources.requests }, limits: { ...props.resources.limits } },
                startupProbe: {
                  httpGet: { path: props.health.live, port: 'http' },
                  periodSeconds: 1,
                  failureThreshold: 60,
                },
                livenessProbe: {
                  httpGet: { path: props.health.live, port: 'http' },
                  periodSeconds: 10,
                  timeoutSeconds: 3,
                  failureThreshold: 3,
                },
                readinessProbe: {
                  httpGet: { path: props.health.ready, port: 'http' },
                  periodSeconds: props.readinessSeconds ?? 5,
                  timeoutSeconds: 3,
                  failureThreshold: 2,
                },
                lifecycle: { preStop: { sleep: { seconds: lingerSeconds } } },
                securityContext: restrictedContainer(),
                volumeMounts: [
                  { name: 'tmp', mountPath: '/tmp' },
                  ...(data ? [{ name: 'data', mountPath: data.folder }] : []),
                  ...(vault ? [{ name: 'vault', mountPath: '/vault', readOnly: true }] : []),
                ],
              },
            ],
            volumes: [
              { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
              ...(data ? [{ name: 'data', persistentVolumeClaim: { claimName: data.claim } }] : []),
              ...(vault
                ? [
                    {
                      name: 'vault',
                      csi: {
                        driver: 'secrets-store.csi.k8s.io',
                        readOnly: true,
                        volumeAttributes: { secretProviderClass: vault },
                      },
                    },
                  ]
                : []),
            ],
          },
        },
      },
    });
  }
}

const spotKey = 'kubernetes.azure.com/scalesetpriority';
const spotToleration = { key: spotKey, operator: 'Equal' as const, value: 'spot', effect: 'NoSchedule' as const };
const spotPreferred = {
  nodeAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 1, preference: { matchExpressions: [{ key: spotKey, operator: 'In' as const, values: ['spot'] }] } },
    ],
  },
};
