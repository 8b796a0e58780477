import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AmqpServer, certificateFiles, type KeyAndCertificate, startAmqpServer } from './amqp/index.ts';
import { type BlobServer, startBlobServer } from './blob/index.ts';
import { type CommunicationServer, startCommunicationServer } from './communication/index.ts';
import { type CosmosServer, startCosmosServer } from './cosmos/index.ts';
import { lockDataDirectory } from './data-lock.ts';
import type { EntityConfig } from './entities.ts';
import type { Log } from './http.ts';
import { type IdentityServer, type IdentityServerOptions, startIdentityServer } from './identity/index.ts';
import { type PortChoice, type ServiceName, serviceNames, startOn } from './ports.ts';

export { DataDirectoryInUseError } from './data-lock.ts';
export { type EntityConfig, EntityConfigError, mergeEntities, parseEntities } from './entities.ts';
export type { Log } from './http.ts';
export { defaultPorts, type PortChoice, type ServiceName, serviceNames } from './ports.ts';
export { apiAudience, cliClient, demoPassword, demoPeople, type DemoPerson, shopClient } from './identity/index.ts';
export { type AmqpServer, startAmqpServer } from './amqp/index.ts';
export { type BlobServer, startBlobServer } from './blob/index.ts';
export { type CommunicationServer, type Message, startCommunicationServer } from './communication/index.ts';
export { type CosmosServer, startCosmosServer } from './cosmos/index.ts';
export { type IdentityServer, startIdentityServer } from './identity/index.ts';

export interface AzureOptions {
  /** The queues, topics and event hubs that are served. */
  entities: EntityConfig;
  /** @default '127.0.0.1' */
  host?: string;
  /**
   * The host name in the addresses that clients are given, where they reach this machine by another than `host`: in a cluster the
   * name of the Service. @default `host`; 127.0.0.1 when that is every address
   */
  advertise?: string;
  /** @default any free ones */
  ports?: Partial<Record<ServiceName, PortChoice>>;
  /** Keeps everything; one process at a time has it. @default in memory */
  dataDir?: string;
  /** Deletes what the data directory kept before starting. @default false */
  reset?: boolean;
  /** @default the redirect `http://localhost:8080/signed-in` */
  identity?: Partial<
    Pick<IdentityServerOptions, 'issuer' | 'redirectUris' | 'postLogoutRedirectUris' | 'accessTokenLifetime'>
  >;
  /** Where the mailbox is mounted, such as `/mailbox` behind a gateway. @default '' */
  mailboxBasePath?: string;
  /** Names that the mailbox answers to besides this machine's own and `advertise`: that of a gateway before it. @default none */
  allowedHosts?: readonly string[];
  /**
   * What Service Bus's administration uses for HTTPS, as PEM. @default made for this machine's names, `host` and `advertise`, by an
   * authority that is kept in the data directory
   */
  tls?: KeyAndCertificate;
  log?: Log;
}

/** Everything that runs. */
export interface Azure {
  amqp: AmqpServer;
  cosmos: CosmosServer;
  blob: BlobServer;
  identity: IdentityServer;
  communication: CommunicationServer;
  dataDir: string | undefined;
  /** Stops all and gives the data directory back; a second call waits for the same. */
  stop(): Promise<void>;
}

/** Which services did not start, and why; those that did are stopped again. */
export class AzureStartError extends Error {
  readonly failures: ReadonlyMap<ServiceName, Error>;
  constructor(failures: ReadonlyMap<ServiceName, Error>) {
    super([...failures].map(([name, error]) => `${name} did not start: ${error.message}`).join('\n'));
    this.name = 'AzureStartError';
    this.failures = failures;
  }
}

/** The files of a data directory, with those that SQLite keeps beside its own. */
const dataFiles = {
  amqp: 'amqp.db',
  certificateAuthority: certificateFiles.authority,
  certificateKeys: certificateFiles.keys,
  cosmos: 'cosmos.db',
  blob: 'blob.db',
  identity: 'identity.db',
  identityKeys: 'identity-keys.json',
  communication: 'mailbox.db',
};

/**
 * Starts all the emulators in this process, in parallel. When one fails, the others are stopped.
 * @throws AzureStartError, {@link DataDirectoryInUseError}
 */
export async function startAzure(options: AzureOptions): Promise<Azure> {
  const { dataDir } = options;
  const unlock = dataDir === undefined ? () => {} : lockDataDirectory(dataDir);
  try {
    if (dataDir !== undefined && options.reset) deleteData(dataDir);
    const servers = await startServers(options);
    let stopped: Promise<void> | undefined;
    const stop = () => (stopped ??= stopServers(Object.values(servers)).finally(unlock));
    return { ...servers, dataDir, stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

type Servers = Pick<Azure, ServiceName>;

async function startServers(options: AzureOptions): Promise<Servers> {
  const { entities, dataDir, log = () => {}, host = '127.0.0.1', mailboxBasePath = '', allowedHosts = [] } = options;
  const advertise = options.advertise ?? (['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host);
  const redirectUris = options.identity?.redirectUris ?? ['http://localhost:8080/signed-in'];
  const on = <Server>(name: ServiceName, start: (port: number) => Promise<Server>) =>
    startOn(options.ports?.[name] ?? 0, start);
  const at = (port: number, file: string) => ({
    host,
    advertise,
    port,
    log,
    ...(dataDir !== undefined && { dataFile: join(dataDir, file) }),
  });
  const folder = dataDir === undefined ? {} : { dataDir };
  const starting = {
    amqp: on('amqp', (port) =>
      startAmqpServer({ entities, ...at(port, dataFiles.amqp), ...(options.tls && { tls: options.tls }) }),
    ),
    cosmos: on('cosmos', (port) => startCosmosServer(at(port, dataFiles.cosmos))),
    blob: on('blob', (port) => startBlobServer(at(port, dataFiles.blob))),
    identity: on('identity', (port) =>
      startIdentityServer({ ...options.identity, redirectUris, host, advertise, port, log, ...folder }),
    ),
    communication: on('communication', (port) =>
      startCommunicationServer({ basePath: mailboxBasePath, allowedHosts, ...at(port, dataFiles.communication) }),
    ),
  } satisfies Record<ServiceName, Promise<unknown>>;

  const results = await Promise.allSettled(serviceNames.map((name) => starting[name]));
  const failures = new Map<ServiceName, Error>();
  results.forEach((result, index) => {
    const name = serviceNames[index];
    if (result.status === 'rejected' && name) failures.set(name, asError(result.reason));
  });
  if (failures.size > 0) {
    await stopServers(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
    throw new AzureStartError(failures);
  }
  const { amqp, cosmos, blob, identity, communication } = starting;
  return {
    amqp: await amqp,
    cosmos: await cosmos,
    blob: await blob,
    identity: await identity,
    communication: await communication,
  };
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));

async function stopServers(servers: readonly { stop(): Promise<void> }[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
}

function deleteData(dataDir: string): void {
  for (const name of Object.values(dataFiles))
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(dataDir, name + suffix), { force: true });
}
