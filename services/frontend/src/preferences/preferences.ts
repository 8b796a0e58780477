import type { Currency, Locale } from '@halden/contracts';

export const languages = ['en', 'de'] as const satisfies readonly Locale[];
export const currencyCodes = ['EUR', 'USD', 'GBP'] as const satisfies readonly Currency[];
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** How somebody wants to see the shop; kept in this browser. */
export interface Preferences {
  locale: Locale;
  currency: Currency;
  theme: Theme;
}

const oneOf = <T extends string>(values: readonly T[], value: unknown, fallback: T): T =>
  values.find((each) => each === value) ?? fallback;

/** What is kept, completed by what the browser's languages (BCP 47, most wanted first) say of its reader. */
export function readPreferences(kept: unknown, browserLanguages: readonly string[]): Preferences {
  const chosen = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  return {
    locale: oneOf(languages, chosen.locale, guessLocale(browserLanguages)),
    currency: oneOf(currencyCodes, chosen.currency, guessCurrency(browserLanguages)),
    theme: oneOf(themes, chosen.theme, 'system'),
  };
}

function guessLocale(browserLanguages: readonly string[]): Locale {
  for (const language of browserLanguages) {
    const known = languages.find((each) => each === language.toLowerCase().split('-')[0]);
    if (known) return known;
  }
  return 'en';
}

function guessCurrency([language = '']: readonly string[]): Currency {
  const region = language.split('-').find((part) => /^[A-Z]{2}$/.test(part));
  if (region === 'US') return 'USD';
  return region === 'GB' ? 'GBP' : 'EUR';
}
