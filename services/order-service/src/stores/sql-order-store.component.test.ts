import { describe, expect, it } from '@jest/globals';
import { silentLog } from '@halden/service-kit/testing';
import mssql from 'mssql';
import { connectSql, sqlConfigFrom } from './sql-connection.ts';
import { openSqlOrderStore } from './sql-order-store.ts';
import { describeOrderStore } from './testing/order-store-contract.ts';

const address = process.env.MSSQL_URL;

if (address)
  describeOrderStore('the T-SQL store', async () => {
    const schema = `test_${process.pid}_${Date.now().toString(36)}`;
    let ahead = 0;
    const open = () => openSqlOrderStore({ address, schema, log: silentLog, now: () => Date.now() + ahead });
    const store = await open();
    return {
      store,
      advanceClock: (ms) => void (ahead += ms),
      reopen: open,
      async dispose() {
        await store.close();
        const pool = await connectSql({ address, log: silentLog });
        for (const table of ['order_lines', 'orders', 'outbox', 'inbox', 'schema_migrations'])
          await pool.request().query(`DROP TABLE [${schema}].[${table}]`);
        await pool.request().query(`DROP SCHEMA [${schema}]`);
        await pool.close();
      },
    };
  });
else
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
