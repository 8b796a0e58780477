import type { NotificationPreferences } from '@halden/contracts';
import { useState } from 'react';
import { cache } from '../data/shared-cache.ts';
import { useResource } from '../data/use-resource.ts';
import { useAllMessages } from '../i18n/use-messages.tsx';
import { languages } from '../preferences/preferences.ts';
import { Choice } from '../ui/choice.tsx';
import { failureMessage } from '../ui/failure-message.ts';
import { Failure } from '../ui/failure.tsx';
import { announce } from '../runtime/live.ts';
import { myPreferences, savePreferences } from './queries.ts';

const languageNames = { en: 'English', de: 'Deutsch' } as const;

/** How somebody wants to hear from us: shows at once, and goes back when it could not be kept. */
export function NotificationSettings() {
  const messages = useAllMessages();
  const { account: own } = messages;
  const { data, error, reload } = useResource(myPreferences);
  const [failed, setFailed] = useState<unknown>();
  if (error !== undefined && !data) return <Failure error={error} onRetry={reload} />;
  if (!data) return <div className="skeleton settings-skeleton" aria-hidden="true" />;

  const change = (next: NotificationPreferences) => {
    cache.put(myPreferences.key, next);
    setFailed(undefined);
    savePreferences(next).then(
      () => announce(own.saved),
      (fault: unknown) => {
        cache.put(myPreferences.key, data);
        setFailed(fault);
      },
    );
  };
  const check = (channel: 'email' | 'sms', label: string) => (
    <label className="check">
      <input type="checkbox" checked={data[channel]} onChange={() => change({ ...data, [channel]: !data[channel] })} />
      {label}
    </label>
  );
  return (
    <div className="notification-settings">
      {check('email', own.byEmail)}
      {check('sms', own.bySms)}
      <Choice
        label={own.mailLanguage}
        value={data.locale}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        onChange={(locale) => change({ ...data, locale })}
      />
      {failed !== undefined && (
        <p className="small" role="alert">
          {failureMessage(failed, messages.failure, navigator.onLine)}
        </p>
      )}
    </div>
  );
}
