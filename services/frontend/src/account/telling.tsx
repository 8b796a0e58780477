import type { NotificationPreferences } from '@halden/contracts';
import { useState } from 'react';
import { cache } from '../data/shared-cache.ts';
import { useResource } from '../data/use-resource.ts';
import { useAllWords } from '../i18n/use-words.tsx';
import { languages } from '../preferences/preferences.ts';
import { Choice } from '../ui/choice.tsx';
import { failureWords } from '../ui/failure-words.ts';
import { Failure } from '../ui/failure.tsx';
import { announce } from '../ui/live.ts';
import { myPreferences, savePreferences } from './questions.ts';

const languageNames = { en: 'English', de: 'Deutsch' } as const;

/** How somebody wants to hear from us: shows at once, and goes back when it could not be kept. */
export function Telling() {
  const words = useAllWords();
  const { account: own } = words;
  const { data, error, reload } = useResource(myPreferences);
  const [failed, setFailed] = useState<unknown>();
  if (error !== undefined && !data) return <Failure error={error} onRetry={reload} />;
  if (!data) return <div className="skeleton telling-skeleton" aria-hidden="true" />;

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
    <div className="telling">
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
          {failureWords(failed, words.failure, navigator.onLine)}
        </p>
      )}
    </div>
  );
}
