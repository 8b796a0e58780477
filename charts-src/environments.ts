import { type Service, services } from '@halden/service-registry';

/** Kubernetes quantities, such as `250m` and `256Mi`. */
export interface Quantities {
  readonly cpu: string;
  readonly memory: string;
}

/** What the clusters of an environment have in common. */
export interface EnvironmentRow<Name extends string = string> {
  readonly name: Name;
  /** `azure`: releases are promoted through it; `local`: a small cluster on one machine, which stands apart. */
  readonly kind: 'azure' | 'local';
  /** Pods may run on spot nodes. */
  readonly spot: boolean;
  /** A person must approve a release before it is promoted; money is real there. */
  readonly approval: boolean;
  readonly logLevel: 'debug' | 'info';
  /** How often Flux reconciles, and Prometheus scrapes. */
  readonly pace: { readonly reconcile: string; readonly scrape: string };
  readonly quota: { readonly pods: number; readonly requests: Quantities; readonly limits: Quantities };
}

const rows = [
  {
    name: 'dev',
    kind: 'azure',
    spot: true,
    approval: false,
    logLevel: 'debug',
    pace: { reconcile: '10m', scrape: '15s' },
    quota: { pods: 60, requests: { cpu: '6', memory: '12Gi' }, limits: { cpu: '40', memory: '24Gi' } },
  },
  {
    name: 'staging',
    kind: 'azure',
    spot: true,
    approval: false,
    logLevel: 'info',
    pace: { reconcile: '10m', scrape: '15s' },
    quota: { pods: 80, requests: { cpu: '10', memory: '16Gi' }, limits: { cpu: '60', memory: '32Gi' } },
  },
  {
    name: 'prod',
    kind: 'azure',
    spot: false,
    approval: true,
    logLevel: 'info',
    pace: { reconcile: '10m', scrape: '15s' },
    quota: { pods: 200, requests: { cpu: '40', memory: '64Gi' }, limits: { cpu: '200', memory: '128Gi' } },
  },
  {
    name: 'local',
    kind: 'local',
    spot: false,
    approval: false,
    logLevel: 'info',
    pace: { reconcile: '1m', scrape: '5s' },
    quota: { pods: 60, requests: { cpu: '6', memory: '8Gi' }, limits: { cpu: '60', memory: '24Gi' } },
  },
] as const satisfies readonly EnvironmentRow[];

/** Where releases go: one after the other; those of kind `local` stand apart. */
export type Environment = (typeof rows)[number]['name'];

/** Every environment, in the order of promotion. A further one is one more row, its cluster in clusters.ts, and its files in apps/. */
export const environments: readonly EnvironmentRow<Environment>[] = rows;

/** The row of an environment. */
export const environmentNamed = (
  name: string,
  all: readonly EnvironmentRow[] = environments,
): EnvironmentRow | undefined => all.find((row) => row.name === name);

/** The services that run in clusters of a kind: the embedded Azure is only where there is no other. */
export const servicesOn = <S extends Pick<Service, 'runtime'>>(kind: EnvironmentRow['kind'], all: readonly S[]): S[] =>
  all.filter(({ runtime }) => runtime !== 'embedded-azure' || kind === 'local');

/** The services that run in an environment. */
export const servicesIn = (environment: string, all: readonly Service[] = services): Service[] =>
  servicesOn(environmentNamed(environment)?.kind ?? 'azure', all);
