import type { Order } from '@halden/contracts';
import { formatMoment } from '../i18n/format.ts';
import { useLocale, useAllMessages } from '../i18n/use-messages.tsx';
import { Icon } from '../ui/icon.tsx';
import { timelineOf } from './sentence.ts';

const signs = { done: 'check', now: 'clock', ahead: undefined, failed: 'close' } as const;

/** What has happened and what comes next, from top to bottom. */
export function Timeline({ order }: { order: Order }) {
  const { order: messages } = useAllMessages();
  const locale = useLocale();
  return (
    <ol className="timeline">
      {timelineOf(order, messages).map(({ key, label, at, state }) => {
        const sign = signs[state];
        return (
          <li key={key} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="timeline-sign">{sign && <Icon name={sign} />}</span>
            <span>{label}</span>
            {at && (
              <time className="soft small" dateTime={at}>
                {formatMoment(at, locale)}
              </time>
            )}
          </li>
        );
      })}
    </ol>
  );
}
