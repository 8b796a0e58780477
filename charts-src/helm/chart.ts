import { ApiObject, App, Chart } from 'cdk8s';
import { serviceNetworkPolicy } from '../charts/network.ts';
import { type AzureNameKey, azureNameKeys, type AzureNames } from '../azure-names.ts';
import { ServiceChart } from '../charts/service-chart.ts';
import type { Release, RenderedFile, Service } from '../model.ts';
import { type Site, settingsOf } from '../settings.ts';
import { toYaml } from '../yaml.ts';
import { bare, type Hole, toTemplate, withHoles } from './holes.ts';
import { notesOf, schemaOf } from './texts.ts';

export interface HelmChartOptions {
  readonly service: Service;
  /** Its values are the chart's defaults. */
  readonly release: Release;
  readonly site: Site;
  readonly services: readonly Service[];
  /** First lines of every file. */
  readonly header: string;
}

/**
 * The service as a Helm chart, for those who install without Flux: the same constructs, so that with its defaults it gives what Flux
 * applies (and the network policy, which otherwise is the platform's). Its version is that of the chart, not of the service.
 */
export function helmChart(options: HelmChartOptions): RenderedFile[] {
  const { service, header } = options;
  const path = `clusters/charts/${service.name}`;
  const { standIns, holes } = makeHoles(options);
  const templates = objectsOf(standIns).map(([name, object]) => ({
    path: `${path}/templates/${name}.yaml`,
    content: header + toTemplate(toYaml(special(withHoles(object, holes) as Fields))),
  }));
  const names = azureNameKeys.filter((key) =>
    templates.some(({ content }) => content.includes(`.Values.azure.${key} `)),
  );
  const chart = {
    apiVersion: 'v2',
    name: service.name,
    version: '0.1.0',
    type: 'application',
    description: service.description,
  };
  return [
    { path: `${path}/Chart.yaml`, content: header + toYaml(chart) },
    { path: `${path}/values.yaml`, content: header + toYaml(valuesOf(options, names)) },
    { path: `${path}/values.schema.json`, content: `${JSON.stringify(schemaOf(service, names), null, 2)}\n` },
    { path: `${path}/templates/NOTES.txt`, content: notesOf(service) },
    ...templates,
  ];
}

interface Fields {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** File name → object. */
function objectsOf({ service, release, site, services }: HelmChartOptions): [string, object][] {
  const app = new App({ outdir: 'clusters/charts' });
  const charts = [
    new ServiceChart(app, 'service', { service, release, site }),
    new Chart(app, 'network', { disableResourceNameHashes: true }),
  ];
  serviceNetworkPolicy(charts[1]!, service, { site, services });
  return charts
    .flatMap((chart) => chart.node.findAll())
    .filter((node): node is ApiObject => ApiObject.isApiObject(node))
    .map((object): [string, object] => {
      const kind = object.kind.toLowerCase();
      return [object.name === service.name ? kind : `${kind}-${object.name}`, object.toJson() as object];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What is replaced as a whole: settings are a map of any length, and their checksum follows them. */
function special(object: Fields): Fields {
  if (object.kind === 'ConfigMap') return { ...object, data: bare('toJson .Values.settings') };
  if (object.kind !== 'Deployment') return object;
  const { spec } = object as unknown as { spec: { template: { metadata: { annotations: object } } } };
  const annotations = {
    ...spec.template.metadata.annotations,
    'halden.example/settings-checksum': bare('toJson .Values.settings | sha256sum | trunc 16 | quote'),
  };
  const template = { ...spec.template, metadata: { ...spec.template.metadata, annotations } };
  return { ...object, spec: { ...spec, template } };
}

/** The chart's defaults: the release it is made from. */
function valuesOf({ service, release, site }: HelmChartOptions, names: readonly AzureNameKey[]) {
  const { cluster, facts } = site;
  const { image, replicas, resources, canary } = release;
  const { weights, iterations, threshold } = canary ?? {};
  return {
    image,
    replicas,
    resources,
    canary: { threshold, ...(weights ? { weights } : { iterations }) },
    settings: settingsOf(service, site).open,
    host: new URL(facts.origin).hostname,
    cluster: cluster.name,
    ...(names.length > 0 && { azure: Object.fromEntries(names.map((key) => [key, site.names[key]])) }),
    network: cluster.network,
    applicationInsights: facts.azure?.applicationInsights,
    identity: { clientId: facts.azure?.identities[service.name], tenantId: facts.azure?.tenantId },
  };
}

/** The same service with stand-ins for all values, and what each stands for. */
function makeHoles(options: HelmChartOptions): { standIns: HelmChartOptions; holes: Hole[] } {
  const { service, release, site } = options;
  const holes: Hole[] = [];
  const hole = <T extends Hole['standIn']>(standIn: T, expression: string): T => {
    holes.push({ standIn, expression: expression.startsWith('.') ? expression : `.Values.${expression}` });
    return standIn;
  };
  const weights = [901, 902];
  const { canary } = release;
  const standInRelease: Release = {
    ...release,
    image: {
      repository: hole('stand-in.invalid/repository', 'image.repository'),
      tag: hole('stand-in-tag', 'image.tag'),
      digest: hole(`sha256:${'5eed'.repeat(16)}`, 'image.digest'),
    },
    replicas: { min: hole(911, 'replicas.min'), max: hole(912, 'replicas.max') },
    resources: {
      requests: { cpu: hole('9101m', 'resources.requests.cpu'), memory: hole('9102Mi', 'resources.requests.memory') },
      limits: { cpu: hole('9103m', 'resources.limits.cpu'), memory: hole('9104Mi', 'resources.limits.memory') },
    },
    ...(canary && {
      canary: {
        interval: canary.interval,
        threshold: hole(921, 'canary.threshold'),
        ...(canary.weights
          ? { weights: hole(weights, 'canary.weights') }
          : { iterations: hole(922, 'canary.iterations') }),
      },
    }),
  };
  const { azure } = site.facts;
  const placeholderSite: Site = {
    cluster: {
      ...site.cluster,
      name: hole('stand-in-cluster', 'cluster'),
      namespace: hole('stand-in-namespace', '.Release.Namespace'),
      network: {
        pods: hole('192.0.2.1/32', 'network.pods'),
        services: hole('192.0.2.2/32', 'network.services'),
        gateway: hole('192.0.2.3/32', 'network.gateway'),
      },
    },
    facts: {
      ...site.facts,
      origin: `https://${hole('stand-in-host.invalid', 'host')}`,
      ...(azure && {
        azure: {
          ...azure,
          tenantId: hole('5eed0000-0000-0000-0000-000000000001', 'identity.tenantId'),
          identities: { [service.name]: hole('5eed0000-0000-0000-0000-000000000002', 'identity.clientId') },
          applicationInsights: hole('stand-in-insights', 'applicationInsights'),
        },
      }),
    },
    names: Object.fromEntries(
      Object.keys(site.names).map((key) => [key, hole(`stand-in-name-${key.toLowerCase()}`, `azure.${key}`)]),
    ) as unknown as AzureNames,
  };
  return { standIns: { ...options, release: standInRelease, site: placeholderSite }, holes };
}
