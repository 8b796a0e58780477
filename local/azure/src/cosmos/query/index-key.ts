import { canonical, typeRank, type Value } from './values.ts';

/**
 * Values as bytes that sort as `compare` of values.ts sorts the values: first the type, then what it holds. The bytes of
 * one value never begin with those of another, so several in a row sort by the first, then the second, and so on.
 */
export function encodeValue(value: Value): Buffer {
  const type = typeRank(value) + 1;
  switch (typeof value) {
    case 'number':
      return encodeNumber(type, value);
    case 'string':
      return Buffer.concat([Buffer.from([type]), encodeText(value), end]);
    case 'boolean':
      return Buffer.from([type, value ? 1 : 0]);
    case 'undefined':
      return Buffer.from([type]);
    default:
      if (value === null) return Buffer.from([type]);
      return Buffer.concat([Buffer.from([type]), encodeText(canonical(value)), end]);
  }
}

/** One key of several values; those of descending columns sort the other way round. */
export function encodeKey(values: readonly Value[], columns: readonly { descending: boolean }[]): Buffer {
  const parts = values.map((value, at) => {
    const bytes = encodeValue(value);
    return columns[at]?.descending ? bytes.map((byte) => 0xff - byte) : bytes;
  });
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

/** Keys from `from` up to, not including, `to`. */
export interface KeyRange {
  from: Buffer;
  to: Buffer;
}

/** Every key, in an index whose first column ascends. */
export const allKeys: KeyRange = { from: Buffer.alloc(0), to: Buffer.from([0xff]) };

/** The keys that begin with these bytes. */
export const keysUnder = (prefix: Buffer): KeyRange => ({ from: prefix, to: successor(prefix) });

/** The keys whose first value has the type with this rank. */
export const keysOfType = (rank: number): KeyRange => keysUnder(Buffer.from([rank + 1]));

/** The keys whose first value is a text that starts with `prefix`. */
export const keysStarting = (prefix: string): KeyRange =>
  keysUnder(Buffer.concat([Buffer.from([typeRank('') + 1]), encodeText(prefix)]));

/** The least bytes behind all that begin with these. */
export function successor(bytes: Buffer): Buffer {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0xff) length--;
  if (length === 0) throw new Error('nothing sorts behind these bytes');
  const next = Buffer.from(bytes.subarray(0, length));
  next[length - 1]!++;
  return next;
}

const end = Buffer.from([0]);

function encodeNumber(type: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = type;
  bytes.writeDoubleBE(value === 0 ? 0 : value, 1);
  // Negative numbers have the first bit set and grow away from zero: turned round, all sort as they count.
  if (bytes[1]! & 0x80) for (let at = 1; at < 9; at++) bytes[at] = 0xff - bytes[at]!;
  else bytes[1]! |= 0x80;
  return bytes;
}

/** Text by UTF-16 unit, as Azure compares it; 0 is left for the end, so 0 and 1 take two bytes. */
function encodeText(text: string): Buffer {
  // Without surrogates, UTF-8 sorts like the units themselves.
  if (!/[\0\x01\ud800-\udfff]/.test(text)) return Buffer.from(text, 'utf8');
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit <= 1) bytes.push(1, unit + 1);
    else if (unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 0x3f));
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  }
  return Buffer.from(bytes);
}
