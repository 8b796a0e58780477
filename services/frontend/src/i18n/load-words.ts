import type { Locale } from '@halden/contracts';
import type { Words } from './en.ts';

/** A language's words; each language is a file of its own, loaded when it is wanted. */
export const loadWords = (locale: Locale): Promise<Words> =>
  locale === 'de' ? import('./de.ts').then(({ de }) => de) : import('./en.ts').then(({ en }) => en);
