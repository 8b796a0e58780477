import { get, type RequestOptions } from 'node:https';
import {
  ApiException,
  CoreV1Api,
  createConfiguration,
  KubeConfig,
  KubernetesObjectApi,
  type KubernetesObject,
  PatchStrategy,
  ServerConfiguration,
} from '@kubernetes/client-node';
import { isObject, type Json, type JsonObject, textAt } from '../platform/src/diff/objects.ts';
import { loadKubeconfig, rootCause } from '../platform/src/cluster/kubeconfig.ts';
import { Refusal } from '../platform/src/errors.ts';

/** What an object is called. */
export interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** A manifest: JSON with at least a kind and a name. */
export type Manifest = Reference & {
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
  readonly [key: string]: unknown;
};

/** The API server refused a request. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** One cluster, by the few verbs that are needed here. Every call ends within `answerTimeoutMs`. */
export interface Kubernetes {
  /** The kubeconfig's context and the server's address. */
  readonly label: string;
  /** The API server's address. */
  readonly server: string;
  readonly config: KubeConfig;
  /** Undefined where there is no such object, or no such kind. */
  read(reference: Reference): Promise<JsonObject | undefined>;
  /** Objects of a kind; none where the cluster does not know the kind. */
  list(apiVersion: string, kind: string, namespace?: string, labels?: string): Promise<JsonObject[]>;
  knows(apiVersion: string, kind: string): Promise<boolean>;
  /** Server-side apply, taking over fields that others hold. Throws {@link ApiRefusal}. */
  apply(manifest: Manifest, options?: { readonly dryRun?: boolean }): Promise<JsonObject>;
  /** JSON merge patch. */
  merge(reference: Reference, patch: Readonly<Record<string, unknown>>): Promise<JsonObject>;
  /** Asks for the object's deletion, with what it owns; does nothing where it is not there. */
  remove(reference: Reference, options?: { readonly graceSeconds?: number }): Promise<void>;
  /** An answer of a Service, through the API server: `path` begins behind the Service's port. */
  throughService(service: { namespace: string; name: string; port: number }, path: string): Promise<Json>;
  /** The last lines of a pod's log. */
  logs(namespace: string, pod: string): Promise<string>;
}

const answerTimeoutMs = 20_000;
const fieldManager = 'halden-cluster';

/**
 * Connects to a kubeconfig's current context.
 * @throws {Refusal} where there is none
 */
export function connect(kubeconfig: string | undefined): Kubernetes {
  const config = loadKubeconfig(new KubeConfig(), {
    file: kubeconfig,
    fix: 'set KUBECONFIG to the kubeconfig of a small cluster; npm run cluster -- up makes one where kind and Docker are',
  });
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new TypeError('a kubeconfig without a current cluster was taken');
  const label = `${config.getCurrentContext()} (${cluster.server})`;
  const configuration = createConfiguration({
    baseServer: new ServerConfiguration(cluster.server, {}),
    authMethods: { default: config },
    promiseMiddleware: [
      {
        pre: async (request) => {
          request.setSignal(AbortSignal.timeout(answerTimeoutMs));
          return request;
        },
        post: async (response) => response,
      },
    ],
  });
  const objects = new KubernetesObjectApi(configuration);
  const core = new CoreV1Api(configuration);

  const orAbsent = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ApiException && error.code === 404) return undefined;
      // The client's words for a kind that the server does not have.
      if (error instanceof Error && error.message.startsWith('Unrecognized API version and kind')) return undefined;
      throw explain(error, label);
    }
  };
  const json = (value: unknown): JsonObject => {
    const plain = JSON.parse(JSON.stringify(value)) as Json;
    if (!isObject(plain)) throw new TypeError('the API server answered with something that is no object');
    return plain;
  };
  const asObject = (manifest: Reference): KubernetesObject & { metadata: { name: string } } =>
    structuredClone(manifest);

  return {
    ...{ label, config, server: cluster.server },
    read: async (reference) => {
      const found = await orAbsent(() => objects.read(asObject(reference)));
      return found && json(found);
    },
    list: async (apiVersion, kind, namespace, labels) => {
      const found = await orAbsent(() =>
        objects.list(apiVersion, kind, namespace, ...([undefined, undefined, undefined, undefined] as const), labels),
      );
      return (found?.items ?? []).map(json);
    },
    knows: async (apiVersion, kind) =>
      (await orAbsent(() =>
        objects.list(
          apiVersion,
          kind,
          'default',
          ...([undefined, undefined, undefined, undefined] as const),
          undefined,
          1,
        ),
      )) !== undefined,
    apply: async (manifest, { dryRun = false } = {}) => {
      try {
        const applied = await objects.patch(
          asObject(manifest),
          ...([undefined, dryRun ? 'All' : undefined, fieldManager, true] as const),
          PatchStrategy.ServerSideApply,
        );
        return json(applied);
      } catch (error) {
        throw explain(error, label);
      }
    },
    merge: async (reference, patch) => {
      try {
        const patched = await objects.patch(
          { ...asObject(reference), ...patch, metadata: { ...(patch.metadata as object), ...reference.metadata } },
          ...([undefined, undefined, fieldManager, undefined] as const),
          PatchStrategy.MergePatch,
        );
        return json(patched);
      } catch (error) {
        throw explain(error, label);
      }
    },
    remove: async (reference, { graceSeconds } = {}) =>
      void (await orAbsent(() =>
        objects.delete(
          asObject(reference),
          ...([undefined, undefined] as const),
          graceSeconds,
          undefined,
          'Background',
        ),
      )),
    throughService: ({ namespace, name, port }, path) =>
      getJson(config, `${cluster.server}/api/v1/namespaces/${namespace}/services/${name}:${port}/proxy${path}`),
    logs: async (namespace, name) =>
      (await orAbsent(() => core.readNamespacedPodLog({ namespace, name, tailLines: 40 }))) ?? '',
  };
}

/** The client's own proxying takes no query string. */
async function getJson(config: KubeConfig, url: string): Promise<Json> {
  const options: RequestOptions = { timeout: answerTimeoutMs };
  await config.applyToHTTPSOptions(options);
  return new Promise((resolve, reject) => {
    const request = get(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject).on('end', () => {
        if (response.statusCode !== 200) return reject(new ApiRefusal(response.statusCode ?? 0, text));
        resolve(JSON.parse(text) as Json);
      });
    });
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error(`no answer within ${answerTimeoutMs / 1000} s`)));
  });
}

function explain(error: unknown, label: string): Error {
  if (error instanceof ApiException) {
    let message = String(error.body);
    try {
      const status = (typeof error.body === 'string' ? JSON.parse(error.body) : error.body) as Json;
      message = textAt(status, 'message') ?? message;
    } catch {
      // Not everything that stands before an API server answers in JSON.
    }
    return new ApiRefusal(error.code, message);
  }
  return new Refusal({
    what: 'the cluster cannot be reached',
    where: label,
    why: rootCause(error),
    fix: 'kubectl cluster-info with the same kubeconfig',
  });
}

/** Asks again until the answer is as wanted; bounded. Returns undefined when the time is over. */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  { seconds, everyMs = 1000 }: { readonly seconds: number; readonly everyMs?: number },
): Promise<T | undefined> {
  for (const began = Date.now(); ;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() - began > seconds * 1000) return undefined;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
