import type { CustomerId, IdempotencyKey, Message, OrderId, OrderStatus } from '@halden/contracts';
import type { OutboxRecord, OutboxStore } from '@halden/messaging';
import { type Logger, traceparent } from '@halden/service-kit';
import mssql, { type ConnectionPool, type ISqlType, type Request, type Transaction } from 'mssql';
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
import { connectSql } from './sql-connection.ts';
import { sqlMigrations } from './sql-migrations.ts';

type Type = ISqlType | (() => ISqlType);
type Column = [value: unknown, type: Type];

const id40 = mssql.VarChar(40);
const id128 = mssql.VarChar(128);
const time = mssql.DateTime2(3);
const uniqueViolations = new Set([2601, 2627]);
const deadlock = 1205;

const errorNumber = (error: unknown): number | undefined =>
  (error as { number?: number }).number ??
  (error as { originalError?: { info?: { number?: number } } }).originalError?.info?.number;

/** Rows from the driver: `bigint` comes as text, `datetime2` as `Date`. */
type DriverRow<R> = { [K in keyof R]: R[K] | Date | string };
const plain = <R extends object>(row: DriverRow<R>, numbers: readonly (keyof R)[]): R =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value instanceof Date) return [name, value.toISOString()];
      return [name, numbers.includes(name as keyof R) && value !== null ? Number(value) : value];
    }),
  ) as R;
const toRow = (row: DriverRow<OrderRow & { request_hash: string }>) =>
  plain(row, ['version', 'total', 'charged', 'refunded', 'item_count']);

/**
 * Orders in Azure SQL, or another server that speaks T-SQL over TDS. Brings the schema up to date when it opens, one process at a time.
 * Statements keep to forms that SQL Server and compatible engines share: no MERGE, no updates through a CTE.
 */
export async function openSqlOrderStore(options: {
  address: string;
  schema?: string;
  log: Logger;
  now: () => number;
}): Promise<DurableOrderStore> {
  const { schema = 'shop', log, now } = options;
  if (!/^[a-z][a-z0-9_]{0,60}$/.test(schema)) throw new TypeError(`'${schema}' is not a schema name`);
  const pool = await connectSql({ address: options.address, log });
  try {
    await migrate(pool, schema, log);
  } catch (error) {
    await pool.close();
    throw error;
  }
  return createSqlOrderStore(pool, schema, now);
}

