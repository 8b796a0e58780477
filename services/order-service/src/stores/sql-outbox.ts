import type { Message } from '@halden/contracts';
import type { OutboxRecord, OutboxStore, ParkedFilter, ParkedReason } from '@halden/messaging';
import { traceparent } from '@halden/service-kit';
import mssql, { type Request } from 'mssql';
import { id128, inParts, insertRows, type SqlSession, time } from './sql-statements.ts';

const name64 = mssql.VarChar(64);

/** Writes messages in the transaction of the change that causes them. */
export const writeOutbox = (
  session: SqlSession,
  request: () => Request,
  messages: readonly Omit<OutboxRecord, 'attempts'>[],
): Promise<void> =>
  insertRows(session, request, {
    table: 'outbox',
    rows: messages.map(({ id, destination, orderingKey, message }) => ({
      id: [id, id128],
      destination: [destination, name64],
      ordering_key: [orderingKey ?? null, id128],
      message: [JSON.stringify(message), mssql.NVarChar(mssql.MAX)],
      traceparent: [traceparent() ?? null, name64],
    })),
  });

interface Row {
  seq: string;
  id: string;
  destination: string;
  ordering_key: string | null;
  message: string;
  traceparent: string | null;
  attempts: number;
}
const columns = ['seq', 'id', 'destination', 'ordering_key', 'message', 'traceparent', 'attempts'];

