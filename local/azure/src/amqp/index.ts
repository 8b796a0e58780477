import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import rhea from 'rhea';
import { urlHost } from '../hosts.ts';
import { Broker } from './broker/broker.ts';
import { BrokerConnection } from './links/connection.ts';
import { mergeEntities, type EntityConfig } from './entity-config.ts';
import { Journal } from './storage/journal.ts';
import type { Log } from './log.ts';
import { limitEmptyArrays } from './links/rhea-internals.ts';
import { fixRhea } from '@halden/rhea-fixes';

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
  const connections = new Set<BrokerConnection>();
  const cutAll = () => {
    for (const connection of connections) connection.destroy();
  };
  const journal = new Journal(
    options.dataFile,
    {
      // As after the failure of a node in Azure: clients connect again, and what was not committed never was.
      rolledBack: (error) => {
        log('turn-rolled-back', { error });
        broker.abandon();
        broker = new Broker(journal, entities, log);
        cutAll();
      },
      callbackFailed: (error) => log('callback-failed', { error }),
    },
    log,
  );
  let broker = openBroker(journal, entities, log);

  const container = rhea.create_container({ id: 'halden-local-azure' });
  const server = createServer((socket) => {
    const connection = new BrokerConnection(container, socket, {
      broker,
      accessKey: { keyName, key },
      log,
      openWithinMs,
    });
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
    socket.on('error', (error) => log('socket-error', { error }));
  });
  const stopServing = () => {
    cutAll();
    server.close();
  };
  const taken = await listen(server, { host, port }).catch((error: unknown) => {
    broker.stop();
    throw error;
  });

  const endpoint = `Endpoint=sb://${urlHost(advertise)}:${taken};SharedAccessKeyName=${keyName};SharedAccessKey=${key};UseDevelopmentEmulator=true`;
  return {
    host,
    port: taken,
    serviceBus: endpoint,
    eventHubs: endpoint,
    stop: async () => {
      const closed = server.listening ? once(server, 'close') : undefined;
      stopServing();
      await closed;
      broker.stop();
    },
  };
}

function openBroker(journal: Journal, entities: EntityConfig, log: Log): Broker {
  try {
    return new Broker(journal, entities, log);
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
