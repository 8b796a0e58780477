import { randomUUID } from 'node:crypto';
import { effectivePartitionKey } from './effective-partition-key.ts';
import { tooLarge } from './errors.ts';
import { partitionId, type PartitionKeyValue } from './partition-key.ts';
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

/** An item keeps its identity, here and in indexes, through all its versions. */
export interface Item {
  /** Its number in the order of creation; never given twice. */
  readonly seq: number;
  readonly partition: Partition;
  content: Content;
  /** The change feed position of the last change. */
  lsn: number;
  /** Seconds since 1970; Infinity: never. */
  expiresAt: number;
  isDeleted: boolean;
}

/** The items that share a partition key, by id. */
export class Partition {
  readonly id: string;
  readonly values: readonly PartitionKeyValue[];
  readonly items = new Map<string, Item>();
  #epk: string | undefined;

  constructor(values: readonly PartitionKeyValue[]) {
    this.id = partitionId(values);
    this.values = values;
  }

  get epk(): string {
    return (this.#epk ??= effectivePartitionKey(this.values));
  }

  /** Its items in order of creation, which the map loses when an item is renamed or a deletion is taken back. */
  inOrder(): Item[] {
    const items = [...this.items.values()];
    const isInOrder = items.every(({ seq }, at) => at === 0 || items[at - 1]!.seq < seq);
    return isInOrder ? items : items.sort((a, b) => a.seq - b.seq);
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
