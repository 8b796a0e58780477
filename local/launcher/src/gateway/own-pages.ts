import type { IncomingMessage, ServerResponse } from 'node:http';
import { json, problem } from './answers.ts';
import { apiDocs } from './docs.ts';
import type { GatewayOptions } from './options.ts';
import { readiness } from './readiness.ts';
import { serveShop } from './shop.ts';
import type { Target } from './target.ts';

/** What the gateway answers itself: how it is, the APIs' documents, the shop's files. */
export function ownPages(options: GatewayOptions) {
  const docs = apiDocs(options.services);
  const shop = serveShop(options.shop);
  return (request: IncomingMessage, response: ServerResponse, { path }: Target): void => {
    if (path === '*') return void response.writeHead(204, { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE' }).end();
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return problem(response, request, 404, 'route_not_found');
    if (path === '/health') return json(response, 200, { status: 'ok' });
    if (path === '/ready')
      return void readiness(options).then(({ ready, parts }) =>
        json(response, ready ? 200 : 503, { status: ready ? 'ready' : 'unready', parts }),
      );
    if (path === '/api/docs' || path.startsWith('/api/docs/')) docs(request, response, path);
    else shop(request, response, path);
  };
}
