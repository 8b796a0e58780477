import { describe, expect, it } from '@jest/globals';
import { services } from '@halden/service-registry';
import { parse, stringify } from 'yaml';
import { azureNames } from './azure-names.ts';
import { clusterOf, clusters, rows, type ClusterRow } from './clusters.ts';
import { readApps, readDesired } from './desired.ts';
import { environments } from './environments.ts';
import { render } from './render.ts';
import { root } from './testing/manifests.ts';
import { validate } from './validation/index.ts';

const apps = readApps(root);
const [first] = rows.filter(({ environment }) => environment === 'prod');
const row: ClusterRow = { name: 'prod-us', environment: 'prod', region: 'eastus2', addresses: 1 };
const withRow = (added: ClusterRow) => {
  const all = [...rows, added];
  return all.map((each) => clusterOf(each, { rows: all, environments }));
};

/** Facts of the further cluster: every identity and address is another one. */
const facts = (change: object = {}) => {
  const text = apps.get(`apps/clusters/${first?.name ?? ''}.yaml`) ?? '';
  const moved = text
    .replaceAll('shop.halden.example', 'us.shop.halden.example')
    .replaceAll('halden-prod', 'halden-prod-us')
    .replaceAll('westeurope', 'eastus2')
    .replace(/^ {4}([a-z-]+): 00000000-0000-0000-0000-\d{12}$/gm, (_, name: string) => `    ${name}: ${idOf(name)}`);
  const value = parse(moved) as { azure: object };
  return stringify({ ...value, azure: { ...value.azure, ...change } });
};
const idOf = (name: string) =>
  `11111111-1111-1111-1111-${Buffer.from(name).toString('hex').padEnd(12, '0').slice(0, 12)}`;

const rendered = (files: Record<string, string> = {}, azure: object = {}) => {
  const clustersNow = withRow(row);
  const all = new Map([...apps, ['apps/clusters/prod-us.yaml', facts(azure)] as const, ...Object.entries(files)]);
  return render(readDesired(all, { services, clusters: clustersNow }), { services, clusters: clustersNow });
};
const ofCluster = (name: string, files = rendered()) =>
  files.filter(({ path }) => path.startsWith(`clusters/${name}/`));

