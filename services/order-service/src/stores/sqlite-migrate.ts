import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from '@halden/service-kit';
import { type AppliedMigration, planMigrations, warnOfNewer } from './migrations.ts';
import { sqliteMigrations } from './sqlite-migrations.ts';

/** Brings the file up to date, each step in a transaction of its own. */
export function migrateSqlite(db: DatabaseSync, log: Logger): void {
  const { pending, newer } = planMigrations(sqliteMigrations, appliedMigrations(db));
  warnOfNewer(newer, log);
  if (pending.length === 0) return;
  db.exec('PRAGMA foreign_keys = OFF'); // without effect inside a transaction, so it stands here
  try {
    for (const { version, migration } of pending) {
      db.exec('BEGIN IMMEDIATE');
      try {
        db.exec(migration.sql);
        const broken = db.prepare('PRAGMA foreign_key_check').all();
        if (broken.length > 0) throw new Error(`'${migration.name}' leaves ${broken.length} rows without their parent`);
        db.prepare('INSERT INTO schema_migrations (version, name, breaking) VALUES (?, ?, ?)').run(
          version,
          migration.name,
          migration.breaking ? 1 : 0,
        );
        db.exec('COMMIT');
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    }
  } finally {
    db.exec('PRAGMA foreign_keys = ON');
  }
}

/** Makes the table of migrations where it is missing, and the column `breaking` where an earlier program made the table without it. */
function appliedMigrations(db: DatabaseSync): AppliedMigration[] {
  const columns = db.prepare("SELECT name FROM pragma_table_info('schema_migrations')").all();
  const breaking = 'breaking INTEGER NOT NULL DEFAULT 0';
  if (columns.length === 0)
    db.exec(`CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, ${breaking}) STRICT`);
  else if (!columns.some(({ name }) => name === 'breaking'))
    db.exec(`ALTER TABLE schema_migrations ADD COLUMN ${breaking}`);
  return db
    .prepare('SELECT version, name, breaking FROM schema_migrations')
    .all()
    .map((row) => ({ version: Number(row.version), name: String(row.name), breaking: row.breaking === 1 }));
}