function createSqlOrderStore(pool: ConnectionPool, schema: string, now: () => number): DurableOrderStore {
  const t = (text: string) => text.replaceAll('{schema}', `[${schema}]`);

  /** Runs `work` in a transaction; chosen as the victim of a deadlock, it runs again. `undefined` from it means roll back. */
  const inTransaction = async <T>(
    work: (request: () => Request) => Promise<{ commit: boolean; result: T }>,
  ): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      const transaction: Transaction = new mssql.Transaction(pool);
      await transaction.begin();
      try {
        const { commit, result } = await work(() => new mssql.Request(transaction));
        await (commit ? transaction.commit() : transaction.rollback());
        return result;
      } catch (error) {
        await transaction.rollback().catch(() => undefined); // the server may have rolled back already
        if (errorNumber(error) !== deadlock || attempt >= 5) throw error;
      }
    }
  };
  /** `INSERT` of several rows in one statement. */
  const insert = async (request: Request, table: string, rows: Record<string, Column>[]) => {
    const [first] = rows;
    if (!first) return;
    const columns = Object.keys(first);
    const values = rows.map((row, index) => {
      const names = columns.map((column) => {
        const [value, type] = row[column] as Column;
        request.input(`${column}${index}`, type, value);
        return `@${column}${index}`;
      });
      return `(${names.join(', ')})`;
    });
    await request.query(t(`INSERT INTO {schema}.${table} (${columns.join(', ')}) VALUES ${values.join(', ')}`));
  };
  /** `@p0, @p1, …` for an IN list. */
  const inList = (request: Request, values: readonly string[], type: Type): string =>
    values
      .map((value, index) => {
        request.input(`p${index}`, type, value);
        return `@p${index}`;
      })
      .join(', ');
  const writeOutbox = (request: Request, outbox: readonly OutboxMessage[]) =>
    insert(
      request,
      'outbox',
      outbox.map(({ id, destination, message }) => ({
        id: [id, id128],
        destination: [destination, mssql.VarChar(64)],
        message: [JSON.stringify(message), mssql.NVarChar(mssql.MAX)],
        traceparent: [traceparent() ?? null, mssql.VarChar(64)],
      })),
    );

  const read = async (rows: OrderRow[]): Promise<OrderRecord[]> => {
    if (rows.length === 0) return [];
    const request = pool.request();
    const ids = inList(
      request,
      rows.map(({ id }) => id),
      id40,
    );
    const { recordset } = await request.query<DriverRow<LineRow>>(
      t(`SELECT * FROM {schema}.order_lines WHERE order_id IN (${ids}) ORDER BY order_id, line`),
    );
    const lines = Map.groupBy(
      recordset.map((row) => plain<LineRow>(row, ['line', 'quantity', 'unit_price'])),
      (row) => row.order_id,
    );
    return rows.map((row) => toOrderRecord(row, lines.get(row.id) ?? []));
  };
  const findAttempt = async (scope: string, key: string): Promise<PlacedOrder | undefined> => {
    const { recordset } = await pool
      .request()
      .input('scope', mssql.VarChar(300), scope)
      .input('key', mssql.VarChar(64), key)
      .query<DriverRow<OrderRow & { request_hash: string }>>(
        t('SELECT * FROM {schema}.orders WHERE attempt_scope = @scope AND attempt_key = @key'),
      );
    const [row] = recordset.map(toRow);
    const [order] = row ? await read([row]) : [];
    return row && order && { order, requestHash: row.request_hash };
  };

  const place = async (
    order: OrderRecord,
    attempt: Attempt,
    outbox: OutboxMessage[],
  ): Promise<{ placed: boolean } & PlacedOrder> => {
    const row = toOrderRow(order);
    try {
      await inTransaction(async (request) => {
        await insert(request(), 'orders', [
          {
            id: [row.id, id40],
            customer_id: [row.customer_id, mssql.VarChar(64)],
            attempt_scope: [attempt.scope, mssql.VarChar(300)],
            attempt_key: [attempt.key, mssql.VarChar(64)],
            request_hash: [attempt.requestHash, mssql.VarChar(64)],
            status: [row.status, mssql.VarChar(16)],
            version: [row.version, mssql.Int],
            currency: [row.currency, mssql.VarChar(3)],
            total: [row.total, mssql.BigInt],
            charged: [row.charged, mssql.BigInt],
            refunded: [row.refunded, mssql.BigInt],
            item_count: [row.item_count, mssql.Int],
            placed_at: [new Date(row.placed_at), time],
            updated_at: [new Date(row.updated_at), time],
            document: [row.document, mssql.NVarChar(mssql.MAX)],
          },
        ]);
        await insert(
          request(),
          'order_lines',
          toLineRows(order).map((line) => ({
            order_id: [line.order_id, id40],
            line: [line.line, mssql.Int],
            sku: [line.sku, id40],
            product_id: [line.product_id, mssql.VarChar(90)],
            slug: [line.slug, mssql.VarChar(90)],
            name: [line.name, mssql.NVarChar(400)],
            variant: [line.variant, mssql.NVarChar(400)],
            image: [line.image, mssql.NVarChar(500)],
            quantity: [line.quantity, mssql.Int],
            unit_price: [line.unit_price, mssql.BigInt],
          })),
        );
        await writeOutbox(request(), outbox);
        return { commit: true, result: undefined };
      });
      return { placed: true, order, requestHash: attempt.requestHash };
    } catch (error) {
      if (!uniqueViolations.has(errorNumber(error) ?? 0)) throw error;
      const earlier = await findAttempt(attempt.scope, attempt.key);
      if (!earlier) throw error;
      return { placed: false, ...earlier };
    }
  };

  const saveOne = ({ order, outbox, inboxId }: OrderChange): Promise<SaveOutcome> =>
    inTransaction<SaveOutcome>(async (request) => {
      if (inboxId !== undefined) {
        const { rowsAffected } = await request()
          .input('id', id128, inboxId)
          .input('now', time, new Date(now()))
          .query(
            t(`INSERT INTO {schema}.inbox (message_id, handled_at) SELECT @id, @now
               WHERE NOT EXISTS (SELECT 1 FROM {schema}.inbox WITH (UPDLOCK, HOLDLOCK) WHERE message_id = @id)`),
          );
        if (rowsAffected[0] === 0) return { commit: false, result: 'duplicate' };
      }
      const row = toOrderRow(order);
      const { rowsAffected } = await request()
        .input('id', id40, row.id)
        .input('expected', mssql.Int, row.version - 1)
        .input('status', mssql.VarChar(16), row.status)
        .input('version', mssql.Int, row.version)
        .input('charged', mssql.BigInt, row.charged)
        .input('refunded', mssql.BigInt, row.refunded)
        .input('updated_at', time, new Date(row.updated_at))
        .input('document', mssql.NVarChar(mssql.MAX), row.document)
        .query(
          t(`UPDATE {schema}.orders SET status = @status, version = @version, charged = @charged, refunded = @refunded,
               updated_at = @updated_at, document = @document WHERE id = @id AND version = @expected`),
        );
      if (rowsAffected[0] === 0) return { commit: false, result: 'conflict' };
      await writeOutbox(request(), outbox);
      return { commit: true, result: 'saved' };
    });

  const outbox: OutboxStore = {
    async claim({ limit, leaseMs }) {
      const { recordset } = await pool
        .request()
        .input('limit', mssql.Int, limit)
        .input('now', time, new Date(now()))
        .input('until', time, new Date(now() + leaseMs))
        .query<{ seq: string; id: string; destination: string; message: string; traceparent: string | null }>(
          t(`UPDATE {schema}.outbox SET held_until = @until
             OUTPUT inserted.seq, inserted.id, inserted.destination, inserted.message, inserted.traceparent
             WHERE seq IN (SELECT TOP (@limit) seq FROM {schema}.outbox WITH (UPDLOCK, READPAST, ROWLOCK)
                           WHERE held_until IS NULL OR held_until < @now ORDER BY seq)`),
        );
      return recordset
        .sort((a, b) => Number(a.seq) - Number(b.seq))
        .map(({ id, destination, message, traceparent: trace }): OutboxRecord => ({
          id,
          destination,
          message: JSON.parse(message) as Message,
          ...(trace && { traceparent: trace }),
        }));
    },
    async markSent(ids) {
      if (ids.length === 0) return;
      const request = pool.request();
      await request.query(t(`DELETE FROM {schema}.outbox WHERE id IN (${inList(request, ids, id128)})`));
    },
    async release(ids) {
      if (ids.length === 0) return;
      const request = pool.request();
      await request.query(
        t(`UPDATE {schema}.outbox SET held_until = NULL WHERE id IN (${inList(request, ids, id128)})`),
      );
    },
  };

  return {
    outbox,
    place,
    save: (changes) => Promise.all(changes.map(saveOne)),
    findAttempt: (scope: string, key: IdempotencyKey) => findAttempt(scope, key),
    async find(ids: readonly OrderId[]) {
      if (ids.length === 0) return new Map();
      const request = pool.request();
      const { recordset } = await request.query<DriverRow<OrderRow & { request_hash: string }>>(
        t(`SELECT * FROM {schema}.orders WHERE id IN (${inList(request, ids, id40)})`),
      );
      return new Map((await read(recordset.map(toRow))).map((order) => [order.id, order]));
    },
    async list(query: { customerId: CustomerId; limit: number; after?: string; status?: OrderStatus }) {
      const { customerId, limit, after, status } = query;
      const request = pool
        .request()
        .input('customer', mssql.VarChar(64), customerId)
        .input('before', mssql.BigInt, cursorOf(after))
        .input('limit', mssql.Int, limit + 1);
      if (status) request.input('status', mssql.VarChar(16), status);
      const { recordset } = await request.query<DriverRow<SummaryRow>>(
        t(`SELECT TOP (@limit) o.seq, o.id, o.status, o.currency, o.total, o.item_count, o.placed_at, l.name AS first_name, l.image AS first_image
           FROM {schema}.orders o JOIN {schema}.order_lines l ON l.order_id = o.id AND l.line = 0
           WHERE o.customer_id = @customer AND o.seq < @before${status ? ' AND o.status = @status' : ''} ORDER BY o.seq DESC`),
      );
      return toPage(
        recordset.map((row) => plain<SummaryRow>(row, ['seq', 'total', 'item_count'])),
        limit,
      );
    },
    async seen(ids) {
      if (ids.length === 0) return new Set();
      const request = pool.request();
      const { recordset } = await request.query<{ message_id: string }>(
        t(`SELECT message_id FROM {schema}.inbox WHERE message_id IN (${inList(request, ids, id128)})`),
      );
      return new Set(recordset.map(({ message_id: id }) => id));
    },
    async versions(ids) {
      if (ids.length === 0) return new Map();
      const request = pool.request();
      const { recordset } = await request.query<{ id: OrderId; version: number }>(
        t(`SELECT id, version FROM {schema}.orders WHERE id IN (${inList(request, ids, id40)})`),
      );
      return new Map(recordset.map(({ id, version }) => [id, version]));
    },
    async prune(before) {
      await pool
        .request()
        .input('before', time, new Date(before))
        .query(t('DELETE FROM {schema}.inbox WHERE handled_at < @before'));
    },
    async check() {
      await pool.request().query('SELECT 1 AS alive');
    },
    close: () => pool.close(),
  };
}

