import type { OrderId } from '@halden/contracts';
import mssql, { type Request } from 'mssql';
import type { OrderRecord } from '../domain/order.ts';
import type { OrderQuery, OrderStore } from '../domain/ports.ts';
import { cursorOf, type LineRow, type OrderRow, type SummaryRow, toOrderRecord, toPage } from './order-rows.ts';
import { type DriverRow, id128, id40, inParts, plain, type SqlSession } from './sql-statements.ts';

type StoredOrder = OrderRow & { request_hash: string };
const toRow = (row: DriverRow<StoredOrder>) => plain(row, ['version', 'total', 'charged', 'refunded', 'item_count']);

/** What the store is asked. */
export function createSqlReader(
  session: SqlSession,
): Pick<OrderStore, 'find' | 'findAttempt' | 'list' | 'countAttention' | 'seen' | 'versions'> {
  const { pool, text } = session;
  /** The rows of a table whose key is one of these. */
  const rowsOf = async <R>(options: { select: string; key: string; type: typeof id40; values: readonly string[] }) => {
    const { select, key, type, values } = options;
    const results = await inParts(values, type, ({ list, bind }) =>
      bind(pool.request()).query<R>(text(`${select} WHERE ${key} IN (${list})`)),
    );
    return results.flatMap(({ recordset }) => [...recordset]);
  };
  const withLines = async (rows: OrderRow[]): Promise<OrderRecord[]> => {
    const found = await rowsOf<DriverRow<LineRow>>({
      select: 'SELECT * FROM {schema}.order_lines',
      key: 'order_id',
      type: id40,
      values: rows.map(({ id }) => id),
    });
    const lines = Map.groupBy(
      found.map((row) => plain<LineRow>(row, ['line', 'quantity', 'unit_price'])),
      (row) => row.order_id,
    );
    return rows.map((row) =>
      toOrderRecord(
        row,
        (lines.get(row.id) ?? []).toSorted((one, other) => one.line - other.line),
      ),
    );
  };

  return {
    async findAttempt(key) {
      const { recordset } = await pool
        .request()
        .input('key', mssql.VarChar(64), key)
        .query<DriverRow<StoredOrder>>(text('SELECT * FROM {schema}.orders WHERE attempt_key = @key'));
      const [row] = recordset.map(toRow);
      const [order] = row ? await withLines([row]) : [];
      return row && order && { order, requestHash: row.request_hash };
    },
    async find(ids) {
      const rows = await rowsOf<DriverRow<StoredOrder>>({
        select: 'SELECT * FROM {schema}.orders',
        key: 'id',
        type: id40,
        values: ids,
      });
      return new Map((await withLines(rows.map(toRow))).map((order) => [order.id, order]));
    },
    async list(query) {
      const { limit, after } = query;
      const request = pool
        .request()
        .input('before', mssql.BigInt, cursorOf(after))
        .input('limit', mssql.Int, limit + 1);
      const conditions = bindConditions(request, query);
      const { recordset } = await request.query<DriverRow<SummaryRow>>(
        text(`SELECT TOP (@limit) o.seq, o.id, o.status, o.currency, o.total, o.attention, o.item_count, o.placed_at, l.name AS first_name, l.image AS first_image
           FROM {schema}.orders o JOIN {schema}.order_lines l ON l.order_id = o.id AND l.line = 0
           WHERE o.seq < @before${conditions} ORDER BY o.seq DESC`),
      );
      return toPage(
        recordset.map((row) => plain<SummaryRow>(row, ['seq', 'total', 'item_count'])),
        limit,
      );
    },
    async countAttention() {
      const { recordset } = await pool
        .request()
        .query<{ count: number }>(text('SELECT COUNT(*) AS count FROM {schema}.orders WHERE attention IS NOT NULL'));
      return recordset[0]?.count ?? 0;
    },
    async seen(ids) {
      const rows = await rowsOf<{ message_id: string }>({
        select: 'SELECT message_id FROM {schema}.inbox',
        key: 'message_id',
        type: id128,
        values: ids,
      });
      return new Set(rows.map(({ message_id: id }) => id));
    },
    async versions(ids) {
      const rows = await rowsOf<{ id: OrderId; version: number }>({
        select: 'SELECT id, version FROM {schema}.orders',
        key: 'id',
        type: id40,
        values: ids,
      });
      return new Map(rows.map(({ id, version }) => [id, version]));
    },
  };
}

/** `attention IS NOT NULL` lets the filtered index be used. */
function bindConditions(request: Request, query: OrderQuery): string {
  if ('attention' in query) {
    request.input('attention', mssql.VarChar(32), query.attention);
    return ' AND o.attention IS NOT NULL AND o.attention = @attention';
  }
  if (!('customerId' in query)) return '';
  request.input('customer', mssql.VarChar(64), query.customerId);
  if (!query.status) return ' AND o.customer_id = @customer';
  request.input('status', mssql.VarChar(32), query.status);
  return ' AND o.customer_id = @customer AND o.status = @status';
}
