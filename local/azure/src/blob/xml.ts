import { element, text, type Xml } from '../xml.ts';
import { StorageError } from './errors.ts';

// What XML 1.0 cannot carry, even as a reference.
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** A blob's name; percent-encoded and marked so where XML cannot carry it, as List Blobs does since 2021-02-12. */
export function blobName(name: string): Xml {
  return unwritable.test(name) ? element('Name', [encodeURIComponent(name)], { Encoded: 'true' }) : text('Name', name);
}

/** One entry of the body of Put Block List. */
export interface BlockReference {
  source: 'Committed' | 'Uncommitted' | 'Latest';
  /** Base64, as the client chose it. */
  id: string;
}

/** The entries of a Put Block List body, in order. Throws `InvalidXmlDocument`. */
export function parseBlockList(xml: string): BlockReference[] {
  const list = /<BlockList\s*(?:\/>|>([\s\S]*)<\/BlockList>)/.exec(xml);
  if (!list) throw new StorageError('InvalidXmlDocument');
  const entries = (list[1] ?? '').matchAll(/<(Committed|Uncommitted|Latest)>([^<]*)<\/\1>/g);
  return Array.from(entries, ([, source, id = '']) => ({ source: source as BlockReference['source'], id: plain(id) }));
}

/** The tags of a Set Blob Tags body. Throws `InvalidXmlDocument`. */
export function parseTags(xml: string): Record<string, string> {
  if (!/<Tags[\s>]/.test(xml)) throw new StorageError('InvalidXmlDocument');
  const tags = xml.matchAll(/<Tag>\s*<Key>([^<]*)<\/Key>\s*<Value>([^<]*)<\/Value>\s*<\/Tag>/g);
  return Object.fromEntries(Array.from(tags, ([, key = '', value = '']) => [plain(key), plain(value)]));
}

/** Resolves character references; the services' own documents use no other entities. */
function plain(escaped: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return escaped
    .trim()
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex) return String.fromCodePoint(parseInt(hex, 16));
      if (decimal) return String.fromCodePoint(Number(decimal));
      return named[name ?? ''] ?? whole;
    });
}