async function migrate(pool: ConnectionPool, schema: string, log: Logger): Promise<void> {
  const transaction = new mssql.Transaction(pool);
  await transaction.begin();
  const run = (text: string) => new mssql.Request(transaction).query(text.replaceAll('{schema}', `[${schema}]`));
  try {
    // Replicas that start together migrate one after the other; the lock ends with the transaction.
    await run(
      `EXEC sp_getapplock @Resource = 'order-service.migrations.${schema}', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000`,
    );
    const { recordset: schemas } = await run(`SELECT 1 AS found FROM sys.schemas WHERE name = '${schema}'`);
    if (schemas.length === 0) await run('CREATE SCHEMA {schema}');
    const { recordset: tables } = await run(
      `SELECT 1 AS found FROM sys.tables t JOIN sys.schemas s ON s.schema_id = t.schema_id WHERE s.name = '${schema}' AND t.name = 'schema_migrations'`,
    );
    if (tables.length === 0)
      await run(
        'CREATE TABLE {schema}.schema_migrations (version int NOT NULL CONSTRAINT pk_schema_migrations PRIMARY KEY, name nvarchar(200) NOT NULL)',
      );
    const { recordset } = await run('SELECT version FROM {schema}.schema_migrations');
    const done = recordset.length;
    for (const [index, { name, statements }] of sqlMigrations.entries()) {
      if (index < done) continue;
      for (const statement of statements) await run(statement);
      await run(`INSERT INTO {schema}.schema_migrations (version, name) VALUES (${index + 1}, '${name}')`);
      log.info({ schema, migration: name }, 'SQL schema migrated');
    }
    await transaction.commit();
  } catch (error) {
    await transaction.rollback().catch(() => undefined);
    throw new Error(`the SQL schema '${schema}' could not be brought up to date: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
