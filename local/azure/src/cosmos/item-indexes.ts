import type { Item } from './item.ts';
import type { ItemTable } from './item-table.ts';
import { encodeKey, encodeValue, type KeyRange } from './query/index-key.ts';
import type { Index, Indexes, IndexEntry, SortKey } from './query/indexes.ts';
import { valueAt, type JsonObject } from './query/values.ts';
import type { Store } from './store.ts';

const maximumIndexes = 32;
const pageSize = 128;

/** What an index is over: sort keys, or the elements of an array; for the whole container, or partition by partition. */
interface Definition {
  byPartition: boolean;
  columns?: readonly SortKey[];
  elements?: readonly string[];
}

/**
 * The secondary indexes of a container, each a table of keys and item numbers. An index is built when a query first asks
 * for it, and kept up to date by every write from then on, over restarts too.
 */
export class ItemIndexes {
  readonly #store: Store;
  readonly #container: number;
  readonly #items: ItemTable;
  readonly #indexes = new Map<string, ItemIndex>();
  #lastNumber = 0;

  constructor(store: Store, container: number, items: ItemTable) {
    this.#store = store;
    this.#container = container;
    this.#items = items;
    const sql = 'SELECT number, definition FROM item_index WHERE container = ?';
    for (const row of store.database.prepare(sql).all(container)) {
      const definition = JSON.parse(String(row['definition'])) as Definition;
      this.#lastNumber = Math.max(this.#lastNumber, Number(row['number']));
      this.#indexes.set(JSON.stringify(definition), this.#index(Number(row['number']), definition));
    }
  }

