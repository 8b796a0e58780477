import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import sirv from 'sirv';
import { ask } from '../ask.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, otherwise: () => void) => void;

const uiFiles = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js', 'favicon-32x32.png'];

/** The APIs' documents for people, at `/api/docs`: Swagger UI over what each service tells of itself. */
export function apiDocs(services: Record<string, string>): Handler {
  const ui = sirv(dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')), { maxAge: 86_400 });
  const answer = (response: ServerResponse, type: string, body: string, headers: Record<string, string> = {}) =>
    void response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(body);

  return (request, response, otherwise) => {
    const name = (request.url ?? '').split('?', 1)[0]?.slice('/api/docs'.length).replace(/^\//, '') ?? '';
    if (name === '')
      return answer(response, 'text/html', page, {
        'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
      });
    if (name === 'start.js') return answer(response, 'text/javascript', startScript(Object.keys(services)));
    if (uiFiles.includes(name)) {
      request.url = `/${name}`;
      return ui(request, response, otherwise);
    }
    const address = name.endsWith('.json') ? services[name.slice(0, -'.json'.length)] : undefined;
    if (!address) return otherwise();
    ask(`${address}/openapi.json`).then(({ text }) => answer(response, 'application/json', text), otherwise);
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
