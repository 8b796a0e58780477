import type { Locale } from '@halden/contracts';
import type { BuyingMessages } from './en-buying.ts';
import type { Messages } from './en.ts';

/** A language's messages; each language is a file of its own, loaded when it is wanted. */
export const loadMessages = (locale: Locale): Promise<Messages> =>
  locale === 'de' ? import('./de.ts').then(({ de }) => de) : import('./en.ts').then(({ en }) => en);

const loaded: Partial<Record<Locale, BuyingMessages>> = {};

/** The messages of the checkout, the orders and the account: loaded with the first of these pages, and from then on with every language. */
export async function loadBuyingMessages(locale: Locale): Promise<void> {
  if (loaded[locale]) return;
  const { buying } = locale === 'de' ? await import('./de-buying.ts') : await import('./en-buying.ts');
  loaded[locale] = buying;
}

export const hasBuyingMessages = (): boolean => Object.keys(loaded).length > 0;

/** Those that are loaded; while a change of language is on its way, those of the language before. */
export function buyingMessages(locale: Locale): BuyingMessages {
  const messages = loaded[locale] ?? Object.values(loaded)[0];
  if (!messages)
    throw new Error('the messages of buying are used on a page that does not load them; see app/routes.ts');
  return messages;
}
