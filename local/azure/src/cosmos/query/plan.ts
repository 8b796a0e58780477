import { accessPath, stretchesOf, type AccessPath, type Stretch } from './access-path.ts';
import type { QueryItem, Run } from './collection.ts';
import type { Position } from './continuation.ts';
import { itemSlot } from './frame.ts';
import type { OrderedIndex, SortKey } from './ordered-index.ts';
import { compare, valueAt, type Value } from './values.ts';

/** Which rows a page asks for: those behind `after`, and about how many. */
interface Wanted {
  after: Position | undefined;
  wanted: number;
}

/**
 * The items that can contribute to a query's rows, in the order of those rows: by ORDER BY and then by number, or by
 * number alone. All items that do contribute are among them; WHERE has still to judge each.
 */
export function itemsInOrder<Item extends QueryItem>(run: Run<Item>, wanted: Wanted): Iterable<Item> {
  const { collection, statement } = run;
  if (statement.block.ownSlots.size === 0) return collectionOfOne as Iterable<Item>;
  const best = bestAccess(run);
  const items = statement.orderBy.length > 0 ? sorted(run, best, wanted) : numbered(run, best, wanted);
  return filter(items, collection.isVisible);
}

/** A query without FROM looks at nothing, once. */
const collectionOfOne: Iterable<QueryItem> = [{ seq: 0, content: { value: {}, json: '{}' } }];

function* filter<Item>(items: Iterable<Item>, keep: (item: Item) => boolean): Generator<Item> {
  for (const item of items) if (keep(item)) yield item;
}

/** The index that leads to the fewest items, unless going through the whole collection is no worse. */
function bestAccess<Item extends QueryItem>({ statement, collection, frame }: Run<Item>): AccessPath<Item> | undefined {
  const { indexes, has, size } = collection;
  let best: AccessPath<Item> | undefined;
  if (!indexes) return undefined;
  for (const predicate of statement.predicates) {
    const access = accessPath(predicate, indexes, frame);
    if (access && access.count < (best?.count ?? size)) best = access;
  }
  return best && has ? { count: best.count, items: () => filter(best.items(), has) } : best;
}

/** Items by number: all of them until the page is full, or those of the best access path, whichever are fewer. */
function numbered<Item extends QueryItem>(
  { collection }: Run<Item>,
  best: AccessPath<Item> | undefined,
  { after, wanted }: Wanted,
): Iterable<Item> {
  const from = after ? after.seq - 1 : undefined;
  if (!best || expected(wanted, { among: collection.size, found: best.count }) <= best.count)
    return collection.items(from);
  const items = [...best.items()].sort((a, b) => a.seq - b.seq);
  return from === undefined ? items : items.filter(({ seq }) => seq > from);
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
  best: AccessPath<Item> | undefined,
  { after, wanted }: Wanted,
): Iterable<Item> {
  const found = best?.count ?? run.collection.size;
  // A page that may need all of them gains nothing from an index, so none is built for it.
  const walk = found > wanted ? indexWalk(run, after) : undefined;
  if (walk && expected(wanted, { among: walk.count, found }) <= found) return walk.items();
  return sortItems(run, best?.items() ?? run.collection.items(), after);
}

function indexWalk<Item extends QueryItem>(
  { statement, collection, frame }: Run<Item>,
  after: Position | undefined,
): AccessPath<Item> | undefined {
  const { orderBy, predicates } = statement;
  const { indexes, has } = collection;
  const backwards = orderBy[0]!.descending;
  // One index serves both directions; it is the one that starts ascending.
  const columns = orderBy.map(({ path, descending }) => ({ path, descending: descending !== backwards }));
  const index = indexes?.ordered(columns);
  if (!index) return undefined;
  const stretch = { from: hidesUndefined(statement.orderBy, collection) ? firstDefined(index) : 0, to: index.size };
  for (const predicate of predicates) {
    if (predicate.kind === 'element' || !samePath(predicate.path, columns[0]!.path)) continue;
    narrow(stretch, stretchesOf(predicate, index, frame));
  }
  if (after && backwards) stretch.to = Math.min(stretch.to, index.position({ key: after.keys, side: after }));
  else if (after)
    stretch.from = Math.max(stretch.from, index.position({ key: after.keys, side: { seq: after.seq - 1 } }));
  const items = () => index.range(stretch.from, stretch.to, backwards);
  return { count: Math.max(stretch.to - stretch.from, 0), items: has ? () => filter(items(), has) : items };
}

const firstDefined = <Item extends QueryItem>(index: OrderedIndex<Item>) =>
  index.position({ key: [undefined], side: 'after' });

const samePath = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name, at) => name === b[at]);

/** Cuts a stretch down to what the given ones span; several of them (as of IN) leave gaps that WHERE has to judge. */
function narrow(stretch: Stretch, by: Stretch[]): void {
  stretch.from = Math.max(stretch.from, Math.min(...by.map(({ from }) => from)));
  stretch.to = Math.min(stretch.to, Math.max(...by.map(({ to }) => to)));
}

/** Sorts those of the items that have a row; the rest of the query sees only them. */
function sortItems<Item extends QueryItem>(
  { statement, collection, frame }: Run<Item>,
  items: Iterable<Item>,
  after: Position | undefined,
): Item[] {
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
  const entries: { keys: Value[]; seq: number; item: Item }[] = [];
  for (const item of items) {
    const keys = orderBy.map(({ path }) => valueAt(item.content.value, path));
    if (hides && keys[0] === undefined) continue;
    const entry = { keys, seq: item.seq, item };
    if (after && order(entry, after) < 0) continue;
    if (!collection.isVisible(item)) continue;
    frame.slots[itemSlot] = item.content.value;
    if (!block.forEachRow(frame, () => false)) entries.push(entry);
  }
  return entries.sort(order).map(({ item }) => item);
}

/** Sorting by one path leaves out the items that lack it, unless the indexing policy includes the path by name. */
function hidesUndefined(
  orderBy: readonly SortKey[],
  { sortsUndefined }: { sortsUndefined?: (path: readonly string[]) => boolean },
): boolean {
  return orderBy.length === 1 && !sortsUndefined?.(orderBy[0]!.path);
}
