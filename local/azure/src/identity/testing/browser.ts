import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { shopClient } from '../index.ts';

/** A browser's part in signing in: keeps cookies by path, follows redirects until they leave the provider, sends forms. */
export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>();
  readonly #language: string;

  constructor(language = 'en') {
    this.#language = language;
  }

  /** The last page, or the redirect to somewhere other than the origin that was asked. */
  async open(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; body: string; url: string; headers: Headers }> {
    const { pathname } = new URL(url);
    const cookie = [...this.#cookies]
      .filter(([, { path }]) => path === '/' || pathname === path || pathname.startsWith(`${path}/`))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie, 'accept-language': this.#language, accept: 'text/html' },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const location = response.headers.get('location');
    const next = location === null ? undefined : new URL(location, url).href;
    if (next !== undefined && new URL(next).origin === new URL(url).origin) return this.open(next);
    return { status: response.status, body: await response.text(), url: next ?? url, headers: response.headers };
  }

  /** The page that a form of this page leads to. */
  async submit(page: { body: string; url: string }, fields: Record<string, string>) {
    const action = /<form[^>]* action="([^"]+)"/.exec(page.body)?.[1];
    if (!action) throw new Error(`no form on ${page.url}: ${page.body}`);
    const hidden = page.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
    const values = Object.fromEntries(Array.from(hidden, ([, name = '', value = '']) => [name, value]));
    return this.open(new URL(action, page.url).href, { ...values, ...fields });
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split(/=(.*)/);
    const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice('path='.length) ?? '/';
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }
}

export const redirectUri = 'http://shop.example/signed-in';

/** What a shop sends a browser off with: the address, and the secrets that it keeps. */
export function authorizationRequest(issuer: string, over: Record<string, string> = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    client_id: shopClient,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: 'some-state',
    nonce: 'some-nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...over,
  };
  return { url: `${issuer}/auth?${new URLSearchParams(parameters).toString()}`, verifier };
}

/** One request to the token endpoint; `origin` as a browser of the shop sends it. */
export async function requestToken(tokenEndpoint: string, form: Record<string, string>, origin?: string) {
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: origin ? { origin } : {},
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, string>,
  };
}

/** Signs in as somebody on a fresh or a given browser, and trades the code for tokens. */
export async function signIn(
  server: { issuer: string; tokenEndpoint: string },
  person: string,
  browser = new Browser(),
) {
  const { url, verifier } = authorizationRequest(server.issuer);
  const page = await browser.open(url);
  const landed = page.url.startsWith(redirectUri) ? page : await browser.submit(page, { person });
  const code = new URL(landed.url).searchParams.get('code') ?? '';
  const { body } = await requestToken(server.tokenEndpoint, {
    grant_type: 'authorization_code',
    client_id: shopClient,
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
  });
  return { browser, tokens: body, askedWho: page !== landed };
}

/** Checks a token as a service does: signature by the published keys, issuer, audience and times. */
export function verifyToken(server: { issuer: string; jwksUri: string }, token: string | undefined, audience: string) {
  return jwtVerify(token ?? '', createRemoteJWKSet(new URL(server.jwksUri)), { issuer: server.issuer, audience });
}
