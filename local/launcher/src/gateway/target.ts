import type { IncomingMessage } from 'node:http';

/** Where a request goes, in the one spelling that is routed by and forwarded. */
export interface Target {
  /** Without query; no dot segment, no empty one, no escape that is not needed. */
  readonly path: string;
  /** The query with its question mark, as the caller sent it; '' for none. */
  readonly search: string;
  /** Host and port that the caller means: of an absolute target, else of the Host header. */
  readonly authority: string;
}

/** A request target that is not routed, and why. */
export interface TargetRefusal {
  readonly status: 400 | 404;
  readonly detail: string;
}

/**
 * Reads a request target (RFC 9112, 3.2). What two programs may read in two ways is refused: dot segments, empty segments, backslashes
 * and encoded slashes. So the path that a route is chosen by is the path that the service sees.
 */
export function readTarget({ url = '', method, headers, httpVersion }: IncomingMessage): Target | TargetRefusal {
  if (headers.host === undefined || !httpVersion.startsWith('1.'))
    return malformed('a request is of HTTP/1.1 and names its host');
  if (url.startsWith('/')) return originForm(url, headers.host);
  if (url === '*' && method === 'OPTIONS') return { path: '*', search: '', authority: headers.host };
  const [, authority, rest = ''] = /^https?:\/\/([^/?#]*)([^]*)$/i.exec(url) ?? [];
  if (!authority || authority.includes('@')) return malformed(`the request target is not one of this server's`);
  return originForm(rest.startsWith('/') ? rest : `/${rest}`, authority);
}

export const isRefusal = (target: Target | TargetRefusal): target is TargetRefusal => 'status' in target;

function originForm(url: string, authority: string): Target | TargetRefusal {
  const question = url.indexOf('?');
  const raw = question < 0 ? url : url.slice(0, question);
  const search = question < 0 ? '' : url.slice(question);
  if (/[^\x21-\xff]|#/.test(search)) return malformed('the query contains a character that no address may contain');
  const path = plain.test(raw) ? raw : unescaped(raw);
  if (path === undefined) return malformed('the path is not encoded as an address is');
  if (ambiguous.test(path))
    return { status: 404, detail: 'the path must have no empty, "." or ".." segment and no encoded slash' };
  return { path, search, authority };
}

/** Characters of RFC 3986's path, none of them escaped. */
const plain = /^[\w\-.~!$&'()*+,;=:@/]*$/;
const ambiguous = /\/\/|\/\.{1,2}(?:\/|$)|%2F|%5C/;

/** The path with every escape that is not needed undone and the others in capitals; `undefined` when it is no path. */
function unescaped(raw: string): string | undefined {
  if (/[^\x21-\xff]|[\\#"<>^`{|}[\]\x7f]/.test(raw) || /%(?![0-9a-f]{2})/i.test(raw)) return undefined;
  const path = raw
    // Bytes that a careless caller did not escape.
    .replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
      const character = String.fromCharCode(parseInt(hex, 16));
      return /[\w\-.~]/.test(character) ? character : escape.toUpperCase();
    });
  return /%(?:[01][0-9A-F]|7F)/.test(path) || !isUtf8(path) ? undefined : path;
}

function isUtf8(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

const malformed = (detail: string): TargetRefusal => ({ status: 400, detail });
