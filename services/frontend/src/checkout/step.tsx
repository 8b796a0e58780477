import { type ReactNode, useEffect, useRef } from 'react';
import { useAllMessages } from '../i18n/use-messages.tsx';

interface StepProps {
  number: number;
  title: string;
  state: 'open' | 'done' | 'ahead';
  /** What was said in it, when it is done. */
  summary: ReactNode;
  onChange: (() => void) | undefined;
  children: ReactNode;
}

/** One of the checkout's three parts: open, folded into what was said, or still to come. */
export function StepSection({ number, title, state, summary, onChange, children }: StepProps) {
  const { checkout: messages } = useAllMessages();
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(state);
  useEffect(() => {
    if (state === 'open' && before.current !== 'open') heading.current?.focus();
    before.current = state;
  }, [state]);
  return (
    <section className="step" data-state={state} aria-label={title}>
      <div className="step-head">
        <h2 ref={heading} tabIndex={-1}>
          <span className="step-number" aria-hidden="true">
            {number}
          </span>
          {title}
        </h2>
        {state === 'done' && onChange && (
          <button type="button" className="link-button" aria-label={messages.changeStep(title)} onClick={onChange}>
            {messages.change}
          </button>
        )}
      </div>
      {state === 'done' && <div className="step-summary">{summary}</div>}
      {state === 'open' && <div className="step-body">{children}</div>}
    </section>
  );
}
