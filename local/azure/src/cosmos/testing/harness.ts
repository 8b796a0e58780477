import { mkdtemp, rm } from 'node:fs/promises';
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosmosClient, type Container, type ContainerRequest, type Database, type ErrorResponse } from '@azure/cosmos';
import { startCosmosServer, type CosmosServer, type CosmosServerOptions } from '../index.ts';

/** A running server, the vendor's client connected to it, and a database to work in. */
export interface Cosmos {
  server: CosmosServer;
  client: CosmosClient;
  database: Database;
  /** Moves the server's clock, not the client's; by 15 minutes in all at most, or its signatures go stale. */
  advance(seconds: number): void;
  /** Creates a container under a name of its own, partitioned by `/pk` unless the definition says otherwise. */
  container(definition?: Partial<ContainerRequest>): Promise<Container>;
  stop(): Promise<void>;
}

let containers = 0;

/** Starts a server on a free port and connects the real SDK to it. */
export async function startCosmos(options: CosmosServerOptions = {}): Promise<Cosmos> {
  let ahead = 0;
  const server = await startCosmosServer({ now: () => Date.now() + ahead, ...options });
  const client = connect(server);
  const { database } = await client.databases.createIfNotExists({ id: 'shop' });
  return {
    server,
    client,
    database,
    advance: (seconds) => void (ahead += seconds * 1000),
    container: async (definition = {}) => {
      const id = `container-${++containers}`;
      const { container } = await database.containers.create({ id, partitionKey: '/pk', ...definition });
      return container;
    },
    stop: async () => {
      client.dispose();
      await server.stop();
    },
  };
}

/** The vendor's client without endpoint discovery, which would retry for two minutes when a test kills the server. */
export function connect({ endpoint, key }: { endpoint: string; key: string }): CosmosClient {
  return new CosmosClient({ endpoint, key, connectionPolicy: { enableEndpointDiscovery: false } });
}

/** The error a call must end with; fails when it succeeds. The SDK wraps some errors, so the cause counts as well. */
export async function failure(call: Promise<unknown>): Promise<ErrorResponse> {
  let result: unknown;
  try {
    result = await call;
  } catch (error) {
    const wrapped = error as ErrorResponse & { cause?: ErrorResponse };
    return wrapped.code === undefined && wrapped.cause ? wrapped.cause : wrapped;
  }
  throw new Error(`expected the call to fail, but it answered ${JSON.stringify(result).slice(0, 200)}`);
}

/** Runs `use` with a folder that is deleted afterwards. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'cosmos-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A request the SDK would not make. `sign: false` leaves the authorization out. */
export interface RawRequest {
  method?: string;
  path: string;
  /** Resource type and link that the signature covers; derived from the path when absent. */
  type?: string;
  link?: string;
  headers?: Record<string, string>;
  body?: string;
  date?: string;
  key?: string;
  sign?: boolean;
}

/** What came back, with the body parsed when it is JSON. */
export interface RawResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: { code: string; message: string; [name: string]: unknown };
}

/** Sends one request over plain HTTP, signed like a client would. */
export function send(server: CosmosServer, raw: RawRequest): Promise<RawResponse> {
  const method = raw.method ?? 'GET';
  const date = raw.date ?? new Date().toUTCString();
  const segments = raw.path.split('/').filter(Boolean);
  const type = raw.type ?? (segments.length % 2 ? segments.at(-1) : segments.at(-2)) ?? '';
  const link = raw.link ?? (segments.length % 2 ? segments.slice(0, -1) : segments).join('/');
  const text = `${method.toLowerCase()}\n${type.toLowerCase()}\n${link}\n${date.toLowerCase()}\n\n`;
  const signature = createHmac('sha256', Buffer.from(raw.key ?? server.key, 'base64'))
    .update(text)
    .digest('base64');
  const authorization = encodeURIComponent(`type=master&ver=1.0&sig=${signature}`);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: server.host,
        port: server.port,
        method,
        path: raw.path,
        agent: false,
        headers: { 'x-ms-date': date, ...(raw.sign === false ? {} : { authorization }), ...raw.headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: parse(text) as RawResponse['body'],
          }),
        );
        response.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(raw.body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
