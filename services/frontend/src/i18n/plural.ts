import type { Locale } from '@halden/contracts';

/** The forms of a text by number. English and German tell one from the rest. */
export interface Forms {
  one: string;
  other: string;
}

const rules: Partial<Record<Locale, Intl.PluralRules>> = {};
const numbers: Partial<Record<Locale, Intl.NumberFormat>> = {};

/** The form for `count`, with `#` replaced by the number as the language writes it. */
export function plural(locale: Locale, count: number, forms: Forms): string {
  rules[locale] ??= new Intl.PluralRules(locale);
  numbers[locale] ??= new Intl.NumberFormat(locale);
  const form = rules[locale].select(count) === 'one' ? forms.one : forms.other;
  return form.replace('#', numbers[locale].format(count));
}
