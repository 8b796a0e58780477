import type { Query, Source } from './ast.ts';
import { settle, type Accumulator, type Aggregate } from './aggregates.ts';
import { checkGrouping } from './check-query.ts';
import { compileExpression, element, property, resolve, setProperty, type Scope } from './compile-expression.ts';
import { itemSlot, type Evaluator, type Frame, type Numbering } from './frame.ts';
import { notServable, QueryError } from './query-error.ts';
import { canonical, type Json, type JsonObject } from './values.ts';

/** Called for each row; false ends the search. */
type Row = () => boolean;

/** A query or subquery, ready to run on frames. */
export interface Block {
  /** Binds the sources in all combinations and calls `row` for those that WHERE lets through. False: `row` ended it. */
  forEachRow: (frame: Frame, row: Row) => boolean;
  /** What SELECT makes of a row. Undefined: the row is left out. */
  project: Evaluator;
  /** How rows are put together before SELECT sees them, for GROUP BY or aggregate functions. */
  grouping: Grouping | undefined;
  distinct: boolean;
  /** The slot of every alias of this query's own. */
  ownSlots: ReadonlyMap<string, number>;
}

interface Grouping {
  keys: Evaluator[];
  aggregates: Aggregate[];
}

/** Compiles the query itself; its first source is the item of the frame. */
export function compileBlock(query: Query, numbering: Numbering): Block {
  return compile(query, { numbering, slots: new Map(), subquery }, { over: 'items' });
}

function subquery(query: Query, scope: Scope) {
  if (query.orderBy.length > 0) throw unsupportedInSubquery('ORDER BY', query);
  if (query.offset) throw unsupportedInSubquery('OFFSET LIMIT', query);
  if (query.top) throw unsupportedInSubquery('TOP', query);
  const block = compile(query, { numbering: scope.numbering, slots: scope.slots, subquery }, { over: 'scope' });
  return {
    rows: (frame: Frame) => resultsOf(block, frame),
    any: (frame: Frame) => {
      if (block.grouping) return resultsOf(block, frame).length > 0;
      return !block.forEachRow(frame, () => block.project(frame) === undefined);
    },
  };
}

const unsupportedInSubquery = (clause: string, query: Query) =>
  new QueryError('SC2202', `'${clause}' is not supported in subqueries.`, query);

/** The first source of the query itself is the item that a frame is at; that of a subquery is something in scope. */
function compile(query: Query, outer: Scope, { over }: { over: 'items' | 'scope' }): Block {
  const names = new Map(outer.slots);
  const ownSlots = new Map<string, number>();
  const sources = query.from.map((source, at) => {
    const isItem = at === 0 && over === 'items';
    if (ownSlots.has(source.alias)) throw aliasTwice(source);
    const slot = isItem && isWhole(source) ? itemSlot : outer.numbering.slot();
    const bind =
      slot === itemSlot ? undefined : compileSource(source, slot, isItem ? 'item' : { ...outer, slots: names });
    names.set(source.alias, slot);
    ownSlots.set(source.alias, slot);
    return bind;
  });
  const scope: Scope = { numbering: outer.numbering, slots: names, subquery };
  const where = query.where && compileExpression(query.where, scope);
  const keys = query.groupBy.map((key) => compileExpression(key, scope));
  const aggregates: Aggregate[] = [];
  const project = compileSelection(query, { ...scope, aggregates });
  const isGrouped = keys.length > 0 || aggregates.length > 0;
  if (isGrouped) checkGrouping(query, (name) => ownSlots.has(name));
  let rows = (frame: Frame, row: Row) => (where && where(frame) !== true) || row();
  for (const bind of sources.reverse()) if (bind) rows = bind(rows);
  return {
    forEachRow: rows,
    project,
    grouping: isGrouped ? { keys, aggregates } : undefined,
    distinct: query.distinct,
    ownSlots,
  };
}

const isWhole = ({ each, collection }: Source) => !each && collection.kind === 'path' && collection.steps.length === 0;

const aliasTwice = (source: Source) =>
  new QueryError('SC2011', `The input alias '${source.alias}' is specified more than once in the FROM clause.`, source);

type Rows = Block['forEachRow'];

