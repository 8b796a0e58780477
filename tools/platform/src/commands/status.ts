import type { ClusterOptions } from '../cluster/contexts.ts';
import type { Standing } from '../cluster/running.ts';
import { type ClusterStatus, gitStatus, runningStatus, type Status } from '../cluster/status.ts';
import type { Context, ExitCode } from '../context.ts';
import { assertKnown } from '@halden/cli/refusal';
import { runningTable, statusTable } from './status-tables.ts';

export interface StatusOptions extends ClusterOptions {
  readonly env?: string;
  /** The commit whose word counts as Git's; HEAD by default. */
  readonly ref: string;
  /** `false`: ask no cluster. */
  readonly cluster: boolean;
}

const findings: readonly Standing[] = ['failed', 'absent'];

/** `status`: what Git says, environment beside environment, and what runs where a cluster can be asked. */
export async function runStatus(
  context: Context,
  service: string | undefined,
  options: StatusOptions,
): Promise<ExitCode> {
  const { terminal, json } = context;
  const renderer = await context.loadRenderer();
  const environments = [...renderer.environments, ...renderer.standalone];
  if (service !== undefined) assertKnown('service', service, [...renderer.services.keys()], 'the service');
  if (options.env !== undefined) assertKnown('environment', options.env, environments, '--env');
  const wanted = options.env === undefined ? environments : [options.env];
  const { commit, git } = await gitStatus(context.root, options.ref, renderer);
  const shown = git.filter((row) => wanted.includes(row.environment) && (service ?? row.service) === row.service);
  const asked = renderer.clusters.filter(({ environment }) => wanted.includes(environment));
  const clusters = options.cluster
    ? await runningStatus(context.root, { commit, git: shown }, asked, {
        ...options,
        hasKubeconfig: context.hasKubeconfig,
      })
    : [];
  const status: Status = { commit, git: shown, clusters };
  if (json) terminal.out(JSON.stringify(status, null, 2));
  else {
    terminal.out(statusTable(status, wanted, terminal));
    for (const cluster of clusters)
      if ('error' in cluster) terminal.say(`\n${cluster.name}: ${cluster.error}`);
      else terminal.out(`\n${runningTable(cluster, terminal)}`);
    if (shown.length === 0) terminal.say('That commit describes no such service in apps/<service>/<environment>.yaml.');
    if (options.cluster && clusters.length === 0) terminal.say(whyNoCluster(options, context.hasKubeconfig));
  }
  const isFinding = (cluster: ClusterStatus) =>
    'error' in cluster || cluster.services.some(({ verdict }) => findings.includes(verdict.standing));
  return clusters.some(isFinding) ? 1 : 0;
}

function whyNoCluster({ kubeconfig }: ClusterOptions, hasKubeconfig: boolean): string {
  return kubeconfig !== undefined || hasKubeconfig
    ? "Git alone: the kubeconfig's current cluster has none of these environments' namespaces. --context <environment>=<context> names others."
    : 'Git alone; to see what runs: --context <environment>=<context>, or --kubeconfig <file>.';
}
