// `npm run azure`: Azure's services on this machine, for anybody's tests. The one place that reads arguments, signals and standard input.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { type CliRequest, help, parseCli, UsageError } from './cli-options.ts';
import {
  apiAudience,
  type Azure,
  cliClient,
  defaultPorts,
  type EntityConfig,
  EntityConfigError,
  mergeEntities,
  parseEntities,
  type PortChoice,
  type ServiceName,
  serviceNames,
  shopClient,
  startAzure,
} from './index.ts';

const workspace = resolve(import.meta.dirname, '..');
const shopEntities = join(workspace, 'entities.json');
const defaultData = resolve(workspace, '..', '..', '.local', 'azure');

try {
  await main(parseCli(process.argv.slice(2)));
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(`azure: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(isUsage ? 2 : 1);
}

async function main(request: CliRequest): Promise<void> {
  if (request.action === 'help') return void process.stdout.write(help);
  if (request.action === 'version') return console.log(await version());
  const entities = await readEntities(request.config);
  const stopping = onSignal();
  const azure = await startAzure({
    entities,
    host: request.host,
    ...(request.advertise !== undefined && { advertise: request.advertise }),
    ports: choosePorts(request.ports),
    ...(request.data !== ':memory:' && { dataDir: resolve(request.data ?? defaultData) }),
    reset: request.reset,
    ...(request.tls && { tls: { key: await readPem(request.tls.key), cert: await readPem(request.tls.cert) } }),
    identity: request.redirectUris ? { redirectUris: request.redirectUris } : {},
    log: (event, details) =>
      console.error(`azure: ${event}${details ? ` ${inspect(details, { breakLength: Infinity })}` : ''}`),
  });
  const description = await describe(azure);
  console.log(request.json ? JSON.stringify(description) : table(description));
  await stopping;
  await azure.stop();
  process.exit(0);
}

/** Resolves at the first signal to stop; a second one ends the process at once. */
function onSignal(): Promise<void> {
  return new Promise((stop) => {
    let isStopping = false;
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const)
      process.on(signal, () => {
        if (isStopping) process.exit(code);
        isStopping = true;
        stop();
      });
  });
}

function choosePorts(asked: CliRequest['ports']): Record<ServiceName, PortChoice> {
  const choices = serviceNames.map((name) => [name, asked[name] ?? { preferred: defaultPorts[name] }]);
  return Object.fromEntries(choices) as Record<ServiceName, PortChoice>;
}

async function readEntities(files: readonly string[]): Promise<EntityConfig> {
  const sources = files.length > 0 ? files : [shopEntities];
  try {
    return mergeEntities(await Promise.all(sources.map(readEntityFile)));
  } catch (error) {
    if (error instanceof EntityConfigError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

async function readEntityFile(file: string): Promise<EntityConfig> {
  const name = file === '-' ? 'standard input' : file;
  const content = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8')).catch((error: Error) => {
    throw new UsageError(`${name} cannot be read: ${error.message}`, { cause: error });
  });
  let json: unknown;
  try {
    // Some editors begin a file with a byte order mark.
    json = JSON.parse(content.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${(error as Error).message}`, { cause: error });
  }
  return parseEntities(json, name);
}

function readPem(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`, { cause: error });
  });
}

/** What a program needs to use everything. */
async function describe({ amqp, cosmos, blob, identity, communication, dataDir }: Azure) {
  return {
    serviceBus: amqp.serviceBus,
    eventHubs: amqp.eventHubs,
    /** For clients of the administration to trust; without a data folder there is no file. */
    serviceBusAdministration: {
      certificateAuthorityFile: amqp.certificateAuthority?.file,
      certificateAuthority: await amqp.certificateAuthority?.pem(),
    },
    cosmos: { endpoint: cosmos.endpoint, key: cosmos.key },
    blob: blob.connectionString,
    identity: {
      issuer: identity.issuer,
      jwksUri: identity.jwksUri,
      tokenEndpoint: identity.tokenEndpoint,
      audience: apiAudience,
      clients: { browser: shopClient, password: cliClient },
    },
    communication: { connectionString: communication.connectionString, mailbox: communication.mailboxUrl },
    data: dataDir ?? ':memory:',
    pid: process.pid,
  };
}

function table(description: Awaited<ReturnType<typeof describe>>): string {
  const { serviceBus, serviceBusAdministration, cosmos, blob, identity, communication, data, pid } = description;
  const authority = serviceBusAdministration.certificateAuthorityFile;
  const rows = [
    ['Service Bus, Event Hubs', serviceBus],
    ...(authority === undefined ? [] : [['  its administration', `NODE_EXTRA_CA_CERTS=${authority}`]]),
    ['Cosmos DB', `${cosmos.endpoint}  key ${cosmos.key}`],
    ['Blob Storage', blob],
    ['Sign-in', identity.issuer],
    ['E-mail, SMS', communication.connectionString],
    ['Mailbox', communication.mailbox],
    ['Data', data],
    ['Process', `${pid} (Ctrl-C stops it)`],
  ];
  return rows.map(([name = '', value = '']) => `${name.padEnd(24)}${value}`).join('\n');
}

async function version(): Promise<string> {
  const manifest = JSON.parse(await readFile(join(workspace, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
