import { Component, type ReactNode } from 'react';
import { reportError } from '../app/telemetry.ts';
import { useWords } from '../i18n/use-words.tsx';
import { failureWords } from './failure-words.ts';

/** A part that did not load, with a way on. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords();
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{words.failure.part}</strong> {failureWords(error, words.failure, navigator.onLine)}
      </p>
      <button type="button" className="button" onClick={onRetry}>
        {words.failure.tryAgain}
      </button>
    </div>
  );
}

interface PartProps {
  name: string;
  /** When it changes, another try is made: the page's address, say. */
  resetKey?: string;
  children: ReactNode;
}

/** Keeps a fault in one part of a page from taking the rest along. */
export class Part extends Component<PartProps, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError = (error: unknown) => ({ error });

  override componentDidCatch(error: unknown): void {
    reportError(error, this.props.name);
  }

  override componentDidUpdate({ resetKey }: PartProps): void {
    if (resetKey !== this.props.resetKey && this.state.error !== undefined) this.setState({ error: undefined });
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    // A chunk that could not be loaded is asked for again only by a new page.
    const isChunk = error instanceof TypeError && /import|module/i.test(error.message);
    return (
      <div className="container">
        <Failure
          error={error}
          onRetry={() => (isChunk ? window.location.reload() : this.setState({ error: undefined }))}
        />
      </div>
    );
  }
}
