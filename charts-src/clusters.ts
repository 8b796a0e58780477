import { environmentNamed, environments, type Environment } from './environments.ts';
import { SynthError } from './errors.ts';
import type { Cluster, EnvironmentRow, Network } from './model.ts';
import { type Region, regions } from './regions.ts';

/** A cluster of its own: everything else about it is derived from this and its environment. */
export interface ClusterRow {
  /** Of the first cluster of an environment the environment's name; of a further one with the region behind it: `prod-us`. */
  readonly name: string;
  readonly environment: Environment;
  /** Only in Azure. */
  readonly region?: Region;
  /** Number of its address ranges, 0 to 11; clusters whose networks are to be peered have different ones. */
  readonly addresses: number;
}

/**
 * Every cluster, those of one environment in the order of promotion. A further region is one more row, its facts in
 * `apps/clusters/<name>.yaml`, and what differs there in `apps/<service>/<name>.yaml`.
 */
export const rows: readonly ClusterRow[] = [
  { name: 'dev', environment: 'dev', region: 'westeurope', addresses: 0 },
  { name: 'staging', environment: 'staging', region: 'westeurope', addresses: 0 },
  { name: 'prod', environment: 'prod', region: 'westeurope', addresses: 0 },
  { name: 'local', environment: 'local', addresses: 0 },
];

/** Address ranges of an AKS cluster with Azure CNI overlay; the gateway's subnet is the one delegated to it. */
const azureNetwork = (number: number): Network => ({
  pods: `10.${244 + number}.0.0/16`,
  services: `10.${number}.0.0/16`,
  gateway: `10.225.${number}.0/24`,
});

/** Those of a cluster that kubeadm or kind made. */
const localNetwork: Network = { pods: '10.244.0.0/16', services: '10.96.0.0/16', gateway: '0.0.0.0/0' };

/**
 * A cluster, from its row and its environment's.
 * @throws SynthError where the row contradicts itself, or others
 */
export function clusterOf(
  row: ClusterRow,
  context: { readonly rows: readonly ClusterRow[]; readonly environments: readonly EnvironmentRow[] },
): Cluster {
  const { name, environment, region, addresses } = row;
  const common = environmentNamed(environment, context.environments);
  const fail = (what: string, got: string, expected: string, fix: string): never => {
    throw new SynthError({ what, got, expected, fix: `${fix} in charts-src/clusters.ts` });
  };
  if (!common)
    return fail(
      `the environment of ${name} is not there`,
      `'${environment}'`,
      list(context.environments),
      'correct it',
    );
  if (name !== environment && !name.startsWith(`${environment}-`))
    fail(`a cluster is named after its environment`, `'${name}'`, `'${environment}-<region>'`, 'rename it');
  if (!/^[a-z][a-z0-9-]{0,14}[a-z0-9]$/.test(name))
    fail(
      'the name of a cluster names resources in Azure',
      `'${name}'`,
      'at most 16 small letters, digits and hyphens',
      'rename it',
    );
  if (context.rows.filter((other) => other.name === name).length > 1)
    fail('two clusters have one name', `'${name}' twice`, 'a name of its own for each', 'rename one');
  if ((common.kind === 'azure') !== (region !== undefined))
    fail(
      `${name} is ${common.kind === 'azure' ? 'in Azure, somewhere' : 'not in Azure'}`,
      region ? `the region '${region}'` : 'no region',
      common.kind === 'azure' ? `one of ${Object.keys(regions).join(', ')}` : 'none',
      'correct region',
    );
  if (!Number.isInteger(addresses) || addresses < 0 || addresses > 11)
    fail(
      `${name} has no address ranges`,
      `the number ${addresses}`,
      'a whole number from 0 to 11',
      'correct addresses',
    );
  const twin = context.rows.find(
    (other) => other !== row && other.environment === environment && other.addresses === addresses,
  );
  if (twin)
    fail(
      `${name} and ${twin.name} could not be peered`,
      `the address ranges ${addresses} for both`,
      'different ones within an environment',
      'choose another number',
    );
  const { name: _, ...shared } = common;
  return {
    ...shared,
    name,
    environment,
    ...(region && { region }),
    namespace: `ecommerce-${environment}`,
    network: common.kind === 'azure' ? azureNetwork(addresses) : localNetwork,
  };
}

const list = (all: readonly { readonly name: string }[]): string => all.map(({ name }) => name).join(', ');

/** Every cluster there is. */
export const clusters: readonly Cluster[] = rows.map((row) => clusterOf(row, { rows, environments }));
