import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { BodyTooLargeError, headerText, readBody } from '../../http.ts';
import { document, element, text } from '../../xml.ts';
import { refusals, toBrokerError } from '../errors.ts';
import type { Log } from '../log.ts';
import { checkSignature, type AccessKey } from '../shared-access-signature.ts';
import type { Certificates } from './certificate.ts';
import type { Namespace } from './namespace.ts';
import { answer, type Answer } from './router.ts';

/** Far more than any description needs. */
const mostBytes = 256 * 1024;

/**
 * Service Bus's administration over HTTPS and HTTP, on connections that others accept:
 * https://learn.microsoft.com/rest/api/servicebus/
 */
export class AdministrationServer {
  readonly #certificates: Certificates;
  readonly #accessKey: AccessKey;
  readonly #namespace: () => Namespace;
  readonly #withinMs: number;
  readonly #log: Log;
  readonly #keepAlive: { keepAliveTimeout: number };
  readonly #http: Server;
  readonly #deadlines = new WeakMap<Socket, NodeJS.Timeout>();
  #https: Promise<Server> | undefined;

  /** @param options `openWithinMs` is how long a client may take for the TLS handshake, for a request, and between two */
  constructor(options: {
    certificates: Certificates;
    accessKey: AccessKey;
    namespace: () => Namespace;
    openWithinMs: number;
    log: Log;
  }) {
    this.#certificates = options.certificates;
    this.#accessKey = options.accessKey;
    this.#namespace = options.namespace;
    this.#withinMs = options.openWithinMs;
    this.#log = options.log;
    // Announced to clients, which then do not use a connection that is about to be cut.
    this.#keepAlive = { keepAliveTimeout: options.openWithinMs };
    this.#http = createServer(this.#keepAlive, (request, response) => void this.#serve(request, response));
    this.#http.on('connection', (socket: Socket) => this.#expectRequest(socket));
  }

  serveHttp(socket: Socket): void {
    this.#http.emit('connection', socket);
  }

  serveTls(socket: Socket): void {
    this.#https ??= this.#startHttps();
    this.#https.then(
      (server) => server.emit('connection', socket),
      (error: unknown) => {
        this.#https = undefined;
        this.#log('certificate-failed', { error });
        socket.destroy();
      },
    );
  }

  async #startHttps(): Promise<Server> {
    const { key, cert } = await this.#certificates.server();
    const server = createHttpsServer(
      { key, cert, handshakeTimeout: this.#withinMs, ...this.#keepAlive },
      (request, response) => void this.#serve(request, response),
    );
    server.on('secureConnection', (socket: Socket) => this.#expectRequest(socket));
    return server;
  }

  /** Whoever connects and then does not ask, or not to the end, does not keep the socket. */
  #expectRequest(socket: Socket): void {
    if (socket.destroyed) return;
    if (!this.#deadlines.has(socket)) socket.once('close', () => clearTimeout(this.#deadlines.get(socket)));
    clearTimeout(this.#deadlines.get(socket));
    this.#deadlines.set(
      socket,
      setTimeout(() => socket.destroy(), this.#withinMs),
    );
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = request;
    response.once('finish', () => this.#expectRequest(socket));
    try {
      const body = await readBody(request, mostBytes);
      clearTimeout(this.#deadlines.get(socket));
      const asked = read(request, body.toString('utf8'));
      this.#authorize(asked.host, request);
      const namespace = this.#namespace();
      const given = answer(namespace, asked);
      if (asked.method === 'GET') send(response, given);
      else namespace.journal.afterCommit(() => send(response, given));
    } catch (error) {
      if (error instanceof BodyTooLargeError)
        return send(response, refusal(413, error.message), { connection: 'close' });
      if (request.destroyed && !request.complete) return;
      const { condition, status, message } = toBrokerError(error);
      if (condition === 'amqp:internal-error') this.#log('administration-failed', { error });
      send(response, refusal(status, message));
    }
  }

  /** @throws BrokerError unless the request has a signature for its address, or for something above it */
  #authorize(host: string, request: IncomingMessage): void {
    const token = headerText(request, 'authorization');
    if (!/^SharedAccessSignature\s/i.test(token))
      throw refusals.unauthorized(
        'MissingToken: The request has no shared access signature in its Authorization header; use the connection string.',
      );
    const { resource } = checkSignature(this.#accessKey, token, Date.now());
    const claimed = plainAddress(resource);
    const asked = plainAddress(`${host}${request.url ?? ''}`);
    const isCovered = [asked, asked.replace(/:\d+(?=\/|$)/, '')].some(
      (address) => address === claimed || address.startsWith(`${claimed}/`),
    );
    if (!isCovered) throw refusals.unauthorized(`InvalidAudience: The token is for '${resource}', not for '${asked}'.`);
  }
}

/** Host and path alone, to be compared. */
const plainAddress = (url: string): string =>
  url
    .toLowerCase()
    .replace(/^\w+:\/\//, '')
    .replace(/\?.*$/, '')
    .replace(/\/+$/, '');

function read(request: IncomingMessage, body: string): Parameters<typeof answer>[1] {
  const host = headerText(request, 'host');
  const scheme = 'encrypted' in request.socket ? 'https' : 'http';
  const url = URL.parse(request.url ?? '', `${scheme}://${host || 'localhost'}`);
  if (!url) throw refusals.invalid(`The address '${request.url ?? ''}' is not valid.`);
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    throw refusals.invalid(`The path '${url.pathname}' is not percent-encoded as UTF-8.`);
  }
  return {
    method: request.method ?? '',
    host,
    origin: url.origin,
    body,
    path: path.replace(/^\/+|\/+$/g, ''),
    query: url.searchParams,
    isUpdate: headerText(request, 'if-match') !== '',
  };
}

/** An error as Azure writes it: the SDKs read `Detail`. */
function refusal(status: number, message: string): Answer {
  const detail = `${message} TrackingId:${crypto.randomUUID()}, Timestamp:${new Date().toISOString()}`;
  return { status, body: element('Error', [text('Code', status), text('Detail', detail)]) };
}

function send(response: ServerResponse, { status, body }: Answer, headers: Record<string, string> = {}): void {
  const content = body === undefined ? '' : document(body);
  response
    .writeHead(status, {
      ...(content && { 'content-type': `application/${status < 300 ? 'atom+xml' : 'xml'}; charset=utf-8` }),
      'content-length': Buffer.byteLength(content),
      'x-content-type-options': 'nosniff',
      ...headers,
    })
    .end(content);
}
