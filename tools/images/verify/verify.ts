import { catalogueStaff, importDemoCatalogue } from '@halden/demo-catalogue/import';
import { signIn } from '@halden/launcher/demo/local';
import { ExplainedError } from '@halden/cli/refusal';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AzureReady } from '@halden/launcher/azure/protocol';
import { localServices, servicesPlan } from '@halden/launcher/plan';
import { callSettings } from '@halden/service-description';
import { embeddedAzure, services, shop } from '@halden/service-registry';
import type { Engine } from '../engine.ts';
import type { Made } from '../make.ts';
import { sizeLimit } from '../plan.ts';
import { type Container, Containers, eventually } from './containers.ts';
import { createGateway } from './gateway.ts';
import { Ingestion } from './ingestion.ts';

/** The images do not do what they are for; says which and what. */
export class VerificationError extends ExplainedError {
  override readonly name = 'VerificationError';
}

interface Context {
  readonly engine: Engine;
  readonly root: string;
  readonly say: (text: string) => void;
}

const azurePorts = { amqp: 5672, cosmos: 8081, blob: 10_000, identity: 8090, communication: 8025 };
/** Where other containers find a service. */
const addressInside = (name: string): string => {
  const ports = services.find((service) => service.name === name)?.ports;
  return `http://${name}:${ports?.internal ?? ports?.http ?? 0}`;
};

/**
 * Runs all images together as the cluster does (read-only, no rights, not root): an order is placed and its e-mail arrives, every health
 * check is content; then each service with the settings it has in Azure. Rejects with {@link VerificationError}.
 */
export async function verify(made: readonly Made[], context: Context): Promise<void> {
  const { engine, say } = context;
  const tooLarge = made.filter(({ sizeAboveBase }) => (sizeAboveBase ?? 0) > sizeLimit);
  if (tooLarge.length > 0)
    throw new VerificationError(
      `${tooLarge.map(({ name }) => name).join(', ')}: more than ${sizeLimit / 1e6} MB above the base`,
    );
  const imageOf = (name: string) => made.find((image) => image.name === name)?.reference ?? name;
  const containers = await Containers.open(engine);
  try {
    await placeAnOrder(containers, imageOf, context);
    await runAsInAzure(containers, imageOf, context);
    say('verify: the images do what they are for');
  } catch (error) {
    if (error instanceof VerificationError) throw error;
    throw new VerificationError((error as Error).message, { cause: error });
  } finally {
    await containers.close();
  }
}

async function placeAnOrder(
  containers: Containers,
  imageOf: (name: string) => string,
  { root, say }: Context,
): Promise<void> {
  const containerOf = new Map<string, Container>();
  const ingestion = new Ingestion();
  const at = (name: string, port: number) => containerOf.get(name)?.address(port);
  const gateway = createGateway(({ prefix, service }) => {
    if (service !== embeddedAzure.name)
      return at(service, services.find(({ name }) => name === service)?.ports.http ?? 0);
    return at('azure', prefix === '/identity' ? azurePorts.identity : azurePorts.communication);
  });
  const origin = `http://localhost:${await listen(gateway, 'localhost')}`;
  const start = async (
    name: string,
    image: string,
    options: { environment: Record<string, string>; ports?: number[]; folders?: string[] },
  ) => {
    const container = await containers.run({
      ports: [shop.ports.http],
      ...options,
      name,
      image: imageOf(image),
    });
    containerOf.set(name, container);
    return container;
  };
  const host = await containers.host();
  const telemetryOf = async (name: string) => ({
    APPLICATIONINSIGHTS_CONNECTION_STRING:
      'InstrumentationKey=00000000-0000-0000-0000-000000000000;' +
      `IngestionEndpoint=https://${host}:${await ingestion.listenFor(name)}/`,
  });
  try {
    say('verify: starting the embedded Azure, the services and the shop …');
    const azure = await start('azure', embeddedAzure.name, {
      environment: {
        LOCAL_AZURE: JSON.stringify({
          host: '0.0.0.0',
          advertise: 'azure',
          ports: azurePorts,
          origin,
          dataDir: '/data',
          entitiesFile: '/app/entities.json',
          logLevel: 'info',
        }),
      },
      ports: [azurePorts.identity, azurePorts.communication],
      folders: ['/data'],
    });
    const addresses = await eventually('the embedded Azure says where it is', async () =>
      readAddresses(await azure.logs()),
    );
    const specs = servicesPlan(
      {
        root,
        host: '0.0.0.0',
        origin,
        dataDir: '/data',
        logLevel: 'info',
        databaseUrl: undefined,
        environment: {},
        ports: new Map(localServices.map(({ name, ports }) => [name, ports])),
        gatewayPort: 0,
        secrets: Object.fromEntries(
          localServices.flatMap(({ secrets }) => Object.values(secrets)).map((secret) => [secret, worthless]),
        ),
      },
      addresses,
    );
    const environments = new Map(specs.map(({ name, env }) => [name, env]));
    for (const service of localServices)
      await start(service.name, service.name, {
        environment: {
          ...environments.get(service.name),
          ...(await telemetryOf(service.name)),
          ...callSettings(service, addressInside),
        },
        ports: Object.values(service.ports),
        folders: ['/data'],
      });
    await start(shop.name, shop.name, { environment: { OIDC_ISSUER: addresses.issuer, SHOP_DEMO: 'true' } });
    for (const { name, ports, health } of localServices)
      await eventually(`${name} is ready`, () =>
        answers(`${at(name, ports.management ?? ports.http) ?? ''}${health.ready}`),
      );
    await eventually('the shop answers', () => answers(`${origin}/health-of-nothing`, 404));
    await checkShop(origin);
    await importDemoCatalogue({ url: origin, token: await signIn(origin, catalogueStaff()) });
    const demo = join(root, 'local/launcher/src/demo/main.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [demo, '--url', origin, '--json'], {
      timeout: 120_000,
    });
    const { ok, steps } = JSON.parse(stdout) as { ok: boolean; steps: { step: string; ms: number; result: string }[] };
    for (const { step, ms, result } of steps) say(`  ${step.padEnd(44)} ${ms.toFixed(1).padStart(8)} ms  ${result}`);
    if (!ok) throw new VerificationError('the demo order did not come through (see above)');
    for (const container of containerOf.values())
      await eventually(`the health check of ${container.name} finds it healthy`, async () =>
        (await container.health()) === 'healthy' ? true : undefined,
      );
    say(`verify: ${containerOf.size} containers healthy`);
    const names = localServices.map(({ name }) => name);
    for (const name of [...names, shop.name, 'azure']) await containerOf.get(name)?.stop();
    const silent = names.filter((name) => !ingestion.heard.has(name));
    if (silent.length > 0) throw new VerificationError(`${silent.join(', ')}: no attempt to send telemetry`);
    say('verify: all stop on SIGTERM, and send their telemetry first');
  } catch (error) {
    for (const container of containerOf.values())
      say(`--- ${container.name}\n${(await container.logs()).slice(-2_000)}`);
    throw error;
  } finally {
    ingestion.stop();
    gateway.close();
    gateway.closeAllConnections();
  }
}

