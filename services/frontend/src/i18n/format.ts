import type { Locale, Money } from '@halden/contracts';

/** The region whose habits a language's dates and numbers follow here. */
const tags: Record<Locale, string> = { en: 'en-GB', de: 'de-DE' };

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
function keep<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const known = kept.get(key) as T | undefined;
  if (known) return known;
  const made = make();
  kept.set(key, made);
  return made;
}

/** `€48.00`, `48,00 €`. */
export function formatMoney({ amount, currency }: Money, locale: Locale): string {
  const format = keep(
    `money ${locale} ${currency}`,
    () => new Intl.NumberFormat(tags[locale], { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
  );
  return format.format(amount / 100);
}

/** `1,240`, `4.8`. */
export const formatNumber = (value: number, locale: Locale): string =>
  keep(`number ${locale}`, () => new Intl.NumberFormat(tags[locale], { maximumFractionDigits: 1 })).format(value);

/** `22 November 2026`, of an ISO 8601 instant, in the reader's time zone. */
export const formatDate = (instant: string, locale: Locale): string =>
  keep(`date ${locale}`, () => new Intl.DateTimeFormat(tags[locale], { dateStyle: 'long' })).format(new Date(instant));

/** `22 Nov, 15:04`. */
export const formatMoment = (instant: string, locale: Locale): string =>
  keep(
    `moment ${locale}`,
    () => new Intl.DateTimeFormat(tags[locale], { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
  ).format(new Date(instant));

/** `Germany`, of an ISO 3166-1 alpha-2 code. */
export const countryName = (code: string, locale: Locale): string =>
  new Intl.DisplayNames([tags[locale]], { type: 'region' }).of(code) ?? code;
