import { services as allServices } from '@halden/service-registry';
import { ApiObject, App, type Chart } from 'cdk8s';
import { ConfigsChart } from './charts/configs-chart.ts';
import { ControllersChart } from './charts/controllers-chart.ts';
import { EmbeddedAzureChart } from './charts/embedded-azure-chart.ts';
import { FluxChart, type Layer } from './charts/flux-chart.ts';
import { ServiceChart } from './charts/service-chart.ts';
import { clusters as allClusters } from './clusters.ts';
import { controllersOf } from './controllers.ts';
import { environmentNamed, environments, servicesOn } from './environments.ts';
import { SynthError } from './errors.ts';
import type { Cluster, Desired, Release, RenderedFile, Service } from './model.ts';
import { helmChart } from './helm/chart.ts';
import { type Site, siteOf } from './settings.ts';
import { toYaml } from './yaml.ts';

/** What is rendered: the registered services in the clusters of clusters.ts, unless others are given. */
export interface Rows {
  readonly services: readonly Service[];
  readonly clusters: readonly Cluster[];
}
const ours: Rows = { services: allServices, clusters: allClusters };

/** A folder that Flux applies, and the chart that fills it. */
interface Folder {
  readonly path: string;
  readonly chart: Chart;
  /** Of one service, whose name files need not repeat; @default files carry kind and name */
  readonly service?: string;
}

/**
 * Everything under `clusters/`, from the desired state. Pure: the same in, the same out, byte for byte.
 * @throws SynthError for what cannot be rendered
 */
export function render(desired: Desired, rows: Rows = ours): readonly RenderedFile[] {
  checkServices(rows.services);
  return [
    ...rows.clusters.flatMap((cluster) => renderCluster(desired, rows, cluster)),
    ...renderHelmCharts(desired, rows),
  ];
}

/** Charts have the values of the last place of the promotion, so that what installs without any is what runs there. */
function renderHelmCharts(desired: Desired, { services, clusters }: Rows): RenderedFile[] {
  const last = environments.findLast(({ kind }) => kind === 'azure');
  const cluster = clusters.find(({ environment }) => environment === last?.name);
  if (!cluster) return [];
  const site = siteIn(desired, cluster);
  const releaseOf = releases(desired, cluster);
  const present = servicesOn(cluster.kind, services);
  return present.flatMap((service) =>
    helmChart({ service, release: releaseOf(service.name), site, services: present, header }),
  );
}

function renderCluster(desired: Desired, { services }: Rows, cluster: Cluster): RenderedFile[] {
  const app = new App({ outdir: `clusters/${cluster.name}` });
  const site = siteIn(desired, cluster);
  const present = servicesOn(cluster.kind, services);
  const releaseOf = releases(desired, cluster);
  const base = `clusters/${cluster.name}`;
  const apps = present.filter(({ runtime }) => runtime !== 'embedded-azure');
  const folders: Folder[] = [];
  const layers: Layer[] = [];
  const add = (layer: Layer, chart: Chart, service?: string) => {
    folders.push({ path: layer.path, chart, ...(service && { service }) });
    layers.push(layer);
  };

  const controllers = controllersOf(site);
  if (controllers.length > 0)
    add(
      { name: 'infrastructure-controllers', path: `${base}/infrastructure/controllers`, after: [] },
      new ControllersChart(app, 'controllers', { controllers }),
    );
  add(
    { name: configs, path: `${base}/infrastructure/configs`, after: layers.map(({ name }) => name) },
    new ConfigsChart(app, 'configs', { site, services: apps }),
  );
  for (const service of present.filter(({ runtime }) => runtime === 'embedded-azure'))
    add(
      { name: service.name, path: `${base}/infrastructure/${service.name}`, after: [configs] },
      new EmbeddedAzureChart(app, service.name, { service, release: releaseOf(service.name), site }),
      service.name,
    );
  const lastLayer = layers.slice(-1).map(({ name }) => name);
  for (const service of apps) {
    const { name } = service;
    const release = releaseOf(name);
    const chart = new ServiceChart(app, `app-${name}`, { service, release, site });
    const policy = release.canary && { service: { name, policy: release.canary } };
    add({ name: `apps-${name}`, path: `${base}/apps/${name}`, after: lastLayer, ...policy }, chart, name);
  }
  folders.push({ path: `${base}/flux`, chart: new FluxChart(app, 'flux', { site, layers }) });
  return folders.flatMap(filesOf);
}

