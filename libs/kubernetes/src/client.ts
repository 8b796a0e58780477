import { get, type RequestOptions } from 'node:https';
import type { ApiException, KubeConfig, KubernetesObject } from '@kubernetes/client-node';
import { isObject, type Json, type JsonObject, textAt } from './json.ts';
import { loadKubeconfig, rootCause } from './kubeconfig.ts';
import { Refusal } from '@halden/cli/refusal';

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

/** The API server refused a write, or what was asked through it did. */
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
  /** Undefined where there is no such object, or no such kind. */
  read(reference: Reference): Promise<JsonObject | undefined>;
  /** Objects of a kind; undefined where the cluster does not know the kind. */
  list(apiVersion: string, kind: string, options?: ListOptions): Promise<JsonObject[] | undefined>;
  /** Server-side apply, taking over fields that others hold. Throws {@link ApiRefusal}. */
  apply(manifest: Manifest, options?: { readonly dryRun?: boolean }): Promise<JsonObject>;
  /** JSON merge patch. Throws {@link ApiRefusal}. */
  merge(reference: Reference, patch: Readonly<Record<string, unknown>>): Promise<JsonObject>;
  /** Asks for the object's deletion, with what it owns; does nothing where it is not there. */
  remove(reference: Reference, options?: { readonly graceSeconds?: number }): Promise<void>;
  /** An answer of a Service, through the API server: `path` begins behind the Service's port. Throws {@link ApiRefusal}. */
  throughService(service: { namespace: string; name: string; port: number }, path: string): Promise<Json>;
  /** The last lines of a pod's log. */
  logs(namespace: string, pod: string): Promise<string>;
}

export interface ListOptions {
  /** @default every namespace */
  readonly namespace?: string;
  /** A label selector, such as `app=cart`. */
  readonly labels?: string;
  /** At most so many. */
  readonly limit?: number;
  /** Undefined also where the account may not read them; @default false: a {@link Refusal} */
  readonly orDenied?: boolean;
}

export interface ConnectOptions {
  /** A file; without it that of KUBECONFIG, and then the default one. */
  readonly kubeconfig?: string | undefined;
  /** @default the current one */
  readonly context?: string | undefined;
  /** What to do when there is no kubeconfig of use, or the cluster cannot be reached. */
  readonly fix: { readonly kubeconfig: string; readonly unreachable?: string };
}

const answerTimeoutMs = 20_000;
const fieldManager = 'halden-cluster';

/**
 * Connects to a context of a kubeconfig. Reading methods reject with a {@link Refusal} where the cluster cannot be reached or says no.
 * @throws {Refusal} when the kubeconfig cannot be read or has no such context
 */
