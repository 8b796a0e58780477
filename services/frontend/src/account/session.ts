import type { User, UserManager } from 'oidc-client-ts';
import { authorizeWith } from '../api/shop.ts';
import { cache } from '../data/shared-cache.ts';
import { forgetPersonal } from '../data/stored.ts';

/** Who is signed in. `expired`: somebody was, and has to sign in again. */
export type Session =
  { state: 'unknown' | 'signed-out' | 'expired' } | { state: 'signed-in'; id: string; name: string; email: string };

/** Notifies other tabs of this browser that somebody signed out. */
export const signedOutKey = 'halden.signed-out';

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

/** From now on this is who is signed in; what was loaded for somebody before is forgotten. */
export function become(next: Session): void {
  session = next;
  if (next.state !== 'signed-in') {
    user = null;
    cache.forget('mine:');
  }
  listeners.forEach((listener) => listener());
}

function welcome(found: User): void {
  if (user && user.profile.sub !== found.profile.sub) cache.forget('mine:');
  user = found;
  const { sub, name, email, preferred_username: username } = found.profile;
  become({ state: 'signed-in', id: sub, name: name ?? username ?? email ?? '', email: email ?? '' });
}

/** The person signed out, or goes on as a guest: nothing that was typed or loaded for them stays in this tab. */
function leave(): void {
  forgetPersonal();
  become({ state: 'signed-out' });
}

/** The OpenID Connect client, loaded when somebody signs in or is signed in. */
export function manager(): Promise<UserManager> {
  managing ??= import('./provider.ts').then(({ openProvider }) =>
    openProvider({ onUser: welcome, onExpired: () => void freshUser().catch(() => undefined) }),
  );
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
    user = kept;
    const renewed = await renewSession();
    if (!renewed) return;
  } catch {
    become({ state: 'expired' });
  }
}

let restored: Promise<void> | undefined;
let renewing: Promise<User | undefined> | undefined;

/** The person with a token that is still good; nobody when they have to sign in again. Rejects when the provider cannot be reached. */
export const freshUser = async (): Promise<User | undefined> => (user?.expired ? renewSession() : (user ?? undefined));

/** Asks the provider for a new token, once for all who wait for it. When the provider refuses, the person has to sign in again. */
export function renewSession(): Promise<User | undefined> {
  renewing ??= renew().finally(() => (renewing = undefined));
  return renewing;
}

async function renew(): Promise<User | undefined> {
  const before = user;
  if (!before) return undefined;
  try {
    // Without a refresh token the client would open a frame, which the page's policy forbids.
    const renewed = before.refresh_token === undefined ? null : await (await manager()).signinSilent();
    // Somebody signed out meanwhile.
    if (user === null) return undefined;
    if (renewed) {
      welcome(renewed);
      return renewed;
    }
  } catch (error) {
    // An answer of the provider has a code (RFC 6749, 5.2); without one it was not reached, and may be later.
    if (typeof (error as { error?: unknown }).error !== 'string') throw error;
  }
  become({ state: 'expired' });
  return undefined;
}

/** The header that says who calls. */
export const authorizationOf = ({ access_token: token }: User) => ({ authorization: `Bearer ${token}` });

/** Who is signed in, once that is known. */
export async function knownSession(): Promise<Session> {
  await restored;
  return session;
}

/** Begins to know who is there; every call as a person waits for it. */
export function startSession(): void {
  if (restored) return;
  restored = restore();
  authorizeWith(async (): Promise<Record<string, string>> => {
    await restored;
    const fresh = await freshUser().catch(() => undefined);
    return fresh ? authorizationOf(fresh) : {};
  });
  window.addEventListener('storage', ({ key }) => {
    if (key !== signedOutKey || !user) return;
    void manager().then((oidc) => oidc.removeUser());
    leave();
  });
}
