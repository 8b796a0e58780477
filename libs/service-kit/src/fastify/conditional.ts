import type { FastifyInstance } from 'fastify';

/**
 * Conditional requests (RFC 9110, 13): what a reader has already is not sent again (304). Must be called before the routes are added, and before
 * answers are packed.
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
