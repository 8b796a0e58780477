import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { CustomerId, IdempotencyKey, Message, OrderId, OrderStatus } from '@halden/contracts';
import type { OutboxRecord, OutboxStore } from '@halden/messaging';
import { BatchFailure, createBatcher, traceparent } from '@halden/service-kit';
import type { OutboxMessage } from '../domain/messages.ts';
import type { OrderRecord } from '../domain/order.ts';
import type { Attempt, OrderChange, PlacedOrder, SaveOutcome } from '../domain/ports.ts';
import {
  cursorOf,
  type LineRow,
  type OrderRow,
  type SummaryRow,
  toLineRows,
  toOrderRecord,
  toOrderRow,
  toPage,
} from './order-rows.ts';
import type { DurableOrderStore } from './order-store.ts';
import { sqliteMigrations } from './sqlite-migrations.ts';

type Row = Record<string, SQLInputValue>;
interface Placement {
  order: OrderRecord;
  attempt: Attempt;
  outbox: OutboxMessage[];
  trace: string | undefined;
}

/**
 * Orders in an embedded SQLite file (WAL, synchronous FULL: what was answered survives a power cut). One process writes a file. Writes
 * that come in together share one transaction, each behind its own savepoint, and so one sync of the disk.
 */
export function openSqliteOrderStore(options: { file: string; now: () => number }): DurableOrderStore {
  const { now } = options;
  const db = new DatabaseSync(options.file);
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;',
  );
  migrate(db);
  const statements = new Map<string, StatementSync>();
  const sql = (text: string): StatementSync => {
    let statement = statements.get(text);
    if (!statement) statements.set(text, (statement = db.prepare(text)));
    return statement;
  };
  const list = (count: number) => Array.from({ length: count }, () => '?').join(',');

  /** Runs each unit of work in one transaction; one that throws takes back only itself. */
  const together = <In, Out>(work: (item: In) => Out) =>
    createBatcher<In, Out>({
      maxSize: 500,
      run: async (items) => {
        db.exec('BEGIN IMMEDIATE');
        try {
          const results = items.map((item) => {
            db.exec('SAVEPOINT unit');
            try {
              const result = work(item);
              db.exec('RELEASE unit');
              return result;
            } catch (error) {
              db.exec('ROLLBACK TO unit; RELEASE unit');
              return new BatchFailure(error);
            }
          });
          db.exec('COMMIT');
          return results;
        } catch (error) {
          if (db.isTransaction) db.exec('ROLLBACK');
          throw error;
        }
      },
    });

  const writeOutbox = (outbox: readonly OutboxMessage[], trace: string | undefined) => {
    for (const { id, destination, message } of outbox)
      sql('INSERT INTO outbox (id, destination, message, traceparent) VALUES (?, ?, ?, ?)').run(
        id,
        destination,
        JSON.stringify(message),
        trace ?? null,
      );
  };
  const linesOf = (ids: readonly string[]) =>
    Map.groupBy(
      sql(`SELECT * FROM order_lines WHERE order_id IN (${list(ids.length)}) ORDER BY order_id, line`).all(
        ...ids,
      ) as unknown as LineRow[],
      (row) => row.order_id,
    );
  const read = (rows: OrderRow[]): OrderRecord[] => {
    const lines = linesOf(rows.map(({ id }) => id));
    return rows.map((row) => toOrderRecord(row, lines.get(row.id) ?? []));
  };
  const findAttempt = (scope: string, key: string): PlacedOrder | undefined => {
    const row = sql('SELECT * FROM orders WHERE attempt_scope = ? AND attempt_key = ?').get(scope, key) as unknown as
      (OrderRow & { request_hash: string }) | undefined;
    const [order] = row ? read([row]) : [];
    return row && order && { order, requestHash: row.request_hash };
  };

  const placeOne = ({ order, attempt, outbox, trace }: Placement): { placed: boolean } & PlacedOrder => {
    const earlier = findAttempt(attempt.scope, attempt.key);
    if (earlier) return { placed: false, ...earlier };
    const row = {
      ...toOrderRow(order),
      attempt_scope: attempt.scope,
      attempt_key: attempt.key,
      request_hash: attempt.requestHash,
    };
    insert(sql, 'orders', row);
    for (const line of toLineRows(order)) insert(sql, 'order_lines', { ...line });
    writeOutbox(outbox, trace);
    return { placed: true, order, requestHash: attempt.requestHash };
  };
  const saveOne = ({ change, trace }: { change: OrderChange; trace: string | undefined }): SaveOutcome => {
    const { order, outbox, inboxId } = change;
    if (inboxId && sql('SELECT 1 FROM inbox WHERE message_id = ?').get(inboxId)) return 'duplicate';
    const row = toOrderRow(order);
    const { changes } = sql(
      'UPDATE orders SET status = ?, version = ?, charged = ?, refunded = ?, updated_at = ?, document = ? WHERE id = ? AND version = ?',
    ).run(row.status, row.version, row.charged, row.refunded, row.updated_at, row.document, row.id, row.version - 1);
    if (changes === 0) return 'conflict';
    if (inboxId) sql('INSERT INTO inbox (message_id, handled_at) VALUES (?, ?)').run(inboxId, now());
    writeOutbox(outbox, trace);
    return 'saved';
  };
  const place = together(placeOne);
  const save = together(saveOne);

  /** Does not wait for the disk: what the relay notes may be lost in a power cut, and is then sent again under the same id. */
  const withoutSync = <T>(work: () => T): T => {
    db.exec('PRAGMA synchronous = NORMAL');
    try {
      return work();
    } finally {
      db.exec('PRAGMA synchronous = FULL');
    }
  };
  const outbox: OutboxStore = {
    async claim({ limit, leaseMs }) {
      const held = now() + leaseMs;
      const rows = withoutSync(() =>
        sql(
          `UPDATE outbox SET held_until = ? WHERE seq IN (SELECT seq FROM outbox WHERE held_until < ? ORDER BY seq LIMIT ?)
         RETURNING seq, id, destination, message, traceparent`,
        ).all(held, now(), limit),
      ) as unknown as {
        seq: number;
        id: string;
        destination: string;
        message: string;
        traceparent: string | null;
      }[];
      return rows
        .sort((a, b) => a.seq - b.seq)
        .map(({ id, destination, message, traceparent: trace }): OutboxRecord => ({
          id,
          destination,
          message: JSON.parse(message) as Message,
          ...(trace && { traceparent: trace }),
        }));
    },
    async markSent(ids) {
      if (ids.length > 0) withoutSync(() => sql(`DELETE FROM outbox WHERE id IN (${list(ids.length)})`).run(...ids));
    },
    async release(ids) {
      if (ids.length > 0)
        withoutSync(() => sql(`UPDATE outbox SET held_until = 0 WHERE id IN (${list(ids.length)})`).run(...ids));
    },
  };

  return {
    outbox,
    place: (order, attempt, messages) => place({ order, attempt, outbox: messages, trace: traceparent() }),
    save: (changes) => Promise.all(changes.map((change) => save({ change, trace: traceparent() }))),
    findAttempt: async (scope: string, key: IdempotencyKey) => findAttempt(scope, key),
    async find(ids: readonly OrderId[]) {
      if (ids.length === 0) return new Map();
      const rows = sql(`SELECT * FROM orders WHERE id IN (${list(ids.length)})`).all(...ids) as unknown as OrderRow[];
      return new Map(read(rows).map((order) => [order.id, order]));
    },
    async list(query: { customerId: CustomerId; limit: number; after?: string; status?: OrderStatus }) {
      const { customerId, limit, after, status } = query;
      const rows = sql(
        `SELECT o.seq, o.id, o.status, o.currency, o.total, o.item_count, o.placed_at, l.name AS first_name, l.image AS first_image
         FROM orders o JOIN order_lines l ON l.order_id = o.id AND l.line = 0
         WHERE o.customer_id = ? AND o.seq < ? AND (? IS NULL OR o.status = ?) ORDER BY o.seq DESC LIMIT ?`,
      ).all(customerId, cursorOf(after), status ?? null, status ?? null, limit + 1) as unknown as SummaryRow[];
      return toPage(rows, limit);
    },
    async seen(ids) {
      if (ids.length === 0) return new Set();
      const rows = sql(`SELECT message_id FROM inbox WHERE message_id IN (${list(ids.length)})`).all(...ids);
      return new Set(rows.map(({ message_id: id }) => id as string));
    },
    async versions(ids) {
      if (ids.length === 0) return new Map();
      const rows = sql(`SELECT id, version FROM orders WHERE id IN (${list(ids.length)})`).all(...ids);
      return new Map(rows.map(({ id, version }) => [id as OrderId, version as number]));
    },
    async prune(before) {
      sql('DELETE FROM inbox WHERE handled_at < ?').run(before);
    },
    async check() {
      sql('SELECT 1').get();
    },
    async close() {
      if (db.isOpen) db.close();
    },
  };
}

function insert(sql: (text: string) => StatementSync, table: string, row: Row): void {
  const columns = Object.keys(row);
  sql(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
    ...Object.values(row),
  );
}

function migrate(db: DatabaseSync): void {
  db.exec('CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT');
  const { done } = db.prepare('SELECT COUNT(*) AS done FROM schema_migrations').get() as { done: number };
  for (const [index, { name, sql }] of sqliteMigrations.entries()) {
    if (index < done) continue;
    db.exec('BEGIN IMMEDIATE');
    db.exec(sql);
    db.prepare('INSERT INTO schema_migrations (version, name) VALUES (?, ?)').run(index + 1, name);
    db.exec('COMMIT');
  }
}
