import { createServer } from 'node:http';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorize, createTokenVerifier } from './auth.ts';
import { startTestIssuer } from './testing/index.ts';

let issuer: Awaited<ReturnType<typeof startTestIssuer>>;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.stop());

const aVerifier = (now = Date.now) => createTokenVerifier({ ...issuer, now });

describe('the token verifier', () => {
  it('knows the person, with the roles we know', async () => {
    const token = await issuer.token({ id: 'cus_ada', name: 'Ada', email: 'ada@example.com', roles: ['orders.read'] });
    expect(await aVerifier().verify(token)).toEqual({
      id: 'cus_ada',
      name: 'Ada',
      email: 'ada@example.com',
      roles: ['orders.read'],
    });
  });

  it('refuses an expired token, another audience, another key and nonsense', async () => {
    const expired = await issuer.token({ id: 'cus_ada', expiresAt: Math.floor(Date.now() / 1000) - 60 });
    const foreign = await issuer.token({ id: 'cus_ada', audience: 'api://other' });
    const other = await startTestIssuer();
    const forged = await other.token({ id: 'cus_ada' });
    await other.stop();
    for (const token of [expired, foreign, forged, 'nonsense'])
      await expect(aVerifier().verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('refuses a token that never ends, is not good yet, or names no subject of our form', async () => {
    const now = Math.floor(Date.now() / 1000);
    const good = { iss: issuer.issuer, aud: issuer.audience, sub: 'cus_ada', exp: now + 600 };
    expect(await aVerifier().verify(await issuer.signed(good))).toMatchObject({ id: 'cus_ada' });
    const { exp: _, ...endless } = good;
    const claims = [
      endless,
      { ...good, exp: 'never' },
      { ...good, nbf: now + 600 },
      { ...good, sub: undefined },
      { ...good, sub: 42 },
      { ...good, sub: '' },
      { ...good, sub: 'a/b' },
      { ...good, sub: 'x'.repeat(65) },
      { ...good, oid: 'not of the form' },
      { ...good, iss: 'http://elsewhere' },
    ];
    for (const claim of claims)
      await expect(issuer.signed(claim as never).then((token) => aVerifier().verify(token))).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    expect(await aVerifier().verify(await issuer.signed({ ...good, sub: 'auth0|123' }))).toMatchObject({
      id: 'auth0|123',
    });
  });

  it('refuses a token without a signature, and one signed with the public key as a secret', async () => {
    const claims = {
      iss: issuer.issuer,
      aud: issuer.audience,
      sub: 'cus_ada',
      exp: Math.floor(Date.now() / 1000) + 600,
    };
    const unsigned = new UnsecuredJWT(claims).encode();
    const secret = new TextEncoder().encode(JSON.stringify(issuer.publicJwk));
    const confused = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'test' }).sign(secret);
    for (const token of [unsigned, confused])
      await expect(aVerifier().verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('says that the identity provider is unavailable when it answers with an error in place of its keys', async () => {
    const verifier = createTokenVerifier({ ...issuer, jwksUri: `${issuer.issuer}/broken`, now: Date.now });
    await expect(verifier.verify(await issuer.token({ id: 'cus_ada' }))).rejects.toMatchObject({
      code: 'dependency_unavailable',
    });
  });

  it('does not remember a token past its end', async () => {
    let now = Date.now();
    const verifier = aVerifier(() => now);
    const token = await issuer.token({ id: 'cus_ada', expiresAt: Math.floor(now / 1000) + 60 });
    await verifier.verify(token);
    now += 120_000;
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('says that the identity provider is unavailable when its keys cannot be read', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    const verifier = createTokenVerifier({ ...issuer, jwksUri: `http://127.0.0.1:${port}/jwks`, now: Date.now });
    await expect(verifier.verify(await issuer.token({ id: 'cus_ada' }))).rejects.toMatchObject({
      code: 'dependency_unavailable',
    });
  });
});

describe('authorize', () => {
  it('asks for a token where one is needed, and for the role where a role is', async () => {
    const verifier = aVerifier();
    const ada = `Bearer ${await issuer.token({ id: 'cus_ada' })}`;
    const agent = `Bearer ${await issuer.token({ id: 'stf_kim', roles: ['orders.refund'] })}`;
    const role = { role: 'orders.refund' } as const;
    expect(await authorize('public', undefined, verifier)).toBeUndefined();
    expect(await authorize('guest', undefined, verifier)).toBeUndefined();
    expect(await authorize('guest', ada, verifier)).toMatchObject({ id: 'cus_ada' });
    expect(await authorize(role, agent, verifier)).toMatchObject({ id: 'stf_kim' });
    await expect(authorize('customer', undefined, verifier)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(authorize('guest', 'Basic abc', verifier)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(authorize(role, ada, verifier)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
