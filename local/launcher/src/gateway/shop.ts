import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { shopClient } from '@halden/local-azure/about';
import { pageFor, plainPage } from '@halden/frontend/tools/pages';
import { securityHeaders } from '@halden/frontend/tools/security-headers';
import { problem } from './answers.ts';
import type { ShopOptions } from './options.ts';
import { sendFile } from './static-files.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, path: string) => void;

/**
 * The built shop as Nginx serves it in the cluster: files compressed beforehand, hashed ones kept forever, the page asked for again each
 * time; a page that no file is (a product, an order) is the shop's own,
 * made beforehand in the reader's language where the build has done so; `/config.json` says where things are here.
 */
export function serveShop({ folder, origin }: ShopOptions): Handler {
  const headers = Object.entries(securityHeaders({ identity: origin }));
  const config = JSON.stringify({
    identity: { authority: `${origin}/identity`, clientId: shopClient, scope: 'openid profile email offline_access' },
    telemetry: { connectionString: '' },
    apiBase: '',
    demo: true,
  });

  return (request, response, path) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (path === '/config.json')
      return void response
        .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache' })
        .end(config);

    const page = () => {
      if (!existsSync(join(folder, 'index.html')))
        return problem(
          response,
          request,
          503,
          'dependency_unavailable',
          `the shop is not built (no index.html in ${folder}); run: npm run build -w services/frontend`,
        );
      response.setHeader('cache-control', 'no-cache');
      const made = pageFor(path, request.headers['accept-language']);
      const isMade = existsSync(join(folder, made));
      sendFile(request, response, {
        folder,
        path: isMade ? made : plainPage,
        byLanguage: isMade && made.startsWith('/pages/'),
        otherwise: () => problem(response, request, 404, 'route_not_found'),
      });
    };
    if (path === '/' || path === '/index.html') return page();
    response.setHeader(
      'cache-control',
      path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    const otherwise = () => (wantsPage(request, path) ? page() : problem(response, request, 404, 'route_not_found'));
    // What is made beforehand has the address that it is made for, and no other.
    if (path.startsWith('/pages/')) otherwise();
    else sendFile(request, response, { folder, path, otherwise });
  };
}

/** A person who follows a link, not a script, a picture or an interface that is not there. */
const wantsPage = ({ headers }: IncomingMessage, path: string): boolean =>
  (headers.accept ?? '').includes('text/html') && !/^\/(api|assets|internal|metrics|openapi\.json)(\/|$)/.test(path);
