import type { Files } from '../desired/checkout.ts';

/** What the CLI needs from the description of the platform (`charts-src`). */
export interface Renderer {
  /** In the order of promotion. */
  readonly environments: readonly string[];
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
  validate(rendered: Files): readonly Finding[];
}

/** One thing that is wrong, and what to do about it. */
export interface Finding {
  readonly file: string;
  readonly where: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** One cluster: its folder is `clusters/<name>`. */
export interface ClusterRow {
  readonly name: string;
  readonly environment: string;
  /** Where the services run. */
  readonly namespace: string;
}

/** The renderer made of `charts-src`; loaded when first asked for, since it takes longer than most commands. */
export async function loadRenderer(): Promise<Renderer> {
  const charts = await import('@halden/charts');
  return {
    environments: charts.environments.filter(({ kind }) => kind === 'azure').map(({ name }) => name),
    standalone: charts.environments.filter(({ kind }) => kind === 'local').map(({ name }) => name),
    services: new Map(
      charts.services.map(({ name }) => [
        name,
        charts.environments
          .filter((environment) => charts.servicesIn(environment.name).some((service) => service.name === name))
          .map((environment) => environment.name),
      ]),
    ),
    clusters: charts.clusters,
    validate: (rendered) => charts.validate([...rendered].map(([path, content]) => ({ path, content }))),
    render: async (apps) =>
      new Map(charts.render(charts.readDesired(apps)).map(({ path, content }) => [path, content])),
  };
}
