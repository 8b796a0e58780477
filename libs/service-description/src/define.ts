import type { Api } from '@halden/contracts';
import type { ImageContents, LocalProcess, Ports, ServiceDescription } from './description.ts';
import { routesOf } from './routes.ts';

/** What a `service.ts` may leave out. */
type Optional =
  | 'calls'
  | 'uses'
  | 'consumes'
  | 'judgedBy'
  | 'keepsCertificate'
  | 'business'
  | 'alerts'
  | 'secrets'
  | 'settings'
  | 'settingsIn';

/** What every `service.ts` may say; what it leaves out is filled in by {@link defineService}. */
type Said<Name extends string, Callee extends string> = Pick<
  ServiceDescription<Name, Callee>,
  'name' | 'title' | 'description' | 'slo' | 'keepsFiles'
> &
  Partial<Pick<ServiceDescription<Name, Callee>, Optional>>;

/** A Node program: its API gives the routes, and service-kit what else all of them have in common. */
interface NodeService {
  readonly runtime: 'node';
  readonly api: Api;
  readonly local: Partial<LocalProcess> & Pick<LocalProcess, 'port'>;
}

/** Files, or a program that is not built on service-kit: it names its routes, its health and its image itself. */
interface OtherService extends Pick<ServiceDescription, 'routes' | 'ports' | 'health' | 'answersAt'> {
  readonly runtime: 'static' | 'embedded-azure';
  readonly image: ImageContents;
}

const nodeBase = 'gcr.io/distroless/nodejs24-debian12:nonroot';

/**
 * The description of a service, complete. Of a Node program it knows the ports of the container, the paths of its probes, that it
 * serves metrics and verifies tokens, and how its image is made.
 * @throws TypeError where it contradicts itself
 */
export function defineService<const Name extends string, const Callee extends string = never>(
  said: Said<Name, Callee> & (NodeService | OtherService),
): ServiceDescription<Name, Callee> {
  const common: Pick<ServiceDescription<Name, Callee>, Optional> = {
    calls: [],
    uses: [],
    consumes: [],
    judgedBy: 'traffic',
    keepsCertificate: false,
    business: [],
    alerts: [],
    secrets: {},
    settings: {},
    settingsIn: {},
  };
  const description: ServiceDescription<Name, Callee> =
    said.runtime === 'node'
      ? {
          ...common,
          health: { live: '/health', ready: '/ready' },
          answersAt: '/openapi.json',
          servesMetrics: true,
          verifiesTokens: true,
          ...said,
          routes: routesOf(said.api),
          ports: portsOf(said.api),
          local: { memoryMb: 384, priority: 'normal', settings: {}, ...said.local },
          image: nodeImage(said.name),
        }
      : { ...common, servesMetrics: false, verifiesTokens: false, ...said };
  check(description);
  return description;
}

/** The ports that service-kit listens on by default. */
const portsOf = ({ operations }: Api): Ports => ({
  http: 8080,
  ...(Object.values(operations).some(({ access }) => access === 'internal') && { internal: 8081 }),
  management: 9090,
});

const nodeImage = (name: string): ImageContents => ({
  target: 'service',
  base: nodeBase,
  entry: `services/${name}/src/main.ts`,
  workspaces: [`services/${name}`],
  paths: [],
  tools: ['esbuild'],
});

/** What the types cannot say. */
function check({
  name,
  api,
  uses,
  consumes,
  calls,
  keepsFiles,
  settings,
  settingsIn,
  secrets,
}: ServiceDescription): void {
  const fault = (what: string, got: string, expected: string, fix: string): never => {
    throw new TypeError(`${what}: got ${got}, expected ${expected}; ${fix} in service.ts of ${name}`);
  };
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40)
    fault(
      'the name of a service names Kubernetes objects',
      `'${name}'`,
      'at most 40 small letters, digits and single hyphens, a letter first',
      'correct name',
    );
  if (api && api.service !== name)
    fault(`the API of ${name} belongs to another service`, `'${api.service}'`, `'${name}'`, 'take the right api');
  if (uses.includes('sql') && !keepsFiles)
    fault(`${name} uses SQL, which is a file where there is no Azure`, 'no keepsFiles', 'its folder', 'add keepsFiles');
  const needed = { queue: 'service-bus', subscription: 'service-bus', 'event-hub': 'event-hubs' } as const;
  for (const { kind } of consumes)
    if (!uses.includes(needed[kind]))
      fault(`${name} consumes of what it does not use`, `a ${kind}`, `uses with '${needed[kind]}'`, 'add it to uses');
  const names = [settings, secrets, ...Object.values(settingsIn)].flatMap((each) => Object.keys(each));
  const variables = [...names, ...calls.map(({ setting }) => setting)];
  const wrong = variables.find((variable) => !/^[A-Z][A-Z0-9_]*$/.test(variable));
  if (wrong)
    fault(`a setting of ${name} is an environment variable`, `'${wrong}'`, 'capitals, digits and _', 'rename it');
}
