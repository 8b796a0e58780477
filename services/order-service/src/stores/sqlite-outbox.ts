import type { SQLInputValue } from 'node:sqlite';
import type { Message } from '@halden/contracts';
import type { OutboxRecord, OutboxStore, ParkedFilter, ParkedReason } from '@halden/messaging';
import { inJson, insert, type SqliteSession } from './sqlite-statements.ts';

/** Writes messages in the transaction of the change that causes them. */
export function writeOutbox(
  session: SqliteSession,
  messages: readonly Omit<OutboxRecord, 'attempts'>[],
  trace: string | undefined,
): void {
  for (const { id, destination, orderingKey, message } of messages)
    insert(session, 'outbox', {
      id,
      destination,
      ordering_key: orderingKey ?? null,
      message: JSON.stringify(message),
      traceparent: trace ?? null,
    });
}

interface Row {
  seq: number;
  id: string;
  destination: string;
  ordering_key: string | null;
  message: string;
  traceparent: string | null;
  attempts: number;
}
const columns = 'seq, id, destination, ordering_key, message, traceparent, attempts';

/** What the relay notes does not wait for the disk: lost in a power cut, the message is sent again under the same id. */
export function createSqliteOutbox({ sql, withoutSync }: SqliteSession, now: () => number): OutboxStore {
  return {
    async destinations() {
      const found: string[] = [];
      // One step for each destination, and not a look at every row.
      for (let after = ''; ;) {
        const row = sql(
          'SELECT destination FROM outbox WHERE parked_at IS NULL AND destination > ? ORDER BY destination LIMIT 1',
        ).get(after);
        if (!row) return found;
        found.push((after = row.destination as string));
      }
    },
    async claim({ destination, limit, leaseMs }) {
      const at = now();
      const rows = withoutSync(() =>
        sql(
          `UPDATE outbox SET held_until = ? WHERE seq IN (
             SELECT o.seq FROM outbox o
             WHERE o.destination = ? AND o.parked_at IS NULL AND o.not_before <= ?
               AND (o.held_until < ? OR o.held_until > ?)
               AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.destination = o.destination
                 AND e.ordering_key = o.ordering_key AND e.parked_at IS NULL AND e.seq < o.seq)
             ORDER BY o.not_before, o.seq LIMIT ?)
           RETURNING ${columns}`,
        ).all(at + leaseMs, destination, at, at, at + leaseMs, limit),
      ) as unknown as Row[];
      return rows.toSorted((one, other) => one.seq - other.seq).map(toRecord);
    },
    async markSent(ids) {
      if (ids.length > 0) withoutSync(() => sql(`DELETE FROM outbox WHERE ${inJson('id')}`).run(JSON.stringify(ids)));
    },
    async postpone(ids, { notBefore, error }) {
      if (ids.length === 0) return;
      withoutSync(() =>
        error === undefined
          ? sql(`UPDATE outbox SET held_until = 0, not_before = ? WHERE ${inJson('id')}`).run(
              notBefore,
              JSON.stringify(ids),
            )
          : sql(
              `UPDATE outbox SET held_until = 0, not_before = ?, attempts = attempts + 1, last_error = ? WHERE ${inJson('id')}`,
            ).run(notBefore, error.slice(0, 1_000), JSON.stringify(ids)),
      );
    },
    async park(ids, { reason, error }) {
      if (ids.length === 0) return;
      sql(
        `UPDATE outbox SET held_until = 0, attempts = attempts + 1, last_error = ?, parked_at = ?, parked_reason = ? WHERE ${inJson('id')}`,
      ).run(error.slice(0, 1_000), now(), reason, JSON.stringify(ids));
    },
    async parked({ limit, ...filter }) {
      const { where, parameters } = parkedWhere(filter);
      const rows = sql(
        `SELECT ${columns}, last_error, parked_at, parked_reason FROM outbox WHERE ${where} ORDER BY seq LIMIT ?`,
      ).all(...parameters, limit) as unknown as (Row & {
        last_error: string;
        parked_at: number;
        parked_reason: ParkedReason;
      })[];
      return rows.map((row) => ({
        ...toRecord(row),
        lastError: row.last_error,
        parkedAt: row.parked_at,
        reason: row.parked_reason,
      }));
    },
    async countParked() {
      return sql(
        'SELECT destination, parked_reason AS reason, COUNT(*) AS count FROM outbox WHERE parked_at IS NOT NULL AND seq > 0 GROUP BY destination, parked_reason',
      ).all() as unknown as { destination: string; reason: ParkedReason; count: number }[];
    },
    async replay(filter) {
      const { where, parameters } = parkedWhere(filter);
      const { changes } = sql(
        `UPDATE outbox SET parked_at = NULL, parked_reason = NULL, attempts = 0, held_until = 0, not_before = 0 WHERE ${where}`,
      ).run(...parameters);
      return Number(changes);
    },
    async expedite({ destination, after }) {
      const { changes } = withoutSync(() =>
        sql('UPDATE outbox SET not_before = 0 WHERE destination = ? AND parked_at IS NULL AND not_before > ?').run(
          destination,
          after,
        ),
      );
      return Number(changes);
    },
  };
}

function parkedWhere({ ids, destination, reason }: ParkedFilter): { where: string; parameters: SQLInputValue[] } {
  const conditions: [string, SQLInputValue][] = [];
  if (ids) conditions.push([inJson('id'), JSON.stringify(ids)]);
  if (destination !== undefined) conditions.push(['destination = ?', destination]);
  if (reason !== undefined) conditions.push(['parked_reason = ?', reason]);
  return {
    where: ['parked_at IS NOT NULL', 'seq > 0', ...conditions.map(([condition]) => condition)].join(' AND '),
    parameters: conditions.map(([, parameter]) => parameter),
  };
}

const toRecord = (row: Row): OutboxRecord => ({
  id: row.id,
  destination: row.destination,
  ...(row.ordering_key !== null && { orderingKey: row.ordering_key }),
  message: JSON.parse(row.message) as Message,
  ...(row.traceparent !== null && { traceparent: row.traceparent }),
  attempts: row.attempts,
});
