import type { Fault } from '@halden/cli/refusal';
import type { Files } from '../desired/checkout.ts';

/** What the CLI needs from the description of the platform (`charts-src`). */
export interface Renderer {
  /**
   * Where releases go, in the order of promotion: environments, and after each its clusters but the first, by their names. What this CLI
   * calls an environment is one of them.
   */
  readonly environments: readonly string[];
  /** Further cluster of an environment → that environment, whose desired state it has where its own file says nothing else. */
  readonly follows: ReadonlyMap<string, string>;
  /** Environments that take no part in promotions. */
  readonly standalone: readonly string[];
  /** Services, and the environments each of them is in. */
  readonly services: ReadonlyMap<string, readonly string[]>;
  readonly clusters: readonly ClusterRow[];
  /**
   * What `apps/**` renders to, complete.
   * @throws when the desired state breaks its schema.
   */
  render(apps: Files): Promise<Files>;
  /** What is wrong with rendered files: schemas, references, policies. */
  validate(rendered: Files): readonly Fault[];
}

/** One cluster: its folder is `clusters/<name>`. */
export interface ClusterRow {
  readonly name: string;
  /** The environment; of its further clusters their own name. */
  readonly environment: string;
  /** Where the services run. */
  readonly namespace: string;
}

/** The renderer made of `charts-src`; loaded when first asked for, since it takes longer than most commands. */
export async function loadRenderer(): Promise<Renderer> {
  const charts = await import('@halden/charts');
  const { clusters, environments, services } = charts;
  /** The first cluster of an environment goes by the environment's name. */
  const placeOf = ({ name, environment }: { name: string; environment: string }) =>
    clusters.find((each) => each.environment === environment)?.name === name ? environment : name;
  const placesOn = (kind: 'azure' | 'local') =>
    environments
      .filter((environment) => environment.kind === kind)
      .flatMap(({ name }) => clusters.filter(({ environment }) => environment === name).map(placeOf));
  const runsIn = (service: string) =>
    clusters.filter((cluster) => charts.servicesIn(cluster.environment).some(({ name }) => name === service));
  return {
    environments: placesOn('azure'),
    standalone: placesOn('local'),
    follows: new Map(
      clusters
        .filter((cluster) => placeOf(cluster) !== cluster.environment)
        .map(({ name, environment }) => [name, environment]),
    ),
    services: new Map(services.map(({ name }) => [name, runsIn(name).map(placeOf)])),
    clusters: clusters.map((cluster) => ({
      name: cluster.name,
      environment: placeOf(cluster),
      namespace: cluster.namespace,
    })),
    validate: (rendered) => charts.validate([...rendered].map(([path, content]) => ({ path, content }))),
    render: async (apps) =>
      new Map(charts.render(charts.readDesired(apps)).map(({ path, content }) => [path, content])),
  };
}
