import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Health } from './health.ts';
import { limits } from './http/limits.ts';
import type { Metrics } from './metrics.ts';

/** An operation for operators, in addition to those of every service. Its result is the answer. */
export interface ManagementOperation {
  method: 'GET' | 'POST';
  run(request: { query: URLSearchParams; body: unknown }): Promise<unknown>;
}
/** The request cannot be carried out as it is: answered with 400 and the message. */
export class BadManagementRequest extends Error {}

const maxBodyBytes = 1_000_000;

/**
 * The server for the platform: `/health` (liveness), `/ready` (readiness), `/metrics` (Prometheus). It has a port of its own, which no
 * gateway reaches, and answers from before the service is ready until after it has drained.
 */
export function createManagementServer(options: {
  health: Health;
  metrics: Metrics;
  /** By path; looked up at each request, so that a service may add its own until it has started. */
  operations?: ReadonlyMap<string, ManagementOperation>;
}): Server {
  const { health, metrics, operations } = options;
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
    const [path = '', query] = (request.url ?? '').split('?', 2);
    const operation = operations?.get(path);
    if (operation) return operate(operation, request, { query: new URLSearchParams(query), response });
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
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
      const status = error instanceof BadManagementRequest ? 400 : 500;
      json(response, status, { status, title: error instanceof Error ? error.message : String(error) });
    });
  });
  server.maxConnections = limits.managementConnections;
  server.on('drop', () => server.closeIdleConnections());
  return server;
}

async function operate(
  operation: ManagementOperation,
  request: IncomingMessage,
  { query, response }: { query: URLSearchParams; response: ServerResponse },
): Promise<void> {
  if (request.method !== operation.method) {
    response.setHeader('allow', operation.method);
    return json(response, 405, { status: 405, title: 'This address does not take this method' });
  }
  json(
    response,
    200,
    await operation.run({ query, body: request.method === 'POST' ? await readJson(request) : undefined }),
  );
}

/** Of JSON only: a page in somebody's browser cannot send that here without being asked first. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    throw new BadManagementRequest('the content type must be application/json');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBodyBytes) throw new BadManagementRequest(`the body is larger than ${maxBodyBytes} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new BadManagementRequest('the body is not JSON');
  }
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};
