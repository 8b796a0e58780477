import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { apiAudience, demoPeople, type IdentityServer, shopClient, startIdentityServer } from './index.ts';
import { authorizationRequest, Browser, redirectUri, requestToken, signIn, verifyToken } from './testing/browser.ts';

let server: IdentityServer;
let spoken: jest.SpiedFunction<typeof console.warn>[];
beforeAll(async () => {
  spoken = [jest.spyOn(console, 'warn'), jest.spyOn(console, 'info')];
  server = await startIdentityServer({
    redirectUris: [redirectUri],
    issuer: (port) => `http://127.0.0.1:${port}/identity`,
  });
});
afterAll(async () => {
  await server.stop();
  for (const spy of spoken) spy.mockRestore();
});

const verify = (token: string | undefined, audience: string) => verifyToken(server, token, audience);

describe('signing in', () => {
  it('with one click gives tokens that say who it is and what they may', async () => {
    const { tokens } = await signIn(server, 'staff_samir');
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid profile email' });
    const { payload, protectedHeader } = await verify(tokens.access_token, apiAudience);
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({
      sub: 'staff_samir',
      name: 'Samir Khan',
      email: 'samir@halden.example',
      preferred_username: 'samir@halden.example',
      roles: ['orders.read', 'orders.refund', 'orders.ship', 'payments.read', 'notifications.read'],
      scope: 'openid profile email',
      client_id: shopClient,
    });
    const id = await verify(tokens.id_token, shopClient);
    expect(id.payload).toMatchObject({
      sub: 'staff_samir',
      nonce: 'some-nonce',
      name: 'Samir Khan',
      email_verified: true,
    });
  });

  it('with e-mail and password does too; customers have no roles', async () => {
    const browser = new Browser();
    const page = await browser.open(authorizationRequest(server.issuer).url);
    const landed = await browser.submit(page, { email: ' Ada@Example.com ', password: 'demo' });
    const { origin, pathname, searchParams } = new URL(landed.url);
    expect(`${origin}${pathname}`).toBe(redirectUri);
    expect(searchParams.get('state')).toBe('some-state');
    expect(searchParams.get('iss')).toBe(server.issuer);
    expect((await verify((await signIn(server, 'cus_ada')).tokens.access_token, apiAudience)).payload.roles).toEqual(
      [],
    );
  });

  it('is not asked for again while the browser has its session', async () => {
    const { browser } = await signIn(server, 'cus_grace');
    const again = await signIn(server, 'cus_ada', browser);
    expect(again.askedWho).toBe(false);
    expect((await verify(again.tokens.access_token, apiAudience)).payload.sub).toBe('cus_grace');
  });

  it('as somebody else on the same browser ends the first session', async () => {
    const { browser } = await signIn(server, 'cus_grace');
    const page = await browser.open(authorizationRequest(server.issuer, { prompt: 'login' }).url);
    expect(page.status).toBe(200);
    const confirm = await browser.submit(page, { person: 'cus_linus' });
    const landed = await browser.submit(confirm, {});
    expect(landed.url.startsWith(redirectUri)).toBe(true);
    const now = await signIn(server, 'cus_ada', browser);
    expect((await verify(now.tokens.access_token, apiAudience)).payload.sub).toBe('cus_linus');
  });

  it('with a wrong password shows the page again, with the reason and the address kept', async () => {
    const browser = new Browser();
    const page = await browser.open(authorizationRequest(server.issuer).url);
    const again = await browser.submit(page, { email: 'ada@example.com', password: 'guess"' });
    expect(again.status).toBe(401);
    expect(again.body).toContain('role="alert"');
    expect(again.body).toContain('value="ada@example.com"');
    expect((await browser.submit(again, { email: 'ada@example.com', password: 'demo' })).url).toContain(redirectUri);
  });

  it('given up goes back to the shop with access_denied', async () => {
    const browser = new Browser();
    const page = await browser.open(authorizationRequest(server.issuer).url);
    const landed = new URL((await browser.submit(page, { cancel: 'yes' })).url);
    expect(landed.searchParams.get('error')).toBe('access_denied');
    expect(landed.searchParams.get('state')).toBe('some-state');
  });

  it('never redirects to an address that is not registered', async () => {
    const { url } = authorizationRequest(server.issuer, { redirect_uri: 'http://evil.example/' });
    const page = await new Browser().open(url);
    expect(page.status).toBe(400);
    expect(page.headers.get('location')).toBeNull();
    expect(page.body).toContain('invalid_redirect_uri');
  });

  it('needs PKCE, and the verifier that belongs to the code', async () => {
    const without = await new Browser().open(authorizationRequest(server.issuer, { code_challenge: '' }).url);
    expect(new URL(without.url).searchParams.get('error')).toBe('invalid_request');
    const browser = new Browser();
    const landed = await browser.submit(await browser.open(authorizationRequest(server.issuer).url), {
      person: 'cus_ada',
    });
    const { status, body } = await requestToken(server.tokenEndpoint, {
      grant_type: 'authorization_code',
      client_id: shopClient,
      code: new URL(landed.url).searchParams.get('code') ?? '',
      code_verifier: 'x'.repeat(43),
      redirect_uri: redirectUri,
    });
    expect(status).toBe(400);
    expect(body.error).toBe('invalid_grant');
  });

  it('asked for without a page to show (prompt=none) says so to the shop', async () => {
    const page = await new Browser().open(authorizationRequest(server.issuer, { prompt: 'none' }).url);
    expect(new URL(page.url).searchParams.get('error')).toBe('login_required');
  });

  it('with an explicit wish for consent goes through', async () => {
    const browser = new Browser();
    const page = await browser.open(authorizationRequest(server.issuer, { prompt: 'consent' }).url);
    const landed = await browser.submit(page, { person: 'cus_ada' });
    expect(new URL(landed.url).searchParams.get('code')).toBeTruthy();
  });
});

