import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Store } from './store.ts';
import { withFolder } from './testing/harness.ts';

describe('the store', () => {
  it('commits all writes of a turn together, and says when', () =>
    withFolder(async (folder) => {
      const store = new Store(join(folder, 'cosmos.db'));
      expect(store.flushed).toBeUndefined();
      store.createItems(1);
      store.putItem(1, { seq: 1, lsn: 1, body: '{"id":"1"}' });
      store.putItem(1, { seq: 1, lsn: 2, body: '{"id":"1","n":2}' });
      const first = store.flushed;
      expect(first).toBe(store.flushed);
      await first;
      expect(store.flushed).toBeUndefined();
      expect([...store.items(1)]).toEqual([{ seq: 1, lsn: 2, body: '{"id":"1","n":2}' }]);
      store.close();
    }));

  it('answers nothing more once a write has failed, for memory is then ahead of the file', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'cosmos.db');
      const store = new Store(file);
      store.putItem(7, { seq: 1, lsn: 1, body: '{}' });
      await expect(store.flushed).rejects.toMatchObject({ status: 503, message: expect.stringContaining(file) });
      store.createItems(8);
      await expect(store.flushed).rejects.toMatchObject({ status: 503, message: expect.stringContaining(file) });
      store.close();
    }));

  it('keeps nothing and needs no file when it has none', () => {
    const store = new Store(undefined);
    store.createItems(1);
    store.putItem(1, { seq: 1, lsn: 1, body: '{}' });
    expect(store.flushed).toBeUndefined();
    expect([...store.items(1)]).toEqual([]);
    store.close();
  });

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
