import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { apiAudience, cliClient, type IdentityServer, shopClient, startIdentityServer } from './index.ts';
import { redirectUri, requestToken, signIn, verifyToken } from './testing/browser.ts';

let server: IdentityServer;
beforeAll(async () => {
  server = await startIdentityServer({
    redirectUris: [redirectUri],
    issuer: (port) => `http://127.0.0.1:${port}/identity`,
  });
});
afterAll(() => server.stop());

const verify = (token: string | undefined, of = server) => verifyToken(of, token, apiAudience);

describe('the discovery document', () => {
  it('names every endpoint below the issuer', async () => {
    const response = await fetch(`${server.issuer}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      issuer: server.issuer,
      authorization_endpoint: `${server.issuer}/auth`,
      token_endpoint: `${server.issuer}/token`,
      jwks_uri: `${server.issuer}/jwks`,
      userinfo_endpoint: `${server.issuer}/me`,
      end_session_endpoint: `${server.issuer}/session/end`,
      code_challenge_methods_supported: ['S256'],
    });
  });

  it('publishes only the public half of the key', async () => {
    const { keys } = (await (await fetch(server.jwksUri)).json()) as { keys: Record<string, string>[] };
    expect(keys).toEqual([expect.objectContaining({ kty: 'RSA', alg: 'RS256', use: 'sig' })]);
    expect(Object.keys(keys[0]!).filter((name) => ['d', 'p', 'q', 'dp', 'dq', 'qi'].includes(name))).toEqual([]);
  });

  it('keeps the address of a gateway in front, whatever host the request names', async () => {
    const behind = await startIdentityServer({ redirectUris: [redirectUri], issuer: 'https://shop.example/identity' });
    const response = await fetch(`http://127.0.0.1:${behind.port}/identity/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({ token_endpoint: 'https://shop.example/identity/token' });
    expect(behind.jwksUri).toBe(`http://127.0.0.1:${behind.port}/identity/jwks`);
    expect((await fetch(behind.jwksUri)).status).toBe(200);
    await behind.stop();
  });
});

describe('afterwards', () => {
  it('the refresh token gives new access tokens, twice as well', async () => {
    const { tokens } = await signIn(server, 'cus_mina');
    for (let round = 0; round < 2; round++) {
      const { status, body } = await requestToken(server.tokenEndpoint, {
        grant_type: 'refresh_token',
        client_id: shopClient,
        refresh_token: tokens.refresh_token ?? '',
      });
      expect(status).toBe(200);
      expect((await verify(body.access_token)).payload).toMatchObject({
        sub: 'cus_mina',
        scope: 'openid profile email',
      });
    }
  });

  it('userinfo answers a browser of the shop about the bearer', async () => {
    const { tokens } = await signIn(server, 'staff_carla');
    const response = await fetch(`${server.issuer}/me`, {
      headers: { authorization: `Bearer ${tokens.access_token ?? ''}`, origin: 'http://shop.example' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('http://shop.example');
    expect(await response.json()).toMatchObject({ sub: 'staff_carla', locale: 'de', roles: ['catalog.write'] });
  });

  it('userinfo refuses what is not an access token of its own', async () => {
    const { tokens } = await signIn(server, 'cus_ada');
    const [header = '', payload = '', signature = ''] = (tokens.access_token ?? '').split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const other = Buffer.from(JSON.stringify({ ...claims, sub: 'staff_samir' })).toString('base64url');
    for (const token of [`${header}.${other}.${signature}`, tokens.id_token ?? '', 'nonsense', '']) {
      const response = await fetch(`${server.issuer}/me`, { headers: { authorization: `Bearer ${token}` } });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('Bearer');
    }
  });

  it('the token endpoint answers browsers of the shop and of nobody else', async () => {
    const { tokens } = await signIn(server, 'cus_ada');
    const form = { grant_type: 'refresh_token', client_id: shopClient, refresh_token: tokens.refresh_token ?? '' };
    const ours = await requestToken(server.tokenEndpoint, form, 'http://shop.example');
    expect(ours.headers.get('access-control-allow-origin')).toBe('http://shop.example');
    const theirs = await requestToken(server.tokenEndpoint, form, 'http://evil.example');
    expect(theirs.status).toBe(400);
    expect(theirs.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the password grant', () => {
  const password = (over: Record<string, string> = {}) =>
    requestToken(server.tokenEndpoint, {
      grant_type: 'password',
      client_id: cliClient,
      username: 'robin@halden.example',
      password: 'demo',
      ...over,
    });

  it('gives scripts the same access token that a browser gets', async () => {
    const { body } = await password({ scope: 'openid profile' });
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid profile' });
    const { payload } = await verify(body.access_token);
    expect(payload).toMatchObject({
      sub: 'staff_robin',
      client_id: cliClient,
      roles: expect.arrayContaining(['orders.read']),
    });
  });

  it('refuses a wrong password in words', async () => {
    const { status, body } = await password({ password: 'wrong' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'invalid_grant', error_description: expect.stringContaining('password') });
    expect((await password({ password: '' })).body.error).toBe('invalid_request');
  });

  it('is not for the shop', async () => {
    expect((await password({ client_id: shopClient })).status).toBe(400);
  });
});

describe('the data directory', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'halden-identity-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const start = (port = 0) => startIdentityServer({ redirectUris: [redirectUri], dataDir, port });

  it('keeps a browser signed in and its tokens good over a restart', async () => {
    const first = await start();
    const { browser, tokens } = await signIn(first, 'cus_ada');
    await first.stop();

    const second = await start(first.port);
    expect((await verify(tokens.access_token, second)).payload.sub).toBe('cus_ada');
    expect((await signIn(second, 'cus_grace', browser)).askedWho).toBe(false);
    const { status } = await requestToken(second.tokenEndpoint, {
      grant_type: 'refresh_token',
      client_id: shopClient,
      refresh_token: tokens.refresh_token ?? '',
    });
    expect(status).toBe(200);
    await second.stop();
  });

  it('holds the keys for the owner only, and says what to do when they are damaged', async () => {
    await (await start()).stop();
    const file = join(dataDir, 'identity-keys.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await writeFile(file, '{}');
    await expect(start()).rejects.toThrow(/identity-keys\.json holds no signing key.*delete it/);
  });
});

describe('starting', () => {
  it('on a taken port is refused with the system code', async () => {
    await expect(startIdentityServer({ redirectUris: [redirectUri], port: server.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('with an address that is none is refused', async () => {
    await expect(startIdentityServer({ redirectUris: ['/signed-in'] })).rejects.toThrow(
      /'\/signed-in' is not an absolute http/,
    );
  });

  it('gives tokens the life that was asked for', async () => {
    const short = await startIdentityServer({ redirectUris: [redirectUri], accessTokenLifetime: 90 });
    const { tokens } = await signIn(short, 'cus_ada');
    expect(tokens.expires_in).toBe(90);
    const { payload } = await verify(tokens.access_token, short);
    expect(payload.exp! - payload.iat!).toBe(90);
    await short.stop();
  });
});
