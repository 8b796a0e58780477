import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Files } from './checkout.ts';

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

/** The digest of nothing: it holds the place of an image that was never built. */
const unbuilt = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Whether a digest only holds the place of an image that was never built. */
export const isUnbuilt = (digest: string): boolean => digest === unbuilt;

/** The renderer made of `charts-src`; loaded when first asked for, since it takes longer than most commands. */
export async function loadRenderer(): Promise<Renderer> {
  const charts = await import('@halden/charts');
  return {
    environments: charts.environments.filter((environment) => environment !== 'local'),
    standalone: charts.environments.filter((environment) => environment === 'local'),
    services: new Map(charts.services.map(({ name, environments }) => [name, environments])),
    clusters: charts.clusters,
    validate: (rendered) => charts.validate([...rendered].map(([path, content]) => ({ path, content }))),
    render: (apps) =>
      withFolder(
        apps,
        (root) => new Map(charts.render(charts.readDesired(root)).map(({ path, content }) => [path, content])),
      ),
  };
}

/** Lays files out in a folder of their own while `use` reads them: the desired state is read from a disk. */
async function withFolder<T>(files: Files, use: (root: string) => T): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'halden-platform-'));
  try {
    for (const folder of new Set([...files.keys()].map((path) => dirname(path))))
      await mkdir(join(root, folder), { recursive: true });
    await Promise.all([...files].map(([path, text]) => writeFile(join(root, path), text)));
    return use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
