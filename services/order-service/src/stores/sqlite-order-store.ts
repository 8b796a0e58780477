import { DatabaseSync } from 'node:sqlite';
import type { OrderId } from '@halden/contracts';
import { type Logger, traceparent } from '@halden/service-kit';
import type { OutboxMessage } from '../domain/messages.ts';
import type { OrderRecord } from '../domain/order.ts';
import type { Attempt, OrderChange, OrderQuery, PlacedOrder, SaveOutcome } from '../domain/ports.ts';
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
import { migrateSqlite } from './sqlite-migrate.ts';
import { createSqliteOutbox, writeOutbox } from './sqlite-outbox.ts';
import { inJson, insert, sqliteSession, type SqliteSession } from './sqlite-statements.ts';

/**
 * Orders in an embedded SQLite file (WAL, synchronous FULL: what was answered survives a power cut). One process writes a file. Writes
 * that come in together share one transaction and so one sync of the disk.
 */
export function openSqliteOrderStore(options: { file: string; log: Logger; now: () => number }): DurableOrderStore {
  const { log, now } = options;
  const db = new DatabaseSync(options.file);
  try {
    db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;',
    );
    migrateSqlite(db, log);
  } catch (error) {
    db.close();
    throw error;
  }
  const session = sqliteSession(db);
  const { sql } = session;
  const place = session.together((placement: Placement) => placeOne(session, placement));
  const save = session.together((saving: Saving) => saveOne(session, saving, now()));

  return {
    outbox: createSqliteOutbox(session, now),
    place: (order, attempt, messages) => place({ order, attempt, outbox: messages, trace: traceparent() }),
    save: (changes) => Promise.all(changes.map((change) => save({ change, trace: traceparent() }))),
    findAttempt: async (key) => findAttempt(session, key),
    async find(ids) {
      const rows = sql(`SELECT * FROM orders WHERE ${inJson('id')}`).all(JSON.stringify(ids)) as unknown as OrderRow[];
      return new Map(withLines(session, rows).map((order) => [order.id, order]));
    },
    async list(query) {
      const { limit, after } = query;
      const [conditions, values] = conditionsOf(query);
      const rows = sql(
        `SELECT o.seq, o.id, o.status, o.currency, o.total, o.attention, o.item_count, o.placed_at, l.name AS first_name, l.image AS first_image
         FROM orders o JOIN order_lines l ON l.order_id = o.id AND l.line = 0
         WHERE o.seq < ?${conditions} ORDER BY o.seq DESC LIMIT ?`,
      ).all(cursorOf(after), ...values, limit + 1) as unknown as SummaryRow[];
      return toPage(rows, limit);
    },
    async countAttention() {
      return sql('SELECT COUNT(*) AS count FROM orders WHERE attention IS NOT NULL').get()?.count as number;
    },
    async seen(ids) {
      const rows = sql(`SELECT message_id FROM inbox WHERE ${inJson('message_id')}`).all(JSON.stringify(ids));
      return new Set(rows.map(({ message_id: id }) => id as string));
    },
    async versions(ids) {
      const rows = sql(`SELECT id, version FROM orders WHERE ${inJson('id')}`).all(JSON.stringify(ids));
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

function withLines({ sql }: SqliteSession, rows: readonly OrderRow[]): OrderRecord[] {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const lines = Map.groupBy(
    sql(`SELECT * FROM order_lines WHERE ${inJson('order_id')} ORDER BY order_id, line`).all(
      ids,
    ) as unknown as LineRow[],
    (row) => row.order_id,
  );
  return rows.map((row) => toOrderRecord(row, lines.get(row.id) ?? []));
}

/** `attention IS NOT NULL` lets the partial index be used. */
function conditionsOf(query: OrderQuery): [conditions: string, values: string[]] {
  if ('attention' in query) return [' AND o.attention IS NOT NULL AND o.attention = ?', [query.attention]];
  if (!('customerId' in query)) return ['', []];
  const { customerId, status } = query;
  return status
    ? [' AND o.customer_id = ? AND o.status = ?', [customerId, status]]
    : [' AND o.customer_id = ?', [customerId]];
}

function findAttempt(session: SqliteSession, key: string): PlacedOrder | undefined {
  const row = session.sql('SELECT * FROM orders WHERE attempt_key = ?').get(key) as unknown as
    (OrderRow & { request_hash: string }) | undefined;
  const [order] = row ? withLines(session, [row]) : [];
  return row && order && { order, requestHash: row.request_hash };
}

interface Placement {
  order: OrderRecord;
  attempt: Attempt;
  outbox: OutboxMessage[];
  trace: string | undefined;
}
function placeOne(
  session: SqliteSession,
  { order, attempt, outbox, trace }: Placement,
): { placed: boolean } & PlacedOrder {
  const earlier = findAttempt(session, attempt.key);
  if (earlier) return { placed: false, ...earlier };
  insert(session, 'orders', {
    ...toOrderRow(order),
    attempt_scope: '',
    attempt_key: attempt.key,
    request_hash: attempt.requestHash,
  });
  for (const line of toLineRows(order)) insert(session, 'order_lines', { ...line });
  writeOutbox(session, outbox, trace);
  return { placed: true, order, requestHash: attempt.requestHash };
}

interface Saving {
  change: OrderChange;
  trace: string | undefined;
}
function saveOne(session: SqliteSession, { change, trace }: Saving, at: number): SaveOutcome {
  const { sql } = session;
  const { order, outbox, inboxId } = change;
  if (inboxId && sql('SELECT 1 FROM inbox WHERE message_id = ?').get(inboxId)) return 'duplicate';
  const row = toOrderRow(order);
  const { changes } = sql(
    `UPDATE orders SET status = ?, version = ?, charged = ?, refunded = ?, updated_at = ?, attention = ?, document = ?
     WHERE id = ? AND version = ?`,
  ).run(
    row.status,
    row.version,
    row.charged,
    row.refunded,
    row.updated_at,
    row.attention,
    row.document,
    row.id,
    row.version - 1,
  );
  if (changes === 0) return 'conflict';
  if (inboxId) sql('INSERT INTO inbox (message_id, handled_at) VALUES (?, ?)').run(inboxId, at);
  writeOutbox(session, outbox, trace);
  return 'saved';
}