describe('a further region', () => {
  it('is one more row and its facts: it has every file that the first has', () => {
    const paths = (name: string) => ofCluster(name).map(({ path }) => path.replace(`clusters/${name}/`, ''));
    expect(paths('prod-us')).toEqual(paths('prod'));
  });

  it('breaks no rule that manifests are held to', () => {
    const fromNowOn = rendered();
    expect(validate(fromNowOn)).toEqual([]);
  });

  it('has nothing of the first: no resource, address, identity, range, region or path of it', () => {
    const cluster = clusters.find(({ name }) => name === first?.name)!;
    const factsOf = readDesired(apps).clusters.find((each) => each.cluster === cluster.name)!;
    const firsts = [
      ...Object.values(azureNames(cluster, factsOf)),
      ...Object.values(factsOf.azure?.identities ?? {}),
      ...Object.values(cluster.network),
      factsOf.azure?.gateway.id,
      factsOf.azure?.gateway.wafPolicyId,
      factsOf.azure?.metricsIngestion,
      new URL(factsOf.origin).hostname,
      'europe',
      'clusters/prod/',
    ].filter((text) => text !== undefined);
    // A name of the first that is the beginning of one of the second is not a name of the first.
    const found = ofCluster('prod-us').flatMap(({ path, content }) =>
      firsts
        .filter((text) =>
          new RegExp(`(?<![\\w.-])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`).test(content),
        )
        .map((text) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('changes nothing of the clusters that were there', () => {
    const before = new Map(render(readDesired(apps)).map(({ path, content }) => [path, content]));
    const now = rendered().filter(({ path }) => !path.startsWith('clusters/prod-us/'));
    expect(now.filter(({ path, content }) => before.get(path) !== content)).toEqual([]);
    expect(now).toHaveLength(before.size);
  });

  it('keeps its data in its own part of the world', () => {
    const settings = ofCluster('prod-us').filter(({ path }) => path.endsWith('/configmap.yaml'));
    const hosts = settings.flatMap(({ content }) => content.match(/https:\/\/acs[^\s"]+/g) ?? []);
    expect(hosts).toEqual(['https://acs-halden-prod-us.unitedstates.communication.azure.com']);
  });

  it('may run another image, in other sizes, than its environment: its file lies over it', () => {
    const digest = `sha256:${'d'.repeat(64)}`;
    const overlay = stringify({ image: { tag: '1.2.3', digest }, replicas: { max: 7 } });
    const files = rendered({ 'apps/order-service/prod-us.yaml': overlay });
    const text = (cluster: string, file: string) =>
      files.find(({ path }) => path === `clusters/${cluster}/apps/order-service/${file}`)?.content ?? '';
    expect(text('prod-us', 'deployment.yaml')).toContain(digest);
    expect(text('prod', 'deployment.yaml')).not.toContain(digest);
    expect(text('prod-us', 'canary.yaml')).toContain('maxReplicas: 7');
    expect(text('prod-us', 'canary.yaml')).toContain('- 50');
  });

  it('is refused with what is wrong in its file, by its name', () => {
    const faulty = stringify({ replicas: { min: 9, max: 2 } });
    expect(() => rendered({ 'apps/order-service/prod-us.yaml': faulty })).toThrow(
      'apps/order-service/prod-us.yaml: /replicas/min',
    );
    expect(() => rendered({ 'apps/order-service/prod-us.yaml': 'replica: 1\n' })).toThrow("got 'replica'");
    expect(() => rendered({ 'apps/order-service/prod-uk.yaml': faulty })).toThrow(
      'a file that no service or cluster reads',
    );
  });

  it('may have a suffix to names that are taken in Azure', () => {
    const files = ofCluster('prod-us', rendered({}, { nameSuffix: 'x7k2' }));
    const text = files.map(({ content }) => content).join('\n');
    expect(text).toContain('sb-halden-prod-us-x7k2.servicebus.windows.net');
    expect(text).toContain('sthaldenprodusx7k2');
    expect(text).not.toMatch(/(sb|evh|sql|cosmos|kv|acs)-halden-prod-us(?!-x7k2)/);
  });

  it('answers at an address of its own', () => {
    const origin = /^origin: (.*)$/m.exec(apps.get('apps/clusters/prod.yaml') ?? '')?.[1] ?? '';
    const twice = facts().replace(/^origin: .*$/m, `origin: ${origin}`);
    expect(() => rendered({ 'apps/clusters/prod-us.yaml': twice })).toThrow('expected an address of its own');
  });

  it.each<[string, Partial<ClusterRow>, string]>([
    ['an environment that is not there', { environment: 'qa' as 'prod' }, "got 'qa'"],
    ['a name that is not its environment’s', { name: 'us' }, "expected 'prod-<region>'"],
    ['a name too long for Azure', { name: 'prod-southeastasia' }, 'at most 16'],
    ['a name that another has', { name: 'prod' }, "got 'prod' twice"],
    ['no region', { region: undefined }, 'got no region'],
    ['the address ranges of its neighbour', { addresses: 0 }, 'could not be peered'],
    ['address ranges that do not exist', { addresses: 12 }, 'a whole number from 0 to 11'],
  ])('is refused with %s', (_, change, message) => {
    expect(() => withRow({ ...row, ...change })).toThrow(message);
  });
});

describe('a further environment', () => {
  it('is one more row, with its cluster and its files', () => {
    const qa = { ...environments.find(({ name }) => name === 'staging')!, name: 'qa' as const };
    const all = [...environments, qa];
    const added: ClusterRow = { name: 'qa', environment: 'qa' as 'prod', region: 'uksouth', addresses: 0 };
    const clustersNow = [...rows, added].map((each) => clusterOf(each, { rows: [...rows, added], environments: all }));
    const desired = [...apps].filter(([path]) => path.endsWith('/staging.yaml'));
    const files = new Map([
      ...apps,
      ...desired.map(([path, text]): [string, string] => [
        path.replace('staging', 'qa'),
        text.replaceAll('staging', 'qa'),
      ]),
    ]);
    const now = render(readDesired(files, { services, clusters: clustersNow }), { services, clusters: clustersNow });
    const paths = (name: string) =>
      now
        .filter(({ path }) => path.startsWith(`clusters/${name}/`))
        .map(({ path }) => path.replace(`clusters/${name}/`, ''));
    expect(paths('qa')).toEqual(paths('staging').map((path) => path.replace('ecommerce-staging', 'ecommerce-qa')));
    expect(
      now.find(({ path }) => path === 'clusters/qa/infrastructure/configs/namespace-ecommerce-qa.yaml'),
    ).toBeDefined();
  });
});
