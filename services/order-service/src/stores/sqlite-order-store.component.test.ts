import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describeOutboxStore } from '@halden/messaging/testing/outbox-contract';
import { silentLog } from '@halden/service-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { orderEvent } from '../domain/messages.ts';
import { anOrder, aKey } from '../testing/builders.ts';
import { SchemaMismatch } from './migrations.ts';
import { sqliteMigrations } from './sqlite-migrations.ts';
import { openSqliteOrderStore } from './sqlite-order-store.ts';
import { describeOrderStore } from './testing/order-store-contract.ts';
import { writeThrough } from './testing/write-through.ts';

async function openTemporary() {
  const folder = mkdtempSync(join(tmpdir(), 'orders-'));
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const open = () => openSqliteOrderStore({ file: join(folder, 'orders.db'), log: silentLog, now });
  const store = open();
  return {
    store,
    now,
    advanceClock: (ms: number) => void (ahead += ms),
    reopen: async () => open(),
    async dispose() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

describeOrderStore('the embedded SQLite store', openTemporary);
describeOutboxStore('the embedded SQLite store', async () => {
  const opened = await openTemporary();
  return { ...opened, outbox: opened.store.outbox, write: writeThrough(opened.store) };
});

describe('the schema of an embedded SQLite file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'orders-'));
    file = join(folder, 'orders.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = () => openSqliteOrderStore({ file, log: silentLog, now: Date.now });
  const within = <T>(work: (db: DatabaseSync) => T): T => {
    const db = new DatabaseSync(file);
    try {
      return work(db);
    } finally {
      db.close();
    }
  };

  /** A file as the first release made it, with one order and one event that is not sent yet. */
  const asFirstReleased = () => {
    const order = anOrder();
    const event = orderEvent('order.placed', order, undefined);
    within((db) => {
      db.exec('CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT');
      db.exec(sqliteMigrations[0]!.sql);
      db.prepare('INSERT INTO schema_migrations VALUES (1, ?)').run(sqliteMigrations[0]!.name);
      db.exec(`INSERT INTO orders (seq, id, attempt_scope, attempt_key, request_hash, status, version, currency, total, charged,
        refunded, item_count, placed_at, updated_at, document) VALUES (7, '${order.id}', 's', 'k', 'h', 'pending', 1, 'EUR', 1, 0, 0, 1, 't', 't', '{}')`);
      db.exec(`INSERT INTO order_lines VALUES ('${order.id}', 0, 'SKU', 'prd', 'slug', 'Name', 'Clay', NULL, 1, 4800)`);
      db.prepare('INSERT INTO outbox (id, destination, message) VALUES (?, ?, ?)').run(
        event.id,
        event.destination,
        JSON.stringify(event.message),
      );
    });
    return { order, event };
  };
  /** What a program of the first release does when it is started on the file. */
  const firstRelease = () =>
    within((db) => {
      db.exec('PRAGMA foreign_keys = ON');
      const { done } = db.prepare('SELECT COUNT(*) AS done FROM schema_migrations').get() as { done: number };
      expect(done).toBeGreaterThanOrEqual(1); // so it migrates nothing
      db.exec(
        `INSERT INTO outbox (id, destination, message, traceparent) VALUES ('from-before', 'order-events', '{"subject":"a"}', NULL)`,
      );
      return db
        .prepare(
          'UPDATE outbox SET held_until = ? WHERE seq IN (SELECT seq FROM outbox WHERE held_until < ? ORDER BY seq LIMIT ?) RETURNING id',
        )
        .all(0, Date.now(), 200)
        .map(({ id }) => id);
    });

  it('is brought up to date with all that is in it', async () => {
    const { order, event } = asFirstReleased();
    const store = open();
    expect((await store.find([order.id])).get(order.id)).toMatchObject({
      status: 'pending',
      lines: [{ name: 'Name' }],
    });
    expect(await store.outbox.claim({ destination: 'order-events', limit: 9, leaseMs: 1_000 })).toEqual([
      { ...event, attempts: 0 },
    ]);
    const another = anOrder();
    await store.place(another, { key: aKey(), requestHash: 'h' }, []);
    await store.close();
    expect(within((db) => db.prepare('SELECT seq FROM orders ORDER BY seq').all())).toEqual([{ seq: 7 }, { seq: 8 }]);
    expect(within((db) => db.prepare('PRAGMA foreign_key_check').all())).toEqual([]);
  });

  it('goes on to serve an image that was rolled back to the first release, and this one beside it', async () => {
    const { event } = asFirstReleased();
    await open().close();
    expect(firstRelease()).toEqual([event.id, 'from-before']);
    const store = open();
    const claimed = await store.outbox.claim({ destination: 'order-events', limit: 9, leaseMs: 1_000 });
    expect(claimed.map(({ id }) => id)).toEqual([event.id, 'from-before']);
    await store.close();
  });

  const addMigration = (name: string, breaking: number) =>
    within((db) =>
      db
        .prepare('INSERT INTO schema_migrations (version, name, breaking) VALUES (?, ?, ?)')
        .run(sqliteMigrations.length + 1, name, breaking),
    );
  it('may be newer than the program when the newer step only adds', async () => {
    await open().close();
    addMigration('gift wrapping', 0);
    const store = open();
    await expect(store.check()).resolves.toBeUndefined();
    await store.close();
  });

  it('may not be newer by a step that breaks the program: it refuses to start, and changes nothing', async () => {
    await open().close();
    addMigration('amounts in another unit', 1);
    expect(open).toThrow(SchemaMismatch);
    expect(open).toThrow("'amounts in another unit') breaks earlier programs");
  });
});
