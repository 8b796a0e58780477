import type { Logger } from '@halden/service-kit';
import type { ConnectionPool } from 'mssql';
import { connectSql } from './sql-connection.ts';
import { migrateSql } from './sql-migrate.ts';
import type { DurableOrderStore } from './order-store.ts';
import { createSqlOutbox } from './sql-outbox.ts';
import { createSqlReader } from './sql-reader.ts';
import { sqlSession, time } from './sql-statements.ts';
import { createSqlWriter } from './sql-writer.ts';

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
    await migrateSql(pool, schema, log);
  } catch (error) {
    await pool.close();
    throw error;
  }
  return createSqlOrderStore(pool, schema, now);
}

function createSqlOrderStore(pool: ConnectionPool, schema: string, now: () => number): DurableOrderStore {
  const session = sqlSession(pool, schema);
  const reader = createSqlReader(session);
  return {
    ...reader,
    ...createSqlWriter({ session, now, findAttempt: reader.findAttempt }),
    outbox: createSqlOutbox(session, now),
    async prune(before) {
      await pool
        .request()
        .input('before', time, new Date(before))
        .query(session.text('DELETE FROM {schema}.inbox WHERE handled_at < @before'));
    },
    async check() {
      await pool.request().query('SELECT 1 AS alive');
    },
    close: () => pool.close(),
  };
}
