import { type Localized } from '@halden/contracts';

export type { Locale, Localized } from '@halden/contracts';

/** English and German of one text, in that order. */
export function t(en: string, de: string): Localized {
  return { en, de };
}

/** A quantity with its unit, the decimal mark as each language writes it: 1.4 kg, 1,4 kg. */
export function amount(value: number, unit: string): Localized {
  const digits = String(value);
  return { en: `${digits} ${unit}`, de: `${digits.replace('.', ',')} ${unit}` };
}

/** Joins texts language by language. */
export function join(texts: readonly Localized[], separator: string): Localized {
  return { en: texts.map((text) => text.en).join(separator), de: texts.map((text) => text.de).join(separator) };
}

/** What a URL may carry of a name: `Salt-glazed bowl, 18 cm` becomes `salt-glazed-bowl-18-cm`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/’/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
