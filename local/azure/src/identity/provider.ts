import Provider, { type ClientMetadata, type Configuration, errors, type ResourceServer } from 'oidc-provider';
import { apiAudience, cliClient, shopClient } from './clients.ts';
import { errorPage, pageHeaders, signedOutPage, signOutPage } from './pages.ts';
import { claimsOf, personById, personByPassword } from './people.ts';
import type { Secrets } from './secrets.ts';
import { mountPath } from './site.ts';
import type { IdentityStore } from './store.ts';
import { pickLanguage } from './words.ts';

const day = 24 * 60 * 60;
const scopes = ['openid', 'profile', 'email', 'offline_access'];

export interface ProviderOptions {
  issuer: string;
  redirectUris: readonly string[];
  postLogoutRedirectUris: readonly string[];
  secrets: Secrets;
  store: IdentityStore;
  /** Seconds. */
  accessTokenLifetime: number;
}

/** The OpenID provider: what Entra External ID is in the cloud. Its sign-in page is served beside it. */
export function createProvider(options: ProviderOptions): Provider {
  const provider = new Provider(options.issuer, configuration(options));
  provider.proxy = true;
  registerPasswordGrant(provider, apiServer(options));
  return provider;
}

/** The origins that a browser may call from. */
export function allowedOrigins({
  redirectUris,
  postLogoutRedirectUris,
}: Pick<ProviderOptions, 'redirectUris' | 'postLogoutRedirectUris'>): Set<string> {
  return new Set([...redirectUris, ...postLogoutRedirectUris].map((uri) => new URL(uri).origin));
}

const apiServer = ({ accessTokenLifetime }: ProviderOptions): ResourceServer => ({
  audience: apiAudience,
  scope: scopes.join(' '),
  accessTokenFormat: 'jwt',
  accessTokenTTL: accessTokenLifetime,
  jwt: { sign: { alg: 'RS256' } },
});

function configuration(options: ProviderOptions): Configuration {
  const { issuer, secrets, store } = options;
  const base = mountPath(issuer);
  const origins = allowedOrigins(options);
  const shop = options.postLogoutRedirectUris[0] ?? issuer;
  const server = apiServer(options);
  return {
    adapter: (model) => store.adapter(model),
    clients: clients(options),
    jwks: { keys: [{ ...secrets.signingKey, alg: 'RS256', use: 'sig' }] },
    cookies: {
      keys: secrets.cookieKeys,
      names: { session: 'halden_session', interaction: 'halden_sign_in', resume: 'halden_resume' },
      long: { path: base || '/' },
    },
    scopes,
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'locale', 'roles'],
      email: ['email', 'email_verified'],
    },
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    clockTolerance: 15,
    ttl: {
      AccessToken: options.accessTokenLifetime,
      IdToken: options.accessTokenLifetime,
      AuthorizationCode: 60,
      Interaction: 60 * 60,
      Session: 14 * day,
      Grant: 14 * day,
      RefreshToken: 14 * day,
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      // Access tokens are for the services, so the library's own endpoint would refuse them; see userinfo.ts.
      userinfo: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiAudience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== apiAudience) throw new errors.InvalidTarget();
          return server;
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          const atOnce = ctx.oidc.entities.IdTokenHint !== undefined;
          ctx.set(pageHeaders(origins));
          ctx.body = signOutPage({ language: pickLanguage(ctx.get('accept-language')), base, shop, form, atOnce });
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.set(pageHeaders(origins));
          ctx.body = signedOutPage({ language: pickLanguage(ctx.get('accept-language')), base, shop });
        },
      },
    },
    discovery: { userinfo_endpoint: `${issuer}/me`, ui_locales_supported: ['en', 'de'] },
    clientBasedCORS: (_ctx, origin) => origins.has(origin),
    extraTokenClaims: (_ctx, token) => {
      const person = 'accountId' in token ? personById(token.accountId) : undefined;
      return person && claimsOf(person);
    },
    findAccount: (_ctx, sub) => {
      const person = personById(sub);
      return person && { accountId: sub, claims: () => ({ sub, ...claimsOf(person) }) };
    },
    interactions: { url: (_ctx, interaction) => `${base}/sign-in/${interaction.uid}` },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // As Entra: a refresh token that was used stays good, so two tabs may refresh at once.
    rotateRefreshToken: false,
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grantId = session.grantIdFor(client.clientId);
      const existing = grantId ? await provider.Grant.find(grantId) : undefined;
      return existing ?? grantEverything(provider, session.accountId, client.clientId);
    },
    renderError: (ctx, out, error) => {
      ctx.type = 'html';
      ctx.set(pageHeaders(origins));
      ctx.body = errorPage({
        language: pickLanguage(ctx.get('accept-language')),
        base,
        shop,
        expired: error instanceof errors.SessionNotFound,
        error: out.error,
        detail: out.error_description ?? '',
      });
    },
  };
}

function clients({ redirectUris, postLogoutRedirectUris }: ProviderOptions): ClientMetadata[] {
  return [
    {
      client_id: shopClient,
      client_name: 'Halden',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...redirectUris],
      post_logout_redirect_uris: [...postLogoutRedirectUris],
    },
    {
      client_id: cliClient,
      token_endpoint_auth_method: 'none',
      grant_types: ['password'],
      response_types: [],
      redirect_uris: [],
    },
  ];
}

/** Our own clients need no consent: whoever signs in has agreed to all scopes. */
async function grantEverything(provider: Provider, accountId: string, clientId: string) {
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope(scopes.join(' '));
  grant.addResourceScope(apiAudience, scopes.join(' '));
  await grant.save();
  return grant;
}

/**
 * `grant_type=password` at the token endpoint, for scripts and tests. Local only: Entra External ID does not offer it, and
 * nothing that runs in a cluster may use it. Takes `client_id=halden-cli`, `username` (e-mail), `password`, and `scope`.
 */
function registerPasswordGrant(provider: Provider, server: ResourceServer): void {
  const parameters = ['username', 'password', 'scope'];
  provider.registerGrantType<{ username?: string; password?: string }>(
    'password',
    async (ctx) => {
      const { username, password, scope = scopes.join(' ') } = ctx.oidc.params;
      if (!username || !password) throw new errors.InvalidRequest('the password grant needs username and password');
      const person = personByPassword(username, password);
      if (!person) {
        const refusal = new errors.InvalidGrant();
        refusal.error_description = 'no demo person has this username (an e-mail address) and password';
        throw refusal;
      }
      const { client } = ctx.oidc;
      const grant = await grantEverything(provider, person.id, client.clientId);
      const token = new provider.AccessToken({
        client,
        accountId: person.id,
        grantId: grant.jti,
        gty: 'password',
        scope: scope
          .split(' ')
          .filter((name) => scopes.includes(name))
          .join(' '),
        resourceServer: new provider.ResourceServer(apiAudience, server),
      });
      ctx.body = {
        access_token: await token.save(),
        token_type: 'Bearer',
        expires_in: token.expiration,
        scope: token.scope,
      };
    },
    parameters,
    parameters,
  );
}
