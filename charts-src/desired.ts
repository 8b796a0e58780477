import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Service, services as allServices } from '@halden/service-registry';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { LineCounter, parseDocument } from 'yaml';
import { clusters as allClusters } from './clusters.ts';
import { servicesOn } from './environments.ts';
import { type Fault, mismatch } from '@halden/cli/refusal';
import { DesiredStateError } from './errors.ts';
import type { Cluster, ClusterFacts, Desired, Release } from './model.ts';
import { amountOf } from './quantity.ts';

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

const clusterFile = (cluster: string): string => `apps/clusters/${cluster}.yaml`;
const releaseFile = (service: string, of: string): string => `apps/${service}/${of}.yaml`;

/**
 * The desired state that files below `apps/` describe: one of each service in each cluster that it runs in, and one of each cluster.
 * What `apps/<service>/<environment>.yaml` says is overlaid by `apps/<service>/<cluster>.yaml` where that is another name, and there.
 * @param files path (POSIX, from the root of the checkout) → text
 * @throws DesiredStateError with every fault
 */
export function readDesired(
  files: ReadonlyMap<string, string>,
  rows: { readonly services: readonly Service[]; readonly clusters: readonly Cluster[] } = {
    services: allServices,
    clusters: allClusters,
  },
): Desired {
  const { services, clusters } = rows;
  const faults: Fault[] = [];
  const facts = clusters.flatMap((cluster) => {
    const file = clusterFile(cluster.name);
    const content = checked<Omit<ClusterFacts, 'cluster'>>(readYaml(files, file, faults), file, isCluster, faults);
    if (content && !content[cluster.kind])
      faults.push(
        mismatch({
          file,
          where: '',
          got: `no '${cluster.kind}'`,
          expected: `what a cluster of kind '${cluster.kind}' needs`,
          fix: 'see apps/cluster.schema.json',
        }),
      );
    return content ? [{ cluster: cluster.name, ...content }] : [];
  });
  faults.push(...sharedOrigins(facts));
  const releases = clusters.flatMap((cluster) =>
    servicesOn(cluster.kind, services).flatMap((service) =>
      readRelease(files, { service, cluster, clusters, facts }, faults),
    ),
  );
  faults.push(...unknownFiles([...files.keys()], rows));
  if (faults.length > 0) throw new DesiredStateError('the desired state', withoutRepetition(faults));
  return { releases, clusters: facts };
}