/** Returns what puts the source's rows into the slot, one after another, before the rest of the query goes on. */
function compileSource(source: Source, slot: number, scope: Scope | 'item'): (next: Rows) => Rows {
  const { collection, each } = source;
  if (collection.kind === 'subquery') {
    if (scope === 'item') throw notServable('A subquery cannot be the first source of a query; join it instead.');
    const { rows } = scope.subquery(collection.query, scope);
    return overEach(rows, slot);
  }
  const root = scope === 'item' ? itemSlot : resolve(collection.root, collection.rootSpan, scope);
  const path = collection.steps.reduce<Evaluator>(
    (of, step) => (typeof step === 'string' ? property(of, step) : element(of, () => step)),
    (frame) => frame.slots[root],
  );
  if (each) return overEach(path, slot);
  return (next) => (frame, row) => {
    const value = path(frame);
    if (value === undefined) return true;
    frame.slots[slot] = value;
    return next(frame, row);
  };
}

function overEach(list: Evaluator, slot: number): (next: Rows) => Rows {
  return (next) => (frame, row) => {
    const items = list(frame);
    if (!Array.isArray(items)) return true;
    for (const item of items) {
      frame.slots[slot] = item;
      if (!next(frame, row)) return false;
    }
    return true;
  };
}

function compileSelection({ select, from }: Query, scope: Scope): Evaluator {
  if (select.kind === 'value') return compileExpression(select.expression, scope);
  if (select.kind === 'list') {
    const items = select.items.map(({ expression, name }) => ({ name, value: compileExpression(expression, scope) }));
    return (frame) => {
      const object: JsonObject = {};
      for (const { name, value } of items) setProperty(object, name, value(frame));
      return object;
    };
  }
  const [source, joined] = from;
  if (!source) throw new QueryError('SC2003', "'SELECT *' is not valid if FROM clause is omitted.", select.span);
  if (joined) throw new QueryError('SC2004', "'SELECT *' is only valid with a single input set.", select.span);
  const slot = resolve(source.alias, source, scope);
  return (frame) => frame.slots[slot];
}

/** All results of a block in one frame; what a subquery is, and an aggregate query over the rows of one item. */
function resultsOf(block: Block, frame: Frame): Json[] {
  const collector = new Collector(block, frame);
  block.forEachRow(frame, () => {
    collector.add();
    return true;
  });
  return collector.results();
}

/** Collects the rows of a block, groups them where the block asks for it, and knows the results in the end. */
export class Collector {
  readonly #block: Block;
  readonly #frame: Frame;
  readonly #results: Json[] = [];
  readonly #seen: Set<string> | undefined;
  readonly #groups = new Map<string, { frame: Frame; accumulators: Accumulator[] }>();

  constructor(block: Block, frame: Frame) {
    this.#block = block;
    this.#frame = frame;
    this.#seen = block.distinct ? new Set() : undefined;
  }

  /** Takes in the row that the frame is at. */
  add(): void {
    const { grouping } = this.#block;
    if (!grouping) return this.#emit(this.#frame);
    const key = grouping.keys.map((evaluate) => canonical(evaluate(this.#frame))).join();
    const { accumulators } = this.#groups.get(key) ?? this.#open(key, this.#frame.slots.slice());
    grouping.aggregates.forEach(({ argument }, at) => accumulators[at]!.add(argument(this.#frame)));
  }

  results(): Json[] {
    const { grouping, ownSlots } = this.#block;
    if (!grouping) return this.#results;
    if (this.#groups.size === 0 && grouping.keys.length === 0) {
      const slots = this.#frame.slots.slice();
      for (const slot of ownSlots.values()) slots[slot] = undefined;
      this.#open('', slots);
    }
    for (const { frame, accumulators } of this.#groups.values()) {
      settle(grouping.aggregates, accumulators, frame);
      this.#emit(frame);
    }
    return this.#results;
  }

  #open(key: string, slots: Frame['slots']) {
    const { grouping } = this.#block;
    const frame = { ...this.#frame, slots, aggregates: this.#frame.aggregates.slice() };
    const group = { frame, accumulators: grouping!.aggregates.map(({ start }) => start()) };
    this.#groups.set(key, group);
    return group;
  }

  #emit(frame: Frame): void {
    const result = this.#block.project(frame);
    if (result === undefined) return;
    if (this.#seen) {
      const key = canonical(result);
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
    }
    this.#results.push(result);
  }
}
