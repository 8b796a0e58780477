import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Database } from './database.ts';
import { QueryPlanError } from './query-plan.ts';

const aDatabase = () =>
  new Database({
    schema: 'CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, n INTEGER); CREATE INDEX t_by_name ON t (name);',
  });

describe('a statement of the embedded Azure', () => {
  it('is prepared when it finds its rows by an index', () => {
    const database = aDatabase();
    for (const sql of [
      'SELECT n FROM t WHERE id = ?',
      'SELECT n FROM t WHERE id > ? ORDER BY id LIMIT ?',
      'SELECT n FROM t WHERE name = ? ORDER BY id DESC LIMIT 10',
      'SELECT count(*) AS count FROM (SELECT 1 FROM t WHERE name >= ? LIMIT ?)',
      'SELECT max(id) AS last FROM t',
      'INSERT INTO t (name, n) VALUES (?, ?) ON CONFLICT DO NOTHING',
      'UPDATE t SET n = ? WHERE id = ?',
      'DELETE FROM t WHERE id <= (SELECT max(id) FROM t) - ?',
      'DELETE FROM t',
    ])
      expect(() => database.prepare(sql)).not.toThrow();
    database.close();
  });

  it('is refused when it reads a whole table, sorts, or skips rows', () => {
    const database = aDatabase();
    for (const sql of [
      'SELECT n FROM t',
      'SELECT name FROM t ORDER BY name',
      'SELECT id FROM t WHERE n = ?',
      'SELECT id FROM t WHERE instr(name, ?) > 0',
      'SELECT id FROM t WHERE name = ? ORDER BY n',
      'SELECT id FROM t WHERE id > 0 ORDER BY id LIMIT 1 OFFSET ?',
      'UPDATE t SET name = ? WHERE n = ?',
      'DELETE FROM t WHERE n < ?',
    ])
      expect(() => database.prepare(sql)).toThrow(QueryPlanError);
    expect(() => database.prepare('SELECT n FROM t', { wholeTable: 'it is small' })).not.toThrow();
    database.close();
  });

  it('goes through the check: nothing but the database module opens SQLite', () => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
    );
    const opening = files.filter((file) =>
      /new DatabaseSync\(/.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
    );
    // data-lock.ts holds a lock on an empty file and prepares nothing.
    expect(opening.sort()).toEqual(['data-lock.ts', 'database.ts']);
    expect(readFileSync(join(import.meta.dirname, 'data-lock.ts'), 'utf8')).not.toMatch(/prepare\(/);
  });
});
