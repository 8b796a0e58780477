import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import rhea from 'rhea';
import { urlHost } from '../hosts.ts';
import { AdministrationServer } from './administration/server.ts';
import { prepareCertificates, type Certificates, type KeyAndCertificate } from './administration/certificate.ts';
import { Namespace } from './administration/namespace.ts';
import { byFirstByte } from './first-byte.ts';
import { BrokerConnection } from './links/connection.ts';
import { mergeEntities, type EntityConfig } from './entity-config.ts';
import { Journal } from './storage/journal.ts';
import type { Log } from './log.ts';
import { limitEmptyArrays } from './links/rhea-internals.ts';
import { fixRhea } from '@halden/rhea-fixes';

export { certificateFiles, type KeyAndCertificate } from './administration/certificate.ts';
export { DataFileError } from '../database.ts';

export interface AmqpServerOptions {
  /** What is served. Entities that an earlier run knew and this one does not keep their data and are not served. */
  entities: EntityConfig;
  /** @default '127.0.0.1' */
  host?: string;
  /** The host name in the addresses that clients are given. @default `host` */
  advertise?: string;
  /** @default 0, which takes any free port */
  port?: number;
  /** SQLite file; without one, everything is in memory and gone at the end. */
  dataFile?: string;
  /** @default 'RootManageSharedAccessKey' */
  keyName?: string;
  /** @default 'SAS_KEY_VALUE', as in the vendors' emulators */
  key?: string;
  /** How long a client may take until its AMQP connection is open; whoever takes longer is cut off. @default 30_000 */
  openWithinMs?: number;
  /** What the administration's HTTPS uses, as PEM. @default made for this machine's names, and kept beside the data file */
  tls?: KeyAndCertificate;
  log?: Log;
}

/** A running broker for Service Bus and Event Hubs on one port. */
export interface AmqpServer {
  host: string;
  port: number;
  /** Connection string for `@azure/service-bus`. */
  serviceBus: string;
  /** Connection string for `@azure/event-hubs`, without an entity path. */
  eventHubs: string;
  /** The authority of the administration's HTTPS, for clients to trust; undefined with `tls` given. */
  certificateAuthority: Certificates['authority'];
  /** Cuts all connections, commits and closes the data file. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded Service Bus and Event Hubs. What it acknowledges is committed to the data file.
 * @throws EntityConfigError, DataFileError, or the system's error when it cannot listen (`code` EADDRINUSE when the port is taken)
 */
export async function startAmqpServer(options: AmqpServerOptions): Promise<AmqpServer> {
  const { host = '127.0.0.1', port = 0, keyName = 'RootManageSharedAccessKey', key = 'SAS_KEY_VALUE' } = options;
  const { advertise = host, log = () => {}, openWithinMs = 30_000 } = options;
  fixRhea();
  limitEmptyArrays();
  const entities = mergeEntities([options.entities]);
  const accessKey = { keyName, key };
  const sockets = new Set<Socket>();
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const journal = new Journal(
    options.dataFile,
    {
      // As after the failure of a node in Azure: clients connect again, and what was not committed never was.
      rolledBack: (error) => {
        log('turn-rolled-back', { error });
        namespace.broker.abandon();
        namespace = new Namespace(journal, entities, log);
        cutAll();
      },
      callbackFailed: (error) => log('callback-failed', { error }),
    },
    log,
  );
  let namespace = openNamespace(journal, entities, log);
  const certificates = await prepareCertificates({
    hosts: [host, advertise],
    log,
    ...(options.tls && { own: options.tls }),
    ...(options.dataFile !== undefined && { folder: dirname(options.dataFile) }),
  }).catch((error: unknown) => {
    namespace.broker.stop();
    throw error;
  });
  const administration = new AdministrationServer({
    certificates,
    accessKey,
    openWithinMs,
    log,
    namespace: () => namespace,
  });

  const container = rhea.create_container({ id: 'halden-local-azure' });
  const serveAmqp = (socket: Socket, withinMs: number) => {
    new BrokerConnection(container, socket, { broker: namespace.broker, accessKey, log, openWithinMs: withinMs });
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', (error) => log('socket-error', { error }));
    byFirstByte(socket, {
      withinMs: openWithinMs,
      amqp: serveAmqp,
      tls: () => administration.serveTls(socket),
      http: () => administration.serveHttp(socket),
    });
  });
  const stopServing = () => {
    cutAll();
    server.close();
  };
  const taken = await listen(server, { host, port }).catch((error: unknown) => {
    namespace.broker.stop();
    throw error;
  });

  const endpoint = `Endpoint=sb://${urlHost(advertise)}:${taken};SharedAccessKeyName=${keyName};SharedAccessKey=${key};UseDevelopmentEmulator=true`;
  return {
    host,
    port: taken,
    serviceBus: endpoint,
    eventHubs: endpoint,
    certificateAuthority: certificates.authority,
    stop: async () => {
      const closed = server.listening ? once(server, 'close') : undefined;
      stopServing();
      await closed;
      namespace.broker.stop();
    },
  };
}

function openNamespace(journal: Journal, entities: EntityConfig, log: Log): Namespace {
  try {
    return new Namespace(journal, entities, log);
  } catch (error) {
    journal.close();
    throw error;
  }
}

/** The port that it listens on. */
function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        error.message = `port ${port} on ${host} is in use by another program; stop that one, or choose another port`;
      reject(error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
