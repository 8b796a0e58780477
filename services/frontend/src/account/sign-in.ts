import { forgetPersonal } from '../data/stored.ts';
import { preferences } from '../preferences/store.ts';
import { authorizationOf, become, freshUser, knownSession, manager, signedOutKey } from './session.ts';

/** What was sent belongs to somebody who is not signed in here any more: they sign in again, or it is not sent. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
}

/** The headers of this very person, with a token that is good now. Rejects with `SignInNeeded` when they are not signed in (any more). */
export async function headersOf(personId: string): Promise<Record<string, string>> {
  await knownSession();
  const fresh = await freshUser();
  if (fresh?.profile.sub !== personId) throw new SignInNeeded('this person is not signed in');
  return authorizationOf(fresh);
}

/** The services refuse the person's token: they have to sign in again. */
export const expireSession = (): void => become({ state: 'expired' });

/** Who had to sign in again does not, and goes on without an account. */
export async function continueAsGuest(): Promise<void> {
  become({ state: 'signed-out' });
  await manager().then((oidc) => oidc.removeUser());
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
  forgetPersonal();
  await oidc.signoutRedirect();
}
