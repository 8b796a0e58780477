import type { Files } from '../desired/checkout.ts';
import type { ServiceNames } from './names.ts';

/** The program of a new service, its description and its contract: path → text, in the house's format. */
export function sourceFiles(names: ServiceNames, versions: { readonly localPort: number }): Files {
  const { service, subject } = names;
  const folder = `services/${service}`;
  return new Map([
    [`libs/contracts/src/apis/${subject}-api.ts`, api(names)],
    [`${folder}/package.json`, manifest(names)],
    [`${folder}/service.ts`, description(names, versions.localPort)],
    [`${folder}/src/main.ts`, main(names)],
    [`${folder}/src/config.ts`, config],
    [`${folder}/src/app.ts`, app(names)],
    [`${folder}/src/app.component.test.ts`, appTest(names)],
    [`${folder}/src/domain/${subject}.ts`, domain(names)],
    [`${folder}/src/domain/${subject}.test.ts`, domainTest(names)],
    [`${folder}/src/routes/${subject}.ts`, routes(names)],
  ]);
}

const api = ({
  service,
  resource,
  camel,
  pascal,
  title,
}: ServiceNames): string => `import { Closed, type Static, Type } from '../brand.ts';
import { defineApi } from '../operation.ts';

export const ${pascal} = Closed({ id: Type.String({ maxLength: 64 }), text: Type.String({ maxLength: 4000 }) });
export type ${pascal} = Static<typeof ${pascal}>;

export const ${camel}Api = defineApi({
  service: '${service}',
  title: '${title}',
  description: '${title} of the shop.',
  operations: {
    list${pascal}: {
      method: 'GET',
      path: '/api/${resource}',
      summary: 'All of them, oldest first',
      access: 'public',
      responses: { 200: Type.Array(${pascal}) },
    },
  },
});
`;

const manifest = ({ service }: ServiceNames): string =>
  `${JSON.stringify(
    {
      name: `@halden/${service}`,
      version: '0.1.0',
      private: true,
      type: 'module',
      exports: { './config': './src/config.ts' },
      dependencies: packages.dependencies,
      devDependencies: packages.devDependencies,
    },
    null,
    2,
  )}\n`;

/** What the generated program imports. */
export const packages = {
  dependencies: { '@halden/contracts': '0.1.0', '@halden/service-kit': '0.1.0' },
  devDependencies: { '@halden/service-description': '0.1.0' },
} as const;

const description = (
  { service, camel, title }: ServiceNames,
  port: number,
): string => `import { ${camel}Api } from '@halden/contracts';
import { defineService } from '@halden/service-description';

export default defineService({
  name: '${service}',
  title: '${title}',
  description: '${title} of the shop',
  runtime: 'node',
  api: ${camel}Api,
  slo: { availability: 99.9, latencyMs: 500 },
  local: { port: ${port} },
});
`;

const main = ({ service }: ServiceNames): string => {
  const call = `await serviceMain({ service: '${service}', process, readConfig, load: () => import('./app.ts'), now: Date.now });`;
  const long = `await serviceMain({
  service: '${service}',
  process,
  readConfig,
  load: () => import('./app.ts'),
  now: Date.now,
});`;
  return `import { serviceMain } from '@halden/service-kit';
import { readConfig } from './config.ts';

${call.length <= 120 ? call : long}
`;
};

const config = `import { commonSettings, loadConfig } from '@halden/service-kit';

export const settings = { ...commonSettings };
export type Config = ReturnType<typeof readConfig>;

/** Throws \`ConfigError\` with every fault. */
export const readConfig = (environment: Record<string, string | undefined>) => loadConfig(settings, environment);
`;

const app = ({
  service,
  subject,
  camel,
  pascal,
}: ServiceNames): string => `import { ${camel}Api } from '@halden/contracts';
import { createFoundation, type Logger, type ServiceApp } from '@halden/service-kit';
import { createFastifyServers } from '@halden/service-kit/fastify';
import type { Config } from './config.ts';
import { create${pascal}Store } from './domain/${subject}.ts';
import { ${camel}Handlers } from './routes/${subject}.ts';

/** The whole service, wired but not started. */
export async function buildApp(options: { config: Config; log: Logger; now: () => number }): Promise<ServiceApp> {
  const foundation = createFoundation('${service}', options);
  const servers = await createFastifyServers<typeof ${camel}Api>(
    foundation.http(${camel}Api, {}),
    ${camel}Handlers({ store: create${pascal}Store() }),
  );
  return foundation.serve(servers);
}
`;

const domain = ({ pascal }: ServiceNames): string => `import type { ${pascal} } from '@halden/contracts';

/** Where they are kept. */
export interface ${pascal}Store {
  /** All, oldest first. */
  list(): readonly ${pascal}[];
  /** Adds one; the same id again changes nothing. */
  add(added: ${pascal}): void;
}

/** In memory, for as long as the process lives. */
export function create${pascal}Store(): ${pascal}Store {
  const kept = new Map<string, ${pascal}>();
  return {
    list: () => [...kept.values()],
    add(added) {
      if (!kept.has(added.id)) kept.set(added.id, added);
    },
  };
}
`;

const domainTest = ({ subject, pascal }: ServiceNames): string => `import { describe, expect, it } from '@jest/globals';
import { create${pascal}Store } from './${subject}.ts';

describe('the store', () => {
  it('lists what was added, oldest first, and each id once', () => {
    const store = create${pascal}Store();
    store.add({ id: 'b', text: 'first' });
    store.add({ id: 'a', text: 'second' });
    store.add({ id: 'b', text: 'again' });
    expect(store.list()).toEqual([
      { id: 'b', text: 'first' },
      { id: 'a', text: 'second' },
    ]);
  });
});
`;

const routes = ({
  subject,
  camel,
  pascal,
}: ServiceNames): string => `import type { ${camel}Api } from '@halden/contracts';
import type { Handlers } from '@halden/service-kit';
import type { ${pascal}Store } from '../domain/${subject}.ts';

export const ${camel}Handlers = ({ store }: { store: ${pascal}Store }): Handlers<typeof ${camel}Api> => ({
  list${pascal}: () => ({ status: 200, body: [...store.list()] }),
});
`;

const appTest = ({
  service,
  resource,
}: ServiceNames): string => `import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@halden/service-kit';
import { silentLog, startTestIssuer } from '@halden/service-kit/testing';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';

describe('${service}', () => {
  let issuer: Awaited<ReturnType<typeof startTestIssuer>>;
  let app: ServiceApp;
  beforeAll(async () => {
    issuer = await startTestIssuer();
    const config = readConfig({
      HOST: '127.0.0.1',
      PORT: '0',
      MANAGEMENT_PORT: '0',
      OIDC_ISSUER: issuer.issuer,
      OIDC_JWKS_URI: issuer.jwksUri,
      DRAIN_SECONDS: '0',
    });
    app = await buildApp({ config, log: silentLog, now: Date.now });
    await app.lifecycle.start();
    app.health.setState('running');
  });
  afterAll(async () => {
    await app.lifecycle.stop();
    await issuer.stop();
  });

  it('answers at /api/${resource}', async () => {
    const response = await fetch(\`http://127.0.0.1:\${app.port()}/api/${resource}\`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual([]);
  });

  it('is ready at its management port', async () =>
    expect((await fetch(\`http://127.0.0.1:\${app.managementPort()}/ready\`)).status).toBe(200));
});
`;
