import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Health } from './health.ts';
import { limits } from './http/limits.ts';
import type { Metrics } from './metrics.ts';

/**
 * The server for the platform: `/health` (liveness), `/ready` (readiness), `/metrics` (Prometheus). It has a port of its own, which no
 * gateway reaches, and answers from before the service is ready until after it has drained.
 */
export function createManagementServer(options: { health: Health; metrics: Metrics }): Server {
  const { health, metrics } = options;
  const pages: Record<string, (response: ServerResponse) => Promise<void> | void> = {
    '/health': (response) => json(response, 200, { status: 'ok' }),
    async '/ready'(response) {
      const readiness = await health.readiness();
      json(response, readiness.status === 'ready' ? 200 : 503, readiness);
    },
    async '/metrics'(response) {
      const { contentType } = metrics.registry;
      response.writeHead(200, { 'content-type': contentType }).end(await metrics.registry.metrics());
    },
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const page = pages[(request.url ?? '').split('?', 1)[0] ?? ''];
    if (!page) return json(response, 404, { status: 404, title: 'There is nothing at this address' });
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return json(response, 405, { status: 405, title: 'This address does not take this method' });
    }
    await page(response);
  };
  const times = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
  };
  const server = createServer({ ...times, maxHeaderSize: limits.headerBytes }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      json(response, 500, { status: 500, title: error instanceof Error ? error.message : String(error) });
    });
  });
  server.maxConnections = limits.managementConnections;
  server.on('drop', () => server.closeIdleConnections());
  return server;
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};
