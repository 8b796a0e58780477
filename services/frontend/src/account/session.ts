import type { User, UserManager } from 'oidc-client-ts';
import { authorizeWith } from '../api/shop.ts';
import { config } from '../runtime/config.ts';
import { cache } from '../data/shared-cache.ts';
import { preferences } from '../preferences/store.ts';

/** Who is signed in. `expired`: somebody was, and has to sign in again. */
export type Session =
  { state: 'unknown' | 'signed-out' | 'expired' } | { state: 'signed-in'; id: string; name: string; email: string };

/** Where the provider sends a person back to. */
export const callbackPath = '/signed-in';
/** Notifies other tabs of this browser that somebody signed out. */
const signedOutKey = 'halden.signed-out';

const listeners = new Set<() => void>();
let session: Session = { state: 'unknown' };
let managing: Promise<UserManager> | undefined;
let user: User | null = null;

export const currentSession = {
  get: () => session,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

function become(next: Session): void {
  session = next;
  if (next.state !== 'signed-in') {
    user = null;
    cache.forget('mine:');
  }
  listeners.forEach((listener) => listener());
}

function welcome(found: User): void {
  user = found;
  const { sub, name, email, preferred_username: username } = found.profile;
  become({ state: 'signed-in', id: sub, name: name ?? username ?? email ?? '', email: email ?? '' });
}

/** The OpenID Connect client, loaded when somebody signs in or is signed in. */
function manager(): Promise<UserManager> {
  managing ??= Promise.all([import('oidc-client-ts'), config()]).then(([oidc, { identity }]) => {
    const { origin } = window.location;
    const made = new oidc.UserManager({
      authority: identity.authority,
      client_id: identity.clientId,
      scope: identity.scope,
      redirect_uri: `${origin}${callbackPath}`,
      post_logout_redirect_uri: `${origin}/`,
      userStore: new oidc.WebStorageStateStore({ store: sessionStorage }),
      stateStore: new oidc.WebStorageStateStore({ store: sessionStorage }),
      automaticSilentRenew: true,
      // A provider on our own origin gives name and e-mail at its userinfo address; Entra puts them into the ID token.
      loadUserInfo: new URL(identity.authority).origin === origin,
    });
    made.events.addUserLoaded(welcome);
    made.events.addAccessTokenExpired(() => become({ state: 'expired' }));
    return made;
  });
  managing.catch(() => (managing = undefined));
  return managing;
}

const hasKeptUser = (): boolean => {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith('oidc.user:'));
  } catch {
    return false;
  }
};

/** Who was signed in before the reload; a token that has run out is renewed, or the person has to sign in again. */
async function restore(): Promise<void> {
  if (!hasKeptUser()) return become({ state: 'signed-out' });
  try {
    const oidc = await manager();
    const kept = await oidc.getUser();
    if (!kept) return become({ state: 'signed-out' });
    if (!kept.expired) return welcome(kept);
    const renewed = await oidc.signinSilent();
    if (renewed) welcome(renewed);
    else become({ state: 'expired' });
  } catch {
    become({ state: 'expired' });
  }
}

let restored: Promise<void> | undefined;

/** Begins to know who is there; every call as a person waits for it. */
export function startSession(): void {
  if (restored) return;
  restored = restore();
  authorizeWith(async (): Promise<Record<string, string>> => {
    await restored;
    return user && !user.expired ? { authorization: `Bearer ${user.access_token}` } : {};
  });
  window.addEventListener('storage', ({ key }) => {
    if (key !== signedOutKey || !user) return;
    void manager().then((oidc) => oidc.removeUser());
    become({ state: 'signed-out' });
  });
}

/** Leaves for the provider's page; the person comes back to `returnTo`. */
export async function signIn(returnTo: string): Promise<void> {
  const oidc = await manager();
  await oidc.signinRedirect({
    state: { returnTo },
    extraQueryParams: { ui_locales: preferences.get().locale },
  });
}

let completing: Promise<string> | undefined;

/** Takes what the provider sent back, once. Resolves with where the person was; rejects when nobody was signed in. */
export function completeSignIn(): Promise<string> {
  completing ??= manager().then(async (oidc) => {
    const found = await oidc.signinRedirectCallback();
    const { returnTo } = (found.state ?? {}) as { returnTo?: string };
    // Only a path of this shop: what came back is not to lead anywhere else.
    return returnTo && /^\/(?![/\\])/.test(returnTo) ? returnTo : '/account';
  });
  return completing;
}

/** Signs out here, in the other tabs, and at the provider. */
export async function signOut(): Promise<void> {
  const oidc = await manager();
  try {
    localStorage.setItem(signedOutKey, String(Date.now()));
  } catch {
    // Without storage there is no other tab to notify.
  }
  await oidc.signoutRedirect();
}
