import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@halden/kubernetes/json';

/** A Kubernetes API over HTTP that knows the objects it is given, and a kubeconfig that leads there. */
export interface FakeApiServer extends AsyncDisposable {
  readonly kubeconfig: string;
  /** Objects by the path of their list, such as `/apis/apps/v1/namespaces/x/deployments`; changes count at once. */
  readonly lists: Map<string, JsonObject[]>;
  /** What a list holds once it has been read. */
  readonly afterwards: Map<string, JsonObject[]>;
  /** Paths of lists that are answered with a status other than 200. */
  readonly refusals: Map<string, number>;
}

const contexts = ['first', 'second'];

/** The kinds it knows, as a client discovers them. */
const discovery = new Map(
  Object.entries({
    '/api/v1': [['namespaces', 'Namespace', false]],
    '/apis/apps/v1': [['deployments', 'Deployment', true]],
    '/apis/flagger.app/v1beta1': [['canaries', 'Canary', true]],
    '/apis/gateway.networking.k8s.io/v1': [['httproutes', 'HTTPRoute', true]],
    '/apis/kustomize.toolkit.fluxcd.io/v1': [['kustomizations', 'Kustomization', true]],
  } as const).map(([path, kinds]) => [
    path,
    kinds.map(([name, kind, namespaced]) => ({ name, singularName: '', namespaced, kind, verbs: ['get', 'list'] })),
  ]),
);

export async function startFakeApiServer(): Promise<FakeApiServer> {
  const lists = new Map<string, JsonObject[]>();
  const afterwards = new Map<string, JsonObject[]>();
  const refusals = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const resources = discovery.get(path);
    if (resources) {
      response.writeHead(200, { 'content-type': 'application/json' });
      return response.end(JSON.stringify({ kind: 'APIResourceList', groupVersion: '', resources }));
    }
    const items = lists.get(path);
    const status = refusals.get(path) ?? (items || namespaceOf(path) ? 200 : 404);
    const kind = status === 200 ? (items ? 'List' : 'Namespace') : 'Status';
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ apiVersion: 'v1', kind, metadata: {}, ...(items && { items }), code: status }));
    const later = afterwards.get(path);
    if (later) lists.set(path, later);
  });
  const namespaceOf = (path: string) => {
    const name = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(path)?.[1];
    return name !== undefined && [...lists.keys()].some((list) => list.includes(`/namespaces/${name}/`));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'platform-kubeconfig-'));
  const kubeconfig = join(folder, 'config');
  writeFileSync(kubeconfig, kubeconfigFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  return {
    kubeconfig,
    lists,
    afterwards,
    refusals,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A kubeconfig with the contexts `first` (the current one) and `second`. */
export function kubeconfigFor(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': contexts[0],
    clusters: [{ name: 'fake', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'nobody', user: {} }],
    contexts: contexts.map((name) => ({ name, context: { cluster: 'fake', user: 'nobody' } })),
  });
}

/** The path of a list, as the API has it. */
export const listPath = {
  deployments: (namespace: string) => `/apis/apps/v1/namespaces/${namespace}/deployments`,
  canaries: (namespace: string) => `/apis/flagger.app/v1beta1/namespaces/${namespace}/canaries`,
  routes: (namespace: string) => `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes`,
  kustomizations: (namespace: string) => `/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/${namespace}/kustomizations`,
};

/** A Deployment as the API server says it. */
export function deployment(name: string, image: string, version: string, replicas = 2): JsonObject {
  const container = { name, image, env: [{ name: 'SERVICE_VERSION', value: version }] };
  return {
    metadata: { name },
    spec: { replicas, template: { spec: { containers: [container] } } },
    status: { readyReplicas: replicas },
  };
}

export const canary = (
  name: string,
  status: JsonObject,
  analysis: JsonObject = { stepWeights: [20, 50] },
): JsonObject => ({
  metadata: { name },
  spec: { targetRef: { name }, service: { port: 80 }, analysis },
  status,
});

/** The route as Flagger keeps it. */
export const route = (name: string, primary: number, canaryWeight: number): JsonObject => ({
  metadata: { name },
  spec: {
    rules: [
      {
        backendRefs: [
          { name: `${name}-primary`, weight: primary },
          { name: `${name}-canary`, weight: canaryWeight },
        ],
      },
    ],
  },
});

export const kustomization = (name: string, path: string, ready: string, message = ''): JsonObject => ({
  metadata: { name, namespace: 'flux-system' },
  spec: { path },
  status: {
    lastAppliedRevision: 'main@sha1:0123456789abcdef0123456789abcdef01234567',
    conditions: [{ type: 'Ready', status: ready, message }],
  },
});
