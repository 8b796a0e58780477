import { createSecretKey } from 'node:crypto';
import { urlHost } from '../hosts.ts';
import { CosmosHttpServer } from './server.ts';

export interface CosmosServerOptions {
  /** @default 127.0.0.1 */
  host?: string;
  /** The host name in the addresses that clients are given. @default `host` */
  advertise?: string;
  /** @default 0, a free one */
  port?: number;
  /** The SQLite file that keeps everything; without one it is gone when the server stops. */
  dataFile?: string;
  /** The account key, base64. @default the key that Microsoft documents for its own emulator */
  key?: string;
  /** Receives what the server does and what it could not do. */
  log?: (event: string, details?: object) => void;
  /** The clock, milliseconds since 1970. @default Date.now */
  now?: () => number;
}

export interface CosmosServer {
  host: string;
  port: number;
  /** What a client connects to, `http://127.0.0.1:8081`. */
  endpoint: string;
  key: string;
  /** Closes every connection at once and lets go of the data file. */
  stop(): Promise<void>;
}

/** https://learn.microsoft.com/azure/cosmos-db/emulator#authentication */
const emulatorKey = 'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==';

/**
 * Starts an embedded Azure Cosmos DB for NoSQL that the vendor's client uses as it is: plain HTTP, no custom agent.
 * Rejects with the system's error when the port is taken (`code` is `EADDRINUSE`), and with one that names the file
 * when the data file is in use or is none.
 */
export async function startCosmosServer(options: CosmosServerOptions = {}): Promise<CosmosServer> {
  const { host = '127.0.0.1', port = 0, dataFile, key = emulatorKey, log = () => undefined, now = Date.now } = options;
  const { advertise = host } = options;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key) || key.length % 4 !== 0)
    throw new Error(
      `the Cosmos DB account key must be base64, got ${key.length} characters that are not; make one with: openssl rand -base64 64`,
    );
  const server = new CosmosHttpServer({
    host,
    port,
    dataFile,
    log,
    now,
    allowedHosts: [host, advertise],
    key: createSecretKey(key, 'base64'),
  });
  const address = await server.listen();
  const endpoint = `http://${urlHost(advertise)}:${address.port}`;
  log('listening', { endpoint, dataFile });
  return { host, port: address.port, endpoint, key, stop: () => server.stop() };
}
