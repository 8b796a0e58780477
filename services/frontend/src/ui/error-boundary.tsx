import { Component, type ReactNode } from 'react';
import { reportError } from '../runtime/telemetry.ts';
import { Failure } from './failure.tsx';

interface ErrorBoundaryProps {
  name: string;
  /** When it changes, another try is made: the page's address, say. */
  resetKey?: string;
  children: ReactNode;
}

/** Keeps a fault in one part of a page from taking the rest along. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError = (error: unknown) => ({ error });

  override componentDidCatch(error: unknown): void {
    reportError(error, this.props.name);
  }

  override componentDidUpdate({ resetKey }: ErrorBoundaryProps): void {
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
