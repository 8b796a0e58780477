import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import { type ProblemCode, problemTitles, routes } from '@halden/contracts';
import { createProxyServer } from 'http-proxy-3';
import { apiDocs } from './docs.ts';
import { readiness } from './readiness.ts';

/** Where the gateway leads: what is public and nothing else. */
export interface GatewayOptions {
  host: string;
  port: number;
  /** Service → its address. */
  services: Record<string, string>;
  identity: string;
  mailbox: string;
}

/**
 * The local stand-in for the cluster's gateway: one port for everything a browser needs, by the route table the cluster uses. What no
 * route names (`/internal`, `/metrics` …) does not exist here. `/ready` is 200 once everything behind it is ready.
 */
export function createGateway(options: GatewayOptions): Server {
  const upstreams = upstreamsOf(options);
  const docs = apiDocs(options.services);
  const home = readFileSync(new URL('./home.html', import.meta.url));
  const proxy = createProxyServer({
    agent: new Agent({ keepAlive: true, maxSockets: 256, scheduling: 'lifo' }),
    xfwd: true,
    proxyTimeout: 0,
  });
  proxy.on('error', (_error, request, response) => {
    const where = upstreamFor(upstreams, request.url ?? '')?.prefix ?? request.url ?? '';
    if ('writeHead' in response)
      problem(response, request, 503, 'dependency_unavailable', `what serves ${where} does not answer`);
    else response.destroy();
  });

  return createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    const url = request.url ?? '/';
    const path = url.split('?', 1)[0] as string;
    const upstream = upstreamFor(upstreams, url);
    if (upstream) {
      // What callers claim about how they came here is not passed on.
      for (const name of ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto'])
        delete request.headers[name];
      return proxy.web(request, response, { target: upstream.address });
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return problem(response, request, 404, 'route_not_found');
    if (path === '/health') return json(response, 200, { status: 'ok' });
    if (path === '/ready')
      return void readiness(options).then(({ ready, parts }) =>
        json(response, ready ? 200 : 503, { status: ready ? 'ready' : 'unready', parts }),
      );
    if (path === '/api/docs' || path.startsWith('/api/docs/'))
      return docs(request, response, () => problem(response, request, 404, 'route_not_found'));
    if (path === '/')
      return void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
        .end(home);
    problem(response, request, 404, 'route_not_found');
  });
}

interface Upstream {
  prefix: string;
  address: string;
}

function upstreamsOf({ services, identity, mailbox }: GatewayOptions): Upstream[] {
  const ours = routes.map(({ prefix, service }) => {
    const address = services[service];
    if (!address) throw new TypeError(`the route ${prefix} leads to ${service}, which has no address`);
    return { prefix, address };
  });
  return [...ours, { prefix: '/identity', address: identity }, { prefix: '/mailbox', address: mailbox }];
}

const upstreamFor = (upstreams: readonly Upstream[], url: string): Upstream | undefined =>
  upstreams.find(({ prefix }) => url.startsWith(prefix) && ['/', '?', undefined].includes(url[prefix.length]));

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

function problem(
  response: ServerResponse,
  request: IncomingMessage,
  status: number,
  code: ProblemCode,
  detail?: string,
): void {
  if (response.headersSent) return void response.destroy();
  const document = {
    type: `urn:halden:problem:${code}`,
    title: problemTitles[code],
    status,
    code,
    ...(detail && { detail }),
    instance: request.url,
  };
  response
    .writeHead(status, {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 503 && { 'retry-after': '1' }),
    })
    .end(JSON.stringify(document));
}
