import type { Collection, QueryItem } from '../query/collection.ts';
import { execute } from '../query/execute.ts';
import { Indexes } from '../query/indexes.ts';
import { prepare } from '../query/statement.ts';
import type { JsonObject, Value } from '../query/values.ts';

/** Items in memory that queries can run over, with or without indexes. */
export function collectionOf(values: JsonObject[], { indexed = false } = {}): Collection<QueryItem> {
  const items = values.map((value, seq) => ({ seq, content: { value, json: JSON.stringify(value) } }));
  return {
    size: items.length,
    items: (after = -1) => items.slice(after + 1),
    isVisible: () => true,
    ...(indexed ? { indexes: new Indexes(() => items) } : {}),
  };
}

/** All rows of a query, page by page. */
export function rowsOf(
  text: string,
  collection: Collection<QueryItem>,
  {
    parameters = {},
    now = 0,
    maximum = 100,
  }: { parameters?: Record<string, Value>; now?: number; maximum?: number } = {},
): Value[] {
  const rows: string[] = [];
  let continuation: string | undefined;
  do {
    const page = execute(prepare(text), collection, {
      parameters: new Map(Object.entries(parameters)),
      now,
      maximum,
      continuation,
    });
    rows.push(...page.rows);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return rows.map((row) => JSON.parse(row) as Value);
}

/** The value of an expression, undefined included. */
export function valueOf(expression: string, parameters: Record<string, Value> = {}, now = 0): Value {
  return rowsOf(`SELECT VALUE ${expression}`, collectionOf([]), { parameters, now })[0];
}
