import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Api, DomainError, type Operation, type ProblemCode } from '@halden/contracts';
import cors from 'cors';
import helmet, { type HelmetOptions } from 'helmet';
import { bearerOf } from '../auth.ts';
import type { HttpServiceOptions } from '../operations.ts';
import { Refusal } from '../problem.ts';
import { traceFrom, withTrace } from '../trace.ts';
import { Admission, type Front, setAdmission } from './admission.ts';
import { addressKey, createAddressReader, subjectKey } from './caller.ts';
import { createExchanges, type Exchange } from './exchanges.ts';
import { limits } from './limits.ts';
import { answerBareProblem, answerProblem, pathOf } from './problem-answer.ts';
import { createRateLimit } from './rate-limit.ts';
import { createRouteTable, noRoute } from './route-table.ts';

/**
 * The server of an API, whichever framework stands behind it. Everything that a request must pass before it costs anything is here:
 * limits of size, time and number, load shedding, the rate limit, the address and method, CORS; and so is what every answer has: trace,
 * security headers, its place in the metrics.
 */
export function createApiServer(
  options: HttpServiceOptions & { api: Api },
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  const { api, log, metrics, load, verifier } = options;
  const own = { ...limits, ...options.limits };
  const match = createRouteTable(api);
  const addressOf = createAddressReader(options.trustedProxies);
  const rate = createRateLimit({ perMinute: options.rateLimitPerMinute, callers: own.countedCallers });
  const secure = helmet(securityHeaders);
  const share = cors({
    origin: [...options.corsOrigins],
    exposedHeaders: ['etag', 'retry-after'],
    maxAge: 600,
    preflightContinue: true,
  });
  const refuse = (exchange: Exchange, error: unknown) => {
    if (exchange.response.headersSent) exchange.ending ??= 'failed';
    answerProblem(options, error, exchange);
  };
  const front: Front = {
    take: rate.take,
    becameStream: (response) => void (exchanges.of(response).isStream = true),
    refuse: (response, error) => refuse(exchanges.of(response), error),
  };
  const exchanges = createExchanges({
    metrics,
    limits: own,
    onTimeout: (exchange) => refuse(exchange, new Refusal('timed_out', { retryAfterSeconds: 1 })),
    onClosed({ request, route }, status, ms) {
      if (log.isLevelEnabled('debug'))
        log.debug({ method: request.method, path: pathOf(request), route, status, ms: Math.round(ms) }, 'request');
    },
  });

  const admit = (exchange: Exchange): boolean => {
    const { request, response } = exchange;
    const method = request.method ?? 'GET';
    if (request.headers.host === undefined && request.httpVersion === '1.1')
      throw new DomainError('malformed_request', 'the header Host is missing');
    request.url = originForm(request.url ?? '/');
    const found = match(method, request.url);
    const { operation } = found;
    exchange.route = found.route;
    if (load.isOverloaded) throw new Refusal('overloaded', { retryAfterSeconds: 2 });

    const isInternal = operation?.access === 'internal';
    const token = !operation || operation.access === 'public' || isInternal ? undefined : bearerOf(request.headers);
    const known = token === undefined ? undefined : verifier.remembered(token);
    const callerKey = known ? subjectKey(known.id) : addressKey(addressOf(request));
    if (!isInternal) rate.take(callerKey, response);
    if (found.refusal) {
      if (found.allow !== undefined) response.setHeader('allow', found.allow);
      throw found.refusal;
    }
    if (method === 'OPTIONS') {
      response.writeHead(204, { allow: found.allow }).end();
      return false;
    }
    checkBody(request, operation);
    if (found.target !== undefined) request.url = found.target;
    setAdmission(request, new Admission(front, response, { key: callerKey, isKnown: known !== undefined }));
    return true;
  };

  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: own.headersMs,
      requestTimeout: own.requestMs,
      requireHostHeader: false, // it is required below, where the refusal is a problem document
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: 1_000,
    },
    (request, response) => {
      const exchange = exchanges.open(request, response);
      withTrace(traceFrom(request.headers.traceparent, request.headers.tracestate), () => {
        try {
          secure(request, response, nothing);
          if (request.headers.origin === undefined) response.setHeader('vary', 'accept-encoding, origin');
          else {
            response.setHeader('vary', 'accept-encoding');
            share(request, response, nothing);
          }
          if (admit(exchange)) handle(request, response);
        } catch (error) {
          refuse(exchange, error);
        }
      });
    },
  );
  server.maxConnections = own.connections;
  const unreadable = (socket: Duplex, code: ProblemCode, headers?: Record<string, string>) => {
    const exchange = exchanges.on(socket);
    if (exchange && !exchange.response.headersSent) return refuse(exchange, new DomainError(code));
    if (exchange || !socket.writable) return void socket.destroy();
    const status = answerBareProblem(socket, code, headers);
    metrics.httpDuration.labels('other', noRoute, String(status)).observe(0);
  };
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (hangUps.has(error.code ?? '')) return void socket.destroy();
    unreadable(socket, parserProblems[error.code ?? ''] ?? 'malformed_request');
  });
  server.on('connect', (_request, socket) => unreadable(socket, 'method_not_allowed', { allow: '' }));
  server.on('drop', () => {
    metrics.connectionsDropped.inc();
    // Connections that wait for nothing make room for those that come.
    server.closeIdleConnections();
  });
  server.on('listening', () => exchanges.start());
  server.on('close', () => exchanges.stop());
  return server;
}

/** Those that mean something for answers that are no pages. */
const securityHeaders: HelmetOptions = {
  contentSecurityPolicy: false,
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
};
const nothing = () => undefined;
const hangUps = new Set(['ECONNRESET', 'EPIPE', 'HPE_INVALID_EOF_STATE']);
const parserProblems: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};

/** `http://host/path?query`, which proxies send and every server must take (RFC 9112, 3.2.2), as `/path?query`. */
function originForm(target: string): string {
  if (target.startsWith('/') || target === '*') return target;
  const authority = /^https?:\/\/[^/?#]*/i.exec(target)?.[0];
  if (authority === undefined) return `/${target}`;
  const rest = target.slice(authority.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** What can be said of a body before it is read. */
function checkBody({ headers, method }: IncomingMessage, operation: Operation | undefined): void {
  const length = Number(headers['content-length'] ?? 0);
  if (length > limits.bodyBytes) throw new DomainError('payload_too_large');
  if (length === 0 && headers['transfer-encoding'] === undefined) return;
  if (operation?.body === undefined || method === 'OPTIONS') return;
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!/^application\/(json|[\w.-]+\+json)$/.test(type) || encoding.toLowerCase() !== 'identity')
    throw new DomainError('unsupported_media_type');
}
