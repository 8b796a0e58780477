import type { Frame } from './frame.ts';
import type { Indexes } from './indexes.ts';
import type { Statement } from './statement.ts';
import type { JsonObject } from './values.ts';

/** Something that queries run over: an item with the text that it was stored as, and a number that breaks ties. */
export interface QueryItem {
  readonly seq: number;
  readonly content: { readonly value: JsonObject; readonly json: string };
}

/** Where a query looks: a container, or a part of it. */
export interface Collection<Item extends QueryItem> {
  /** How many items there are, about. */
  size: number;
  /** The items in order of their numbers, from the first whose number is greater than `after`. */
  items: (after?: number) => Iterable<Item>;
  /** The item with this number, if it is there. */
  item: (seq: number) => Item | undefined;
  /** The indexes that lead to numbers of items; without them every query looks at every item. */
  indexes?: Indexes | undefined;
  /** Whether an item that an index led to belongs here; absent when all do. */
  has?: (item: Item) => boolean;
  /** Whether an item can be seen, that is, has not expired. */
  isVisible: (item: Item) => boolean;
  /** Whether ORDER BY the path alone also lists items without it: when the indexing policy includes it by name. */
  sortsUndefined?: (path: readonly string[]) => boolean;
}

/** One running query. */
export interface Run<Item extends QueryItem> {
  statement: Statement;
  collection: Collection<Item>;
  frame: Frame;
}
