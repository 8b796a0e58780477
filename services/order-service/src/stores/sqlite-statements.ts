import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { BatchFailure, createBatcher } from '@halden/service-kit';

export type Row = Record<string, SQLInputValue>;

/** One database file, its prepared statements and its ways to write. Statements are few: lists go in as JSON, see `inJson`. */
export interface SqliteSession {
  db: DatabaseSync;
  /** The prepared statement of a text, made once. */
  sql(text: string): StatementSync;
  /**
   * Gives a function that runs units of work which come in together in one transaction, each behind its own savepoint: one that throws
   * takes back only itself, and the disk is waited for once.
   */
  together<In, Out>(work: (item: In) => Out): (item: In) => Promise<Out>;
  /** Does not wait for the disk: what is written may be lost in a power cut, and nothing else. */
  withoutSync<T>(work: () => T): T;
}

/** A column is one of the values of a JSON array that is given as one parameter: any number of them, and one text to prepare. */
export const inJson = (column: string): string => `${column} IN (SELECT value FROM json_each(?))`;

export function sqliteSession(db: DatabaseSync): SqliteSession {
  const statements = new Map<string, StatementSync>();
  return {
    db,
    sql(text) {
      let statement = statements.get(text);
      if (!statement) statements.set(text, (statement = db.prepare(text)));
      return statement;
    },
    together: <In, Out>(work: (item: In) => Out) =>
      createBatcher<In, Out>({ maxSize: 500, run: async (items) => runTogether(db, items, work) }),
    withoutSync(work) {
      db.exec('PRAGMA synchronous = NORMAL');
      try {
        return work();
      } finally {
        db.exec('PRAGMA synchronous = FULL');
      }
    },
  };
}

function runTogether<In, Out>(db: DatabaseSync, items: readonly In[], work: (item: In) => Out): (Out | BatchFailure)[] {
  db.exec('BEGIN IMMEDIATE');
  try {
    const results = items.map((item) => {
      db.exec('SAVEPOINT unit');
      try {
        const result = work(item);
        db.exec('RELEASE unit');
        return result;
      } catch (error) {
        db.exec('ROLLBACK TO unit; RELEASE unit');
        return new BatchFailure(error);
      }
    });
    db.exec('COMMIT');
    return results;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

export function insert({ sql }: SqliteSession, table: string, row: Row): void {
  const columns = Object.keys(row);
  sql(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
    ...Object.values(row),
  );
}
