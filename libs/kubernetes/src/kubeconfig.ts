import type { KubeConfig } from '@kubernetes/client-node';
import { Refusal } from '@halden/cli/refusal';

/**
 * Reads a kubeconfig into `config`: a file, or where none is named KUBECONFIG and then the default one.
 * @param context to make the current one
 * @param fix what to do when there is none of use
 * @throws {Refusal} when it cannot be read, has no such context, or no current cluster
 */
export function loadKubeconfig(
  config: KubeConfig,
  {
    file,
    context,
    fix,
  }: { readonly file?: string | undefined; readonly context?: string | undefined; readonly fix: string },
): KubeConfig {
  const refuse = (what: string, why: string): never => {
    throw new Refusal({ what, where: file ?? 'the default kubeconfig', why, fix });
  };
  try {
    if (file === undefined) config.loadFromDefault();
    else config.loadFromFile(file);
  } catch (error) {
    refuse('the kubeconfig cannot be read', rootCause(error));
  }
  if (context !== undefined && !config.getContextObject(context))
    refuse(
      `the kubeconfig has no context '${context}'`,
      `it has: ${config.contexts.map(({ name }) => name).join(', ') || 'none'}`,
    );
  if (context !== undefined) config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) refuse('the kubeconfig names no cluster', 'it has no current context');
  // The client's last resort, when it has found nothing.
  if (server === 'http://localhost:8080')
    refuse('there is no kubeconfig', 'neither KUBECONFIG nor the default file is there');
  return config;
}

/** The innermost cause says what happened (`connect ECONNREFUSED …`); the outer ones only that something did. */
export function rootCause(error: unknown): string {
  let cause = error;
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
  if (cause instanceof AggregateError && cause.errors.length > 0) return rootCause(cause.errors[0]);
  if (cause instanceof Error && cause.name === 'TimeoutError') return 'no answer in time';
  return cause instanceof Error ? cause.message : String(cause);
}
