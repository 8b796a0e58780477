import type { Cluster, ClusterFacts } from './model.ts';

/** Names of a cluster's resources in Azure. */
export interface AzureNames {
  readonly cosmos: string;
  readonly serviceBus: string;
  readonly eventHubs: string;
  readonly sqlServer: string;
  readonly storage: string;
  readonly communication: string;
  readonly keyVault: string;
}

export type AzureNameKey = keyof AzureNames;

export const azureNameKeys = [
  'cosmos',
  'serviceBus',
  'eventHubs',
  'sqlServer',
  'storage',
  'communication',
  'keyVault',
] as const satisfies readonly AzureNameKey[];

/**
 * Names by the convention of infrastructure/: `{resource type}-halden-{cluster}`, and a suffix where such a name is taken, for these
 * names are unique in the whole of Azure. The name of a cluster holds its environment and, from the second on, its region.
 */
export function azureNames(cluster: Cluster, facts: ClusterFacts): AzureNames {
  const unique = facts.azure?.nameSuffix;
  const rest = ['halden', cluster.name, ...(unique ? [unique] : [])];
  const name = (type: string) => [type, ...rest].join('-');
  return {
    cosmos: name('cosmos'),
    serviceBus: name('sb'),
    eventHubs: name('evh'),
    sqlServer: name('sql'),
    // Storage accounts have no hyphens.
    storage: `st${rest.join('').replaceAll('-', '')}`,
    communication: name('acs'),
    keyVault: name('kv'),
  };
}
