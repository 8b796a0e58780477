import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ProblemCode } from '@halden/contracts';
import { allowHosts, type HostCheck } from '@halden/local-azure/hosts';
import { problemAndClose } from './answers.ts';
import { Bodies, hasBody } from './body.ts';
import { Connections } from './connections.ts';
import { Exchange } from './exchange.ts';
import { defaultLimits, type GatewayLimits } from './limits.ts';
import type { GatewayOptions } from './options.ts';
import { ownPages } from './own-pages.ts';
import { refuseConnect, refuseUnreadable } from './refusals.ts';
import { isRefusal, readTarget, type Target } from './target.ts';
import { Upstream } from './upstream.ts';

/**
 * The local stand-in for the cluster's gateway: one port for everything a browser needs, by the route table the cluster uses. What no
 * route names (`/internal`, `/metrics` …) does not lead to a service: it is the shop's. `/ready` is 200 once everything behind it is.
 */
export function createGateway(options: GatewayOptions): Server {
  const limits = { ...defaultLimits, ...options.limits };
  const gateway = new Gateway(options, limits);
  const server = createServer({
    keepAliveTimeout: 65_000,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(limits.headersMs, 2_000),
  });
  server.timeout = 2 * limits.silenceMs;
  server
    .on('connection', (socket) => gateway.connections.admit(socket))
    .on('request', (request, response) => gateway.handle(request, response))
    .on('checkContinue', (request, response) => gateway.handle(request, response, () => response.writeContinue()))
    .on('connect', (_request, socket) => refuseConnect(socket))
    .on('clientError', (error, socket) =>
      gateway.connections.isAnswering(socket) ? socket.destroy() : refuseUnreadable(error, socket),
    );
  const sweeping = setInterval(() => gateway.sweep(), limits.silenceMs / 2);
  sweeping.unref();
  server.once('close', () => {
    clearInterval(sweeping);
    gateway.close();
  });
  return server;
}

interface Route {
  prefix: string;
  upstream: Upstream;
}

class Gateway {
  readonly connections: Connections;
  readonly #limits: GatewayLimits;
  readonly #routes: readonly Route[];
  readonly #bodies: Bodies;
  readonly #isAllowed: HostCheck;
  readonly #ownPage: ReturnType<typeof ownPages>;
  /** Those under way, without an order. */
  readonly #exchanges: Exchange[] = [];

  constructor(options: GatewayOptions, limits: GatewayLimits) {
    this.#limits = limits;
    this.connections = new Connections(limits);
    this.#bodies = new Bodies(limits);
    this.#routes = routesOf(options, limits);
    this.#isAllowed = allowHosts([options.host, new URL(options.shop.origin).hostname]);
    this.#ownPage = ownPages(options);
  }

  /** @param goOn says to a caller who waits with the body that it is wanted */
  handle(request: IncomingMessage, response: ServerResponse, goOn?: () => void): void {
    const target = readTarget(request);
    if (isRefusal(target)) {
      const code = target.status === 404 ? 'route_not_found' : 'malformed_request';
      return this.#close(request, response, target.status, code, target.detail);
    }
    if (!this.#isAllowed(target.authority, request.socket.localAddress))
      return this.#close(
        request,
        response,
        421,
        'misdirected_request',
        'use localhost, or the address of this machine',
      );
    // Other upgrades (h2c) are offers that may be ignored.
    if (request.headers.upgrade?.toLowerCase().includes('websocket'))
      return this.#close(
        request,
        response,
        404,
        'route_not_found',
        'there are no WebSockets here; orders are followed by event streams',
      );

    const upstream = this.#upstreamFor(target.path);
    if (!upstream) {
      this.#answering(request, response);
      return this.#ownPage(request, response, target);
    }
    if (!hasBody(request)) return this.#forward(request, response, { target, upstream, body: null });
    this.#bodies.receive(request, { goOn }, (body) => {
      if (typeof body !== 'string') this.#forward(request, response, { target, upstream, body });
      else if (body === 'too_large')
        this.#close(request, response, 413, 'payload_too_large', `a body may have ${this.#limits.bodyBytes} bytes`);
      else
        this.#close(request, response, 503, 'dependency_unavailable', 'too many bodies are being received; try again');
    });
  }

  /** Ends what stands still. */
  sweep(): void {
    for (const exchange of [...this.#exchanges]) {
      if (!exchange.moved) exchange.expire();
      exchange.moved = false;
    }
  }

  close(): void {
    for (const upstream of new Set(this.#routes.map((route) => route.upstream))) upstream.close();
  }

  #forward(
    request: IncomingMessage,
    response: ServerResponse,
    rest: { target: Target; upstream: Upstream; body: Buffer | null },
  ): void {
    if (!this.#answering(request, response))
      return this.#close(
        request,
        response,
        429,
        'rate_limited',
        'wait for answers before sending more requests on a connection',
      );
    const onClose = (exchange: Exchange) => this.#leave(exchange);
    const exchange = new Exchange({ request, response, ...rest, onClose });
    exchange.place = this.#exchanges.push(exchange) - 1;
  }

  /** The last one takes its place. A Set, through which as many go, would keep the dead ones in memory for longer. */
  #leave({ place }: Exchange): void {
    const last = this.#exchanges.pop();
    if (!last || last.place === place) return;
    last.place = place;
    this.#exchanges[place] = last;
  }

  /** `false`: there are too many requests on this connection. */
  #answering({ socket }: IncomingMessage, response: ServerResponse): boolean {
    response.once('close', () => this.connections.answered(socket));
    return this.connections.answering(socket);
  }

  #close(request: IncomingMessage, response: ServerResponse, status: number, code: ProblemCode, detail: string): void {
    this.#answering(request, response);
    problemAndClose(request, response, { status, code, detail, lingerMs: this.#limits.lingerMs });
  }

  #upstreamFor(path: string): Upstream | undefined {
    for (const { prefix, upstream } of this.#routes)
      if (path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/')) return upstream;
    return undefined;
  }
}

function routesOf({ routes, services, identity, mailbox }: GatewayOptions, limits: GatewayLimits): Route[] {
  const upstreams = new Map<string, Upstream>();
  const upstreamAt = (address: string): Upstream => {
    const upstream = upstreams.get(address) ?? new Upstream(address, limits);
    upstreams.set(address, upstream);
    return upstream;
  };
  const ours = routes.map(({ prefix, service }) => {
    const address = services[service];
    if (!address) throw new TypeError(`the route ${prefix} leads to ${service}, which has no address`);
    return { prefix, upstream: upstreamAt(address) };
  });
  return [
    ...ours,
    { prefix: '/identity', upstream: upstreamAt(identity) },
    { prefix: '/mailbox', upstream: upstreamAt(mailbox) },
  ];
}
