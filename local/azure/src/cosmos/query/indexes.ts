import type { KeyRange } from './index-key.ts';

/** One column of an index or of ORDER BY. */
export interface SortKey {
  path: readonly string[];
  descending: boolean;
}

/** An entry of an index. */
export interface IndexEntry {
  key: Buffer;
  seq: number;
}

/** The numbers of items in the order of a key, then of the number. */
export interface Index {
  /** How many entries the range has, counted up to `limit`. */
  count(range: KeyRange, limit: number): number;
  /** The numbers in a range, from a place on, that one included; `backwards` starts at the end. */
  walk(range: KeyRange, options?: { from?: IndexEntry | undefined; backwards?: boolean }): Iterable<number>;
}

/** The secondary indexes of a collection. They change no result, only what a query costs. */
export interface Indexes {
  /** The index over the columns, with every item; undefined when there is none and none is to be made. */
  ordered(columns: readonly SortKey[]): Index | undefined;
  /** The index over the scalar elements of the array at the path. */
  elements(path: readonly string[]): Index | undefined;
}
