import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DemoPerson, claimsOf, personById } from './people.ts';

export interface UserinfoOptions {
  issuer: string;
  audience: string;
  signingKey: JsonWebKey;
  /** Seconds that clocks may differ. */
  clockTolerance: number;
  /** The origins of browsers that may ask. */
  origins: ReadonlySet<string>;
}

/**
 * The userinfo endpoint: what is known about the bearer of an access token. The library's own takes only tokens without
 * an audience; ours have one, as Entra's do, so that one token serves both the services and this endpoint.
 */
export function createUserinfo(options: UserinfoOptions) {
  const key = createPublicKey({ key: publicPart(options.signingKey), format: 'jwk' });
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { origin } = request.headers;
    response.setHeader('vary', 'Origin');
    response.setHeader('cache-control', 'no-store');
    if (origin && options.origins.has(origin)) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', 'WWW-Authenticate');
    }
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-methods', 'GET,POST');
      response.setHeader('access-control-allow-headers', 'authorization');
      response.writeHead(204).end();
      return;
    }
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const person = token === undefined ? undefined : bearer(token);
    if (!person) {
      const reason = token === undefined ? '' : ' error="invalid_token"';
      response.setHeader('www-authenticate', `Bearer realm="${options.issuer}"${reason}`);
      send(response, 401, { error: 'invalid_token', error_description: 'a valid access token is required' });
      return;
    }
    send(response, 200, { sub: person.id, ...claimsOf(person) });
  };

  function bearer(token: string): DemoPerson | undefined {
    const [header = '', payload = '', signature = ''] = token.split('.');
    try {
      const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { alg?: unknown };
      const signed = Buffer.from(`${header}.${payload}`);
      if (alg !== 'RS256' || !verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))) return undefined;
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
      const isCurrent = typeof claims.exp === 'number' && claims.exp + options.clockTolerance > Date.now() / 1_000;
      const isOurs = claims.iss === options.issuer && claims.aud === options.audience;
      return isCurrent && isOurs && typeof claims.sub === 'string' ? personById(claims.sub) : undefined;
    } catch {
      return undefined;
    }
  }
}

const publicPart = ({ kty, n, e }: JsonWebKey): JsonWebKey => ({ kty, n, e });

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
