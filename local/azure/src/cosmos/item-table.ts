import type { Row, Statement } from '../database.ts';
import { StoredContent, type Item } from './item.ts';
import { itemSchema } from './item-schema.ts';
import type { Store } from './store.ts';

const pageSize = 256;
/** Numbers of items stay exact beside the number of their container. */
const cacheSpan = 2 ** 36;

/** A part of a container's items: one partition, or all whose partition keys start alike. */
export type Scope = { partition: string } | { from: string; to: string } | undefined;

/** The items of one container in the data file. */
export class ItemTable {
  readonly #store: Store;
  readonly #number: number;
  readonly #table: string;

  constructor(store: Store, number: number) {
    this.#store = store;
    this.#number = number;
    this.#table = `item_${number}`;
  }

  create(): void {
    this.#store.turn.within(() => this.#store.database.exec(itemSchema(this.#number)));
  }

  drop(): void {
    const { database, turn } = this.#store;
    for (const table of [this.#table, `unique_${this.#number}`]) {
      database.forget(table);
      turn.within(() => database.exec(`DROP TABLE ${table}`));
    }
    this.#store.cache.clear();
  }

  get(seq: number, { isOneOfMany = false } = {}): Item | undefined {
    const { cache } = this.#store;
    const known = cache.get(this.#place(seq));
    if (known) return known;
    const row = this.#prepare('SELECT seq, lsn, partition, id, ts, expires, etag, body FROM $items WHERE seq = ?').get(
      seq,
    );
    if (!row) return undefined;
    const item = readItem(row);
    if (isOneOfMany) cache.offer(this.#place(seq), item);
    else cache.set(this.#place(seq), item);
    return item;
  }

  /** The number of the item with this id. */
  find(partition: string, id: string): number | undefined {
    const row = this.#prepare('SELECT seq FROM $items WHERE partition = ? AND id = ?').get(partition, storedId(id));
    return row && Number(row['seq']);
  }

  insert(item: Item): void {
    const { seq, lsn, partition, id, content, expiresAt } = item;
    this.#write(
      'INSERT INTO $items (seq, lsn, partition, id, ts, expires, etag, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      seq,
      lsn,
      partition,
      storedId(id),
      content.ts,
      expiresAt === Infinity ? null : expiresAt,
      content.etag,
      content.json,
    );
    this.#store.cache.set(this.#place(seq), item);
  }

  update(item: Item): void {
    const { seq, lsn, id, content, expiresAt } = item;
    this.#write(
      'UPDATE $items SET lsn = ?, id = ?, ts = ?, expires = ?, etag = ?, body = ? WHERE seq = ?',
      lsn,
      storedId(id),
      content.ts,
      expiresAt === Infinity ? null : expiresAt,
      content.etag,
      content.json,
      seq,
    );
    this.#store.cache.set(this.#place(seq), item);
  }

  delete(seq: number): void {
    this.#write('DELETE FROM $items WHERE seq = ?', seq);
    this.forget(seq);
  }

  /** Takes an item out of the cache, because the file has another version of it. */
  forget(seq: number): void {
    this.#store.cache.delete(this.#place(seq));
  }

  /** How many items a part has, counted up to `limit`. */
  count(scope: NonNullable<Scope>, limit: number): number {
    const { where, values } = conditionOf(scope);
    const sql = `SELECT count(*) AS count FROM (SELECT 1 FROM $items WHERE ${where} LIMIT ?)`;
    return Number(this.#prepare(sql).get(...values, limit)?.['count']);
  }

  /** The items in order of creation, from the first whose number is greater than `after`. */
  *inOrder(scope: Scope, after = -1): Generator<Item> {
    if (scope && !('partition' in scope)) {
      yield* this.#ofPartitions(scope, after);
      return;
    }
    const where = scope ? 'partition = ? AND seq > ?' : 'seq > ?';
    const statement = this.#prepare(`SELECT seq FROM $items WHERE ${where} ORDER BY seq LIMIT ${pageSize}`);
    for (;;) {
      const rows = scope ? statement.all(scope.partition, after) : statement.all(after);
      for (const { seq } of rows) {
        after = Number(seq);
        const item = this.get(after, { isOneOfMany: true });
        if (item) yield item;
      }
      if (rows.length < pageSize) return;
    }
  }

  /** The numbers of the items that were changed after a position and not before `since` (seconds), in order of change. */
  *changes(position: number, since: number): Generator<number> {
    const statement = this.#prepare(
      `SELECT lsn, ts, seq FROM $items WHERE (lsn, ts, seq) > (?, ?, ?) AND ts >= ? ORDER BY lsn, ts, seq LIMIT ${pageSize}`,
    );
    let last = [position, Number.MAX_SAFE_INTEGER, 0] as [number, number, number];
    for (;;) {
      const rows = statement.all(...last, since);
      for (const row of rows) {
        last = [Number(row['lsn']), Number(row['ts']), Number(row['seq'])];
        yield last[2];
      }
      if (rows.length < pageSize) return;
    }
  }

  /** The numbers of items that have expired, some at once. */
  expired(now: number, limit: number): number[] {
    const sql = 'SELECT seq FROM $items WHERE expires <= ? ORDER BY expires LIMIT ?';
    return this.#prepare(sql)
      .all(Math.floor(now / 1000), limit)
      .map(({ seq }) => Number(seq));
  }

  setExpiry(item: Item, expiresAt: number): void {
    if (item.expiresAt === expiresAt) return;
    this.#write('UPDATE $items SET expires = ? WHERE seq = ?', expiresAt === Infinity ? null : expiresAt, item.seq);
    this.forget(item.seq);
  }

  /** Who holds a unique key. */
  holder(key: Buffer): number | undefined {
    const row = this.#prepare('SELECT seq FROM $unique WHERE key = ?').get(key);
    return row && Number(row['seq']);
  }

  claim(key: Buffer, seq: number): void {
    this.#write('INSERT OR REPLACE INTO $unique (key, seq) VALUES (?, ?)', key, seq);
  }

  release(key: Buffer, seq: number): void {
    this.#write('DELETE FROM $unique WHERE key = ? AND seq = ?', key, seq);
  }

  /** Items of several partitions: their numbers are sorted, which no index does. */
  *#ofPartitions(scope: { from: string; to: string }, after: number): Generator<Item> {
    const sql = 'SELECT seq FROM $items WHERE partition >= ? AND partition < ?';
    const seqs = this.#prepare(sql)
      .all(scope.from, scope.to)
      .map(({ seq }) => Number(seq))
      .filter((seq) => seq > after)
      .sort((a, b) => a - b);
    for (const seq of seqs) {
      const item = this.get(seq, { isOneOfMany: true });
      if (item) yield item;
    }
  }

