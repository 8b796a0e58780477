import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { whileFull } from '../testing/full-disk.ts';
import { Account } from './account.ts';
import { ItemCache } from './item-cache.ts';
import { ItemTable } from './item-table.ts';
import { StoredContent } from './item.ts';
import { Store } from './store.ts';
import { withFolder } from './testing/harness.ts';

const anItem = (seq: number, json = '{"id":"1"}') => ({
  seq,
  id: `${seq}`,
  partition: '["p"]',
  lsn: 1,
  expiresAt: Infinity,
  content: new StoredContent({ json, etag: '"e"', ts: 1 }),
});
const counted = (store: Store) => new ItemTable(store, 1).count({ partition: '["p"]' }, 100);

describe('the store', () => {
  it('commits all writes of a turn together, and says when', () =>
    withFolder(async (folder) => {
      const store = new Store(join(folder, 'cosmos.db'));
      expect(store.flushed).toBeUndefined();
      const items = new ItemTable(store, 1);
      items.create();
      items.insert(anItem(1));
      store.counterChanged(1, () => ({ seq: 1, lsn: 1, items: 1 }));
      const first = store.flushed;
      expect(first).toBe(store.flushed);
      await first;
      expect(store.flushed).toBeUndefined();
      store.close();
      const again = new Store(join(folder, 'cosmos.db'));
      expect(new ItemTable(again, 1).get(1)?.content.json).toBe('{"id":"1"}');
      expect(again.counter(1)).toEqual({ seq: 1, lsn: 1, items: 1 });
      again.close();
    }));

  it('keeps nothing of a turn in which a write failed, in the file or in memory, and all of the next one', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'cosmos.db');
      const logged: string[] = [];
      const store = new Store(file, (event) => logged.push(event));
      let rolledBack = 0;
      store.onRolledBack = () => rolledBack++;
      const items = new ItemTable(store, 1);
      items.create();
      items.insert(anItem(1));
      await store.flushed;
      await whileFull('cosmos.db', async () => {
        for (const seq of [2, 3]) {
          const reason = `The data file '${file}' cannot be written: database or disk is full. Make room on its disk; it goes on by itself.`;
          expect(() => items.insert(anItem(seq, JSON.stringify({ text: 'x'.repeat(100_000) })))).toThrow(reason);
          // What else is written in that turn is not kept either.
          expect(() => items.insert(anItem(seq))).toThrow(reason);
          await expect(store.flushed).rejects.toThrow(reason);
          expect(items.get(seq)).toBeUndefined();
        }
        expect(items.get(1)).toBeDefined();
      });
      expect([rolledBack, counted(store)]).toEqual([2, 1]);
      items.insert(anItem(2));
      await store.flushed;
      expect(counted(store)).toBe(2);
      expect(logged).toEqual(['storage-unavailable', 'storage-available']);
      store.close();
    }));

  it('holds no more items in memory than its bound', () => {
    const cache = new ItemCache(1_000);
    for (let seq = 1; seq <= 100; seq++) {
      cache.set(seq, anItem(seq, JSON.stringify({ text: 'x'.repeat(80) })));
      cache.get(1);
    }
    const kept = Array.from({ length: 100 }, (_, at) => at + 1).filter((seq) => cache.get(seq));
    expect(kept).toEqual([1, 92, 93, 94, 95, 96, 97, 98, 99, 100]);
  });

  it('needs no file', async () => {
    const store = new Store(undefined);
    const items = new ItemTable(store, 1);
    items.create();
    items.insert(anItem(1));
    await store.flushed;
    expect(counted(store)).toBe(1);
    store.close();
  });

  it('opens a file of the first version with everything in it', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'cosmos.db');
      const old = new DatabaseSync(file);
      old.exec(`CREATE TABLE resource (kind TEXT NOT NULL, number INTEGER NOT NULL, parent INTEGER, body TEXT NOT NULL,
          PRIMARY KEY (kind, number)) WITHOUT ROWID;
        CREATE TABLE counter (container INTEGER PRIMARY KEY, seq INTEGER NOT NULL, lsn INTEGER NOT NULL);
        CREATE TABLE item_2 (seq INTEGER PRIMARY KEY, lsn INTEGER NOT NULL, body TEXT NOT NULL);
        PRAGMA user_version = 1; PRAGMA application_id = ${0x436f736d};`);
      old.exec('BEGIN');
      const resource = old.prepare('INSERT INTO resource VALUES (?, ?, ?, ?)');
      resource.run('database', 1, null, JSON.stringify({ id: 'shop', _rid: 'AAAAAA==' }));
      const definition = {
        id: 'c',
        partitionKey: { paths: ['/pk'], kind: 'Hash', version: 2 },
        defaultTtl: 100,
        uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/code'] }] },
      };
      resource.run('container', 2, 1, JSON.stringify({ ...definition, _rid: 'AAAAAIAAAAE=', _self: 'dbs/d/colls/c/' }));
      const item = old.prepare('INSERT INTO item_2 VALUES (?, ?, ?)');
      for (let seq = 1; seq <= 1_200; seq++) {
        const body = { id: `${seq}`, pk: `p${seq % 7}`, code: seq, _etag: `"e${seq}"`, _ts: 1_000 };
        item.run(seq, 2_000 - seq, JSON.stringify(body));
      }
      old.exec('INSERT INTO counter VALUES (0, 2, 0), (2, 1205, 2001); COMMIT;');
      old.close();

      const store = new Store(file);
      const { container } = new Account(store, () => 1_050_000).container('shop', 'c');
      const at = { now: 1_050_000 };
      expect([container.size, container.lastLsn]).toEqual([1_200, 2_001]);
      expect(container.read(['p3'], '3', at)).toMatchObject({
        seq: 3,
        lsn: 1_997,
        content: { etag: '"e3"', ts: 1_000 },
      });
      expect([...container.changes()].map(({ seq }) => seq).slice(0, 3)).toEqual([1_200, 1_199, 1_198]);
      expect(() => container.write(['p3'], { id: 'new', pk: 'p3', code: 3 }, at)).toThrow(/Unique index/);
      expect(container.write(['p3'], { id: 'new', pk: 'p3', code: 0 }, at).seq).toBe(1_206);
      expect(container.purge(1_100_000).deleted).toBe(500);
      store.close();
    }));

  it('refuses a SQLite file that is not its own, and leaves it alone', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'other.db');
      const other = new DatabaseSync(file);
      other.exec('CREATE TABLE shopping (item TEXT)');
      other.close();
      expect(() => new Store(file)).toThrow(/other\.db.*not written by this version/);
      const again = new DatabaseSync(file);
      expect(again.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'shopping' }]);
      expect(again.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'delete' });
      again.close();
    }));
});