/** The last line of the embedded Azure's log that contains addresses. */
function readAddresses(log: string): AzureReady | undefined {
  const lines = log
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as { addresses?: AzureReady }] : []));
  return lines.findLast(({ addresses }) => addresses)?.addresses;
}

async function checkShop(origin: string): Promise<void> {
  const page = await fetch(`${origin}/`, { headers: { accept: 'text/html' } });
  const policy = page.headers.get('content-security-policy') ?? '';
  if (
    page.status !== 200 ||
    !(await page.text()).includes('<script') ||
    !policy.includes(`connect-src 'self' ${origin}`)
  )
    throw new VerificationError(`the shop's page is not as it should be: ${page.status}, policy '${policy}'`);
  const config = (await (await fetch(`${origin}/config.json`)).json()) as { identity?: { authority?: string } };
  if (config.identity?.authority !== `${origin}/identity`)
    throw new VerificationError(`the shop's config.json names another authority: ${JSON.stringify(config)}`);
}

/** With the settings of Azure other libraries are loaded, which only ask for an identity and a database that are not here. */
async function runAsInAzure(
  containers: Containers,
  imageOf: (name: string) => string,
  { say }: Context,
): Promise<void> {
  for (const { name, uses, secrets, calls } of localServices) {
    const container = await containers.run({
      name: `${name}-in-azure`,
      image: imageOf(name),
      environment: {
        ...inAzure,
        ...Object.fromEntries(Object.keys(secrets).map((variable) => [variable, worthless])),
        ...callSettings({ calls }, (service) => `http://${service}.invalid`),
      },
      ports: [],
    });
    const wanted = uses.includes('sql')
      ? /the SQL database does not answer/
      : /ManagedIdentityCredential|getaddrinfo ENOTFOUND/;
    const log = await eventually(`${name} with the settings of Azure says '${wanted.source}'`, async () => {
      const said = await container.logs();
      return wanted.test(said) ? said : undefined;
    });
    await container.stop();
    const fault = /.*(is not a function|is not a constructor|Cannot find (module|package)|Dynamic require).*/.exec(
      log,
    )?.[0];
    if (fault) throw new VerificationError(`${name} with the settings of Azure: ${fault}`);
    say(`verify: ${name} loads what it needs in Azure`);
  }
}

const worthless = 'of no worth, since it guards nothing here';

/** All settings of the services in Azure, with names that do not exist. */
const inAzure = {
  OIDC_ISSUER: 'https://login.invalid/',
  OIDC_JWKS_URI: 'https://login.invalid/keys',
  DRAIN_SECONDS: '0',
  COSMOS_ENDPOINT: 'https://cosmos.invalid:443/',
  DATABASE_URL: 'mssql://sql.invalid/halden',
  SERVICE_BUS_NAMESPACE: 'sb.invalid',
  EVENT_HUBS_NAMESPACE: 'evh.invalid',
  CHECKPOINT_ACCOUNT: 'sthalden',
  COMMUNICATION_ENDPOINT: 'https://acs.invalid',
  EMAIL_SENDER: 'orders@halden.example',
  SHOP_URL: 'https://shop.invalid',
};

async function listen(server: Server, host: string): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function answers(url: string, status = 200): Promise<true | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.status === status ? true : undefined;
}
