import { unbuilt } from '@halden/charts/unbuilt';
import type { Files } from '../desired/checkout.ts';
import { readRelease } from '../desired/app-file.ts';
import type { Renderer } from '../plan/renderer.ts';

/** The digest of the n-th image. */
export const digest = (n: number): string => `sha256:${n.toString(16).padStart(64, '0')}`;

const environments = ['dev', 'staging', 'prod', 'local'];

/** A platform of two services and four environments that renders one Deployment from each file of desired state. */
export const smallRenderer: Renderer = {
  environments: ['dev', 'staging', 'prod'],
  standalone: ['local'],
  follows: new Map(),
  services: new Map([
    ['cart', environments],
    ['mail', ['dev', 'local']],
  ]),
  clusters: environments.map((name) => ({ name, environment: name, namespace: `ecommerce-${name}` })),
  render: async (apps) => new Map([...apps].map(([path, text]) => renderOne(path, text))),
  validate: () => [],
};

function renderOne(path: string, text: string): readonly [string, string] {
  const [, service = '', environment = ''] = path.split(/[/.]/);
  const { repository, digest: pinned } = readRelease(path, text);
  const retry = /^retry: (.*)$/m.exec(text)?.[1];
  const metadata = `metadata: {name: ${service}, namespace: ecommerce-${environment}}`;
  const annotations = retry ? `{metadata: {annotations: {retry: ${retry}}}, ` : '{';
  const containers = `spec: {containers: [{name: ${service}, image: '${repository}@${pinned}'}]}`;
  return [
    `clusters/${environment}/apps/${service}/deployment.yaml`,
    `apiVersion: apps/v1\nkind: Deployment\n${metadata}\nspec: {template: ${annotations}${containers}}}\n`,
  ];
}

/** A file of desired state. */
export const app = (service: string, tag: string, pinned: string): string =>
  `# What runs of ${service}.
image:
  repository: registry.example/${service} # of ours
  tag: ${tag}
  digest: ${pinned}

replicas: { min: 1,   max: 3 } # enough
`;

/** Its checkout: `apps/**`, and what is rendered from it. */
export async function smallPlatform(
  releases: Record<string, readonly [tag: string, pinned: string]> = {},
): Promise<Files> {
  const apps = new Map<string, string>();
  for (const [service, places] of smallRenderer.services)
    for (const environment of places) {
      const path = `apps/${service}/${environment}.yaml`;
      const [tag, pinned] = releases[path] ?? ['0.0.0-unbuilt', unbuilt];
      apps.set(path, app(service, tag, pinned));
    }
  return new Map([...apps, ...(await smallRenderer.render(apps))]);
}
