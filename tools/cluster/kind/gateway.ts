import { podUser } from '@halden/charts/names';
import type { Manifest } from '@halden/kubernetes/client';

const name = 'traefik';
const labels = { 'app.kubernetes.io/name': name };

/**
 * Serves a gateway class by Traefik on port 80 of the node that it runs on. Traefik takes listeners whose port is one of its own, so it
 * listens on 80 in its pod, too.
 */
export function gatewayManifests(options: { readonly className: string; readonly namespace: string }): Manifest[] {
  const { className, namespace } = options;
  const inNamespace = { name, namespace, labels };
  const read = (apiGroup: string, resources: string[]) => ({
    apiGroups: [apiGroup],
    resources,
    verbs: ['get', 'list', 'watch'],
  });
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      // A port of the node is more than the baseline profile gives.
      metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: inNamespace },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name, labels },
      rules: [
        read('', ['configmaps', 'namespaces', 'nodes', 'secrets', 'services']),
        read('discovery.k8s.io', ['endpointslices']),
        read('gateway.networking.k8s.io', [
          'gatewayclasses',
          'gateways',
          'httproutes',
          'grpcroutes',
          'referencegrants',
          'backendtlspolicies',
        ]),
        {
          apiGroups: ['gateway.networking.k8s.io'],
          resources: ['gatewayclasses', 'gateways', 'httproutes', 'grpcroutes', 'backendtlspolicies'].map(
            (resource) => `${resource}/status`,
          ),
          verbs: ['update'],
        },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name, labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: className },
      spec: { controllerName: 'traefik.io/gateway-controller' },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: inNamespace,
      spec: {
        replicas: 1,
        // Two pods cannot have the node's port at once.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: podSpec() },
      },
    },
  ];
}

function podSpec() {
  return {
    serviceAccountName: name,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: podUser,
      seccompProfile: { type: 'RuntimeDefault' },
      sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
    },
    containers: [
      {
        name,
        image: 'docker.io/library/traefik:v3.6.0',
        args: [
          '--entrypoints.web.address=:80',
          '--entrypoints.traefik.address=:8080',
          '--ping=true',
          '--providers.kubernetesgateway=true',
          '--providers.kubernetesgateway.statusaddress.hostname=localhost',
          '--global.checknewversion=false',
          '--global.sendanonymoususage=false',
        ],
        ports: [{ name: 'web', containerPort: 80, hostPort: 80 }],
        readinessProbe: { httpGet: { path: '/ping', port: 8080 }, periodSeconds: 2 },
        resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
      },
    ],
  };
}
