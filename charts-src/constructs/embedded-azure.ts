import { checksumOf } from '../checksum.ts';
import { Construct } from 'constructs';
import type { Quantities, ServiceName } from '../model.ts';
import { resource } from '../resources/resource.ts';
import { embedded } from '../settings.ts';
import { gatewayName, guardedLabel, labelsOf, podsOf, routesLabel } from '../names.ts';
import type { Peers } from './network-policy.ts';
import { restrictedContainer, restrictedNamespace, restrictedPod } from './security.ts';

export interface EmbeddedAzureProps {
  readonly name: ServiceName;
  readonly namespace: string;
  readonly image: string;
  readonly resources: { readonly requests: Quantities; readonly limits: Quantities };
  readonly health: { readonly live: string; readonly ready: string };
  /** Where browsers find the gateway. */
  readonly origin: string;
  readonly logLevel: string;
  /** Claim of the volume with its data. */
  readonly claim: string;
  /** Path prefixes that browsers reach: signing in, then the mailbox. */
  readonly routes: readonly string[];
  /** Where the services and the gateway are. */
  readonly shopNamespace: string;
  /** Where the gateway's requests come from. */
  readonly gateway: Peers;
}

const dataFolder = '/data';
/** Where the image has the list of queues, topics and hubs. */
const entitiesFile = '/app/entities.json';
const { ports } = embedded;

/** Service Bus, Event Hubs, Cosmos DB, Blob Storage, sign-in and the mailbox in one pod, which keeps its data on the node. */
export class EmbeddedAzure extends Construct {
  constructor(scope: Construct, id: string, props: EmbeddedAzureProps) {
    super(scope, id);
    const { name, namespace, health } = props;
    const metadata = { namespace, labels: labelsOf(name) };
    const options = {
      host: '0.0.0.0',
      advertise: `${embedded.service}.${embedded.namespace}`,
      ports,
      dataDir: dataFolder,
      entitiesFile,
      origin: props.origin,
      logLevel: props.logLevel,
    };
    const settings = { LOCAL_AZURE: JSON.stringify(options) };
    resource(this, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace, labels: { ...restrictedNamespace, ...guardedLabel, ...routesLabel } },
    });
    resource(this, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, ...metadata },
      automountServiceAccountToken: false,
    });
    resource(this, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, data: settings });
    resource(this, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, ...metadata },
      spec: {
        // Two at a time would share one data folder.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: podsOf(name) },
        template: {
          metadata: {
            labels: labelsOf(name),
            annotations: {
              'halden.example/settings-checksum': checksumOf(settings),
            },
          },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: restrictedPod,
            containers: [
              {
                name: 'azure',
                image: props.image,
                imagePullPolicy: 'IfNotPresent',
                envFrom: [{ configMapRef: { name } }],
                ports: Object.entries(ports).map(([part, containerPort]) => ({ name: part, containerPort })),
                resources: { requests: { ...props.resources.requests }, limits: { ...props.resources.limits } },
                startupProbe: { tcpSocket: { port: 'amqp' }, periodSeconds: 1, failureThreshold: 60 },
                readinessProbe: {
                  httpGet: { path: health.ready, port: 'identity' },
                  periodSeconds: 2,
                  timeoutSeconds: 3,
                },
                livenessProbe: {
                  httpGet: { path: health.live, port: 'identity' },
                  periodSeconds: 10,
                  timeoutSeconds: 5,
                  failureThreshold: 6,
                },
                securityContext: restrictedContainer(),
                volumeMounts: [
                  { name: 'data', mountPath: dataFolder },
                  { name: 'tmp', mountPath: '/tmp' },
                ],
              },
            ],
            volumes: [
              { name: 'data', persistentVolumeClaim: { claimName: props.claim } },
              { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
            ],
          },
        },
      },
    });
    resource(this, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: embedded.service, ...metadata },
      spec: {
        selector: podsOf(name),
        ports: Object.entries(ports).map(([part, port]) => ({ name: part, port, targetPort: part })),
      },
    });
    reachable(this, props);
  }
}

/** Browsers reach signing in and the mailbox through the gateway; services of the shop reach all of it. */
function reachable(scope: Construct, { name, namespace, shopNamespace, routes, gateway }: EmbeddedAzureProps): void {
  const metadata = { name, namespace, labels: labelsOf(name) };
  const [identity, mailbox] = routes;
  const toPort = (prefix: string | undefined, port: number) =>
    prefix === undefined
      ? []
      : [
          {
            matches: [{ path: { type: 'PathPrefix' as const, value: prefix } }],
            backendRefs: [{ name: embedded.service, port }],
          },
        ];
  resource(scope, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata,
    spec: {
      parentRefs: [{ name: gatewayName, namespace: shopNamespace }],
      rules: [...toPort(identity, ports.identity), ...toPort(mailbox, ports.communication)],
    },
  });
  resource(scope, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': shopNamespace } } }],
          ports: Object.values(ports).map((port) => ({ protocol: 'TCP', port })),
        },
        {
          from: gateway,
          ports: [ports.identity, ports.communication].map((port) => ({ protocol: 'TCP', port })),
        },
      ],
      egress: [],
    },
  });
}
