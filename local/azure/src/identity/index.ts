import { createServer } from 'node:http';
import { join } from 'node:path';
import { allowHosts, forHosts, urlHost } from '../hosts.ts';
import { type Log, listen } from '../http.ts';
import { type DemoPerson, demoPeople } from './people.ts';
import { apiAudience } from './clients.ts';
import { allowedOrigins, createProvider } from './provider.ts';
import { loadSecrets } from './secrets.ts';
import { createSite, mountPath } from './site.ts';
import { IdentityStore } from './store.ts';
import { createUserinfo } from './userinfo.ts';

export { demoPassword, demoPeople, type DemoPerson } from './people.ts';
export { apiAudience, cliClient, shopClient } from './clients.ts';

export interface IdentityServerOptions {
  /** @default '127.0.0.1' */
  host?: string;
  /** The host name in the addresses that clients are given. @default `host` */
  advertise?: string;
  /** @default 0 (a free one) */
  port?: number;
  /**
   * What tokens name as their issuer and browsers reach the provider by: behind a gateway its address there, such as
   * `http://localhost:8080/identity`. Its path is where the provider is mounted; its host is used in every link, whatever
   * the request says.
   * @default 'http://<advertise>:<port>'
   */
  issuer?: string | ((port: number) => string);
  /** Where the shop takes the authorization code, such as `http://localhost:8080/signed-in`. */
  redirectUris: readonly string[];
  /** @default the root of every origin in `redirectUris` */
  postLogoutRedirectUris?: readonly string[];
  /** Keeps signing keys, sessions and refresh tokens. @default in memory */
  dataDir?: string;
  /** Seconds. @default 3600 */
  accessTokenLifetime?: number;
  log?: Log;
}

export interface IdentityServer {
  host: string;
  port: number;
  issuer: string;
  /** The public keys, without the gateway: for services. */
  jwksUri: string;
  /** Without the gateway: for scripts. */
  tokenEndpoint: string;
  people: readonly DemoPerson[];
  stop(): Promise<void>;
}

/**
 * Starts an OpenID provider for one shop and its scripts: authorization code with PKCE, refresh, sign-out, userinfo; and a
 * local-only password grant. Access tokens are JWTs (RS256) for `api://halden` with `sub`, `name`, `email`, `roles` and
 * `scope`. Rejects with code EADDRINUSE when the port is taken.
 */
export async function startIdentityServer(options: IdentityServerOptions): Promise<IdentityServer> {
  const { host = '127.0.0.1', port = 0, dataDir, log = () => {} } = options;
  const { advertise = host } = options;
  const redirectUris = options.redirectUris.map(checkedUri);
  const postLogoutRedirectUris = options.postLogoutRedirectUris?.map(checkedUri) ?? [
    ...new Set(redirectUris.map((uri) => `${new URL(uri).origin}/`)),
  ];
  const secrets = await loadSecrets(dataDir && join(dataDir, 'identity-keys.json'));
  const store = new IdentityStore(dataDir && join(dataDir, 'identity.db'), log);
  const server = createServer();
  try {
    const listening = await listen(server, { host, port });
    const direct = `http://${urlHost(advertise)}:${listening.port}`;
    const issuer = (typeof options.issuer === 'function' ? options.issuer(listening.port) : options.issuer) ?? direct;
    checkedUri(issuer);
    const provider = createProvider({
      issuer,
      redirectUris,
      postLogoutRedirectUris,
      secrets,
      store,
      accessTokenLifetime: options.accessTokenLifetime ?? 3_600,
    });
    const origins = allowedOrigins({ redirectUris, postLogoutRedirectUris });
    const userinfo = createUserinfo({
      issuer,
      audience: apiAudience,
      signingKey: secrets.signingKey,
      clockTolerance: 15,
      origins,
    });
    provider.on('server_error', (_ctx, error: Error) => log('identity-request-failed', { error }));
    const site = createSite({ provider, issuer, origins, shop: postLogoutRedirectUris[0] ?? issuer, userinfo, log });
    const isAllowed = allowHosts([host, advertise, ...[issuer, ...redirectUris].map((uri) => new URL(uri).hostname)]);
    server.on('request', forHosts(isAllowed, site));
    const base = mountPath(issuer);
    return {
      host,
      port: listening.port,
      issuer,
      jwksUri: `${direct}${base}/jwks`,
      tokenEndpoint: `${direct}${base}/token`,
      people: demoPeople,
      stop: async () => {
        await listening.stop();
        store.close();
      },
    };
  } catch (error) {
    server.close();
    store.close();
    throw error;
  }
}

function checkedUri(uri: string): string {
  if (!URL.canParse(uri) || !/^https?:$/.test(new URL(uri).protocol))
    throw new TypeError(
      `identity: '${uri}' is not an absolute http(s) address; give one such as http://localhost:8080/signed-in`,
    );
  return uri;
}
