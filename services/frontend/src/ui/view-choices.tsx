import { useMessages } from '../i18n/use-messages.tsx';
import { currencyCodes, languages, themes } from '../preferences/preferences.ts';
import { prefer } from '../preferences/store.ts';
import { usePreferences } from '../preferences/use-preferences.ts';

/** Every language by its own name. */
const languageNames = { en: 'English', de: 'Deutsch' } as const;
const symbols = { EUR: '€', USD: '$', GBP: '£' } as const;

/** Language, currency and appearance. */
export function ViewChoices() {
  const { frame } = useMessages();
  const { locale, currency, theme } = usePreferences();
  const rows = [
    {
      label: frame.language,
      value: locale,
      options: languages.map((value) => ({
        value,
        label: languageNames[value],
        pick: () => prefer({ locale: value }),
      })),
    },
    {
      label: frame.currency,
      value: currency,
      options: currencyCodes.map((value) => ({
        value,
        label: `${symbols[value]} ${value}`,
        pick: () => prefer({ currency: value }),
      })),
    },
    {
      label: frame.theme,
      value: theme,
      options: themes.map((value) => ({ value, label: frame.themes[value], pick: () => prefer({ theme: value }) })),
    },
  ];
  return (
    <div className="view-choices">
      {rows.map(({ label, value, options }) => (
        <label key={label}>
          {label}
          <select
            className="select"
            value={value}
            onChange={({ target }) => options.find((option) => option.value === target.value)?.pick()}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
