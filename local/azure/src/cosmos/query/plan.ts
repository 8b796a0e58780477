import { accessPath, narrowed, rangesOf, spanOf, type AccessPath } from './access-path.ts';
import type { Collection, QueryItem, Run } from './collection.ts';
import type { Position } from './continuation.ts';
import { itemSlot } from './frame.ts';
import { allKeys, encodeKey, encodeValue, keysOfType, keysUnder, type KeyRange } from './index-key.ts';
import type { Index, IndexEntry, SortKey } from './indexes.ts';
import { compare, valueAt, type Value } from './values.ts';

/** Which rows a page asks for: those behind `after`, and about how many. */
interface Wanted {
  after: Position | undefined;
  wanted: number;
}

/** Entries of an index that are counted at most, to choose between two ways. */
const mostCounted = 5_000;

/**
 * The items that can contribute to a query's rows, in the order of those rows: by ORDER BY and then by number, or by
 * number alone. All items that do contribute are among them; WHERE has still to judge each.
 */
export function itemsInOrder<Item extends QueryItem>(run: Run<Item>, wanted: Wanted): Iterable<Item> {
  const { collection, statement } = run;
  if (statement.block.ownSlots.size === 0) return collectionOfOne as Iterable<Item>;
  const best = bestAccess(run, wanted);
  const items = statement.orderBy.length > 0 ? sorted(run, best, wanted) : numbered(run, best, wanted);
  return filter(items, collection.isVisible);
}

/** A query without FROM looks at nothing, once. */
const collectionOfOne: Iterable<QueryItem> = [{ seq: 0, content: { value: {}, json: '{}' } }];

function* filter<Item>(items: Iterable<Item>, keep: (item: Item) => boolean): Generator<Item> {
  for (const item of items) if (keep(item)) yield item;
}

/** The items with these numbers that are part of the collection. */
function* itemsOf<Item extends QueryItem>({ item: find, has }: Collection<Item>, seqs: Iterable<number>) {
  for (const seq of seqs) {
    const item = find(seq);
    if (item && (!has || has(item))) yield item;
  }
}

/** The index that leads to the fewest items, unless going through the whole collection is no worse. */
function bestAccess<Item extends QueryItem>(
  { statement, collection, frame }: Run<Item>,
  { wanted }: Wanted,
): AccessPath | undefined {
  const { indexes, size } = collection;
  if (!indexes) return undefined;
  // Beyond that, going through all until the page is full looks at fewer items than the index leads to.
  const balance = Math.ceil(Math.sqrt(wanted * size)) + 1;
  const limit = Math.min(balance, mostCounted, size + 1);
  let best: AccessPath | undefined;
  for (const predicate of statement.predicates) {
    const access = accessPath(predicate, indexes, { frame, limit });
    if (access && access.count < (best?.count ?? size)) best = access;
  }
  return best;
}

/** Items by number: all of them until the page is full, or those of the best access path, whichever are fewer. */
function numbered<Item extends QueryItem>(
  { collection }: Run<Item>,
  best: AccessPath | undefined,
  { after, wanted }: Wanted,
): Iterable<Item> {
  const from = after ? after.seq - 1 : undefined;
  if (!best) return collection.items(from);
  const [only, ...more] = best.ranges;
  // Entries with the same key are in order of number already.
  const isOneKey = best.predicate.kind === 'element' || best.predicate.kind === 'equal';
  if (only && more.length === 0 && isOneKey) {
    const start = after && { key: only.from, seq: after.seq };
    return itemsOf(collection, best.index.walk(only, { from: start }));
  }
  if (expected(wanted, { among: collection.size, found: best.count }) <= best.count) return collection.items(from);
  return itemsOf(collection, numbersOf(best, from));
}

/** The distinct numbers that an access path leads to, in order, from the first that is greater than `after`. */
function numbersOf({ index, ranges }: AccessPath, after = -1): number[] {
  const seqs = ranges.flatMap((range) => [...index.walk(range)]).filter((seq) => seq > after);
  return seqs.sort((a, b) => a - b).filter((seq, at) => seq !== seqs[at - 1]);
}

/** How many of `among` items have to be looked at for the wanted number, when those to be found are spread evenly. */
const expected = (wanted: number, { among, found }: { among: number; found: number }) =>
  (wanted * among) / Math.max(found, 1);

/**
 * Items by ORDER BY. Either the index over the sort keys is walked until the page is full, or all that the best access
 * path leads to is sorted, whichever will look at fewer items when the page's rows are spread evenly.
 */
function sorted<Item extends QueryItem>(
  run: Run<Item>,
  best: AccessPath | undefined,
  { after, wanted }: Wanted,
): Iterable<Item> {
  const { collection } = run;
  const found = best?.count ?? collection.size;
  // A page that may need all of them gains nothing from an index, so none is built for it.
  if (found > wanted || found >= mostCounted) {
    const walk = indexWalk(run, best, after);
    if (walk && expected(wanted, { among: walk.count(), found: best?.isMore ? Infinity : found }) <= found)
      return itemsOf(collection, walk.seqs());
  }
  return sortItems(run, best ? itemsOf(collection, numbersOf(best)) : collection.items(), after);
}