export async function connect({ kubeconfig, context, fix }: ConnectOptions): Promise<Kubernetes> {
  // The vendor's client takes longer to load than most commands to run.
  const client = await import('@kubernetes/client-node');
  const config = loadKubeconfig(new client.KubeConfig(), { file: kubeconfig, context, fix: fix.kubeconfig });
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new TypeError('a kubeconfig without a current cluster was taken');
  const label = `${config.getCurrentContext()} (${cluster.server})`;
  const configuration = client.createConfiguration({
    baseServer: new client.ServerConfiguration(cluster.server, {}),
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
  const objects = new client.KubernetesObjectApi(configuration);
  const core = new client.CoreV1Api(configuration);
  const isApiError = (error: unknown): error is ApiException<unknown> => error instanceof client.ApiException;
  const unreachable = (error: unknown) =>
    new Refusal({
      what: 'the cluster cannot be reached',
      where: label,
      why: rootCause(error),
      fix: fix.unreachable ?? 'kubectl cluster-info with the same kubeconfig',
    });

  const reading = async <T>(subject: string, ask: () => Promise<T>, absent = [404]): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      if (isApiError(error)) {
        if (absent.includes(error.code)) return undefined;
        throw unreadable(error, subject, label);
      }
      // The client's message for a kind that the server does not have.
      if (error instanceof Error && error.message.startsWith('Unrecognized API version and kind')) return undefined;
      throw unreachable(error);
    }
  };
  const writing = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      throw isApiError(error) ? new ApiRefusal(error.code, messageOf(error)) : unreachable(error);
    }
  };

  return {
    label,
    server: cluster.server,
    read: async (reference) => {
      const { kind, metadata } = reference;
      const found = await reading(`${kind} ${metadata.name}`, () => objects.read(asObject(reference)));
      return found && json(found);
    },
    list: async (apiVersion, kind, { namespace, labels, limit, orDenied = false } = {}) => {
      const found = await reading(
        `${qualified(apiVersion, kind)}${namespace === undefined ? '' : ` in ${namespace}`}`,
        () => objects.list(apiVersion, kind, namespace, undefined, undefined, undefined, undefined, labels, limit),
        orDenied ? [404, 403] : [404],
      );
      return found?.items.map(json);
    },
    apply: async (manifest, { dryRun = false } = {}) =>
      json(
        await writing(() =>
          objects.patch(
            asObject(manifest),
            undefined,
            dryRun ? 'All' : undefined,
            fieldManager,
            true,
            client.PatchStrategy.ServerSideApply,
          ),
        ),
      ),
    merge: async (reference, patch) => {
      const metadata = { ...(patch.metadata as object), ...reference.metadata };
      return json(
        await writing(() =>
          objects.patch(
            { ...asObject(reference), ...patch, metadata },
            undefined,
            undefined,
            fieldManager,
            undefined,
            client.PatchStrategy.MergePatch,
          ),
        ),
      );
    },
    remove: async (reference, { graceSeconds } = {}) => {
      await writing(() =>
        objects.delete(asObject(reference), undefined, undefined, graceSeconds, undefined, 'Background'),
      ).catch((error: unknown) => {
        if (!(error instanceof ApiRefusal && error.code === 404)) throw error;
      });
    },
    throughService: ({ namespace, name, port }, path) =>
      getJson(config, `${cluster.server}/api/v1/namespaces/${namespace}/services/${name}:${port}/proxy${path}`),
    logs: async (namespace, name) =>
      (await reading(`the log of ${name}`, () => core.readNamespacedPodLog({ namespace, name, tailLines: 40 }))) ?? '',
  };
}

/** A kind as kubectl takes it, such as `Deployment.apps`. */
const qualified = (apiVersion: string, kind: string): string =>
  apiVersion.includes('/') ? `${kind}.${apiVersion.split('/')[0]}` : kind;

const asObject = (manifest: Reference): KubernetesObject & { metadata: { name: string } } => structuredClone(manifest);

function json(value: unknown): JsonObject {
  const plain = JSON.parse(JSON.stringify(value)) as Json;
  if (!isObject(plain)) throw new TypeError('the API server answered with something that is no object');
  return plain;
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

function messageOf({ body }: ApiException<unknown>): string {
  try {
    const status = (typeof body === 'string' ? JSON.parse(body) : body) as Json;
    return textAt(status, 'message') ?? JSON.stringify(body);
  } catch {
    // Not everything that stands before an API server answers in JSON.
    return String(body);
  }
}

/** Why a subject cannot be read, as somebody who may not read it needs to hear it. */
function unreadable(error: ApiException<unknown>, subject: string, label: string): Refusal {
  const { code } = error;
  if (code === 401)
    return new Refusal({
      what: `the cluster does not let you read ${subject}`,
      where: label,
      why: 'it does not know who you are (401)',
      fix: 'sign in again, or name another context',
    });
  if (code === 403)
    return new Refusal({
      what: `the cluster does not let you read ${subject}`,
      where: label,
      why: 'your account lacks the right (403)',
      fix: `kubectl auth can-i list ${subject.split(' ')[0]}`,
    });
  return new Refusal({
    what: `the cluster answered ${code} when asked for ${subject}`,
    where: label,
    why: messageOf(error).split('\n')[0] ?? '',
    fix: 'kubectl get --raw /readyz tells how the API server does',
  });
}
