import type { Ports } from '@halden/service-description';
import { Construct } from 'constructs';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import { resource } from '../resources/resource.ts';
import type { Quantities, ServiceName } from '../model.ts';
import { labelsOf } from '../names.ts';
import { restrictedContainer, restrictedPod } from './security.ts';

export interface WorkloadProps {
  readonly service: ServiceName;
  readonly namespace: string;
  /** `repository@sha256:…`; a tag alone is refused. */
  readonly image: string;
  /** What the running service calls its version. */
  readonly version: string;
  readonly ports: Ports;
  readonly health: { readonly live: string; readonly ready: string };
  readonly resources: { readonly requests: Quantities; readonly limits: Quantities };
  /** Changes whenever what the pod reads changes, so that a change of configuration is a release. */
  readonly settingsChecksum: string;
  /** Read as environment variables. */
  readonly configMap: string;
  /** Secrets read as environment variables; @default none */
  readonly secrets?: readonly string[];
  /** SecretProviderClasses to mount, each as a volume below `/`: while they are mounted, they keep their Secrets; @default none */
  readonly vaults?: readonly { readonly volume: string; readonly secretProviderClass: string }[];
  /** A claim mounted at a folder; @default none */
  readonly data?: { readonly claim: string; readonly folder: string };
  /** Signs in to Azure by workload identity, as its service account; @default false */
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

/** Seconds that a terminating pod still serves, until no route leads to it any more. */
const lingerSeconds = 5;

/**
 * The Deployment of a service. It has no `replicas`: Flagger and the autoscaler own them. It selects on `app` alone, which Flagger
 * rewrites on the primary, as it does in the affinities.
 */
export class Workload extends Construct {
  constructor(scope: Construct, id: string, props: WorkloadProps) {
    super(scope, id);
    const { service, namespace } = props;
    resource(this, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: service, namespace, labels: labelsOf(service) },
      spec: {
        progressDeadlineSeconds: props.progressDeadlineSeconds ?? 120,
        revisionHistoryLimit: 3,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        selector: { matchLabels: { app: service } },
        template: { metadata: podMetadata(props), spec: podSpec(props) },
      },
    });
  }
}

type PodTemplate = NonNullable<IDeployment['spec']>['template'];
type PodSpec = NonNullable<PodTemplate['spec']>;
type Container = PodSpec['containers'][number];

const podMetadata = (props: WorkloadProps): PodTemplate['metadata'] => ({
  labels: {
    app: props.service,
    ...labelsOf(props.service),
    ...(props.workloadIdentity && { 'azure.workload.identity/use': 'true' }),
  },
  annotations: {
    'halden.example/settings-checksum': props.settingsChecksum,
    ...(props.retry !== undefined && { 'halden.example/retry': props.retry }),
  },
});

const podSpec = (props: WorkloadProps): PodSpec => ({
  serviceAccountName: props.service,
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  terminationGracePeriodSeconds: 45,
  securityContext: restrictedPod,
  ...(props.spot && { tolerations: [spotToleration] }),
  ...placement(props),
  containers: [container(props)],
  volumes: volumes(props).map(({ volume }) => volume),
});

/** Replicas keep away from each other: other nodes, other zones. */
const placement = ({ service, spot }: WorkloadProps): Pick<PodSpec, 'affinity' | 'topologySpreadConstraints'> => {
  const labelSelector = { matchLabels: { app: service } };
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector } },
        ],
      },
      ...(spot && spotPreferred),
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector,
      },
    ],
  };
};

const container = (props: WorkloadProps): Container => ({
  name: props.service,
  image: props.image,
  imagePullPolicy: 'IfNotPresent',
  ports: Object.entries<number>({ ...props.ports }).map(([name, containerPort]) => ({
    name,
    containerPort,
    protocol: 'TCP',
  })),
  env: [
    { name: 'SERVICE_VERSION', value: props.version },
    ...Object.entries(props.env ?? {}).map(([name, value]) => ({ name, value })),
  ],
  envFrom: [
    { configMapRef: { name: props.configMap } },
    ...(props.secrets ?? []).map((name) => ({ secretRef: { name } })),
  ],
  resources: { requests: { ...props.resources.requests }, limits: { ...props.resources.limits } },
  ...probes(props),
  lifecycle: { preStop: { sleep: { seconds: lingerSeconds } } },
  securityContext: restrictedContainer(),
  volumeMounts: volumes(props).map(({ mount }) => mount),
});

/** The probes of the kubelet use the management port. */
function probes({ health, ports, readinessSeconds }: WorkloadProps) {
  const port = ports.management === undefined ? 'http' : 'management';
  const live = { httpGet: { path: health.live, port } };
  return {
    startupProbe: { ...live, periodSeconds: 1, failureThreshold: 60 },
    livenessProbe: { ...live, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
    readinessProbe: {
      httpGet: { path: health.ready, port },
      periodSeconds: readinessSeconds ?? 5,
      timeoutSeconds: 3,
      failureThreshold: 2,
    },
  };
}

/** Volumes, and where the container has them. */
const volumes = ({ data, vaults = [] }: WorkloadProps) => [
  { volume: { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }, mount: { name: 'tmp', mountPath: '/tmp' } },
  ...(data
    ? [
        {
          volume: { name: 'data', persistentVolumeClaim: { claimName: data.claim } },
          mount: { name: 'data', mountPath: data.folder },
        },
      ]
    : []),
  ...vaults.map(({ volume: name, secretProviderClass }) => ({
    volume: {
      name,
      csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass } },
    },
    mount: { name, mountPath: `/${name}`, readOnly: true },
  })),
];

const spotKey = 'kubernetes.azure.com/scalesetpriority';
const spotToleration = { key: spotKey, operator: 'Equal' as const, value: 'spot', effect: 'NoSchedule' as const };
const spotPreferred = {
  nodeAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 1, preference: { matchExpressions: [{ key: spotKey, operator: 'In' as const, values: ['spot'] }] } },
    ],
  },
};
