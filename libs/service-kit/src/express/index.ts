import { createServer, type ServerResponse } from 'node:http';
import { type Api, DomainError, openApiDocument, type Operation, type OperationReply } from '@halden/contracts';
import cors from 'cors';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { type ApiServers, serversOf } from '../api-servers.ts';
import {
  bodyLimit,
  callerKey,
  createRunner,
  type Handler,
  type HandlerRequest,
  type Handlers,
  type HttpServiceOptions,
  isUnlimited,
  descriptionPath,
  toPattern,
} from '../operations.ts';
import { fromHttpError, toProblem } from '../problem.ts';
import { traceFrom, withTrace } from '../trace.ts';

/**
 * The servers of an API on Express, with everything each of ours has: `/openapi.json`, problem documents, traces, CORS allow-list,
 * security headers, rate limit. Every operation needs a handler, those named in `S` one that streams: the types see to it.
 */
export const createExpressServers = <A extends Api, S extends keyof A['operations'] = never>(
  options: HttpServiceOptions & { api: A },
  handlers: Handlers<A, S> & { [K in S]: StreamHandler<A['operations'][K]> },
): Promise<ApiServers> =>
  serversOf(options.api, async (api) => {
    const app = createExpressService({ ...options, api });
    serveOperations(app, { ...options, api }, handlers);
    finish(app, options);
    return createServer(app);
  });

function createExpressService(options: HttpServiceOptions): Express {
  const { api } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', true);
  app.use((request, response, next) =>
    withTrace(traceFrom(request.headers.traceparent), () => observed(options, request, response, next)),
  );

  const document = openApiDocument(api, options.version);
  app.get('/openapi.json', (_request, response) => void response.json(document));

  app.use(helmet({ contentSecurityPolicy: false, crossOriginResourcePolicy: { policy: 'cross-origin' } }));
  app.use(cors({ origin: [...options.corsOrigins], exposedHeaders: ['etag', 'retry-after'], maxAge: 600 }));
  app.use(
    rateLimit({
      windowMs: 60_000,
      limit: options.rateLimitPerMinute,
      standardHeaders: 'draft-7',
      legacyHeaders: false,
      validate: false,
      skip: ({ path }) => isUnlimited(path),
      keyGenerator: (request) => callerKey(request.headers.authorization, request.ip),
      handler: () => {
        throw new DomainError('rate_limited');
      },
    }),
  );
  app.use(express.json({ limit: bodyLimit, type: ['application/json', 'application/*+json'] }));
  app.use((request, _response, next) => {
    if (request.body === undefined && Number(request.headers['content-length'] ?? 0) > 0)
      throw new DomainError('unsupported_media_type');
    next();
  });
  return app;
}

function serveOperations(app: Express, options: HttpServiceOptions, handlers: Handlers<Api>): void {
  const methods = new Map<string, string[]>();
  for (const [name, operation] of Object.entries(options.api.operations)) {
    const handler = handlers[name] as Handler<typeof operation>;
    const url = toPattern(operation.path);
    methods.set(url, [...(methods.get(url) ?? []), operation.method]);
    const run = createRunner(operation, handler, options.verifier);
    app[operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](
      url,
      async (request: Request, response: Response) => {
        const answer = await run({
          params: request.params,
          query: { ...request.query },
          headers: request.headers,
          body: request.body as unknown,
        });
        send(answer, operation, response);
      },
    );
  }
  for (const [url, allowed] of methods)
    app.all(url, (_request, response) => {
      response.setHeader('allow', allowed.join(', '));
      throw new DomainError('method_not_allowed');
    });
}

/** A handler that writes the response itself, for as long as it likes. */
export type StreamHandler<O extends Operation> = (
  request: HandlerRequest<O>,
) => Promise<{ stream: (response: ServerResponse) => void }>;

function send(
  answer: OperationReply<Operation> | { stream: (response: ServerResponse) => void },
  operation: Operation,
  response: Response,
) {
  if ('stream' in answer) return answer.stream(response);
  response.status(answer.status).set(answer.headers ?? {});
  if ('encoded' in answer) response.type(operation.produces ?? 'application/json').send(Buffer.from(answer.encoded));
  else if (answer.body === undefined) response.end();
  else if (operation.produces) response.type(operation.produces).send(answer.body);
  else response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(answer.body));
}

/** Ends the chain: what no route took, and what went wrong, become problem documents. */
function finish(app: Express, options: HttpServiceOptions): void {
  app.use(() => {
    throw new DomainError('route_not_found');
  });
  const onError: ErrorRequestHandler = (thrown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    const error = fromHttpError(thrown);
    const { problem, headers, unexpected } = toProblem(error, options.statuses, request.originalUrl);
    if (unexpected)
      options.log.error({ err: error, method: request.method, url: request.originalUrl }, 'request failed');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.status(problem.status).end(JSON.stringify(problem));
  };
  app.use(onError);
}

function observed(options: HttpServiceOptions, request: Request, response: Response, next: () => void) {
  if (request.path === descriptionPath) return next();
  const began = performance.now();
  response.once('close', () => {
    const ms = performance.now() - began;
    const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
    options.metrics.httpDuration.labels(request.method, route, String(response.statusCode)).observe(ms / 1000);
    options.log.debug(
      { method: request.method, url: request.originalUrl, status: response.statusCode, ms: Math.round(ms) },
      'request',
    );
  });
  next();
}
