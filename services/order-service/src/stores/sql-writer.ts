import mssql, { type Request } from 'mssql';
import type { OrderRecord } from '../domain/order.ts';
import type { Attempt, OrderChange, OrderStore, SaveOutcome } from '../domain/ports.ts';
import { toLineRows, toOrderRow } from './order-rows.ts';
import { writeOutbox } from './sql-outbox.ts';
import { id128, id40, inTransaction, insertRows, isUniqueViolation, type SqlSession, time } from './sql-statements.ts';

const text = mssql.NVarChar(mssql.MAX);

/** What the store is told to keep. */
export function createSqlWriter(options: {
  session: SqlSession;
  now: () => number;
  findAttempt: OrderStore['findAttempt'];
}): Pick<OrderStore, 'place' | 'save'> {
  const { session, now, findAttempt } = options;

  const saveOne = ({ order, outbox, inboxId }: OrderChange): Promise<SaveOutcome> =>
    inTransaction<SaveOutcome>(session, async (request) => {
      if (inboxId !== undefined && !(await writeInbox(session, request(), { id: inboxId, at: now() })))
        return { commit: false, result: 'duplicate' };
      if (!(await updateOrder(session, request(), order))) return { commit: false, result: 'conflict' };
      await writeOutbox(session, request, outbox);
      return { commit: true, result: 'saved' };
    });

  return {
    save: (changes) => Promise.all(changes.map(saveOne)),
    async place(order, attempt, outbox) {
      try {
        await inTransaction(session, async (request) => {
          await insertOrder(session, request, { order, attempt });
          await writeOutbox(session, request, outbox);
          return { commit: true, result: undefined };
        });
        return { placed: true, order, requestHash: attempt.requestHash };
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        const earlier = await findAttempt(attempt.key);
        if (!earlier) throw error;
        return { placed: false, ...earlier };
      }
    },
  };
}

async function insertOrder(
  session: SqlSession,
  request: () => Request,
  { order, attempt }: { order: OrderRecord; attempt: Attempt },
): Promise<void> {
  const row = toOrderRow(order);
  await insertRows(session, request, {
    table: 'orders',
    rows: [
      {
        id: [row.id, id40],
        customer_id: [row.customer_id, mssql.VarChar(64)],
        attempt_scope: ['', mssql.VarChar(300)],
        attempt_key: [attempt.key, mssql.VarChar(64)],
        request_hash: [attempt.requestHash, mssql.VarChar(64)],
        status: [row.status, mssql.VarChar(32)],
        version: [row.version, mssql.Int],
        currency: [row.currency, mssql.VarChar(3)],
        total: [row.total, mssql.BigInt],
        charged: [row.charged, mssql.BigInt],
        refunded: [row.refunded, mssql.BigInt],
        item_count: [row.item_count, mssql.Int],
        placed_at: [new Date(row.placed_at), time],
        updated_at: [new Date(row.updated_at), time],
        attention: [row.attention, mssql.VarChar(32)],
        document: [row.document, text],
      },
    ],
  });
  await insertRows(session, request, {
    table: 'order_lines',
    rows: toLineRows(order).map((line) => ({
      order_id: [line.order_id, id40],
      line: [line.line, mssql.Int],
      sku: [line.sku, id40],
      product_id: [line.product_id, mssql.VarChar(90)],
      slug: [line.slug, mssql.VarChar(90)],
      name: [line.name, text],
      variant: [line.variant, text],
      image: [line.image, text],
      quantity: [line.quantity, mssql.Int],
      unit_price: [line.unit_price, mssql.BigInt],
    })),
  });
}

/** False when the message was handled before. */
async function writeInbox(
  session: SqlSession,
  request: Request,
  { id, at }: { id: string; at: number },
): Promise<boolean> {
  const { rowsAffected } = await request
    .input('id', id128, id)
    .input('now', time, new Date(at))
    .query(
      session.text(`INSERT INTO {schema}.inbox (message_id, handled_at) SELECT @id, @now
        WHERE NOT EXISTS (SELECT 1 FROM {schema}.inbox WITH (UPDLOCK, HOLDLOCK) WHERE message_id = @id)`),
    );
  return rowsAffected[0] !== 0;
}

/** False when the order is not in the version that the change was made from. */
async function updateOrder(session: SqlSession, request: Request, order: OrderRecord): Promise<boolean> {
  const row = toOrderRow(order);
  const { rowsAffected } = await request
    .input('id', id40, row.id)
    .input('expected', mssql.Int, row.version - 1)
    .input('status', mssql.VarChar(32), row.status)
    .input('version', mssql.Int, row.version)
    .input('charged', mssql.BigInt, row.charged)
    .input('refunded', mssql.BigInt, row.refunded)
    .input('updated_at', time, new Date(row.updated_at))
    .input('attention', mssql.VarChar(32), row.attention)
    .input('document', text, row.document)
    .query(
      session.text(`UPDATE {schema}.orders SET status = @status, version = @version, charged = @charged, refunded = @refunded,
        updated_at = @updated_at, attention = @attention, document = @document WHERE id = @id AND version = @expected`),
    );
  return rowsAffected[0] !== 0;
}
