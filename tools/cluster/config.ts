import { azureNamespace, sourceName } from '@halden/charts/names';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { clusters } from '@halden/charts';
import type { ServedGit } from './served-git.ts';
import { servedGit } from './served-git.ts';
import { clusterFile } from './desired.ts';

/** What the command line and the environment ask for. */
export interface ClusterRequest {
  /** The checkout that is deployed. */
  readonly root: string;
  /** Where images are pushed to and pulled from; @default the one in apps/clusters/local.yaml. */
  readonly registry?: string;
  /** Where the cluster reaches the Git server on this machine; @default the one in apps/clusters/local.yaml. */
  readonly gitUrl?: string;
  /** Where browsers reach the gateway; @default the address that the gateway class gives a Gateway. */
  readonly origin?: string;
  /** Network of the image build's steps. */
  readonly network?: string;
  /** Seconds to wait for everything to be applied and initialized. */
  readonly timeout: number;
}

/** Everything about the local cluster that is known before it is asked. */
export interface LocalCluster {
  readonly namespace: string;
  readonly azureNamespace: string;
  readonly registry: string;
  readonly gatewayClass: string;
  /** Where what serves the gateway class runs; network policies let it in. */
  readonly gatewayNamespace: string;
  readonly dataPath: string;
  readonly git: ServedGit;
  readonly gitUrl: string;
  /** Name of the GitRepository that Flux reads. */
  readonly source: string;
}

/** Reads the desired state of the local cluster at `root`, and lets the request decide what it names. */
export function localCluster(request: Pick<ClusterRequest, 'root' | 'registry' | 'gitUrl'>): LocalCluster {
  const facts = parse(readFileSync(join(request.root, clusterFile), 'utf8')) as {
    registry: string;
    local: {
      git: { url: string; branch: string };
      gateway: { className: string; namespace: string };
      dataPath: string;
    };
  };
  const row = clusters.find(({ kind }) => kind === 'local');
  if (!row) throw new Error('charts-src/clusters.ts has no local cluster');
  const gitUrl = request.gitUrl ?? facts.local.git.url;
  const folder = join(request.root, '.local/cluster');
  return {
    namespace: row.namespace,
    azureNamespace,
    registry: request.registry ?? facts.registry,
    gatewayClass: facts.local.gateway.className,
    gatewayNamespace: facts.local.gateway.namespace,
    dataPath: facts.local.dataPath,
    git: servedGit({ folder, url: gitUrl, branch: facts.local.git.branch }),
    gitUrl,
    source: sourceName,
  };
}
