import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { ask } from '../ask.ts';
import { problem } from './answers.ts';
import { sendFile } from './static-files.ts';

const uiFiles = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js', 'favicon-32x32.png'];

/** With everything: nobody shows the documents in a frame of theirs, and nothing is taken for another type than it says. */
const security = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

/** The APIs' documents for people, at `/api/docs`: Swagger UI over what each service says of itself. */
export function apiDocs(services: Record<string, string>) {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const answer = (response: ServerResponse, type: string, body: string) =>
    void response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' }).end(body);

  return (request: IncomingMessage, response: ServerResponse, path: string): void => {
    const otherwise = () => problem(response, request, 404, 'route_not_found');
    for (const [name, value] of Object.entries(security)) response.setHeader(name, value);
    const name = path.slice('/api/docs'.length).replace(/^\//, '');
    if (name === '') return answer(response, 'text/html', page);
    if (name === 'start.js') return answer(response, 'text/javascript', startScript(Object.keys(services)));
    if (uiFiles.includes(name)) {
      response.setHeader('cache-control', 'public, max-age=86400');
      return sendFile(request, response, { folder, path: `/${name}`, otherwise });
    }
    const service = name.endsWith('.json') ? name.slice(0, -'.json'.length) : '';
    const address = Object.hasOwn(services, service) ? services[service] : undefined;
    if (!address) return otherwise();
    ask(`${address}/openapi.json`).then(
      ({ status, text }) => (status === 200 ? answer(response, 'application/json', text) : otherwise()),
      () => problem(response, request, 503, 'dependency_unavailable', `${service} does not answer`),
    );
  };
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Halden APIs</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
    <link rel="icon" href="/api/docs/favicon-32x32.png" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/swagger-ui-standalone-preset.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

const startScript = (names: string[]): string => `SwaggerUIBundle({
  dom_id: '#docs',
  urls: ${JSON.stringify(names.map((name) => ({ name, url: `/api/docs/${name}.json` })))},
  layout: 'StandaloneLayout',
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
});
`;
