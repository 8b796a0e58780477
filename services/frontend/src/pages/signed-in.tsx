import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { completeSignIn, signIn } from '../account/session.ts';
import { usePageTitle } from '../app/navigation.ts';
import { useAllWords } from '../i18n/use-words.tsx';

/** Where the identity provider sends a person back to. */
export default function SignedIn() {
  const { account: words } = useAllWords();
  const [, navigate] = useLocation();
  const [failed, setFailed] = useState(false);
  usePageTitle(words.title);
  useEffect(() => {
    completeSignIn().then(
      (returnTo) => navigate(returnTo, { replace: true }),
      (error: unknown) => {
        // Whoever turned back on the provider's page did not fail at anything.
        if ((error as { error?: string } | undefined)?.error === 'access_denied') navigate('/', { replace: true });
        else setFailed(true);
      },
    );
  }, [navigate]);
  if (!failed)
    return (
      <div className="container failure page-wide">
        <p role="status">{words.signingIn}</p>
      </div>
    );
  return (
    <div className="container failure page-wide" role="alert">
      <h1>{words.signInFailed}</h1>
      <p className="soft">{words.signInFailedHint}</p>
      <button type="button" className="button primary" onClick={() => void signIn('/account')}>
        {words.again}
      </button>
    </div>
  );
}
