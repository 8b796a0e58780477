import type { Frame } from './frame.ts';
import type { Indexes } from './indexes.ts';
import type { Bound, Indexed, OrderedIndex } from './ordered-index.ts';
import type { Limit, Predicate } from './predicates.ts';
import { compare, typeRank, type Value } from './values.ts';

/** A stretch of an index, as positions: from `from` up to, not including, `to`. */
export interface Stretch {
  from: number;
  to: number;
}

/** One way to the items that a query may find: how many it leads to, and those items, in no particular order. */
export interface AccessPath<Item> {
  count: number;
  items: () => Iterable<Item>;
}

/** The way an index offers to what a predicate lets through; undefined when it offers none. */
export function accessPath<Item extends Indexed>(
  predicate: Predicate,
  indexes: Indexes<Item>,
  frame: Frame,
): AccessPath<Item> | undefined {
  if (predicate.kind === 'element') {
    const value = predicate.value(frame);
    if (value === undefined) return nowhere;
    if (typeof value === 'object' && value !== null) return undefined;
    const found = indexes.elements(predicate.path)?.having(value);
    return found && { count: found.size, items: () => found };
  }
  const index = indexes.ordered([{ path: predicate.path, descending: false }]);
  if (!index) return undefined;
  const stretches = stretchesOf(predicate, index, frame);
  return {
    count: stretches.reduce((count, { from, to }) => count + to - from, 0),
    *items() {
      for (const { from, to } of stretches) yield* index.range(from, to);
    },
  };
}

const nowhere: AccessPath<never> = { count: 0, items: () => [] };

/** Where in an index over one path, or one that starts with it, the predicate's values lie. */
export function stretchesOf<Item extends Indexed>(
  predicate: Exclude<Predicate, { kind: 'element' }>,
  index: OrderedIndex<Item>,
  frame: Frame,
): Stretch[] {
  if (predicate.kind === 'equal') {
    const values = predicate.values.map((value) => value(frame)).filter((value) => value !== undefined);
    const distinct = values.filter((value, at) => values.findIndex((other) => compare(other, value) === 0) === at);
    return distinct.map((value) => ({
      from: index.position({ key: [value], side: 'before' }),
      to: index.position({ key: [value], side: 'after' }),
    }));
  }
  const bounds = predicate.kind === 'range' ? rangeBounds(predicate, frame) : prefixBounds(predicate.prefix(frame));
  if (!bounds) return [];
  const [from, to] = bounds.map((bound) => index.position(bound)) as [number, number];
  return from < to ? [{ from, to }] : [];
}

function rangeBounds({ low, high }: { low?: Limit; high?: Limit }, frame: Frame): [Bound, Bound] | undefined {
  const [lowest, highest] = [low?.value(frame), high?.value(frame)];
  const rank = typeRank(low ? lowest : highest);
  // Only values of the same scalar type compare; everything else is undefined and lets nothing through.
  if (rank === 0 || rank > 4 || (low && high && rank !== typeRank(highest))) return undefined;
  return [
    low ? { key: [lowest], side: low.inclusive ? 'before' : 'after' } : { key: [firstOf[rank]], side: 'before' },
    high ? { key: [highest], side: high.inclusive ? 'after' : 'before' } : { key: [firstOf[rank + 1]], side: 'before' },
  ];
}

/** The least value of each type, by its rank; what lies before that of the next type is all of a type. */
const firstOf: Value[] = [undefined, null, false, -Infinity, '', []];

function prefixBounds(prefix: Value): [Bound, Bound] | undefined {
  if (typeof prefix !== 'string') return undefined;
  // The least text behind all that start with the prefix: its last code unit that can be raised, raised by one.
  const kept = prefix.replace(/\uffff+$/, '');
  const next = kept === '' ? firstOf[5] : kept.slice(0, -1) + String.fromCharCode(kept.charCodeAt(kept.length - 1) + 1);
  return [
    { key: [prefix], side: 'before' },
    { key: [next], side: 'before' },
  ];
}
