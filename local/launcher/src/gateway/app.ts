import { readFile } from 'node:fs/promises';
import proxy from '@fastify/http-proxy';
import { DomainError, routes } from '@halden/contracts';
import { toProblem } from '@halden/service-kit';
import Fastify, { type FastifyInstance } from 'fastify';
import { addApiDocs } from './docs.ts';

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
export async function createGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const { services, identity, mailbox } = options;
  const app = Fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1_000 },
  });
  const undici = { connections: 64, pipelining: 1, keepAliveTimeout: 60_000, headersTimeout: 30_000, bodyTimeout: 0 };
  const forward = async (prefix: string, upstream: string) => {
    await app.register(proxy, {
      upstream,
      prefix,
      rewritePrefix: prefix,
      undici,
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => ({
          ...headers,
          'x-forwarded-host': request.headers.host,
          'x-forwarded-proto': 'http',
          'x-forwarded-for': (request as unknown as { ip: string }).ip,
        }),
        onError: (reply, { error }) => {
          const unavailable = new DomainError('dependency_unavailable', `what serves ${prefix} does not answer`);
          const { problem, headers } = toProblem(unavailable, {}, reply.request.url);
          app.log.warn({ err: error, prefix }, 'upstream failed');
          void reply
            .status(problem.status)
            .headers({ ...headers, 'retry-after': '1' })
            .send(JSON.stringify(problem));
        },
      },
    });
  };
  for (const { prefix, service } of routes) {
    const upstream = services[service];
    if (!upstream) throw new TypeError(`the route ${prefix} leads to ${service}, which has no address`);
    await forward(prefix, upstream);
  }
  await forward('/identity', identity);
  await forward('/mailbox', mailbox);
  await addApiDocs(app, services);

  app.get('/health', () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const parts = await Promise.all([
      ...Object.entries(services).map(async ([name, address]) => [name, await answers(`${address}/ready`)] as const),
      (async () => ['identity', await answers(`${identity}/identity/.well-known/openid-configuration`)] as const)(),
      (async () => ['mailbox', await answers(`${mailbox}/mailbox/api/messages?limit=1`)] as const)(),
    ]);
    const ready = parts.every(([, ok]) => ok);
    return reply
      .status(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'unready', parts: Object.fromEntries(parts) });
  });
  const home = await readFile(new URL('./home.html', import.meta.url));
  app.get('/', (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(home),
  );
  app.setNotFoundHandler((request, reply) => {
    const { problem, headers } = toProblem(new DomainError('route_not_found'), {}, request.url);
    return reply.status(404).headers(headers).send(JSON.stringify(problem));
  });
  return app;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
