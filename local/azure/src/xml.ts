import { escapeMarkup } from './http.ts';

/** A piece of XML that is already escaped. */
export type Xml = string;

/** `<name>…</name>` around text, which is escaped; nothing at all for `undefined`. */
export function text(name: string, value: string | number | boolean | undefined): Xml {
  return value === undefined ? '' : `<${name}>${escapeMarkup(String(value))}</${name}>`;
}

/** `<name a="…">…</name>` around finished XML. */
export function element(name: string, children: readonly Xml[], attributes: Record<string, string> = {}): Xml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeMarkup(value)}"`);
  return `<${name}${written.join('')}>${children.join('')}</${name}>`;
}

export const document = (root: Xml): Xml => `<?xml version="1.0" encoding="utf-8"?>${root}`;
