import type { Locale, Money } from '@halden/contracts';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { usePreferences } from '../preferences/use-preferences.ts';
import type { BuyingWords } from './en-buying.ts';
import type { Words } from './en.ts';
import { formatMoney } from './format.ts';
import { buyingWords, hasBuyingWords, loadBuyingWords, loadWords } from './load-words.ts';

/** A language with its words. */
export interface Language {
  locale: Locale;
  words: Words;
}
const LanguageContext = createContext<Language | undefined>(undefined);

/** Gives everything below the words of the preferred language; a change shows once its words are there. */
export function LanguageProvider({ first, children }: { first: Language; children: ReactNode }) {
  const { locale } = usePreferences();
  const [language, setLanguage] = useState(first);
  useEffect(() => {
    if (locale === language.locale) return undefined;
    let wanted = true;
    void Promise.all([loadWords(locale), hasBuyingWords() && loadBuyingWords(locale)]).then(
      ([words]) => wanted && setLanguage({ locale, words }),
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

/** The same with the words of buying, on the pages that load them. */
export function useAllWords(): Words & BuyingWords {
  const { locale, words } = useLanguage();
  return { ...words, ...buyingWords(locale) };
}

export const useLocale = (): Locale => useLanguage().locale;

/** Money as the reader's language writes it. */
export function useMoney(): (money: Money) => string {
  const { locale } = useLanguage();
  return (money) => formatMoney(money, locale);
}
