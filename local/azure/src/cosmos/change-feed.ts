import type { Container } from './container.ts';
import { badRequest } from './errors.ts';
import { effectivePartitionKey } from './effective-partition-key.ts';
import { isExpired, type Item } from './item.ts';
import { partitionValues, type PartitionKeyValue } from './partition-key.ts';

export interface ChangeFeedRequest {
  /** If-None-Match: a position that an earlier page answered, `*` for now, absent for the beginning. */
  position: string | undefined;
  /** If-Modified-Since: only changes from that time on. */
  since: string | undefined;
  /** A partition key or the prefix of one. */
  key: readonly PartitionKeyValue[];
  /** Only partitions whose effective key is from `start` up to, not including, `end`. */
  range: { start: string; end: string } | undefined;
  maximum: number;
  now: number;
}

export interface ChangeFeedPage {
  /** The changed items as JSON text, each with its position as `_lsn`. */
  rows: string[];
  /** Where the next page starts, as an ETag. */
  position: string;
}

/**
 * One page of the latest-version change feed: every item once, at its last change. Items that were written together
 * in a batch share a position and are never parted, so a page may be longer than asked for.
 * Source: https://learn.microsoft.com/azure/cosmos-db/nosql/change-feed-design-patterns
 */
export function readChanges(container: Container, request: ChangeFeedRequest): ChangeFeedPage {
  const { maximum, now } = request;
  if (request.position === '*') return { rows: [], position: `"${container.lastLsn}"` };
  const since = secondsOf(request.since);
  const wanted = partitionFilter(container, request);
  const rows: string[] = [];
  let last = positionOf(request.position);
  for (const item of container.changes(last, since)) {
    if (rows.length >= maximum && item.lsn !== last) return { rows, position: `"${last}"` };
    if (isExpired(item, now) || !wanted(item)) continue;
    last = item.lsn;
    rows.push(`${item.content.json.slice(0, -1)},"_lsn":${item.lsn}}`);
  }
  return { rows, position: `"${container.lastLsn}"` };
}

function positionOf(etag: string | undefined): number {
  if (etag === undefined) return 0;
  const match = /^"?(\d+)"?$/.exec(etag);
  if (!match)
    throw badRequest(`The change feed position '${etag}' is none: use the ETag that an earlier page answered.`);
  return Number(match[1]);
}

function secondsOf(date: string | undefined): number {
  if (date === undefined) return 0;
  const ms = Date.parse(date);
  if (Number.isNaN(ms)) throw badRequest(`If-Modified-Since '${date}' is no date.`);
  return ms / 1000;
}

function partitionFilter(container: Container, { key, range }: ChangeFeedRequest): (item: Item) => boolean {
  if (range && (container.definition.partitionKey.version ?? 1) < 2)
    throw badRequest(
      'The embedded Cosmos DB server reads parts of the hash space only of containers whose partition key has version 2.',
    );
  if (key.length === 0 && !range) return () => true;
  return ({ partition }) => {
    const values = partitionValues(partition);
    if (!key.every((value, at) => value === values[at])) return false;
    const hash = range && effectivePartitionKey(values);
    return !range || hash === undefined || (hash >= range.start && hash < range.end);
  };
}
