import { DomainError } from '@halden/contracts';
import type { FastifyInstance } from 'fastify';

/**
 * Conditional requests (RFC 9110, 13): what a reader has already is not sent again (304). Must be called before the routes are added.
 */
export function answerConditionally(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const etag = reply.getHeader('etag');
    const known = request.headers['if-none-match'];
    if (known === undefined || typeof etag !== 'string' || reply.statusCode !== 200 || !matches(known, etag))
      return done(null, payload);
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    done(null, null);
  });
}

/** The weak comparison: `W/"a"` and `"a"` are the same. */
const matches = (known: string, etag: string): boolean =>
  known === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);

/**
 * A change without `If-Match` is told apart from a malformed one: the absent header passes the contract's check as an empty one, and
 * `requireVersion` asks for it (428) once it is known that the caller may change anything at all.
 */
export function tellMissingVersionApart(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.method === 'PUT' || request.method === 'DELETE') request.headers['if-match'] ??= '';
    done();
  });
}

/** Rejects with `precondition_required`. The version may be sent with or without its quotes. */
export function requireVersion(ifMatch: string): string {
  if (ifMatch === '') throw new DomainError('precondition_required');
  return ifMatch.startsWith('"') ? ifMatch : `"${ifMatch}"`;
}
