import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  type IncomingHttpHeaders,
  request as httpRequest,
  type RequestListener,
  type Server,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { brotliCompressSync } from 'node:zlib';
import { routes as allRoutes } from '@halden/service-registry';
import { createGateway } from '../app.ts';
import type { GatewayLimits } from '../limits.ts';
import type { GatewayOptions } from '../options.ts';

export const page = '<!doctype html><title>Halden</title>';
export const prerenderedPage = '<!doctype html><title>Gemacht</title>';
export const script = 'console.log("the shop")';
export const icon = '<svg xmlns="http://www.w3.org/2000/svg"/>';
export const origin = 'http://shop.example:8080';
const routes = allRoutes.filter(({ prefix }) => prefix.startsWith('/api/'));
/** What a browser says when a person opens a page. */
export const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  json: any;
}

/** A request as a service saw it. */
export interface Seen {
  name: string;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface TestGateway {
  readonly server: Server;
  readonly port: number;
  readonly folder: string;
  /** By name: product, order, payment, notification, identity, mailbox. */
  readonly services: Readonly<Record<string, Server>>;
  /** Every request that any service saw, but the questions whether it is ready. */
  readonly seen: Seen[];
  /** Sends the request as given: no header or path is normalized on the way, as `fetch` would. */
  get(path: string, options?: AskOptions): Promise<Answer>;
  /** Sends bytes on a connection of its own, and resolves with all that came back once the gateway has closed it. */
  raw(bytes: string): Promise<string>;
  /** A connection that is left to the test. */
  connection(): Promise<Socket>;
  stop(): Promise<void>;
}

export interface AskOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

const names = ['product', 'order', 'payment', 'notification', 'identity', 'mailbox'] as const;
type Name = (typeof names)[number];

/** A gateway before six services that say what they were asked, with the files of a small shop. */
export async function startGateway(
  options: { limits?: Partial<GatewayLimits>; folder?: string; answers?: Partial<Record<Name, RequestListener>> } = {},
): Promise<TestGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'halden-gateway-'));
  writeShop(folder);
  const seen: Seen[] = [];
  const services: Record<string, Server> = {};
  for (const name of names) services[name] = await listening(createServer(options.answers?.[name] ?? echo(name, seen)));
  const server = await listening(
    createGateway({
      ...optionsFor((name) => addressOf(services[name] as Server)),
      shop: { folder: options.folder ?? folder, origin },
      ...(options.limits && { limits: options.limits }),
    }),
  );
  const { port } = server.address() as AddressInfo;
  const connection = async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    return socket;
  };
  return {
    server,
    port,
    folder,
    services,
    seen,
    connection,
    get: (path, ask) => get(port, path, ask),
    async raw(bytes) {
      const socket = await connection();
      socket.write(bytes, 'latin1');
      return text(socket);
    },
    async stop() {
      await Promise.all([server, ...Object.values(services)].map(stop));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The options of a gateway whose services are where `addressOf` says. */
export const optionsFor = (address: (name: Name) => string): GatewayOptions => ({
  host: '127.0.0.1',
  port: 0,
  routes,
  identity: address('identity'),
  mailbox: address('mailbox'),
  services: Object.fromEntries(names.slice(0, 4).map((name) => [`${name}-service`, address(name)])),
  readiness: Object.fromEntries(names.slice(0, 4).map((name) => [`${name}-service`, `${address(name)}/ready`])),
  shop: { folder: 'nowhere', origin },
});

export async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

async function listening(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** A service that says who it is and what it was asked. */
const echo =
  (name: string, seen: Seen[]): RequestListener =>
  (request, response) =>
    void text(request).then((body) => {
      const { method = '', url: path = '', headers } = request;
      const what: Seen = { name, method, path, headers, body };
      if (path !== '/ready') seen.push(what);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(what));
    });

function writeShop(folder: string): void {
  for (const name of ['assets', 'pages/de']) mkdirSync(join(folder, name), { recursive: true });
  for (const [name, content] of [
    ['index.html', page],
    ['pages/de/home.html', prerenderedPage],
    ['pages/de/product.html', prerenderedPage],
    ['assets/app-1a2b.js', script],
  ] as const) {
    writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
  }
  writeFileSync(join(folder, 'favicon.svg'), icon);
}

function get(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body = '' }: AskOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const bytes = Buffer.concat(chunks);
        const isJson = bytes.length > 0 && /json/.test(response.headers['content-type'] ?? '');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: bytes,
          json: isJson ? JSON.parse(bytes.toString()) : undefined,
        });
      });
    });
    request.once('error', reject);
    request.end(body);
  });
}
