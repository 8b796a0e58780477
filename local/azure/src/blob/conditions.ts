import { invalidHeader, StorageError } from './errors.ts';

/** What a conditional request compares with. */
export interface Version {
  etag: string;
  /** Milliseconds since 1970; compared in whole seconds, as the header has them. */
  modified: number;
}

/** HTTP's conditional headers; `x-ms-source-…` ones of a copy read the same. */
export interface Conditions {
  ifMatch?: string | undefined;
  ifNoneMatch?: string | undefined;
  ifModifiedSince?: number | undefined;
  ifUnmodifiedSince?: number | undefined;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the conditions; `prefix` is `x-ms-source-` for those on the source of a copy. */
export function readConditions(headers: Headers, prefix = ''): Conditions {
  const one = (name: string): string | undefined => {
    const value = headers[prefix + name];
    return typeof value === 'string' ? value : undefined;
  };
  const date = (name: string): number | undefined => {
    const value = one(name);
    if (value === undefined) return undefined;
    const time = Date.parse(value);
    if (Number.isNaN(time)) throw invalidHeader(prefix + name, value);
    return time;
  };
  return {
    ifMatch: one('if-match'),
    ifNoneMatch: one('if-none-match'),
    ifModifiedSince: date('if-modified-since'),
    ifUnmodifiedSince: date('if-unmodified-since'),
  };
}

/** Which way a condition failed: `not-modified` means that the reader's copy is still good. */
export type Verdict = 'met' | 'not-modified' | 'not-met';

/** Judges the conditions against what is there (`undefined`: nothing). */
export function judge(conditions: Conditions, current: Version | undefined): Verdict {
  const seconds = current && Math.floor(current.modified / 1_000) * 1_000;
  if (conditions.ifMatch !== undefined && !(current && matches(conditions.ifMatch, current.etag))) return 'not-met';
  if (conditions.ifUnmodifiedSince !== undefined && seconds !== undefined && seconds > conditions.ifUnmodifiedSince)
    return 'not-met';
  if (conditions.ifNoneMatch !== undefined && current && matches(conditions.ifNoneMatch, current.etag))
    return 'not-modified';
  if (conditions.ifModifiedSince !== undefined && seconds !== undefined && seconds <= conditions.ifModifiedSince)
    return 'not-modified';
  return 'met';
}

// List Blobs gives ETags without quotes, and clients send them back so.
const bare = (etag: string): string => etag.trim().replace(/^W\//, '').replace(/^"|"$/g, '');

function matches(header: string, etag: string): boolean {
  return header.split(',').some((candidate) => bare(candidate) === '*' || bare(candidate) === bare(etag));
}

/**
 * Refuses a write whose conditions are not met: 412 ConditionNotMet; 409 BlobAlreadyExists where `If-None-Match: *`
 * asked for a new blob.
 */
export function checkWrite(conditions: Conditions, current: Version | undefined, { creates = false } = {}): void {
  if (judge(conditions, current) === 'met') return;
  throw new StorageError(creates && conditions.ifNoneMatch?.trim() === '*' ? 'BlobAlreadyExists' : 'ConditionNotMet');
}
