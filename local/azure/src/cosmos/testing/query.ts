import { ItemIndexes } from '../item-indexes.ts';
import { ItemTable } from '../item-table.ts';
import { StoredContent } from '../item.ts';
import { Store } from '../store.ts';
import type { Collection, QueryItem } from '../query/collection.ts';
import { execute } from '../query/execute.ts';
import { prepare } from '../query/statement.ts';
import type { JsonObject, Value } from '../query/values.ts';

/** Items that queries can run over: all looked at, or led to by indexes over the whole container or over one partition. */
export function collectionOf(
  values: JsonObject[],
  { indexed = false }: { indexed?: boolean | 'by partition' } = {},
): Collection<QueryItem> {
  if (indexed) return indexedCollection(values, indexed === 'by partition' ? partition : undefined);
  const items = values.map((value, seq) => ({ seq, content: { value, json: JSON.stringify(value) } }));
  return {
    size: items.length,
    items: (after = -1) => items.slice(after + 1),
    item: (seq) => items[seq],
    isVisible: () => true,
  };
}

const partition = '["p"]';

function indexedCollection(values: JsonObject[], by: string | undefined): Collection<QueryItem> {
  const store = new Store(undefined);
  const table = new ItemTable(store, 1);
  table.create();
  values.forEach((value, seq) => {
    const content = new StoredContent({ json: JSON.stringify(value), etag: '""', ts: 0 });
    table.insert({ seq, id: `${seq}`, partition, lsn: 1, expiresAt: Infinity, content });
  });
  return {
    size: values.length,
    items: (after) => table.inOrder(by === undefined ? undefined : { partition: by }, after),
    item: (seq) => table.get(seq),
    indexes: new ItemIndexes(store, 1, table).of(by),
    isVisible: () => true,
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
