import { useState } from 'react';
import { useConfig } from '../runtime/use-config.ts';
import { useAllMessages } from '../i18n/use-messages.tsx';
import { failureMessage } from '../ui/failure-message.ts';
import { signIn } from './sign-in.ts';
import { useSession } from './use-session.ts';

/** What signing in is good for, and the way there. */
export function SignInPanel({ returnTo }: { returnTo: string }) {
  const messages = useAllMessages();
  const { account: own, frame } = messages;
  const { state } = useSession();
  const demo = useConfig()?.demo === true;
  const [failed, setFailed] = useState<unknown>();
  const [leaving, setLeaving] = useState(false);
  const leave = () => {
    setLeaving(true);
    setFailed(undefined);
    signIn(returnTo).catch((fault: unknown) => {
      setLeaving(false);
      setFailed(fault);
    });
  };
  return (
    <div className="sign-in-panel">
      <p>{state === 'expired' ? own.expired : own.signedOut}</p>
      {demo && <p className="soft small">{own.demoPeople}</p>}
      <button type="button" className="button primary" disabled={leaving} aria-busy={leaving} onClick={leave}>
        {state === 'expired' ? own.again : frame.signIn}
      </button>
      {failed !== undefined && (
        <p className="small" role="alert">
          {failureMessage(failed, messages.failure, navigator.onLine)}
        </p>
      )}
    </div>
  );
}
