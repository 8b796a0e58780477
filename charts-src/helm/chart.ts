import { ApiObject, App, Chart } from 'cdk8s';
import { serviceNetwork } from '../charts/network.ts';
import { type AzureNameKey, azureNameKeys, type AzureNames } from '../azure-names.ts';
import { ServiceChart } from '../charts/service-chart.ts';
import type { Release, RenderedFile, Service } from '../model.ts';
import { type Site, settingsOf } from '../settings.ts';
import { toYaml } from '../yaml.ts';
import { evaluated, type Placeholder, toTemplate, withExpressions } from './placeholders.ts';
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
  const { rendered, placeholders } = withPlaceholders(options);
  const templates = objectsOf(rendered).map(([name, object]) => ({
    path: `${path}/templates/${name}.yaml`,
    content: header + toTemplate(toYaml(special(withExpressions(object, placeholders) as Fields))),
  }));
  const names = azureNameKeys.filter((key) =>
    templates.some(({ content }) => new RegExp(`\\.Values\\.azure\\.${key}\\b`).test(content)),
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
  serviceNetwork(charts[1]!, service, { site, services });
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
  if (object.kind === 'ConfigMap') return { ...object, data: evaluated('toJson .Values.settings') };
  if (object.kind !== 'Deployment') return object;
  const { spec } = object as unknown as { spec: { template: { metadata: { annotations: object } } } };
  const annotations = {
    ...spec.template.metadata.annotations,
    'halden.example/settings-checksum': evaluated('toJson .Values.settings | sha256sum | trunc 16 | toJson'),
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

/** The same service with placeholders for all values, and the expression behind each. */
function withPlaceholders(options: HelmChartOptions): { rendered: HelmChartOptions; placeholders: Placeholder[] } {
  const { service, release, site } = options;
  const placeholders: Placeholder[] = [];
  const placeholder = <T extends Placeholder['value']>(value: T, expression: string): T => {
    placeholders.push({ value, expression: expression.startsWith('.') ? expression : `.Values.${expression}` });
    return value;
  };
  const weights = [901, 902];
  const { canary } = release;
  const placeholderRelease: Release = {
    ...release,
    image: {
      repository: placeholder('placeholder.invalid/repository', 'image.repository'),
      tag: placeholder('placeholder-tag', 'image.tag'),
      digest: placeholder(`sha256:${'5eed'.repeat(16)}`, 'image.digest'),
    },
    replicas: { min: placeholder(911, 'replicas.min'), max: placeholder(912, 'replicas.max') },
    resources: {
      requests: {
        cpu: placeholder('9101m', 'resources.requests.cpu'),
        memory: placeholder('9102Mi', 'resources.requests.memory'),
      },
      limits: {
        cpu: placeholder('9103m', 'resources.limits.cpu'),
        memory: placeholder('9104Mi', 'resources.limits.memory'),
      },
    },
    ...(canary && {
      canary: {
        interval: canary.interval,
        threshold: placeholder(921, 'canary.threshold'),
        ...(canary.weights
          ? { weights: placeholder(weights, 'canary.weights') }
          : { iterations: placeholder(922, 'canary.iterations') }),
      },
    }),
  };
  const { azure } = site.facts;
  const placeholderSite: Site = {
    cluster: {
      ...site.cluster,
      name: placeholder('placeholder-cluster', 'cluster'),
      namespace: placeholder('placeholder-namespace', '.Release.Namespace'),
      network: {
        pods: placeholder('192.0.2.1/32', 'network.pods'),
        services: placeholder('192.0.2.2/32', 'network.services'),
        gateway: placeholder('192.0.2.3/32', 'network.gateway'),
      },
    },
    facts: {
      ...site.facts,
      origin: `https://${placeholder('placeholder-host.invalid', 'host')}`,
      ...(azure && {
        azure: {
          ...azure,
          tenantId: placeholder('5eed0000-0000-0000-0000-000000000001', 'identity.tenantId'),
          identities: { [service.name]: placeholder('5eed0000-0000-0000-0000-000000000002', 'identity.clientId') },
          applicationInsights: placeholder('placeholder-insights', 'applicationInsights'),
        },
      }),
    },
    names: Object.fromEntries(
      Object.keys(site.names).map((key) => [key, placeholder(`placeholder-name-${key.toLowerCase()}`, `azure.${key}`)]),
    ) as unknown as AzureNames,
  };
  return { rendered: { ...options, release: placeholderRelease, site: placeholderSite }, placeholders };
}
