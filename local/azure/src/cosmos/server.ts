import { randomUUID, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { StorageUnavailableError } from '../database.ts';
import { allowHosts, forHosts } from '../hosts.ts';
import { Account } from './account.ts';
import { authorize } from './auth.ts';
import { badRequest, CosmosError, tooLarge } from './errors.ts';
import type { CosmosRequest, CosmosResponse } from './exchange.ts';
import { route } from './router.ts';
import { Store } from './store.ts';

/** The largest body that is read at all; a batch or item that is too large by its own limit is refused below it. */
const maximumBodyBytes = 8 * 1024 * 1024;
const purgeEveryMs = 5_000;

export interface HttpServerOptions {
  host: string;
  port: number;
  dataFile: string | undefined;
  /** Besides the names of this machine. */
  allowedHosts: readonly string[];
  key: KeyObject;
  log: (event: string, details?: object) => void;
  now: () => number;
}

/** The REST API of Azure Cosmos DB for NoSQL over HTTP. */
export class CosmosHttpServer {
  readonly #options: HttpServerOptions;
  readonly #store: Store;
  readonly #account: Account;
  readonly #server: Server;
  #purging: NodeJS.Timeout | undefined;
  #stopped: Promise<void> | undefined;

  /** Opens the data file and reads it. @throws Error that names the file */
  constructor(options: HttpServerOptions) {
    this.#options = options;
    this.#store = new Store(options.dataFile, options.log);
    this.#account = this.#openAccount();
    this.#server = createServer(
      { keepAliveTimeout: 120_000 },
      forHosts(allowHosts(options.allowedHosts), (request, response) => void this.#serve(request, response)),
    );
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(error, socket as Socket));
  }

  /** @throws the system's error, with `code` EADDRINUSE when the port is taken */
  async listen(): Promise<AddressInfo> {
    const { host, port } = this.#options;
    try {
      this.#server.listen(port, host);
      await once(this.#server, 'listening');
    } catch (error) {
      this.#store.close();
      throw error;
    }
    this.#server.on('error', (error) => this.#options.log('server error', { error: error.message }));
    this.#purging = setInterval(() => this.#purge(), purgeEveryMs).unref();
    return this.#server.address() as AddressInfo;
  }

  /** Closes every connection at once, then the data file. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    clearInterval(this.#purging);
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    this.#store.close();
  }

  #openAccount(): Account {
    try {
      return new Account(this.#store, this.#options.now);
    } catch (error) {
      this.#store.close();
      throw new Error(`cannot read the Cosmos DB data file '${this.#options.dataFile}': ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  /** A part at a time: requests go on in between. */
  #purge(): void {
    if (this.#stopped) return;
    try {
      let items = 0;
      let isUnfinished = false;
      for (const container of this.#account.containers()) {
        const { deleted, isMore } = container.purge(this.#options.now());
        items += deleted;
        isUnfinished ||= isMore;
      }
      if (items > 0) this.#options.log('expired items deleted', { items });
      if (isUnfinished) setTimeout(() => this.#purge(), 20).unref();
    } catch (error) {
      this.#options.log('expired items stay', { error: (error as Error).message });
    }
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      await this.#answer(incoming, outgoing);
    } catch (error) {
      this.#options.log('response failed', { method: incoming.method, url: incoming.url, error: String(error) });
      outgoing.destroy();
    }
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const activityId = randomUUID();
    let answer: CosmosResponse;
    try {
      answer = this.#handle(incoming, await readBody(incoming));
      // A write is answered, and can be seen, only once it is committed.
      await this.#store.flushed;
    } catch (error) {
      if (incoming.errored) return;
      answer = this.#failure(error, incoming, activityId);
    }
    const { status, headers, body = '' } = answer;
    outgoing.writeHead(status, {
      'content-type': 'application/json',
      'x-ms-activity-id': activityId,
      'x-ms-request-charge': '1',
      'x-ms-version': '2020-07-15',
      ...headers,
      ...(status === 204 || status === 304 ? {} : { 'content-length': Buffer.byteLength(body) }),
    });
    outgoing.end(body);
  }

  #handle({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer): CosmosResponse {
    const { key, now } = this.#options;
    const segments = segmentsOf(url);
    const date = headers['x-ms-date'];
    authorize(key, {
      ...signedResource(segments),
      method,
      authorization: headers.authorization,
      date: Array.isArray(date) ? date[0] : date,
      now: now(),
    });
    const request: CosmosRequest = { method, segments, headers, body };
    return route(this.#account, request, { now: now() });
  }

  #failure(error: unknown, { method, url }: IncomingMessage, activityId: string): CosmosResponse {
    const known =
      error instanceof CosmosError
        ? error
        : error instanceof StorageUnavailableError
          ? new CosmosError(503, error.message)
          : new CosmosError(500, `The embedded Cosmos DB server failed: ${String(error)}.`);
    const { status, code, message, substatus } = known;
    if (status >= 500)
      this.#options.log('request failed', {
        method,
        url,
        status,
        error: known.status === 500 ? (error as Error).stack : message,
      });
    return {
      status,
      headers: { 'x-ms-substatus': String(substatus ?? 0) },
      body: JSON.stringify({ code, message: `${message}\r\nActivityId: ${activityId}` }),
    };
  }
}

/**
 * The whole body. What goes past the limit is read, so that the client gets its answer, but not kept.
 * @throws CosmosError 413
 */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maximumBodyBytes) chunks.push(chunk);
  }
  if (bytes > maximumBodyBytes) throw tooLarge('the body', bytes, maximumBodyBytes);
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes);
}

/** A ? may be part of an item's id: this API has no query strings. */
function segmentsOf(url: string): string[] {
  try {
    return url.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    throw badRequest(`The path '${url}' is not encoded as a URL.`);
  }
}

/** A signature covers the resource that a path names, or its parent when the path ends with a kind of resource. */
function signedResource(segments: string[]): { resourceType: string; resourceLink: string } {
  const [root, id] = segments;
  if (root === 'offers' && id !== undefined) return { resourceType: root, resourceLink: id.toLowerCase() };
  if (segments.at(-2) === 'operations') return { resourceType: 'colls', resourceLink: segments.slice(0, -2).join('/') };
  const isKind = segments.length % 2 === 1;
  return {
    resourceType: (isKind ? segments.at(-1) : segments.at(-2)) ?? '',
    resourceLink: (isKind ? segments.slice(0, -1) : segments).join('/'),
  };
}

/** Answers what is no readable HTTP request and closes the connection. */
function refuse({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || code === 'ECONNRESET') return void socket.destroy();
  const status = code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
