import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { completeSignIn, signIn } from '../account/sign-in.ts';
import { usePageTitle } from '../runtime/navigation.ts';
import { useAllMessages } from '../i18n/use-messages.tsx';

/** Where the identity provider sends a person back to. */
export default function SignedIn() {
  const { account: messages } = useAllMessages();
  const [, navigate] = useLocation();
  const [failed, setFailed] = useState(false);
  usePageTitle(messages.title);
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
        <p role="status">{messages.signingIn}</p>
      </div>
    );
  return (
    <div className="container failure page-wide" role="alert">
      <h1>{messages.signInFailed}</h1>
      <p className="soft">{messages.signInFailedHint}</p>
      <button type="button" className="button primary" onClick={() => void signIn('/account')}>
        {messages.again}
      </button>
    </div>
  );
}
