import { type Role } from '@halden/contracts';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger, type Logger } from '../log.ts';

export const silentLog: Logger = createLogger({ service: 'test', version: '0', level: 'silent' });

/** An identity provider for tests: one key, published on a free port, and tokens for whomever a test names. */
export async function startTestIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' };
  const server = createServer((request, response) => {
    if (request.url === '/broken') return void response.writeHead(500).end('no keys today');
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = { issuer: url, audience: 'api://halden', jwksUri: `${url}/jwks` };
  const token = (person: {
    id: string;
    roles?: Role[];
    name?: string;
    email?: string;
    audience?: string;
    expiresAt?: number;
  }) =>
    new SignJWT({
      roles: person.roles ?? [],
      name: person.name ?? person.id,
      ...(person.email && { email: person.email }),
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'test' })
      .setIssuer(url)
      .setAudience(person.audience ?? issuer.audience)
      .setSubject(person.id)
      .setIssuedAt()
      .setExpirationTime(person.expiresAt ?? Math.floor(Date.now() / 1000) + 600)
      .sign(privateKey);
  /** A token of any claims and headers, signed with our key. */
  const signed = (claims: JWTPayload, header: Record<string, unknown> = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'test', ...header }).sign(privateKey);
  return {
    ...issuer,
    publicJwk: jwk,
    token,
    signed,
    bearer: async (person: Parameters<typeof token>[0]) => ({ authorization: `Bearer ${await token(person)}` }),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
