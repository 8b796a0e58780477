import { badRequest } from '../errors.ts';
import { isObject, type Json, type Value } from './values.ts';

/** A row that has been sent: the sort keys and number of its item, and how many rows of that item are out. */
export interface Position {
  keys: Value[];
  seq: number;
  rows: number;
}

/** Where a query goes on. */
export interface Continuation {
  /** How many rows are behind, those that OFFSET left out included. */
  passed: number;
  /** The last row that was sent. Without it the rows behind are counted again from the start. */
  position?: Position;
}

/** A continuation goes into a header; keys longer than this do not, and the rows are counted again. */
const maximumKeys = 600;

/** The text for the `x-ms-continuation` header; `fingerprint` ties it to its query. */
export function encodeContinuation({ passed, position }: Continuation, fingerprint: string): string {
  const keys = position?.keys.map((key) => (key === undefined ? [] : [key]));
  const fits = position !== undefined && JSON.stringify(keys).length <= maximumKeys;
  const token = { q: fingerprint, n: passed, p: fits ? { k: keys, s: position.seq, r: position.rows } : undefined };
  return Buffer.from(JSON.stringify(token)).toString('base64');
}

export function decodeContinuation(text: string, fingerprint: string): Continuation {
  const { q, n, p } = parse(text);
  if (q !== fingerprint || typeof n !== 'number') throw invalid(text);
  if (p === undefined) return { passed: n };
  if (!isObject(p)) throw invalid(text);
  const { k, s, r } = p;
  if (!Array.isArray(k) || !k.every(Array.isArray) || typeof s !== 'number' || typeof r !== 'number')
    throw invalid(text);
  return { passed: n, position: { keys: k.map((key: Json[]) => key[0]), seq: s, rows: r } };
}

function parse(text: string): Record<string, Json | undefined> {
  try {
    const value = JSON.parse(Buffer.from(text, 'base64').toString()) as Json;
    if (isObject(value)) return value;
  } catch {
    // Reported below, like any other text that is no continuation.
  }
  throw invalid(text);
}

const invalid = (text: string) =>
  badRequest(`Invalid Continuation Token '${text}': use the one that the same query answered, unchanged.`);
