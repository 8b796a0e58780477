import type { Locale, Money } from '@halden/contracts';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { preferences } from '../preferences/store.ts';
import { usePreferences } from '../preferences/use-preferences.ts';
import type { Words } from './en.ts';
import { formatMoney } from './format.ts';
import { loadWords } from './load-words.ts';

interface Language {
  locale: Locale;
  words: Words;
}
const LanguageContext = createContext<Language | undefined>(undefined);

/** Gives everything below the words of the preferred language; a change shows once its words are there. */
export function LanguageProvider({ words, children }: { words: Words; children: ReactNode }) {
  const { locale } = usePreferences();
  const [language, setLanguage] = useState<Language>(() => ({ locale: preferences.get().locale, words }));
  useEffect(() => {
    if (locale === language.locale) return undefined;
    let wanted = true;
    void loadWords(locale).then(
      (loaded) => wanted && setLanguage({ locale, words: loaded }),
      // Offline: the words that are there stay.
      () => undefined,
    );
    return () => void (wanted = false);
  }, [locale, language.locale]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error('words are used outside of LanguageProvider; wrap the tree in it');
  return language;
}

export const useWords = (): Words => useLanguage().words;
export const useLocale = (): Locale => useLanguage().locale;

/** Money as the reader's language writes it. */
export function useMoney(): (money: Money) => string {
  const { locale } = useLanguage();
  return (money) => formatMoney(money, locale);
}
