import type { Collection, QueryItem, Run } from './collection.ts';
import { Collector } from './compile-query.ts';
import { decodeContinuation, encodeContinuation, type Position } from './continuation.ts';
import { itemSlot, type Evaluator, type Frame } from './frame.ts';
import { itemsInOrder } from './plan.ts';
import { notServable, withinStack } from './query-error.ts';
import type { Statement } from './statement.ts';
import { valueAt, type Value } from './values.ts';

const maximumPageBytes = 4 * 1024 * 1024;

export interface PageRequest {
  parameters: ReadonlyMap<string, Value>;
  /** The clock of date functions, milliseconds since 1970. */
  now: number;
  /** The most rows the page may have. */
  maximum: number;
  continuation?: string;
}

export interface Page {
  /** The rows, each as JSON text. */
  rows: string[];
  /** Where the next page starts; absent on the last one. */
  continuation: string | undefined;
  /** How many items were looked at. */
  retrieved: number;
}

/** Runs a query for one page of its results. */
export function execute<Item extends QueryItem>(
  statement: Statement,
  collection: Collection<Item>,
  request: PageRequest,
): Page {
  const frame = statement.numbering.frame(request.parameters, request.now);
  const run = { statement, collection, frame };
  const offset = count(statement.offset, frame, 'OFFSET') ?? 0;
  const limit = count(statement.limit, frame, 'LIMIT or TOP') ?? Infinity;
  const { block, fingerprint } = statement;
  const from = request.continuation === undefined ? undefined : decodeContinuation(request.continuation, fingerprint);
  const bounds = { offset, limit, passed: from?.passed ?? 0, after: from?.position };
  return withinStack(() =>
    block.grouping || block.distinct ? collectedPage(run, request, bounds) : streamedPage(run, request, bounds),
  );
}

/** OFFSET and LIMIT, and what earlier pages have passed of it all. */
interface Bounds {
  offset: number;
  limit: number;
  passed: number;
  after: Position | undefined;
}

function count(evaluate: Evaluator | undefined, frame: Frame, clause: string): number | undefined {
  if (!evaluate) return undefined;
  const value = evaluate(frame);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw notServable(`${clause} must be a whole number that is not negative, got ${JSON.stringify(value)}.`);
}

/** Rows are made and sent one after another; a continuation knows the last item and how many of its rows are out. */
function streamedPage<Item extends QueryItem>(
  { statement, collection, frame }: Run<Item>,
  { maximum }: PageRequest,
  { offset, limit, passed, after }: Bounds,
): Page {
  const { block, orderBy, isWholeItem } = statement;
  const start = Math.max(offset, passed);
  const take = offset + limit - start;
  const page = new PageBuilder(maximum);
  if (take <= 0) return { rows: [], continuation: undefined, retrieved: 0 };
  let skip = after ? 0 : start;
  let last: { item: Item; rows: number } | undefined;
  let retrieved = 0;
  let isFull = false;
  const wanted = skip + Math.min(maximum, take);
  for (const item of itemsInOrder({ statement, collection, frame }, { after, wanted })) {
    retrieved++;
    frame.slots[itemSlot] = item.content.value;
    const alreadySent = item.seq === after?.seq ? after.rows : 0;
    let rows = 0;
    const goOn = block.forEachRow(frame, () => {
      const result = block.project(frame);
      if (result === undefined || ++rows <= alreadySent) return true;
      if (skip > 0) {
        skip--;
        return true;
      }
      isFull = !page.add(isWholeItem ? item.content.json : JSON.stringify(result));
      if (isFull) return false;
      last = { item, rows };
      return page.rows.length < take;
    });
    if (!goOn) break;
  }
  if (!isFull || !last) return { rows: page.rows, continuation: undefined, retrieved };
  const keys = orderBy.map(({ path }) => valueAt(last!.item.content.value, path));
  const rest = { passed: start + page.rows.length, position: { keys, seq: last.item.seq, rows: last.rows } };
  return { rows: page.rows, continuation: encodeContinuation(rest, statement.fingerprint), retrieved };
}

/** Groups, aggregates and distinct rows are known only when all items have been seen; a continuation counts rows. */
function collectedPage<Item extends QueryItem>(
  run: Run<Item>,
  { maximum }: PageRequest,
  { offset, limit, passed }: Bounds,
): Page {
  const { statement, frame } = run;
  const collector = new Collector(statement.block, frame);
  let retrieved = 0;
  for (const item of itemsInOrder(run, { after: undefined, wanted: Infinity })) {
    retrieved++;
    frame.slots[itemSlot] = item.content.value;
    statement.block.forEachRow(frame, () => {
      collector.add();
      return true;
    });
  }
  const results = collector.results().slice(0, offset + limit);
  const page = new PageBuilder(maximum);
  let next = Math.max(offset, passed);
  while (next < results.length && page.add(JSON.stringify(results[next]))) next++;
  const rest = next < results.length ? encodeContinuation({ passed: next }, statement.fingerprint) : undefined;
  return { rows: page.rows, continuation: rest, retrieved };
}

class PageBuilder {
  readonly rows: string[] = [];
  readonly #maximum: number;
  #bytes = 0;

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** Takes the row unless the page is full by number or by size; a page has at least one row. */
  add(row: string): boolean {
    if (this.rows.length >= this.#maximum) return false;
    if (this.rows.length > 0 && this.#bytes + row.length > maximumPageBytes) return false;
    this.#bytes += row.length;
    this.rows.push(row);
    return true;
  }
}
