import { useEffect, useRef, useState } from 'react';
import { signIn } from '../account/sign-in.ts';
import { useSession } from '../account/use-session.ts';
import type { Attempt } from '../cart/cart-state.ts';
import { useAllMessages } from '../i18n/use-messages.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Notice } from '../ui/notice.tsx';

interface OpenAttemptProps {
  attempt: Attempt;
  onRetry: () => void;
  onGiveUp: () => void;
}

/** An order was sent, and nobody knows whether it arrived: it is sent again as it was, by who sent it, or let go knowingly. */
export function OpenAttempt({ attempt: { customer, notBefore }, onRetry, onGiveUp }: OpenAttemptProps) {
  const { checkout: messages, account } = useAllMessages();
  const session = useSession();
  const seconds = useSecondsUntil(notBefore);
  const isOther = session.state === 'signed-in' && session.id !== customer?.id;
  const needsSignIn = customer !== undefined && (session.state !== 'signed-in' || isOther);
  if (session.state === 'unknown') return null;
  return (
    <Notice key={String(needsSignIn)} mood="warn" title={needsSignIn ? messages.signInTitle : messages.unknownTitle}>
      {needsSignIn ? <p>{messages.signInToGoOn(customer.name)}</p> : <p>{messages.unknown}</p>}
      <p className="notice-ways">
        {needsSignIn ? (
          <button type="button" className="button primary" onClick={() => void signIn('/checkout')}>
            {account.again}
          </button>
        ) : (
          <button type="button" className="button primary" disabled={seconds > 0} onClick={onRetry}>
            {seconds > 0 ? messages.tryAgainIn(seconds) : messages.tryAgain}
          </button>
        )}
        <GiveUp onGiveUp={onGiveUp} />
      </p>
    </Notice>
  );
}

function GiveUp({ onGiveUp }: { onGiveUp: () => void }) {
  const { checkout: messages } = useAllMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" className="link-button" onClick={() => dialog.current?.showModal()}>
        {messages.giveUp}
      </button>
      <Confirm
        dialog={dialog}
        title={messages.giveUpSure}
        text={messages.giveUpText}
        keep={messages.giveUpNo}
        confirm={messages.giveUpYes}
        advised="keep"
        onConfirm={onGiveUp}
      />
    </>
  );
}

/** The whole seconds until a moment (milliseconds since 1970), counted down; 0 once it is over. */
function useSecondsUntil(moment = 0): number {
  const [now, setNow] = useState(Date.now);
  const left = Math.max(0, Math.ceil((moment - now) / 1_000));
  useEffect(() => {
    setNow(Date.now());
    if (moment <= Date.now()) return undefined;
    const clock = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(clock);
  }, [moment]);
  return left;
}
