import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { LineCounter, parseDocument } from 'yaml';
import { clusters } from './clusters.ts';
import { DesiredStateError, type DesiredStateFault } from './errors.ts';
import type { Cluster, ClusterFacts, Desired, Release, ServiceDescription } from './model.ts';
import { amountOf } from './quantity.ts';
import { services, servicesIn } from './services.ts';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const schemaOf = (name: string) =>
  ajv.compile(JSON.parse(readFileSync(new URL(`../apps/${name}`, import.meta.url), 'utf8')) as object);
const isRelease = schemaOf('release.schema.json');
const isCluster = schemaOf('cluster.schema.json');

/** Every file below `apps/` of the checkout at `root`, as `readDesired` takes them. */
export function readApps(root: string): Map<string, string> {
  const entries = readdirSync(join(root, 'apps'), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
}

/**
 * The desired state that files below `apps/` describe: one for each service in each of its environments, and one for each cluster.
 * @param files path (POSIX, from the root of the checkout) → text
 * @throws DesiredStateError with every fault
 */
export function readDesired(files: ReadonlyMap<string, string>): Desired {
  const faults: DesiredStateFault[] = [];
  const facts = clusters.flatMap((cluster) => {
    const file = `apps/clusters/${cluster.name}.yaml`;
    const content = readChecked<Omit<ClusterFacts, 'cluster'>>(files, file, isCluster, faults);
    if (content && !content[cluster.kind])
      faults.push({
        ...{ file, path: '', got: `no '${cluster.kind}'`, expected: `what a cluster of kind '${cluster.kind}' needs` },
        fix: 'see apps/cluster.schema.json',
      });
    return content ? [{ cluster: cluster.name, ...content }] : [];
  });
  const releases = services.flatMap((service) =>
    service.environments.flatMap((environment) => {
      const file = `apps/${service.name}/${environment}.yaml`;
      const content = readChecked<Omit<Release, 'service' | 'environment'>>(files, file, isRelease, faults);
      if (!content) return [];
      const release = { service: service.name, environment, ...content };
      faults.push(...faultsOf(release, service, { file, clusters, facts }));
      return [release];
    }),
  );
  faults.push(...strangers([...files.keys()]));
  if (faults.length > 0) throw new DesiredStateError(faults);
  return { releases, clusters: facts };
}

function readChecked<T>(
  files: ReadonlyMap<string, string>,
  file: string,
  isValid: typeof isRelease,
  faults: DesiredStateFault[],
): T | undefined {
  const text = files.get(file);
  if (text === undefined) {
    faults.push({
      ...{
        file,
        path: '',
        got: 'no such file',
        expected: 'one for every row of charts-src/services.ts and clusters.ts',
      },
      fix: 'copy it from a neighbour, or correct the row',
    });
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    faults.push({ file, path: `line ${line}:${col}`, got: broken.message, expected: 'YAML', fix: 'correct the line' });
    return undefined;
  }
  const value: unknown = document.toJS();
  if (isValid(value)) return value as T;
  faults.push(
    ...(isValid.errors ?? []).filter(({ keyword }) => keyword !== 'if').map((error) => toFault(file, error, value)),
  );
  return undefined;
}

function toFault(file: string, error: ErrorObject, value: unknown): DesiredStateFault {
  const at = error.instancePath
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
  const { additionalProperty, missingProperty } = error.params as Record<string, string | undefined>;
  const got = additionalProperty ? `'${additionalProperty}'` : missingProperty ? `no '${missingProperty}'` : show(at);
  const expected = additionalProperty ? 'a field that the schema knows' : (error.message ?? 'another value');
  const schema = file.startsWith('apps/clusters/') ? 'apps/cluster.schema.json' : 'apps/release.schema.json';
  return { file, path: error.instancePath, got, expected, fix: `see ${schema}` };
}

const show = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value));

/** What a schema cannot say. */
function faultsOf(
  release: Release,
  service: ServiceDescription,
  context: { file: string; clusters: readonly Cluster[]; facts: readonly ClusterFacts[] },
): DesiredStateFault[] {
  const { file } = context;
  const { image, replicas, canary } = release;
  const faults: DesiredStateFault[] = [];
  const homes = context.clusters.filter(({ environment }) => environment === release.environment);
  for (const { cluster, registry } of context.facts)
    if (homes.some(({ name }) => name === cluster) && image.repository !== `${registry}/${service.name}`)
      faults.push({
        ...{ file, path: '/image/repository', got: `'${image.repository}'`, expected: `'${registry}/${service.name}'` },
        fix: `images run from the registry in apps/clusters/${cluster}.yaml only`,
      });
  if (replicas.min > replicas.max)
    faults.push({
      ...{ file, path: '/replicas/min', got: `${replicas.min}`, expected: `at most replicas.max (${replicas.max})` },
      fix: 'lower min or raise max',
    });
  for (const resource of ['cpu', 'memory'] as const) {
    const [requested, limit] = [release.resources.requests[resource], release.resources.limits[resource]];
    if (amountOf(requested) > amountOf(limit))
      faults.push({
        file,
        path: `/resources/requests/${resource}`,
        got: `'${requested}'`,
        expected: `at most resources.limits.${resource} ('${limit}')`,
        fix: 'lower the request or raise the limit; the API server refuses such a pod',
      });
  }
  const wanted =
    service.kind === 'embedded-azure' ? undefined : service.judgedBy === 'traffic' ? 'weights' : 'iterations';
  const given = canary && (canary.weights ? 'weights' : 'iterations');
  if (wanted !== given)
    faults.push({
      ...{ file, path: '/canary', got: given ?? 'none', expected: wanted ?? 'none' },
      fix: `charts-src/services.ts says how ${service.name} is judged`,
    });
  const weights = canary?.weights ?? [];
  if (weights.some((weight, index) => index > 0 && weight <= (weights[index - 1] ?? 0)))
    faults.push({
      ...{ file, path: '/canary/weights', got: JSON.stringify(weights), expected: 'growing weights' },
      fix: 'order them',
    });
  return faults;
}

/** Files that nothing reads: most likely misspelt. Those right below `apps/` are schemas. */
function strangers(files: readonly string[]): DesiredStateFault[] {
  const known = new Set([
    ...clusters.map(({ name }) => `apps/clusters/${name}.yaml`),
    ...services.flatMap(({ name, environments }) => environments.map((each) => `apps/${name}/${each}.yaml`)),
  ]);
  return files
    .filter((file) => /^apps\/.+\//.test(file) && !known.has(file))
    .map((file) => ({
      ...{ file, path: '', got: 'a file that no service or cluster reads' },
      expected: `<service>/<environment>.yaml of ${servicesIn('prod')
        .map(({ name }) => name)
        .join(', ')}`,
      fix: 'rename or delete it, or add the row to charts-src/services.ts',
    }));
}