export function createSqlOutbox(session: SqlSession, now: () => number): OutboxStore {
  const { pool, text } = session;
  const update = async (ids: readonly string[], statement: string, bind: (request: Request) => Request) => {
    const results = await inParts(ids, id128, ({ list, bind: bindIds }) =>
      bind(bindIds(pool.request())).query(text(`${statement} WHERE id IN (${list})`)),
    );
    return results.reduce((count, { rowsAffected }) => count + (rowsAffected[0] ?? 0), 0);
  };

  return {
    async destinations() {
      const found: string[] = [];
      // One step for each destination, and not a look at every row.
      for (let after = ''; ;) {
        const { recordset } = await pool
          .request()
          .input('after', name64, after)
          .query<{ destination: string }>(
            text(
              'SELECT TOP (1) destination FROM {schema}.outbox WHERE parked_at IS NULL AND destination > @after ORDER BY destination',
            ),
          );
        const [row] = recordset;
        if (!row) return found;
        found.push((after = row.destination));
      }
    },
    async claim({ destination, limit, leaseMs }) {
      const { recordset } = await pool
        .request()
        .input('destination', name64, destination)
        .input('limit', mssql.Int, limit)
        .input('now', time, new Date(now()))
        .input('until', time, new Date(now() + leaseMs))
        .query<Row>(
          text(`UPDATE {schema}.outbox SET held_until = @until
             OUTPUT ${columns.map((column) => `inserted.${column}`).join(', ')}
             WHERE seq IN (
               SELECT TOP (@limit) o.seq FROM {schema}.outbox o WITH (UPDLOCK, READPAST, ROWLOCK)
               WHERE o.destination = @destination AND o.parked_at IS NULL AND o.not_before <= @now
                 AND (o.held_until IS NULL OR o.held_until < @now OR o.held_until > @until)
                 AND NOT EXISTS (SELECT 1 FROM {schema}.outbox e WHERE e.destination = o.destination
                   AND e.ordering_key = o.ordering_key AND e.parked_at IS NULL AND e.seq < o.seq)
               ORDER BY o.not_before, o.seq)`),
        );
      return recordset.toSorted(bySeq).map(toRecord);
    },
    async markSent(ids) {
      await update(ids, 'DELETE FROM {schema}.outbox', (request) => request);
    },
    async postpone(ids, { notBefore, error }) {
      await update(
        ids,
        `UPDATE {schema}.outbox SET held_until = NULL, not_before = @not_before${
          error === undefined ? '' : ', attempts = attempts + 1, last_error = @error'
        }`,
        (request) => {
          request.input('not_before', time, new Date(notBefore));
          return error === undefined ? request : request.input('error', mssql.NVarChar(1000), error.slice(0, 1_000));
        },
      );
    },
    async park(ids, { reason, error }) {
      await update(
        ids,
        `UPDATE {schema}.outbox SET held_until = NULL, attempts = attempts + 1, last_error = @error, parked_at = @now, parked_reason = @reason`,
        (request) =>
          request
            .input('error', mssql.NVarChar(1000), error.slice(0, 1_000))
            .input('now', time, new Date(now()))
            .input('reason', mssql.VarChar(32), reason),
      );
    },
    async parked({ limit, ...filter }) {
      const select = async (where: string, request: Request) =>
        (
          await bindFilter(request, filter)
            .input('limit', mssql.Int, limit)
            .query<Row & { last_error: string; parked_at: Date; parked_reason: ParkedReason }>(
              text(
                `SELECT TOP (@limit) ${columns.join(', ')}, last_error, parked_at, parked_reason FROM {schema}.outbox WHERE ${where} ORDER BY seq`,
              ),
            )
        ).recordset;
      const rows = filter.ids
        ? await inParts(filter.ids, id128, ({ list, bind }) =>
            select(`id IN (${list}) AND ${conditions(filter)}`, bind(pool.request())),
          )
        : [await select(conditions(filter), pool.request())];
      return rows
        .flat()
        .toSorted(bySeq)
        .slice(0, limit)
        .map((row) => ({
          ...toRecord(row),
          lastError: row.last_error,
          parkedAt: row.parked_at.getTime(),
          reason: row.parked_reason,
        }));
    },
    async countParked() {
      const { recordset } = await pool
        .request()
        .query<{ destination: string; reason: ParkedReason; parked: number }>(
          text(
            'SELECT destination, parked_reason AS reason, COUNT(*) AS parked FROM {schema}.outbox WHERE parked_at IS NOT NULL GROUP BY destination, parked_reason',
          ),
        );
      return recordset.map(({ destination, reason, parked }) => ({ destination, reason, count: parked }));
    },
    async replay(filter) {
      const statement =
        'UPDATE {schema}.outbox SET parked_at = NULL, parked_reason = NULL, attempts = 0, held_until = NULL, not_before = @fresh';
      const fresh = () => pool.request().input('fresh', time, new Date(0));
      const parts = filter.ids
        ? await inParts(filter.ids, id128, ({ list, bind }) =>
            bindFilter(bind(fresh()), filter).query(
              text(`${statement} WHERE id IN (${list}) AND ${conditions(filter)}`),
            ),
          )
        : [await bindFilter(fresh(), filter).query(text(`${statement} WHERE ${conditions(filter)}`))];
      return parts.reduce((count, { rowsAffected }) => count + (rowsAffected[0] ?? 0), 0);
    },
    async expedite({ destination, after }) {
      const { rowsAffected } = await pool
        .request()
        .input('destination', name64, destination)
        .input('after', time, new Date(after))
        .input('fresh', time, new Date(0))
        .query(
          text(
            'UPDATE {schema}.outbox SET not_before = @fresh WHERE destination = @destination AND parked_at IS NULL AND not_before > @after',
          ),
        );
      return rowsAffected[0] ?? 0;
    },
  };
}

const conditions = ({ destination, reason }: ParkedFilter): string =>
  `parked_at IS NOT NULL${destination === undefined ? '' : ' AND destination = @destination'}${reason === undefined ? '' : ' AND parked_reason = @reason'}`;
function bindFilter(request: Request, { destination, reason }: ParkedFilter): Request {
  if (destination !== undefined) request.input('destination', name64, destination);
  if (reason !== undefined) request.input('reason', mssql.VarChar(32), reason);
  return request;
}

const bySeq = (one: Row, other: Row): number => Number(one.seq) - Number(other.seq);
const toRecord = (row: Row): OutboxRecord => ({
  id: row.id,
  destination: row.destination,
  ...(row.ordering_key !== null && { orderingKey: row.ordering_key }),
  message: JSON.parse(row.message) as Message,
  ...(row.traceparent !== null && { traceparent: row.traceparent }),
  attempts: row.attempts,
});
