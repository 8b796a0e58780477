import { Agent, createServer, type Server } from 'node:http';
import { createProxyServer } from 'http-proxy-3';
import { json, problem } from './answers.ts';
import { apiDocs } from './docs.ts';
import type { GatewayOptions } from './options.ts';
import { readiness } from './readiness.ts';
import { serveShop } from './shop.ts';

/**
 * The local stand-in for the cluster's gateway: one port for everything a browser needs, by the route table the cluster uses. What no
 * route names (`/internal`, `/metrics` …) does not lead to a service: it is the shop's. `/ready` is 200 once everything behind it is.
 */
export function createGateway(options: GatewayOptions): Server {
  const upstreams = upstreamsOf(options);
  const docs = apiDocs(options.services);
  const shop = serveShop(options.shop);
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
    shop(request, response, path);
  });
}

interface Upstream {
  prefix: string;
  address: string;
}

function upstreamsOf({ routes, services, identity, mailbox }: GatewayOptions): Upstream[] {
  const ours = routes.map(({ prefix, service }) => {
    const address = services[service];
    if (!address) throw new TypeError(`the route ${prefix} leads to ${service}, which has no address`);
    return { prefix, address };
  });
  return [...ours, { prefix: '/identity', address: identity }, { prefix: '/mailbox', address: mailbox }];
}

const upstreamFor = (upstreams: readonly Upstream[], url: string): Upstream | undefined =>
  upstreams.find(({ prefix }) => url.startsWith(prefix) && ['/', '?', undefined].includes(url[prefix.length]));
