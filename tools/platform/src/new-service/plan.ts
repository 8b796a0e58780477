import { Refusal } from '@halden/cli/refusal';
import type { Change } from '../plan/changes.ts';
import type { Files } from '../desired/checkout.ts';
import type { Plan } from '../plan/edit.ts';
import { namesOf, type ServiceNames } from './names.ts';
import { packages, sourceFiles } from './source-files.ts';

/** What a new service is planned from. */
export interface NewServiceState {
  /** `apps/**`, `libs/contracts/src/**`, `package-lock.json`, and the folders of services. */
  readonly files: Files;
  /** Services there are. */
  readonly services: readonly string[];
  /** Ports that `npm start` prefers for them. */
  readonly localPorts: readonly number[];
  /** Environments, whether they are in Azure, and their first cluster. */
  readonly environments: readonly {
    readonly name: string;
    readonly kind: 'azure' | 'local';
    readonly cluster: string;
  }[];
  /** Public path prefixes there are. */
  readonly routes: readonly string[];
}

/**
 * Everything that a new service needs but what is generated from it: its folder, its contract, its desired state in every environment,
 * an identity in every cluster in Azure, and its place in the lock file.
 * @throws {Refusal} for a name that is taken or cannot be one
 */
export function planNewService(state: NewServiceState, name: string): Plan {
  const names = namesOf(name, state.services);
  refuseTaken(state, names);
  const added = new Map([
    ...sourceFiles(names, { localPort: Math.max(3000, ...state.localPorts) + 1 }),
    ...desiredState(state, names),
  ]);
  const edits = [...identities(state, names), contractIndex(state, names), lockEntry(state, names)];
  const changes = [...[...added].map(([path, after]): Change => ({ path, before: undefined, after })), ...edits];
  return {
    changes: changes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    notes: [
      `its identities in apps/clusters/ are placeholders until infrastructure/ has made them`,
      `its images are placeholders until npm run platform -- bump ${name} --env dev --tag … --digest …`,
    ],
  };
}

function refuseTaken({ files, routes }: NewServiceState, names: ServiceNames): void {
  const { service, subject, resource, camel, pascal } = names;
  const refuse = (where: string, why: string): never => {
    throw new Refusal({
      what: `'${service}' cannot be the name of a service`,
      where,
      why,
      fix: 'choose another name, such as one that says more exactly what it does',
    });
  };
  const folder = [...files.keys()].find(
    (path) => path.startsWith(`services/${service}/`) || path.startsWith(`apps/${service}/`),
  );
  if (folder) refuse(folder, 'that folder is there already, and nothing is written over');
  const contract = `libs/contracts/src/apis/${subject}-api.ts`;
  if (files.has(contract)) refuse(contract, 'there is an API of that name already');
  if (routes.includes(`/api/${resource}`)) refuse(`/api/${resource}`, 'another service answers there');
  const exported = new RegExp(`^export (?:const|type|interface|class|function) (?:${pascal}|${camel}Api)\\b`, 'm');
  const clash = [...files].find(([path, text]) => path.startsWith('libs/contracts/src/') && exported.test(text));
  if (clash) refuse(clash[0], `the contracts have something of the name ${pascal} already`);
}

/** Desired state that validation takes before an image was built: the digest of nothing. */
function desiredState({ files, environments }: NewServiceState, { service }: ServiceNames): Files {
  return new Map(
    environments.map(({ name, kind, cluster }) => {
      const facts = files.get(`apps/clusters/${cluster}.yaml`) ?? '';
      const registry = /^registry: (\S+)$/m.exec(facts)?.[1];
      if (!registry)
        throw new Refusal({
          what: `nothing says where the images of ${name} are`,
          where: `apps/clusters/${cluster}.yaml`,
          why: 'the facts of its cluster name no registry',
          fix: 'npm run platform -- validate',
        });
      return [`apps/${service}/${name}.yaml`, desiredText({ service, environment: name, registry, kind })] as const;
    }),
  );
}

const desiredText = (of: { service: string; environment: string; registry: string; kind: 'azure' | 'local' }): string =>
  `# yaml-language-server: $schema=../release.schema.json
# What runs of ${of.service} in ${of.environment}. \`npm run platform -- bump\` and \`promote\` write the image; the rest is edited by hand.
# Until a first image is built, the digest is that of nothing: the SHA-256 of the empty string.
image:
  repository: ${of.registry}/${of.service}
  tag: 0.0.0-unbuilt
  digest: sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
replicas:
  min: 1
  max: 3
resources:
  requests:
    cpu: 100m
    memory: 192Mi
  limits:
    cpu: '1'
    memory: 384Mi
canary:
  interval: ${of.kind === 'local' ? '10s' : '1m'}
  threshold: 3
  weights: [5, 10, 25, 50]
`;

/** A placeholder of an identity in the facts of every cluster in Azure. */
const identities = ({ files }: NewServiceState, { service }: ServiceNames): Change[] =>
  [...files]
    .filter(([path, text]) => path.startsWith('apps/clusters/') && /^ {2}identities:$/m.test(text))
    .map(([path, before]) => {
      const numbers = [...before.matchAll(/^ {4}[a-z0-9-]+: 0{8}-0{4}-0{4}-0{4}-0*(\d+)$/gm)].map(([, end]) =>
        Number(end),
      );
      const id = `00000000-0000-0000-0000-${`${Math.max(0, ...numbers) + 1}`.padStart(12, '0')}`;
      const lines = before.split('\n');
      const first = lines.indexOf('  identities:') + 1;
      const length = lines.slice(first).findIndex((line) => !line.startsWith('    '));
      lines.splice(first + (length === -1 ? lines.length - first : length), 0, `    ${service}: ${id}`);
      return { path, before, after: lines.join('\n') };
    });

/** The contracts export its API. */
function contractIndex({ files }: NewServiceState, { subject }: ServiceNames): Change {
  const path = 'libs/contracts/src/index.ts';
  const before = textOf(files, path);
  const lines = before.trimEnd().split('\n');
  const line = `export * from './apis/${subject}-api.ts';`;
  const at = lines.findIndex((each) => each > line);
  lines.splice(at === -1 ? lines.length : at, 0, line);
  return { path, before, after: `${lines.join('\n')}\n` };
}

/** What npm would write of the workspace. */
function lockEntry({ files }: NewServiceState, { service }: ServiceNames): Change {
  const path = 'package-lock.json';
  const before = textOf(files, path);
  const lock = JSON.parse(before) as { packages: Record<string, object> };
  const entries: [string, object][] = [
    ...Object.entries(lock.packages),
    [`services/${service}`, { name: `@halden/${service}`, version: '0.1.0', ...packages }],
    [`node_modules/@halden/${service}`, { resolved: `services/${service}`, link: true }],
  ];
  const sorted = entries.sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { path, before, after: `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n` };
}

function textOf(files: Files, path: string): string {
  const text = files.get(path);
  if (text !== undefined) return text;
  throw new Refusal({
    what: 'this is no checkout of the platform',
    where: path,
    why: 'there is no such file',
    fix: 'run it in a checkout, or name one with --root',
  });
}
