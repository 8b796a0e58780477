import type { Frame } from './frame.ts';
import { allKeys, encodeValue, keysOfType, keysStarting, keysUnder, successor, type KeyRange } from './index-key.ts';
import type { Index, Indexes } from './indexes.ts';
import type { Limit, Predicate } from './predicates.ts';
import { typeRank } from './values.ts';

/** One way to the items that a query may find: where in an index they are, and how many there are up to a limit. */
export interface AccessPath {
  index: Index;
  ranges: KeyRange[];
  count: number;
  /** Whether there may be more than were counted. */
  isMore: boolean;
  predicate: Predicate;
}

/** The way an index offers to what a predicate lets through; undefined when it offers none. */
export function accessPath(
  predicate: Predicate,
  indexes: Indexes,
  { frame, limit }: { frame: Frame; limit: number },
): AccessPath | undefined {
  const ranges = rangesOf(predicate, frame);
  if (!ranges) return undefined;
  const index =
    predicate.kind === 'element'
      ? indexes.elements(predicate.path)
      : indexes.ordered([{ path: predicate.path, descending: false }]);
  if (!index) return undefined;
  let count = 0;
  for (const range of ranges) if (count < limit) count += index.count(range, limit - count);
  return { index, ranges, count, isMore: count >= limit, predicate };
}

/** Where the values that a predicate lets through lie in an index that starts with its path; undefined: no index helps. */
export function rangesOf(predicate: Predicate, frame: Frame): KeyRange[] | undefined {
  switch (predicate.kind) {
    case 'element': {
      const value = predicate.value(frame);
      if (value === undefined) return [];
      return typeof value === 'object' && value !== null ? undefined : [keysUnder(encodeValue(value))];
    }
    case 'equal': {
      const values = predicate.values.map((value) => value(frame)).filter((value) => value !== undefined);
      const distinct = new Map(values.map(encodeValue).map((key) => [key.toString('latin1'), key]));
      return [...distinct.values()].map(keysUnder);
    }
    case 'prefix': {
      const prefix = predicate.prefix(frame);
      return typeof prefix === 'string' ? [keysStarting(prefix)] : [];
    }
    case 'range':
      return limitsOf(predicate, frame);
  }
}

function limitsOf({ low, high }: { low?: Limit | undefined; high?: Limit | undefined }, frame: Frame): KeyRange[] {
  const [lowest, highest] = [low?.value(frame), high?.value(frame)];
  const rank = typeRank(low ? lowest : highest);
  // Only values of the same scalar type compare; everything else is undefined and lets nothing through.
  if (rank === 0 || rank > 4 || (low && high && rank !== typeRank(highest))) return [];
  const type = keysOfType(rank);
  const at = (value: Limit | undefined, bytes: () => Buffer, behind: boolean) =>
    value === undefined ? undefined : behind ? successor(bytes()) : bytes();
  const from = at(low, () => encodeValue(lowest), low?.inclusive === false) ?? type.from;
  const to = at(high, () => encodeValue(highest), high?.inclusive === true) ?? type.to;
  return Buffer.compare(from, to) < 0 ? [{ from, to }] : [];
}

/** What two ranges share, or undefined when that is nothing. */
export function narrowed(range: KeyRange, by: KeyRange): KeyRange | undefined {
  const from = Buffer.compare(range.from, by.from) > 0 ? range.from : by.from;
  const to = Buffer.compare(range.to, by.to) < 0 ? range.to : by.to;
  return Buffer.compare(from, to) < 0 ? { from, to } : undefined;
}

/** The range from the first to the last of several; of IN, it has gaps that WHERE has to judge. */
export function spanOf(ranges: readonly KeyRange[]): KeyRange | undefined {
  if (ranges.length === 0) return undefined;
  const from = ranges.map((range) => range.from).reduce((a, b) => (Buffer.compare(a, b) < 0 ? a : b));
  const to = ranges.map((range) => range.to).reduce((a, b) => (Buffer.compare(a, b) > 0 ? a : b));
  return narrowed({ from, to }, allKeys);
}
