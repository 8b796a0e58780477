import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Access, type CustomerId, DomainError, isCustomerId, type Role, roles } from '@halden/contracts';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { DependencyUnavailable } from './guard.ts';
import { limits } from './http/limits.ts';

/** Who calls, as the access token says. */
export interface Person {
  id: CustomerId;
  name?: string;
  email?: string;
  roles: readonly Role[];
}

export interface TokenVerifier {
  /** The person behind an access token. Rejects with `unauthenticated`, or `dependency_unavailable` when the keys cannot be read. */
  verify(token: string): Promise<Person>;
  /** The same without any work, of a token that was verified before and is still good. */
  remembered(token: string): Person | undefined;
}

/** Signatures with a key pair: a secret that both sides know could be the public key itself. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const toleranceSeconds = 5;

/**
 * Verifies access tokens of one issuer by its published keys (JWKS): signature, issuer, audience, life time. Verified tokens are
 * remembered until they expire, so that a signature is checked once and not on every request.
 */
export function createTokenVerifier(options: {
  issuer: string;
  audience: string;
  jwksUri: string;
  now: () => number;
}): TokenVerifier {
  const { issuer, audience, now } = options;
  const published = createRemoteJWKSet(new URL(options.jwksUri), { cooldownDuration: 5_000, timeoutDuration: 3_000 });
  const keys: typeof published = Object.assign(
    (...[header, token]: Parameters<typeof published>) =>
      published(header, token).catch((error: unknown) => {
        throw isTokensFault(error) ? error : new KeysUnavailable('the keys cannot be read', { cause: error });
      }),
    published,
  );
  const known = new LRUCache<string, { person: Person; expiresAt: number }>({ max: limits.rememberedTokens });
  const remembered = (token: string) => {
    const hit = known.get(fingerprint(token));
    return hit && hit.expiresAt > now() ? hit.person : undefined;
  };
  return {
    remembered,
    async verify(token) {
      const person = remembered(token);
      if (person) return person;
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        requiredClaims: ['exp'],
        clockTolerance: toleranceSeconds,
        currentDate: new Date(now()),
      }).catch((error: unknown) => {
        if (error instanceof KeysUnavailable)
          throw new DependencyUnavailable('identity provider', 'does not answer', { cause: error });
        throw new DomainError('unauthenticated', `the access token is not valid: ${(error as Error).message}`);
      });
      const verified = toPerson(payload);
      known.set(fingerprint(token), { person: verified, expiresAt: (payload.exp ?? 0) * 1000 });
      return verified;
    },
  };
}

/** Tokens are long and secret: only their hashes are kept. */
const fingerprint = (token: string) => hash('sha256', token, 'base64url');

class KeysUnavailable extends Error {}

/** The keys are there, and none of them is the token's. Any other trouble with keys is not the token's fault. */
const isTokensFault = (error: unknown) =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

function toPerson(payload: JWTPayload): Person {
  const claimed = Array.isArray(payload.roles) ? payload.roles : [];
  const { name, email, preferred_username: username, oid, sub } = payload as Record<string, unknown>;
  const id = typeof oid === 'string' ? oid : sub;
  if (typeof id !== 'string') throw new DomainError('unauthenticated', 'the access token names no subject');
  if (!isCustomerId(id)) throw new DomainError('unauthenticated', 'the subject of the access token is not of our form');
  const address = typeof email === 'string' ? email : username;
  return {
    id,
    ...(typeof name === 'string' && { name }),
    ...(typeof address === 'string' && { email: address }),
    roles: roles.filter((role) => claimed.includes(role)),
  };
}

/** The token of `Authorization: Bearer <token>`; `undefined` where there is none that could be one of ours. */
export function bearerOf({ authorization }: IncomingHttpHeaders): string | undefined {
  if (authorization === undefined || authorization.length > limits.tokenLength + 'Bearer '.length) return undefined;
  return /^Bearer (\S+)$/i.exec(authorization)?.[1];
}

/** The person a request comes from, when the operation lets them in. Rejects with `unauthenticated` or `forbidden`. */
export async function authorize(
  access: Access,
  authorization: string | undefined,
  verifier: TokenVerifier,
): Promise<Person | undefined> {
  if (access === 'public' || access === 'internal') return undefined;
  const token = bearerOf({ authorization });
  if (!token) {
    if (access === 'guest' && authorization === undefined) return undefined;
    throw new DomainError(
      'unauthenticated',
      authorization === undefined ? undefined : 'send Authorization: Bearer <access token>',
    );
  }
  const person = await verifier.verify(token);
  if (typeof access === 'object' && !person.roles.includes(access.role))
    throw new DomainError('forbidden', `this needs the role '${access.role}'`);
  return person;
}
