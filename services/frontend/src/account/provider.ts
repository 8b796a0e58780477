import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { config } from '../runtime/config.ts';

/** Where the provider sends a person back to. */
const callbackPath = '/signed-in';

interface ProviderListeners {
  /** Somebody signed in, or has a new token. */
  onUser: (user: User) => void;
  onExpired: () => void;
}

/** The client of the identity provider that the configuration names. */
export async function openProvider({ onUser, onExpired }: ProviderListeners): Promise<UserManager> {
  const { identity } = await config();
  const { origin } = window.location;
  const manager = new UserManager({
    authority: identity.authority,
    client_id: identity.clientId,
    scope: identity.scope,
    redirect_uri: `${origin}${callbackPath}`,
    post_logout_redirect_uri: `${origin}/`,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
    // A provider on our own origin gives name and e-mail at its userinfo address; Entra puts them into the ID token.
    loadUserInfo: new URL(identity.authority).origin === origin,
  });
  manager.events.addUserLoaded(onUser);
  manager.events.addAccessTokenExpired(onExpired);
  return manager;
}