  #place(seq: number): number {
    return this.#number * cacheSpan + seq;
  }

  #prepare(sql: string): Statement {
    return this.#store.database.prepare(
      sql.replace('$items', this.#table).replace('$unique', `unique_${this.#number}`),
    );
  }

  #write(sql: string, ...values: Parameters<Statement['run']>): void {
    this.#store.turn.write(this.#prepare(sql), ...values);
  }
}

function conditionOf(scope: NonNullable<Scope>): { where: string; values: string[] } {
  if ('partition' in scope) return { where: 'partition = ?', values: [scope.partition] };
  return { where: 'partition >= ? AND partition < ?', values: [scope.from, scope.to] };
}

/** SQLite keeps no half of a surrogate pair; as an escape, with a character that no id has, it stays what it is. */
function storedId(id: string): string {
  return id.isWellFormed() ? id : JSON.stringify(id);
}

function readItem(row: Row): Item {
  const { seq, lsn, partition, id, ts, expires, etag, body } = row;
  const content = new StoredContent({ json: String(body), etag: String(etag), ts: Number(ts) });
  const text = String(id);
  return {
    seq: Number(seq),
    lsn: Number(lsn),
    partition: String(partition),
    id: text.startsWith('"') && text.includes('\\') ? (JSON.parse(text) as string) : text,
    expiresAt: expires === null ? Infinity : Number(expires),
    content,
  };
}
