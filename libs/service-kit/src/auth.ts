import { type Access, type CustomerId, customerId, DomainError, type Role, roles } from '@halden/contracts';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { DependencyUnavailable } from './guard.ts';

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
}

/**
 * Verifies access tokens of one issuer by its published keys (JWKS): signature, issuer, audience, life time. Verified tokens are
 * remembered until they expire, so that a signature is checked once and not on every request.
 */
export function createTokenVerifier(options: {
  issuer: string;
  audience: string;
  jwksUri: string;
  now: () => number;
  /** How many tokens are remembered. Default 10,000. */
  remembered?: number;
}): TokenVerifier {
  const { issuer, audience, now, remembered = 10_000 } = options;
  const keys = createRemoteJWKSet(new URL(options.jwksUri), { cooldownDuration: 5_000, timeoutDuration: 3_000 });
  const known = new Map<string, { person: Person; expiresAt: number }>();
  return {
    async verify(token) {
      const hit = known.get(token);
      if (hit && hit.expiresAt > now()) return hit.person;
      known.delete(token);
      const payload = await jwtVerify(token, keys, {
        issuer,
        audience,
        clockTolerance: 5,
        currentDate: new Date(now()),
      }).then(
        (result) => result.payload,
        (error: unknown) => {
          if (isKeyTrouble(error))
            throw new DependencyUnavailable('identity provider', 'does not answer', { cause: error });
          throw new DomainError('unauthenticated', `the access token is not valid: ${(error as Error).message}`);
        },
      );
      const person = toPerson(payload);
      const oldest = known.keys().next();
      if (known.size >= remembered && !oldest.done) known.delete(oldest.value);
      known.set(token, { person, expiresAt: (payload.exp ?? 0) * 1000 });
      return person;
    },
  };
}

/** The keys could not be read: that is not the token's fault. */
const isKeyTrouble = (error: unknown) =>
  error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || !(error instanceof errors.JOSEError);

function toPerson(payload: JWTPayload): Person {
  const claimed = Array.isArray(payload.roles) ? payload.roles : [];
  const { name, email, preferred_username: username, oid, sub } = payload as Record<string, unknown>;
  const id = typeof oid === 'string' ? oid : sub;
  if (typeof id !== 'string') throw new DomainError('unauthenticated', 'the access token names no subject');
  const address = typeof email === 'string' ? email : username;
  return {
    id: customerId(id),
    ...(typeof name === 'string' && { name }),
    ...(typeof address === 'string' && { email: address }),
    roles: roles.filter((role) => claimed.includes(role)),
  };
}

/** The person a request comes from, when the operation lets them in. Rejects with `unauthenticated` or `forbidden`. */
export async function authorize(
  access: Access,
  authorization: string | undefined,
  verifier: TokenVerifier,
): Promise<Person | undefined> {
  if (access === 'public' || access === 'internal') return undefined;
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
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