/**
 * The index over the sort keys. When an equality leads to very many items, the index over its path and then the sort
 * keys has just those, in order.
 */
function indexWalk<Item extends QueryItem>(
  { statement, collection, frame }: Run<Item>,
  best: AccessPath | undefined,
  after: Position | undefined,
): { count: () => number; seqs: () => Iterable<number> } | undefined {
  const { orderBy, predicates } = statement;
  const first = orderBy[0]!;
  const backwards = first.descending;
  const fixed = best?.isMore ? fixedValue(best, first.path, (evaluate) => evaluate(frame)) : undefined;
  // One index serves both directions; it is the one that starts ascending.
  const sortKeys = orderBy.map(({ path, descending }) => ({ path, descending: descending !== backwards }));
  const columns = fixed ? [{ path: fixed.path, descending: false }, ...sortKeys] : sortKeys;
  const index = collection.indexes?.ordered(columns);
  if (!index) return undefined;
  const prefix = fixed ? encodeValue(fixed.value) : Buffer.alloc(0);
  const range = walkedRange(predicates.filter(({ path }) => samePath(path, first.path)));
  const place = after && { key: Buffer.concat([prefix, encodeKey(after.keys, sortKeys)]), seq: after.seq };
  return walkOf(index, range && under(prefix, range), place, backwards);

  function walkedRange(bounding: typeof predicates): KeyRange | undefined {
    let walked: KeyRange | undefined = hidesUndefined(orderBy, collection)
      ? { from: keysOfType(1).from, to: allKeys.to }
      : allKeys;
    for (const predicate of bounding) {
      if (predicate.kind === 'element') continue;
      const ranges = rangesOf(predicate, frame);
      const span = ranges && spanOf(ranges);
      if (ranges) walked = walked && span && narrowed(walked, span);
    }
    return walked;
  }
}

function walkOf(index: Index, range: KeyRange | undefined, from: IndexEntry | undefined, backwards: boolean) {
  if (!range) return { count: () => 0, seqs: () => [] };
  return { count: () => index.count(range, mostCounted), seqs: () => index.walk(range, { from, backwards }) };
}

/** The path and value that the best access path is an equality of, where that is another path than the one sorted by. */
function fixedValue(
  { predicate }: AccessPath,
  sortedBy: readonly string[],
  valueOf: (evaluate: (typeof predicate & { kind: 'equal' })['values'][number]) => Value,
): { path: readonly string[]; value: Value } | undefined {
  if (predicate.kind !== 'equal' || predicate.values.length !== 1 || samePath(predicate.path, sortedBy))
    return undefined;
  return { path: predicate.path, value: valueOf(predicate.values[0]!) };
}

/** The part of a range of keys below a prefix. */
function under(prefix: Buffer, { from, to }: KeyRange): KeyRange {
  if (prefix.length === 0) return { from, to };
  return {
    from: Buffer.concat([prefix, from]),
    to: to === allKeys.to ? keysUnder(prefix).to : Buffer.concat([prefix, to]),
  };
}

const samePath = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name, at) => name === b[at]);

/** Sorts those of the items that have a row; the rest of the query sees only them. */
function* sortItems<Item extends QueryItem>(
  { statement, collection, frame }: Run<Item>,
  items: Iterable<Item>,
  after: Position | undefined,
): Generator<Item> {
  const { orderBy, block } = statement;
  const hides = hidesUndefined(orderBy, collection);
  const sign = orderBy[0]!.descending ? -1 : 1;
  const order = (a: { keys: Value[]; seq: number }, b: { keys: Value[]; seq: number }) => {
    for (let column = 0; column < orderBy.length; column++) {
      const difference = compare(a.keys[column], b.keys[column]);
      if (difference !== 0) return orderBy[column]!.descending ? -difference : difference;
    }
    return sign * (a.seq - b.seq);
  };
  // Of the items only what they are sorted by is kept: there may be very many.
  const entries: { keys: Value[]; seq: number }[] = [];
  for (const item of items) {
    const keys = orderBy.map(({ path }) => valueAt(item.content.value, path));
    if (hides && keys[0] === undefined) continue;
    const entry = { keys, seq: item.seq };
    if (after && order(entry, after) < 0) continue;
    if (!collection.isVisible(item)) continue;
    frame.slots[itemSlot] = item.content.value;
    if (!block.forEachRow(frame, () => false)) entries.push(entry);
  }
  for (const { seq } of entries.sort(order)) {
    const item = collection.item(seq);
    if (item) yield item;
  }
}

/** Sorting by one path leaves out the items that lack it, unless the indexing policy includes the path by name. */
function hidesUndefined(
  orderBy: readonly SortKey[],
  { sortsUndefined }: { sortsUndefined?: (path: readonly string[]) => boolean },
): boolean {
  return orderBy.length === 1 && !sortsUndefined?.(orderBy[0]!.path);
}