/** The layer that services stand on. */
const configs = 'infrastructure-configs';

function siteIn(desired: Desired, cluster: Cluster): Site {
  const facts = desired.clusters.find((each) => each.cluster === cluster.name);
  if (facts) return siteOf(cluster, facts);
  throw new SynthError({
    what: `nothing is known of the cluster ${cluster.name}`,
    got: `facts of ${desired.clusters.map((each) => each.cluster).join(', ') || 'no cluster'}`,
    expected: `those of '${cluster.name}'`,
    fix: `add apps/clusters/${cluster.name}.yaml`,
  });
}

function releases(desired: Desired, { name, environment }: Cluster): (service: string) => Release {
  const here = new Map<string, Release>(
    desired.releases.filter(({ cluster }) => cluster === name).map((each) => [each.service, each]),
  );
  return (service) => {
    const release = here.get(service);
    if (release) return release;
    throw new SynthError({
      what: `${service} has no release in ${name}`,
      got: `releases of ${[...here.keys()].join(', ') || 'nothing'}`,
      expected: `one of '${service}'`,
      fix: `add apps/${service}/${environment}.yaml`,
    });
  };
}

/** Rows that contradict each other. */
function checkServices(services: readonly Service[]): void {
  const byName = new Map<string, Service>(services.map((service) => [service.name, service]));
  for (const { name, runtime, calls, settingsIn } of services) {
    for (const { service: callee } of calls) {
      const found = byName.get(callee);
      if (found && (found.runtime !== 'embedded-azure' || runtime === 'embedded-azure')) continue;
      throw new SynthError({
        what: `${name} calls ${callee}, which is not there`,
        got: found ? `${callee}, which is in no cluster in Azure` : `an unknown service '${callee}'`,
        expected: `one of ${services.map((each) => each.name).join(', ')}`,
        fix: `correct calls in service.ts of ${name}`,
      });
    }
    const unknown = Object.keys(settingsIn).find((environment) => !environmentNamed(environment));
    if (unknown)
      throw new SynthError({
        what: `${name} has settings in an environment that is not there`,
        got: `'${unknown}'`,
        expected: `one of ${environments.map((each) => each.name).join(', ')}`,
        fix: `correct settingsIn in service.ts of ${name}`,
      });
  }
  const twice = services.map(({ name }) => name).find((name, index, names) => names.indexOf(name) !== index);
  if (twice)
    throw new SynthError({
      what: `two services have one name`,
      got: `'${twice}' twice`,
      expected: 'a name of its own for each',
      fix: 'rename one, its folder and its service.ts',
    });
}

const header =
  '# Rendered by `npm run synth` from charts-src/ and apps/. Do not edit: change those, and render again.\n';

/** One file for each object, and a kustomization that lists them: where there is none, Flux would make one of all it finds. */
function filesOf({ path, chart, service }: Folder): RenderedFile[] {
  const objects = chart.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node));
  const files = new Map<string, string>();
  for (const object of objects) {
    const name = fileName(object, service);
    if (files.has(name))
      throw new SynthError({
        what: `two objects want the file ${path}/${name}`,
        got: `${object.kind}/${object.name} twice`,
        expected: 'kind and name only once in a folder',
        fix: 'rename one of them in charts-src/',
      });
    files.set(name, header + toYaml(object.toJson()));
  }
  const names = [...files.keys()].sort();
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: names };
  return [
    { path: `${path}/kustomization.yaml`, content: header + toYaml(kustomization) },
    ...names.map((name) => ({ path: `${path}/${name}`, content: files.get(name) ?? '' })),
  ];
}

function fileName(object: ApiObject, service: string | undefined): string {
  const kind = object.kind.toLowerCase();
  return object.name === service ? `${kind}.yaml` : `${kind}-${object.name}.yaml`;
}