  /** The indexes over the whole container, or those over one partition of it. */
  of(partition: string | undefined): Indexes {
    const byPartition = partition !== undefined;
    const scoped = (index: ItemIndex | undefined) => index?.within(partition);
    return {
      ordered: (columns) => scoped(this.#have({ byPartition, columns })),
      elements: (path) => scoped(this.#have({ byPartition, elements: path })),
    };
  }

  add(item: Item): void {
    for (const index of this.#indexes.values()) index.add(item);
  }

  change(before: Item, after: Item): void {
    for (const index of this.#indexes.values()) index.change(before, after);
  }

  remove(item: Item): void {
    for (const index of this.#indexes.values()) index.remove(item);
  }

  drop(): void {
    const { database, turn } = this.#store;
    for (const { table } of this.#indexes.values()) {
      database.forget(table);
      turn.within(() => database.exec(`DROP TABLE ${table}`));
    }
    turn.write(database.prepare('DELETE FROM item_index WHERE container = ?'), this.#container);
    this.#indexes.clear();
  }

  /** The index, built if need be; undefined when the container has many already, or nothing can be written now. */
  #have(definition: Definition): ItemIndex | undefined {
    const name = JSON.stringify(definition);
    const known = this.#indexes.get(name);
    const { database, turn } = this.#store;
    if (known || this.#indexes.size >= maximumIndexes || database.isFailing) return known;
    const number = ++this.#lastNumber;
    const index = this.#index(number, definition);
    turn.within(() => database.exec(index.schema));
    const sql = 'INSERT INTO item_index (container, number, definition) VALUES (?, ?, ?)';
    turn.write(database.prepare(sql), this.#container, number, name);
    for (const item of this.#items.inOrder(undefined)) index.add(item);
    this.#indexes.set(name, index);
    return index;
  }

  #index(number: number, definition: Definition): ItemIndex {
    return new ItemIndex(this.#store, `index_${this.#container}_${number}`, definition);
  }
}

/** One index in the data file. */
class ItemIndex {
  readonly table: string;
  readonly #store: Store;
  readonly #definition: Definition;

  constructor(store: Store, table: string, definition: Definition) {
    this.#store = store;
    this.table = table;
    this.#definition = definition;
  }

  get schema(): string {
    return `CREATE TABLE ${this.table} (key BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (key, seq)) WITHOUT ROWID`;
  }

  add(item: Item): void {
    for (const key of this.#keysOf(item)) this.#insert(key, item.seq);
  }

  remove(item: Item): void {
    for (const key of this.#keysOf(item)) this.#delete(key, item.seq);
  }

  change(before: Item, after: Item): void {
    const [old, fresh] = [this.#keysOf(before), this.#keysOf(after)];
    for (const key of old) if (!fresh.some((other) => other.equals(key))) this.#delete(key, before.seq);
    for (const key of fresh) if (!old.some((other) => other.equals(key))) this.#insert(key, after.seq);
  }

  /** What queries see of it: its keys, or those of one partition. */
  within(partition: string | undefined): Index {
    const prefix = partition === undefined ? Buffer.alloc(0) : encodeValue(partition);
    const absolute = ({ from, to }: KeyRange): [Buffer, Buffer] => [
      Buffer.concat([prefix, from]),
      Buffer.concat([prefix, to]),
    ];
    return {
      count: (range, limit) => this.#count(...absolute(range), limit),
      walk: (range, { from: place, backwards = false } = {}) => {
        const start = place && { key: Buffer.concat([prefix, place.key]), seq: place.seq };
        return backwards ? this.#backwards(...absolute(range), start) : this.#forwards(...absolute(range), start);
      },
    };
  }

  #count(from: Buffer, to: Buffer, limit: number): number {
    const inner = `SELECT 1 FROM ${this.table} WHERE key >= ? AND key < ? LIMIT ?`;
    const row = this.#store.database.prepare(`SELECT count(*) AS count FROM (${inner})`).get(from, to, limit);
    return Number(row?.['count']);
  }

  *#forwards(from: Buffer, to: Buffer, start?: IndexEntry): Generator<number> {
    const sql = `SELECT key, seq FROM ${this.table} WHERE (key, seq) > (?, ?) AND key < ? ORDER BY key, seq LIMIT ${pageSize}`;
    const statement = this.#store.database.prepare(sql);
    const isInside = start && Buffer.compare(start.key, from) >= 0;
    let [key, seq] = isInside ? [start.key, start.seq - 1] : [from, -1];
    for (;;) {
      const rows = statement.all(key, seq, to);
      for (const row of rows) {
        key = row['key'] as Buffer;
        seq = Number(row['seq']);
        yield seq;
      }
      if (rows.length < pageSize) return;
    }
  }

  *#backwards(from: Buffer, to: Buffer, start?: IndexEntry): Generator<number> {
    const sql = `SELECT key, seq FROM ${this.table} WHERE (key, seq) < (?, ?) AND key >= ? ORDER BY key DESC, seq DESC LIMIT ${pageSize}`;
    const statement = this.#store.database.prepare(sql);
    const isInside = start && Buffer.compare(start.key, to) < 0;
    let [key, seq] = isInside ? [start.key, start.seq + 1] : [to, -1];
    for (;;) {
      const rows = statement.all(key, seq, from);
      for (const row of rows) {
        key = row['key'] as Buffer;
        seq = Number(row['seq']);
        yield seq;
      }
      if (rows.length < pageSize) return;
    }
  }

  #insert(key: Buffer, seq: number): void {
    const { turn, database } = this.#store;
    turn.write(database.prepare(`INSERT OR IGNORE INTO ${this.table} (key, seq) VALUES (?, ?)`), key, seq);
  }

  #delete(key: Buffer, seq: number): void {
    const { turn, database } = this.#store;
    turn.write(database.prepare(`DELETE FROM ${this.table} WHERE key = ? AND seq = ?`), key, seq);
  }

  #keysOf({ partition, content }: Item): Buffer[] {
    const keys = this.#definition.columns
      ? [encodeKey(valuesOf(content.value, this.#definition.columns), this.#definition.columns)]
      : elementKeys(content.value, this.#definition.elements ?? []);
    if (!this.#definition.byPartition) return keys;
    const prefix = encodeValue(partition);
    return keys.map((key) => Buffer.concat([prefix, key]));
  }
}

const valuesOf = (value: JsonObject, columns: readonly SortKey[]) => columns.map(({ path }) => valueAt(value, path));

/** The distinct scalar elements of the array at the path. */
function elementKeys(value: JsonObject, path: readonly string[]): Buffer[] {
  const array = valueAt(value, path);
  if (!Array.isArray(array)) return [];
  const scalars = array.filter((element) => typeof element !== 'object' || element === null);
  return [...new Set(scalars)].map(encodeValue);
}
