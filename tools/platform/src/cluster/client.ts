import type { ConfigurationOptions, ObservableMiddleware } from '@kubernetes/client-node';
import { Refusal } from '../errors.ts';
import type { Json } from '../diff/objects.ts';
import { loadKubeconfig, rootCause } from './kubeconfig.ts';

/** Reads one cluster. */
export interface ClusterClient {
  /** What people call the cluster: the kubeconfig's context and the server's address. */
  readonly label: string;
  /**
   * The objects of a kind in a namespace; undefined where the cluster does not know the kind.
   * @param options `orDenied`: undefined also where the account may not read them
   * @throws {Refusal} when the cluster cannot be reached, or says no.
   */
  list(kind: Kind, namespace: string, options?: { readonly orDenied?: boolean }): Promise<Json[] | undefined>;
  hasNamespace(name: string): Promise<boolean>;
}

export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

const answerTimeoutMs = 10_000;

/**
 * A client for a context of a kubeconfig; without a context, for its current one.
 * @throws {Refusal} when the kubeconfig cannot be read or has no such context.
 */
export async function connect(kubeconfig: string | undefined, context: string | undefined): Promise<ClusterClient> {
  const { ApiException, CoreV1Api, CustomObjectsApi, KubeConfig, Observable } = await import('@kubernetes/client-node');
  const config = loadKubeconfig(new KubeConfig(), {
    file: kubeconfig,
    context,
    fix: 'kubectl config get-contexts; then --kubeconfig <file> and --context <environment>=<context>',
  });
  const label = `${config.getCurrentContext()} (${config.getCurrentCluster()?.server ?? 'no server'})`;
  const core = config.makeApiClient(CoreV1Api);
  const custom = config.makeApiClient(CustomObjectsApi);
  const options: ConfigurationOptions<ObservableMiddleware> = {
    middleware: [
      {
        pre: (request) => {
          request.setSignal(AbortSignal.timeout(answerTimeoutMs));
          return new Observable(Promise.resolve(request));
        },
        post: (response) => new Observable(Promise.resolve(response)),
      },
    ],
    middlewareMergeStrategy: 'append',
  };

  return {
    label,
    list: (kind, namespace, { orDenied = false } = {}) =>
      orAbsent(
        async () => {
          const answer = (await custom.listNamespacedCustomObject({ ...kind, namespace }, options)) as {
            items: Json[];
          };
          return answer.items;
        },
        `${kind.plural}.${kind.group} in ${namespace}`,
        orDenied ? [404, 403] : [404],
      ),
    hasNamespace: async (name) =>
      (await orAbsent(() => core.readNamespace({ name }, options), `namespace ${name}`)) !== undefined,
  };

  async function orAbsent<T>(ask: () => Promise<T>, subject: string, absent = [404]): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ApiException && absent.includes(error.code)) return undefined;
      throw explain(error, subject);
    }
  }

  function explain(error: unknown, subject: string): Refusal {
    const code = error instanceof ApiException ? error.code : undefined;
    if (code === 401 || code === 403)
      return new Refusal({
        what: `the cluster does not let you read ${subject}`,
        where: label,
        why: code === 401 ? 'it does not know who you are (401)' : 'your account lacks the right (403)',
        fix:
          code === 401
            ? 'sign in again, or name another --context'
            : `kubectl auth can-i list ${subject.split(' ')[0]}`,
      });
    if (code !== undefined)
      return new Refusal({
        what: `the cluster answered ${code} when asked for ${subject}`,
        where: label,
        why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
        fix: 'kubectl get --raw /readyz tells how the API server does',
      });
    return new Refusal({
      what: 'the cluster cannot be reached',
      where: label,
      why: rootCause(error),
      fix: 'kubectl cluster-info with the same kubeconfig; or look at Git alone: npm run platform -- status --no-cluster',
    });
  }
}
