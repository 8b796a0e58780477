import type { Locale } from '@halden/contracts';

/** The forms of a text by number. English and German distinguish one from the rest. */
export interface Forms {
  one: string;
  other: string;
}

/** The form for a whole `count`, with `#` replaced by the number as the language writes it. */
export function plural(locale: Locale, count: number, forms: Forms): string {
  // Intl knows both as well, but costs tens of milliseconds on a phone before the first word is set.
  const written = Math.abs(count) < 1_000 ? String(count) : new Intl.NumberFormat(locale).format(count);
  return (count === 1 ? forms.one : forms.other).replace('#', written);
}
