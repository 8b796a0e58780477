import { useMessages } from '../i18n/use-messages.tsx';
import { failureMessage } from './failure-message.ts';

/** A part that did not load, with a way on. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const messages = useMessages();
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{messages.failure.part}</strong> {failureMessage(error, messages.failure, navigator.onLine)}
      </p>
      <button type="button" className="button" onClick={onRetry}>
        {messages.failure.tryAgain}
      </button>
    </div>
  );
}
