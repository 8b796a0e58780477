import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { errors } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { StorageUnavailableError } from '../database.ts';
import { BodyTooLargeError, type Log, readBody } from '../http.ts';
import { assets, errorPage, pageHeaders, signInPage, signOutScript } from './pages.ts';
import { personById, personByPassword } from './people.ts';
import { pickLanguage } from './words.ts';

/** The path of an address, without a slash at its end: `/identity`, or '' at the root. */
export const mountPath = (address: string): string => new URL(address).pathname.replace(/\/$/, '');

export interface Site {
  provider: Provider;
  issuer: string;
  origins: ReadonlySet<string>;
  /** Where the shop is. */
  shop: string;
  userinfo: (request: IncomingMessage, response: ServerResponse) => void;
  log: Log;
}

/** Our own routes (sign-in, userinfo, files), then the provider's. */
export function createSite(site: Site) {
  const { provider, issuer, log } = site;
  const base = mountPath(issuer);
  const canonical = new URL(issuer);
  const protocol = provider.callback();
  const style = ['../ui/tokens.css', './sign-in.css']
    .map((file) => readFileSync(join(import.meta.dirname, file)))
    .join('\n');

  return (request: IncomingMessage, response: ServerResponse): void => {
    const originalUrl = request.url ?? '/';
    const path = originalUrl.split('?')[0] ?? '/';
    if (!path.startsWith(`${base}/`)) return notFound(response, base);
    // Every link and redirect is of the issuer's address, whichever way the request came.
    request.headers.host = canonical.host;
    request.headers['x-forwarded-host'] = canonical.host;
    request.headers['x-forwarded-proto'] = canonical.protocol.slice(0, -1);

    const route = path.slice(base.length);
    const signIn = /^\/sign-in\/[\w-]+$/.test(route);
    if (route === assets.style) return file(response, 'text/css', style);
    if (route === assets.signOutScript) return file(response, 'text/javascript', signOutScript);
    if (route === '/me') return site.userinfo(request, response);
    if (signIn)
      return void handleSignIn(site, request, response).catch((error: unknown) => failSignIn(request, response, error));
    Object.assign(request, { originalUrl });
    request.url = originalUrl.slice(base.length);
    void protocol(request, response);
  };

  function failSignIn(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const expired = error instanceof errors.SessionNotFound;
    const tooLarge = error instanceof BodyTooLargeError;
    if (!expired && !tooLarge) log('sign-in-failed', { error });
    const name = expired ? 'session_not_found' : tooLarge ? 'invalid_request' : 'server_error';
    const status = expired || tooLarge ? 400 : error instanceof StorageUnavailableError ? 503 : 500;
    const detail = error instanceof Error ? error.message : String(error);
    const language = pickLanguage(request.headers['accept-language']);
    html(response, status, errorPage({ language, base, shop: site.shop, expired, error: name, detail }), site);
  }
}

/** The sign-in page of one authorization request (GET), and what a person chose on it (POST). */
async function handleSignIn(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { provider, issuer } = site;
  const { prompt, params, uid } = await provider.interactionDetails(request, response);
  // Our clients need no consent; a request that asks for it all the same has it.
  if (prompt.name === 'consent') return provider.interactionFinished(request, response, { consent: {} });
  const base = mountPath(issuer);
  const show = (failedEmail?: string): void => {
    const language = pickLanguage(request.headers['accept-language'], params.ui_locales);
    const action = `${base}/sign-in/${uid}`;
    html(
      response,
      failedEmail === undefined ? 200 : 401,
      signInPage({ language, base, shop: site.shop, action, failedEmail }),
      site,
    );
  };
  if (request.method !== 'POST') return show();

  const form = new URLSearchParams((await readBody(request, 16 * 1024)).toString('utf8'));
  if (form.has('cancel')) {
    const result = { error: 'access_denied', error_description: 'the person went back to the shop' };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  const email = form.get('email') ?? '';
  const person = personById(form.get('person') ?? '') ?? personByPassword(email, form.get('password') ?? '');
  if (!person) return show(email);
  return provider.interactionFinished(request, response, { login: { accountId: person.id } });
}

function html(response: ServerResponse, status: number, body: string, { origins }: Site): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...pageHeaders(origins) });
  response.end(body);
}

function file(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

function notFound(response: ServerResponse, base: string): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`Nothing is here; the identity provider is at ${base || '/'}.\n`);
}
