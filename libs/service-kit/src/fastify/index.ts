import { type Api, openApiDocument } from '@halden/contracts';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { type ApiServers, serversOf } from '../api-servers.ts';
import { admissionOf } from '../http/admission.ts';
import { type Delivery, deliver } from '../http/deliver.ts';
import { limits } from '../http/limits.ts';
import { descriptionPath, toPattern } from '../http/route-table.ts';
import { createApiServer } from '../http/server.ts';
import { createRunner, type Handlers, type HttpServiceOptions } from '../operations.ts';

/** The servers of an API on Fastify. Every operation needs a handler: the types see to it. */
export const createFastifyServers = <A extends Api>(
  options: HttpServiceOptions & { api: A },
  handlers: Handlers<A>,
): Promise<ApiServers> =>
  serversOf(options.api, async (api) => {
    const app = createApp({ ...options, api });
    addOperations(app, { ...options, api }, handlers as Handlers<Api>);
    await app.ready();
    return app.server;
  });

/** What is common to all requests happens before Fastify, in `createApiServer`; it routes, serializes and answers. */
function createApp(options: HttpServiceOptions & { api: Api }): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = options.log;
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    serverFactory: (handle) => createApiServer(options, handle),
    clientErrorHandler: () => undefined, // the server has its own
    return503OnClosing: false,
    routerOptions: { maxParamLength: limits.headerBytes, querystringParser: noQuery },
  });
  // Bodies are read once it is known who sends them.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.setErrorHandler((error, request, reply) => {
    reply.hijack();
    admissionOf(request.raw).refuse(error);
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const delivery = deliver(request.headers, {
      status: reply.statusCode,
      body: payload as string | Uint8Array | null | undefined,
      type: reply.getHeader('content-type') as string | undefined,
      etag: reply.getHeader('etag') as string | undefined,
    });
    if (!('then' in delivery)) return done(null, apply(reply, delivery));
    delivery.then((packed) => done(null, apply(reply, packed)), done);
  });
  const description = JSON.stringify(openApiDocument(options.api, options.version));
  app.get(descriptionPath, (_request, reply) => reply.type('application/json; charset=utf-8').send(description));
  return app;
}

// The runner reads the query, for both frameworks.
const noQuery = () => ({});

function apply(reply: FastifyReply, { status, headers, body }: Delivery): unknown {
  if (status === 304) reply.code(304).removeHeader('content-type').removeHeader('content-length');
  for (const name in headers) reply.header(name, headers[name]);
  return body;
}

function addOperations(app: FastifyInstance, options: HttpServiceOptions, handlers: Handlers<Api>): void {
  for (const [name, operation] of Object.entries(options.api.operations)) {
    const run = createRunner(operation, handlers[name] as never, options.verifier);
    const responses = Object.entries(operation.responses).filter(([, schema]) => schema !== null);
    app.route({
      method: operation.method,
      url: toPattern(operation.path),
      schema: { response: Object.fromEntries(responses) },
      handler: async (request, reply) => {
        const answer = await run(request.raw, request.params);
        if (reply.raw.writableEnded) return reply.hijack();
        reply.status(answer.status).headers(answer.headers ?? {});
        if (operation.produces && !answer.headers?.['content-type']) reply.type(operation.produces);
        if (!('encoded' in answer)) return reply.send(answer.body);
        if (!reply.hasHeader('content-type')) reply.type('application/json; charset=utf-8');
        return reply.send(answer.encoded);
      },
    });
  }
}
