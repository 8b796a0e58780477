import type { Locale } from '@halden/contracts';
import type { BuyingWords } from './en-buying.ts';
import type { Words } from './en.ts';

/** A language's words; each language is a file of its own, loaded when it is wanted. */
export const loadWords = (locale: Locale): Promise<Words> =>
  locale === 'de' ? import('./de.ts').then(({ de }) => de) : import('./en.ts').then(({ en }) => en);

const loaded: Partial<Record<Locale, BuyingWords>> = {};

/** The words of the checkout, the orders and the account: loaded with the first of these pages, and from then on with every language. */
export async function loadBuyingWords(locale: Locale): Promise<void> {
  if (loaded[locale]) return;
  const { buying } = locale === 'de' ? await import('./de-buying.ts') : await import('./en-buying.ts');
  loaded[locale] = buying;
}

export const hasBuyingWords = (): boolean => Object.keys(loaded).length > 0;

/** Those that are loaded; while a change of language is on its way, those of the language before. */
export function buyingWords(locale: Locale): BuyingWords {
  const words = loaded[locale] ?? Object.values(loaded)[0];
  if (!words) throw new Error('the words of buying are used on a page that does not load them; see app/routes.ts');
  return words;
}
