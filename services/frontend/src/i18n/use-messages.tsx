import type { Locale, Money } from '@halden/contracts';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { usePreferences } from '../preferences/use-preferences.ts';
import type { BuyingMessages } from './en-buying.ts';
import type { Messages } from './en.ts';
import { formatMoney } from './format.ts';
import { buyingMessages, hasBuyingMessages, loadBuyingMessages, loadMessages } from './load-messages.ts';

/** A language with its messages. */
export interface Language {
  locale: Locale;
  messages: Messages;
}
const LanguageContext = createContext<Language | undefined>(undefined);

/** Gives everything below the messages of the preferred language; a change shows once its messages are there. */
export function LanguageProvider({ first, children }: { first: Language; children: ReactNode }) {
  const { locale } = usePreferences();
  const [language, setLanguage] = useState(first);
  useEffect(() => {
    if (locale === language.locale) return undefined;
    let wanted = true;
    void Promise.all([loadMessages(locale), hasBuyingMessages() && loadBuyingMessages(locale)]).then(
      ([messages]) => wanted && setLanguage({ locale, messages }),
      // Offline: the messages that are there stay.
      () => undefined,
    );
    return () => void (wanted = false);
  }, [locale, language.locale]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error('messages are used outside of LanguageProvider; wrap the tree in it');
  return language;
}

export const useMessages = (): Messages => useLanguage().messages;

/** The same with the messages of buying, on the pages that load them. */
export function useAllMessages(): Messages & BuyingMessages {
  const { locale, messages } = useLanguage();
  const buying = buyingMessages(locale);
  const failure = { ...messages.failure, problems: { ...messages.failure.problems, ...buying.problems } };
  return { ...messages, ...buying, failure };
}

export const useLocale = (): Locale => useLanguage().locale;

/** Money as the reader's language writes it. */
export function useMoney(): (money: Money) => string {
  const { locale } = useLanguage();
  return (money) => formatMoney(money, locale);
}