describe('the sign-in page', () => {
  it.each([
    ['de-CH, en;q=0.5', undefined, 'Anmelden', 'lang="de"'],
    ['fr, de;q=0.4, en;q=0.9', undefined, 'Sign in', 'lang="en"'],
    ['en', 'de', 'Anmelden', 'lang="de"'],
    ['fr', undefined, 'Sign in', 'lang="en"'],
  ])('for %s (and ui_locales %s) says "%s"', async (accepted, uiLocales, title, lang) => {
    const request = authorizationRequest(server.issuer, uiLocales ? { ui_locales: uiLocales } : {});
    const page = await new Browser(accepted).open(request.url);
    expect(page.body).toContain(`<h1>${title}</h1>`);
    expect(page.body).toContain(lang);
  });

  it('offers everybody, says the password, and has no inline script or style', async () => {
    const page = await new Browser().open(authorizationRequest(server.issuer).url);
    for (const { id, name } of demoPeople) {
      expect(page.body).toContain(`value="${id}"`);
      expect(page.body).toContain(name);
    }
    expect(page.body).toContain('<code>demo</code>');
    expect(page.body).not.toMatch(/<script(?! src)|<style|style=|onclick/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://shop.example");
    const style = await fetch(`${server.issuer}/sign-in.css`);
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await style.text()).toContain('--accent');
  });

  it('that has run out says so in words', async () => {
    const page = await new Browser('de').open(`${server.issuer}/sign-in/no-such-request`);
    expect(page.status).toBe(400);
    expect(page.body).toContain('Diese Anmeldung ist abgelaufen.');
  });

  it('takes no form of any size', async () => {
    const browser = new Browser();
    const page = await browser.open(authorizationRequest(server.issuer).url);
    expect((await browser.submit(page, { email: 'x'.repeat(20_000), password: 'demo' })).status).toBe(400);
  });
});

describe('signing out', () => {
  it('sent by the shop ends the session and the refresh token, and goes back', async () => {
    const { browser, tokens } = await signIn(server, 'cus_linus');
    const parameters = new URLSearchParams({
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: 'http://shop.example/',
      state: 'bye',
    });
    const page = await browser.open(`${server.issuer}/session/end?${parameters.toString()}`);
    expect(page.body).toContain('<h1>Sign out?</h1>');
    expect(page.body).toContain('/identity/sign-out.js');
    expect((await fetch(`${server.issuer}/sign-out.js`)).headers.get('content-type')).toContain('text/javascript');
    const landed = await browser.submit(page, { logout: 'yes' });
    expect(landed.url).toBe('http://shop.example/?state=bye');

    const refreshed = await requestToken(server.tokenEndpoint, {
      grant_type: 'refresh_token',
      client_id: shopClient,
      refresh_token: tokens.refresh_token ?? '',
    });
    expect(refreshed.body.error).toBe('invalid_grant');
    expect((await signIn(server, 'cus_ada', browser)).askedWho).toBe(true);
  });

  it('without the shop asks first, and ends on a page of its own', async () => {
    const { browser } = await signIn(server, 'cus_linus');
    const page = await browser.open(`${server.issuer}/session/end`);
    expect(page.body).not.toContain('sign-out.js');
    expect(page.body).toContain('<a class="button" href="http://shop.example/">Stay signed in</a>');
    expect((await browser.submit(page, { logout: 'yes' })).body).toContain('You are signed out.');
  });

  it('refuses to go back to an address that is not registered', async () => {
    const { browser, tokens } = await signIn(server, 'cus_linus');
    const parameters = new URLSearchParams({
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: 'http://evil.example/',
    });
    const page = await browser.open(`${server.issuer}/session/end?${parameters.toString()}`);
    expect(page.status).toBe(400);
    expect(page.body).toContain('post_logout_redirect_uri not registered');
  });
});

describe('the console', () => {
  it('is left alone: the library has nothing to warn of', () => {
    for (const spy of spoken) expect(spy).not.toHaveBeenCalled();
  });
});
