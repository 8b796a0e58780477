import type { Logger } from '@halden/service-kit';
import mssql, { type ConnectionPool } from 'mssql';
import { type AppliedMigration, planMigrations, SchemaMismatch, warnOfNewer } from './migrations.ts';
import { sqlMigrations } from './sql-migrations.ts';

/** Brings the schema up to date, in one transaction; replicas that start together do it one after the other. */
export async function migrateSql(pool: ConnectionPool, schema: string, log: Logger): Promise<void> {
  const transaction = new mssql.Transaction(pool);
  await transaction.begin();
  const run = (text: string) => new mssql.Request(transaction).query(text.replaceAll('{schema}', `[${schema}]`));
  try {
    // The lock ends with the transaction.
    await run(
      `EXEC sp_getapplock @Resource = 'order-service.migrations.${schema}', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000`,
    );
    const { pending, newer } = planMigrations(sqlMigrations, await appliedMigrations(run, schema));
    warnOfNewer(newer, log);
    for (const { version, migration } of pending) {
      for (const statement of migration.statements) await run(statement);
      await run(
        `INSERT INTO {schema}.schema_migrations (version, name, breaking) VALUES (${version}, '${migration.name}', ${migration.breaking ? 1 : 0})`,
      );
      log.info({ schema, migration: migration.name }, 'SQL schema migrated');
    }
    await transaction.commit();
  } catch (error) {
    await transaction.rollback().catch(() => undefined);
    if (error instanceof SchemaMismatch) throw error;
    throw new Error(`the SQL schema '${schema}' could not be brought up to date: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** Makes the table of migrations where it is missing, and the column `breaking` where an earlier program made the table without it. */
async function appliedMigrations(
  run: (text: string) => Promise<mssql.IResult<Record<string, unknown>>>,
  schema: string,
): Promise<AppliedMigration[]> {
  const { recordset: schemas } = await run(`SELECT 1 AS found FROM sys.schemas WHERE name = '${schema}'`);
  if (schemas.length === 0) await run('CREATE SCHEMA {schema}');
  const { recordset: columns } = await run(
    `SELECT c.name AS name FROM sys.columns c JOIN sys.tables t ON t.object_id = c.object_id
     JOIN sys.schemas s ON s.schema_id = t.schema_id WHERE s.name = '${schema}' AND t.name = 'schema_migrations'`,
  );
  const breaking = 'breaking bit NOT NULL CONSTRAINT df_schema_migrations_breaking DEFAULT 0';
  if (columns.length === 0)
    await run(
      `CREATE TABLE {schema}.schema_migrations (version int NOT NULL CONSTRAINT pk_schema_migrations PRIMARY KEY, name nvarchar(200) NOT NULL, ${breaking})`,
    );
  else if (!columns.some(({ name }) => name === 'breaking'))
    await run(`ALTER TABLE {schema}.schema_migrations ADD ${breaking}`);
  const { recordset } = await run('SELECT version, name, breaking FROM {schema}.schema_migrations');
  return recordset.map((row) => ({
    version: Number(row.version),
    name: String(row.name),
    breaking: Boolean(row.breaking),
  }));
}
