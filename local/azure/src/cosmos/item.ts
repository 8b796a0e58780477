import { randomUUID } from 'node:crypto';
import { tooLarge } from './errors.ts';
import type { JsonObject } from './query/values.ts';

export const maximumItemBytes = 2 * 1024 * 1024;

/** One version of an item: the text that is stored and sent, and the value it stands for. */
export interface Content {
  readonly json: string;
  readonly value: JsonObject;
  readonly etag: string;
  /** When it was written, in seconds since 1970. */
  readonly ts: number;
}

/** One version of an item in its place. */
export interface Item {
  /** Its number in the order of creation; it keeps it through all its versions, and no other gets it. */
  readonly seq: number;
  readonly id: string;
  /** Its partition key as one text, see `partitionId`. */
  readonly partition: string;
  readonly content: Content;
  /** The change feed position of the last change. */
  readonly lsn: number;
  /** Seconds since 1970; Infinity: never. */
  readonly expiresAt: number;
}

/** The content of an item as it is stored; it is parsed when somebody looks into it. */
export class StoredContent implements Content {
  readonly json: string;
  readonly etag: string;
  readonly ts: number;
  #value: JsonObject | undefined;

  constructor({ json, etag, ts }: Omit<Content, 'value'>) {
    this.json = json;
    this.etag = etag;
    this.ts = ts;
  }

  get value(): JsonObject {
    return (this.#value ??= JSON.parse(this.json) as JsonObject);
  }
}

/**
 * The version of an item that a body makes: the body with the service's own values for the system properties.
 * The body is taken over. @throws CosmosError 413 when it is larger than an item may be
 */
export function newContent(
  body: JsonObject,
  { rid, container, now }: { rid: string; container: string; now: number },
): Content {
  const etag = `"${randomUUID()}"`;
  const ts = Math.floor(now / 1000);
  const value = Object.hasOwn(body, '_lsn') ? withoutPosition(body) : body;
  value['_rid'] = rid;
  value['_self'] = `${container}docs/${rid}/`;
  value['_etag'] = etag;
  value['_attachments'] = 'attachments/';
  value['_ts'] = ts;
  const json = JSON.stringify(value);
  const bytes = json.length * 3 > maximumItemBytes ? Buffer.byteLength(json) : 0;
  if (bytes > maximumItemBytes) throw tooLarge('the item', bytes, maximumItemBytes);
  return { json, value, etag, ts };
}

/** An item that was read from the change feed carries its position, which is not part of it. */
function withoutPosition({ _lsn, ...body }: JsonObject): JsonObject {
  return body;
}

/**
 * When a version expires, in seconds since 1970. An item's own time to live counts only when its container has one.
 * Source: https://learn.microsoft.com/azure/cosmos-db/nosql/time-to-live
 */
export function expiryOf({ value, ts }: Content, defaultTtl: number | undefined): number {
  if (defaultTtl === undefined) return Infinity;
  const seconds = typeof value['ttl'] === 'number' ? value['ttl'] : defaultTtl;
  return seconds === -1 ? Infinity : ts + seconds;
}

export const isExpired = ({ expiresAt }: Item, now: number) => expiresAt <= Math.floor(now / 1000);
