import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { type Api, DomainError, openApiDocument } from '@halden/contracts';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { type ApiServers, serversOf } from '../api-servers.ts';
import {
  bodyLimit,
  callerKey,
  createRunner,
  type Handler,
  type Handlers,
  type HttpServiceOptions,
  isUnlimited,
  descriptionPath,
  toPattern,
} from '../operations.ts';
import { fromHttpError, toProblem } from '../problem.ts';
import { traceFrom, withTrace } from '../trace.ts';
import { answerConditionally } from './conditional.ts';

/**
 * The servers of an API on Fastify, with everything each of ours has: `/openapi.json`, problem documents, traces, CORS allow-list,
 * security headers, rate limit, conditional requests, packed answers. Every operation needs a handler: the types see to it.
 */
export const createFastifyServers = <A extends Api>(
  options: HttpServiceOptions & { api: A },
  handlers: Handlers<A>,
): Promise<ApiServers> =>
  serversOf(options.api, async (api) => {
    const app = await createFastifyService({ ...options, api });
    serveOperations(app, { ...options, api }, handlers as Handlers<Api>);
    await app.ready();
    return app.server;
  });

async function createFastifyService(options: HttpServiceOptions): Promise<FastifyInstance> {
  const { api, log } = options;
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    trustProxy: true,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  app.addHook('onRequest', (request, _reply, done) => {
    withTrace(traceFrom(request.headers.traceparent), done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    observe(options, request, reply);
    done();
  });
  app.setErrorHandler((error, request, reply) => sendProblem(options, error, request, reply));
  app.setNotFoundHandler((request, reply) => sendProblem(options, new DomainError('route_not_found'), request, reply));

  await app.register(helmet, { contentSecurityPolicy: false, crossOriginResourcePolicy: { policy: 'cross-origin' } });
  await app.register(cors, { origin: [...options.corsOrigins], exposedHeaders: ['etag', 'retry-after'], maxAge: 600 });
  await app.register(rateLimit, {
    max: options.rateLimitPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => callerKey(request.headers.authorization, request.ip),
    allowList: (request) => isUnlimited(request.url),
  });
  answerConditionally(app);
  // Quality 4 packs nearly as well as the best and costs a hundredth of its time.
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1024,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  // Only JSON is taken; an empty body with a JSON content type is no body.
  app.removeContentTypeParser('text/plain');

  const document = openApiDocument(api, options.version);
  app.get('/openapi.json', () => document);
  return app;
}

function serveOperations<A extends Api>(
  app: FastifyInstance,
  options: HttpServiceOptions & { api: A },
  handlers: Handlers<A>,
): void {
  const methods = new Map<string, Set<string>>();
  for (const [name, operation] of Object.entries(options.api.operations)) {
    const run = createRunner(
      operation,
      handlers[name as keyof typeof handlers] as Handler<typeof operation>,
      options.verifier,
    );
    const url = toPattern(operation.path);
    methods.set(url, (methods.get(url) ?? new Set()).add(operation.method));
    const responses = Object.entries(operation.responses).filter(([, schema]) => schema !== null);
    app.route({
      method: operation.method,
      url,
      schema: { response: Object.fromEntries(responses) },
      handler: async (request, reply) => {
        const answer = await run({
          params: request.params,
          query: request.query,
          headers: request.headers,
          body: request.body,
        });
        reply.status(answer.status).headers(answer.headers ?? {});
        if (operation.produces && !answer.headers?.['content-type']) reply.type(operation.produces);
        if (!('encoded' in answer)) return reply.send(answer.body);
        if (!reply.hasHeader('content-type')) reply.type('application/json; charset=utf-8');
        return reply.send(answer.encoded);
      },
    });
  }
  for (const [url, allowed] of methods) {
    const others = (['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const).filter(
      (method) => !allowed.has(method) && !app.hasRoute({ method, url }),
    );
    app.route({
      method: others,
      url,
      handler: (request, reply) => {
        reply.header('allow', [...allowed].join(', '));
        return sendProblem(options, new DomainError('method_not_allowed'), request, reply);
      },
    });
  }
}

function sendProblem(options: HttpServiceOptions, thrown: unknown, request: FastifyRequest, reply: FastifyReply) {
  const error = fromHttpError(thrown);
  const { problem, headers, unexpected } = toProblem(error, options.statuses, request.url);
  if (unexpected) options.log.error({ err: error, method: request.method, url: request.url }, 'request failed');
  return reply.status(problem.status).headers(headers).serializer(JSON.stringify).send(problem);
}

function observe({ metrics, log }: HttpServiceOptions, request: FastifyRequest, reply: FastifyReply) {
  if (request.url === descriptionPath) return;
  const route = request.routeOptions.url ?? 'none';
  metrics.httpDuration.labels(request.method, route, String(reply.statusCode)).observe(reply.elapsedTime / 1000);
  log.debug(
    { method: request.method, url: request.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
    'request',
  );
}