/** One service in one cluster; nothing where a fault was found. */
function readRelease(
  files: ReadonlyMap<string, string>,
  context: { service: Service; cluster: Cluster; clusters: readonly Cluster[]; facts: readonly ClusterFacts[] },
  faults: Fault[],
): Release[] {
  const { service, cluster, clusters, facts } = context;
  const { environment } = cluster;
  const file = releaseFile(service.name, environment);
  const overlayFile = releaseFile(service.name, cluster.name);
  const base = checked<Fields>(readYaml(files, file, faults), file, isRelease, faults);
  if (!base) return [];
  const isOverlaid = overlayFile !== file && files.has(overlayFile);
  const overlay = isOverlaid ? readYaml(files, overlayFile, faults) : undefined;
  if (isOverlaid && overlay === undefined) return [];
  const where = isOverlaid ? overlayFile : file;
  const isFirst = clusters.find((each) => each.environment === environment)?.name === cluster.name;
  if (isFirst && isFields(overlay?.value) && overlay.value.image !== undefined)
    faults.push(
      mismatch({
        file: overlayFile,
        where: '/image',
        got: 'an image',
        expected: `none: what the first cluster of ${environment} runs stands in ${file}`,
        fix: 'move it there',
      }),
    );
  const whole = isOverlaid ? overlaid(base, overlay?.value) : base;
  const content = checked<Omit<Release, 'service' | 'environment' | 'cluster'>>(
    { value: whole },
    where,
    isRelease,
    faults,
  );
  if (!content) return [];
  const release = { service: service.name, environment, cluster: cluster.name, ...content };
  const registry = facts.find((each) => each.cluster === cluster.name)?.registry;
  faults.push(...faultsOf(release, service, { file: where, registry }));
  return [release];
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of the second value over those of the first, at any depth; lists are replaced as a whole. */
function overlaid(base: unknown, over: unknown): unknown {
  if (!isFields(base) || !isFields(over)) return over;
  const fields = Object.entries(over).map(([key, value]) => [key, key in base ? overlaid(base[key], value) : value]);
  return { ...base, ...(Object.fromEntries(fields) as Fields) };
}

/** The value of a YAML file. */
function readYaml(
  files: ReadonlyMap<string, string>,
  file: string,
  faults: Fault[],
): { readonly value: unknown } | undefined {
  const text = files.get(file);
  if (text === undefined) {
    faults.push(
      mismatch({
        file,
        where: '',
        got: 'no such file',
        expected: 'one for every service in every environment, and one for every row of charts-src/clusters.ts',
        fix: 'copy it from a neighbour, or correct the row',
      }),
    );
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (!broken) return { value: document.toJS() as unknown };
  const { line, col } = lines.linePos(broken.pos[0]);
  faults.push(
    mismatch({ file, where: `line ${line}:${col}`, got: broken.message, expected: 'YAML', fix: 'correct the line' }),
  );
  return undefined;
}

/** The value when it satisfies its schema. */
function checked<T>(
  read: { readonly value: unknown } | undefined,
  file: string,
  isValid: ValidateFunction,
  faults: Fault[],
): T | undefined {
  if (!read) return undefined;
  if (isValid(read.value)) return read.value as T;
  const errors = (isValid.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  faults.push(...errors.map((error) => toFault(file, error, read.value)));
  return undefined;
}

function toFault(file: string, error: ErrorObject, value: unknown): Fault {
  const at = error.instancePath
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
  const { additionalProperty, missingProperty } = error.params as Record<string, string | undefined>;
  const got = additionalProperty ? `'${additionalProperty}'` : missingProperty ? `no '${missingProperty}'` : show(at);
  const expected = additionalProperty ? 'a field that the schema knows' : (error.message ?? 'another value');
  const schema = file.startsWith('apps/clusters/') ? 'apps/cluster.schema.json' : 'apps/release.schema.json';
  return mismatch({ file, where: error.instancePath, got, expected, fix: `see ${schema}` });
}

const show = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value));

/** What a schema cannot say. */
function faultsOf(
  release: Release,
  service: Service,
  { file, registry }: { file: string; registry: string | undefined },
): Fault[] {
  const { image, replicas, canary, cluster } = release;
  const faults: Fault[] = [];
  const fault = (path: string, got: string, expected: string, fix: string) =>
    void faults.push(mismatch({ file, where: path, got, expected, fix }));
  if (registry !== undefined && image.repository !== `${registry}/${service.name}`)
    fault(
      '/image/repository',
      `'${image.repository}'`,
      `'${registry}/${service.name}'`,
      `images run from the registry in ${clusterFile(cluster)} only`,
    );
  if (replicas.min > replicas.max)
    fault('/replicas/min', `${replicas.min}`, `at most replicas.max (${replicas.max})`, 'lower min or raise max');
  for (const resource of ['cpu', 'memory'] as const) {
    const [requested, limit] = [release.resources.requests[resource], release.resources.limits[resource]];
    if (amountOf(requested) > amountOf(limit))
      fault(
        `/resources/requests/${resource}`,
        `'${requested}'`,
        `at most resources.limits.${resource} ('${limit}')`,
        'lower the request or raise the limit; the API server refuses such a pod',
      );
  }
  const wanted =
    service.runtime === 'embedded-azure' ? undefined : service.judgedBy === 'traffic' ? 'weights' : 'iterations';
  const given = canary && (canary.weights ? 'weights' : 'iterations');
  if (wanted !== given)
    fault('/canary', given ?? 'none', wanted ?? 'none', `the service.ts of ${service.name} says how it is judged`);
  const weights = canary?.weights ?? [];
  if (weights.some((weight, index) => index > 0 && weight <= (weights[index - 1] ?? 0)))
    fault('/canary/weights', JSON.stringify(weights), 'growing weights', 'order them');
  return faults;
}

/** Browsers find one cluster at one address. */
const sharedOrigins = (facts: readonly ClusterFacts[]): Fault[] =>
  facts.flatMap(({ cluster, origin }, index) => {
    const other = facts.slice(0, index).find((each) => each.origin === origin);
    if (!other) return [];
    return [
      mismatch({
        file: clusterFile(cluster),
        where: '/origin',
        got: `'${origin}', as ${other.cluster} has`,
        expected: 'an address of its own',
        fix: 'give each cluster the address at which browsers reach it',
      }),
    ];
  });

/** Files that nothing reads: most likely misspelt. Those right below `apps/` are schemas. */
function unknownFiles(
  files: readonly string[],
  { services, clusters }: { services: readonly Service[]; clusters: readonly Cluster[] },
): Fault[] {
  const known = new Set([
    ...clusters.map(({ name }) => clusterFile(name)),
    ...clusters.flatMap(({ kind, name, environment }) =>
      servicesOn(kind, services).flatMap((service) => [
        releaseFile(service.name, environment),
        releaseFile(service.name, name),
      ]),
    ),
  ]);
  return files
    .filter((file) => /^apps\/.+\//.test(file) && !known.has(file))
    .map((file) =>
      mismatch({
        file,
        where: '',
        got: 'a file that no service or cluster reads',
        expected: `<service>/<environment or cluster>.yaml of ${services.map(({ name }) => name).join(', ')}`,
        fix: 'rename or delete it; or write services/<service>/service.ts, then: npm run registry',
      }),
    );
}

/** The file of an environment is read once for each of its clusters. */
const withoutRepetition = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
];
