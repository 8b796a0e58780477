import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AzureReady } from '@halden/launcher/azure/protocol';
import { type ServiceName, serviceNames, servicesPlan } from '@halden/launcher/plan';
import type { Engine } from '../engine.ts';
import type { Made } from '../make.ts';
import { sizeLimit } from '../plan.ts';
import { type Container, Containers, eventually } from './containers.ts';
import { createGateway } from './gateway.ts';
import { Ingestion } from './ingestion.ts';

/** The images do not do what they are for; says which and what. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
}

interface Context {
  readonly engine: Engine;
  readonly root: string;
  readonly say: (text: string) => void;
}

const azurePorts = { amqp: 5672, cosmos: 8081, blob: 10_000, identity: 8090, communication: 8025 };
const servicePort = 8080;
const internalPort = 8081;
const managementPort = 9090;

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
  const running = new Map<string, Container>();
  const ingestion = new Ingestion();
  const at = (name: string, port: number) => running.get(name)?.address(port);
  const gateway = createGateway((name) => {
    if (name === 'identity') return at('azure', azurePorts.identity);
    return name === 'mailbox' ? at('azure', azurePorts.communication) : at(name, servicePort);
  });
  const origin = `http://localhost:${await listen(gateway, 'localhost')}`;
  const start = async (
    name: string,
    image: string,
    options: { environment: Record<string, string>; ports?: number[]; folders?: string[] },
  ) => {
    const container = await containers.run({
      ports: [servicePort, managementPort],
      ...options,
      name,
      image: imageOf(image),
    });
    running.set(name, container);
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
    const azure = await start('azure', 'embedded-azure', {
      environment: {
        LOCAL_AZURE: JSON.stringify({
          ...{ host: '0.0.0.0', advertise: 'azure', ports: azurePorts, origin },
          ...{ dataDir: '/data', entitiesFile: '/app/entities.json', logLevel: 'info' },
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
        ...{ root, host: '0.0.0.0', origin, dataDir: '/data', logLevel: 'info', databaseUrl: undefined },
        environment: {},
        ports: Object.fromEntries(serviceNames.map((name) => [name, servicePort])) as Record<ServiceName, number>,
        internalPorts: { 'product-service': internalPort },
        managementPorts: Object.fromEntries(serviceNames.map((name) => [name, managementPort])) as Record<
          ServiceName,
          number
        >,
        gatewayPort: 0,
        secrets: { orderKeySecret: 'of no worth, since it guards nothing here' },
      },
      addresses,
    );
    for (const { name, env } of specs)
      await start(name, name, {
        environment: {
          ...env,
          ...(await telemetryOf(name)),
          ...(name === 'order-service' && { PRODUCT_SERVICE_URL: `http://product-service:${internalPort}` }),
        },
        folders: ['/data'],
      });
    await start('frontend', 'frontend', { environment: { OIDC_ISSUER: addresses.issuer, SHOP_DEMO: 'true' } });
    for (const { name } of specs)
      await eventually(`${name} is ready`, () => answers(`${at(name, managementPort) ?? ''}/ready`));
    await eventually('the shop answers', () => answers(`${origin}/health-of-nothing`, 404));
    await checkShop(origin);
    const demo = join(root, 'local/launcher/src/demo/main.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [demo, '--url', origin, '--json'], {
      timeout: 120_000,
    });
    const { ok, steps } = JSON.parse(stdout) as { ok: boolean; steps: { step: string; ms: number; result: string }[] };
    for (const { step, ms, result } of steps) say(`  ${step.padEnd(44)} ${ms.toFixed(1).padStart(8)} ms  ${result}`);
    if (!ok) throw new VerificationError('the demo order did not come through (see above)');
    for (const container of running.values())
      await eventually(`the health check of ${container.name} finds it healthy`, async () =>
        (await container.health()) === 'healthy' ? true : undefined,
      );
    say(`verify: ${running.size} containers healthy`);
    for (const name of [...serviceNames, 'frontend', 'azure']) await running.get(name)?.stop();
    const silent = serviceNames.filter((name) => !ingestion.heard.has(name));
    if (silent.length > 0) throw new VerificationError(`${silent.join(', ')}: no attempt to send telemetry`);
    say('verify: all stop when they are told to, and send their telemetry first');
  } catch (error) {
    for (const container of running.values()) say(`--- ${container.name}\n${(await container.logs()).slice(-2_000)}`);
    throw error;
  } finally {
    ingestion.stop();
    gateway.close();
    gateway.closeAllConnections();
  }
}

/** The last line of the embedded Azure's log that tells addresses. */
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
  for (const name of serviceNames) {
    const container = await containers.run({
      name: `${name}-in-azure`,
      image: imageOf(name),
      environment: inAzure,
      ports: [],
    });
    const wanted =
      name === 'order-service' ? /the SQL database does not answer/ : /ManagedIdentityCredential|getaddrinfo ENOTFOUND/;
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

/** Everything any of the services is told in Azure, of names that do not exist. */
const inAzure = {
  ...{ OIDC_ISSUER: 'https://login.invalid/', OIDC_JWKS_URI: 'https://login.invalid/keys', DRAIN_SECONDS: '0' },
  ...{ COSMOS_ENDPOINT: 'https://cosmos.invalid:443/', DATABASE_URL: 'mssql://sql.invalid/halden' },
  ...{ SERVICE_BUS_NAMESPACE: 'sb.invalid', EVENT_HUBS_NAMESPACE: 'evh.invalid', CHECKPOINT_ACCOUNT: 'sthalden' },
  ...{
    COMMUNICATION_ENDPOINT: 'https://acs.invalid',
    EMAIL_SENDER: 'orders@halden.example',
    SHOP_URL: 'https://shop.invalid',
  },
  ...{ ORDER_KEY_SECRET: 'of no worth, since it guards nothing here', PRODUCT_SERVICE_URL: 'http://product.invalid' },
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
