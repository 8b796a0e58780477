import { describeOutboxStore } from '@halden/messaging/testing/outbox-contract';
import { silentLog } from '@halden/service-kit/testing';
import { describe, expect, it } from '@jest/globals';
import mssql from 'mssql';
import { SchemaMismatch } from './migrations.ts';
import { connectSql, sqlConfigFrom } from './sql-connection.ts';
import { sqlMigrations } from './sql-migrations.ts';
import { openSqlOrderStore } from './sql-order-store.ts';
import { describeOrderStore } from './testing/order-store-contract.ts';
import { writeThrough } from './testing/write-through.ts';

const address = process.env.MSSQL_URL;

async function openTemporary(url: string) {
  const schema = `test_${process.pid}_${Date.now().toString(36)}_${serial++}`;
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const open = () => openSqlOrderStore({ address: url, schema, log: silentLog, now });
  const store = await open();
  return {
    store,
    schema,
    now,
    advanceClock: (ms: number) => void (ahead += ms),
    reopen: open,
    async dispose() {
      await store.close();
      const pool = await connectSql({ address: url, log: silentLog });
      for (const table of ['order_lines', 'orders', 'outbox', 'inbox', 'schema_migrations'])
        await pool.request().query(`DROP TABLE [${schema}].[${table}]`);
      await pool.request().query(`DROP SCHEMA [${schema}]`);
      await pool.close();
    },
  };
}
let serial = 0;

if (address) {
  describeOrderStore('the T-SQL store', () => openTemporary(address));
  describeOutboxStore('the T-SQL store', async () => {
    const opened = await openTemporary(address);
    return { ...opened, outbox: opened.store.outbox, write: writeThrough(opened.store) };
  });
  describe('the schema on a SQL server', () => {
    it('may be newer than the program by a step that only adds, and not by one that breaks it', async () => {
      const opened = await openTemporary(address);
      const pool = await connectSql({ address, log: silentLog });
      const next = (offset: number, breaking: number) =>
        pool
          .request()
          .query(
            `INSERT INTO [${opened.schema}].schema_migrations (version, name, breaking) VALUES (${sqlMigrations.length + offset}, 'step ${offset}', ${breaking})`,
          );
      await next(1, 0);
      await (await opened.reopen()).close();
      await next(2, 1);
      await expect(opened.reopen()).rejects.toThrow(SchemaMismatch);
      await pool.close();
      await opened.dispose();
    });
  });
} else
  describe.skip('the T-SQL store as an order store (set MSSQL_URL to run it)', () =>
    void it('is run against a server', () => undefined));

describe('the address of a SQL database', () => {
  it('is read from a URL, with encryption on unless the server is this machine', async () => {
    expect(await sqlConfigFrom('mssql://app:p%40ss@db.example:1444/orders')).toMatchObject({
      server: 'db.example',
      port: 1444,
      database: 'orders',
      user: 'app',
      password: 'p@ss',
      options: { encrypt: true, trustServerCertificate: false },
    });
    expect(await sqlConfigFrom('mssql://app:pw@127.0.0.1/orders')).toMatchObject({
      port: 1433,
      options: { encrypt: false },
    });
    expect(await sqlConfigFrom('mssql://app:pw@127.0.0.1/orders?encrypt=true')).toMatchObject({
      options: { encrypt: true },
    });
  });

  it('is read from the classic form', async () => {
    const config = await sqlConfigFrom(
      'Server=tcp:db.example,1444;Database=orders;User Id=app;Password=pw;Encrypt=true',
    );
    expect(config).toMatchObject({
      server: 'db.example',
      port: 1444,
      database: 'orders',
      user: 'app',
      options: { encrypt: true },
    });
  });

  it('means the workload identity when it names nobody', async () => {
    const config = await sqlConfigFrom('mssql://server.database.windows.net/orders');
    expect(config).toMatchObject({ authentication: { type: 'token-credential' } });
    expect(config.user).toBeUndefined();
  });

  it.each(['mssql://app:pw@db.example', 'User Id=app;Password=pw'])(
    'is refused when it is not whole: %s',
    async (text) => {
      await expect(sqlConfigFrom(text)).rejects.toThrow(TypeError);
    },
  );
});

describe('connecting', () => {
  it('says which database and server when nobody answers', async () => {
    const nobody = connectSql({ address: 'mssql://app:pw@127.0.0.1:1/orders', log: silentLog, patienceMs: 0 });
    await expect(nobody).rejects.toThrow("cannot connect to the SQL database 'orders' on 127.0.0.1");
    expect(mssql.VarChar).toBeInstanceOf(Function);
  });
});
