import { DomainError } from '@halden/contracts';
import type { FastifyInstance } from 'fastify';

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
