import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The APIs' documents for people, at `/api/docs`: Swagger UI over what each service tells of itself. */
export async function addApiDocs(app: FastifyInstance, services: Record<string, string>): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/api/docs/ui/',
    index: false,
    allowedPath: (path) =>
      ['/swagger-ui.css', '/swagger-ui-bundle.js', '/swagger-ui-standalone-preset.js', '/favicon-32x32.png'].includes(
        path,
      ),
  });
  app.get('/api/docs', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:")
      .send(page),
  );
  app.get('/api/docs/start.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(startScript(Object.keys(services))),
  );
  app.get<{ Params: { service: string } }>('/api/docs/:service.json', async (request, reply) => {
    const address = services[request.params.service];
    if (!address) return reply.callNotFound();
    const response = await fetch(`${address}/openapi.json`, { signal: AbortSignal.timeout(2_000) });
    return reply
      .status(response.status)
      .type('application/json; charset=utf-8')
      .send(await response.text());
  });
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Halden APIs</title>
    <link rel="stylesheet" href="/api/docs/ui/swagger-ui.css" />
    <link rel="icon" href="/api/docs/ui/favicon-32x32.png" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/api/docs/ui/swagger-ui-bundle.js"></script>
    <script src="/api/docs/ui/swagger-ui-standalone-preset.js"></script>
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
