import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Log } from './http.ts';
import { checkPlan } from './query-plan.ts';

export type SqlValue = SQLInputValue;
export type Row = Record<string, unknown>;

/** The data file cannot be opened: another process has it, it is none of ours, or the system refuses it. */
export class DataFileError extends Error {
  constructor(file: string, cause: unknown) {
    const why = reasonOf(cause);
    super(
      /locked|busy/i.test(why)
        ? `the data file '${file}' is in use by another process; stop that one, or name another file`
        : `the data file '${file}' cannot be opened: ${why}; check that it can be read and written, or delete what was kept with --reset`,
      { cause },
    );
    this.name = 'DataFileError';
  }
}

/** A data file that was open cannot be read or written now. Nothing of the attempt was kept; later attempts may succeed. */
export class StorageUnavailableError extends Error {
  readonly file: string;
  /** How HTTP servers answer it. */
  readonly statusCode = 503;
  constructor(file: string, cause: unknown) {
    super(`The data file '${file}' cannot be written: ${reasonOf(cause)}. ${remedyOf(cause)}`, { cause });
    this.name = 'StorageUnavailableError';
    this.file = file;
  }
}

const reasonOf = (cause: unknown): string => String((cause as { message?: unknown } | null)?.message ?? cause);

const code = { readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };
const storageCodes = new Set(Object.values(code));

/** SQLite's primary result code; undefined for an error of anything else. */
function sqliteCode(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: unknown };
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}

function remedyOf(error: unknown): string {
  const primary = sqliteCode(error);
  if (primary === code.corrupt || primary === code.notADatabase)
    return 'It is damaged: start once with --reset, which deletes what was kept.';
  if (primary === code.readOnly || primary === code.cannotOpen)
    return 'Give this process access to it; it goes on by itself.';
  return 'Make room on its disk; it goes on by itself.';
}

export interface DatabaseOptions {
  /** @default in memory */
  file?: string | undefined;
  /** SQL that may run at every start. */
  schema: string;
  /** Whether no other process may have the file open meanwhile. @default false */
  exclusive?: boolean;
  /** How much of the file SQLite keeps in memory. @default 2000 */
  cacheKb?: number;
  /** Marks the files of one program, so that those of another are refused. @default 0, which takes any */
  applicationId?: number;
  /** The version of the tables. @default 0 */
  version?: number;
  /** Brings the tables of an older file to this version, before `schema` runs. Throws when it cannot. */
  migrate?: (database: Database, from: number) => void;
  /** Takes `storage-unavailable` when writing begins to fail and `storage-available` when it works again. */
  log?: Log | undefined;
}

/** The databases that this process has open. */
export const openDatabases = new Set<Database>();

/**
 * A SQLite database whose statements all find their rows by an index: {@link Database.prepare} refuses others.
 * Write-ahead log with `synchronous = NORMAL`: what was committed survives the death of the process, not of the machine.
 */
export class Database {
  readonly file: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, Statement>();
  readonly #controls = new Map<string, StatementSync>();
  readonly #log: Log;
  #failing = false;

  /** @throws DataFileError */
  constructor(options: DatabaseOptions) {
    const { file } = options;
    this.file = file ?? ':memory:';
    this.#log = options.log ?? (() => {});
    let database: DatabaseSync | undefined;
    try {
      if (file) mkdirSync(dirname(file), { recursive: true });
      this.#database = database = new DatabaseSync(this.file, { timeout: 0 });
      this.#open(options);
      openDatabases.add(this);
    } catch (error) {
      database?.close();
      throw error instanceof DataFileError ? error : new DataFileError(this.file, error);
    }
  }

  /** Whether the last attempt to write failed. */
  get isFailing(): boolean {
    return this.#failing;
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /**
   * A statement, the same for the same text.
   * @throws QueryPlanError for one that reads a whole table, sorts, or skips rows; `wholeTable` says why it may
   */
  prepare(sql: string, { wholeTable }: { wholeTable?: string } = {}): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    if (wholeTable === undefined) checkPlan(this.#database, sql);
    const statement = new Statement(this.#database.prepare(sql), this);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Forgets the statements over a table that is to be dropped. */
  forget(table: string): void {
    for (const sql of this.#statements.keys()) if (sql.includes(table)) this.#statements.delete(sql);
  }

  /** Runs SQL that defines tables. */
  exec(sql: string): void {
    this.attempt(() => this.#database.exec(sql));
  }

  /** Begins, commits, or marks or undoes a part of a transaction. */
  control(sql: 'BEGIN' | 'BEGIN IMMEDIATE' | 'COMMIT' | `${'SAVEPOINT' | 'RELEASE' | 'ROLLBACK TO'} ${string}`): void {
    let statement = this.#controls.get(sql);
    if (!statement) this.#controls.set(sql, (statement = this.#database.prepare(sql)));
    const prepared = statement;
    this.attempt(() => prepared.run());
  }

  /** The texts of all statements that were prepared. */
  get statements(): string[] {
    return [...this.#statements.keys()];
  }

  /** Holds the file to a number of bytes, as a full disk would; without one it may grow again. */
  limit(bytes?: number): void {
    const pageSize = Number(this.#database.prepare('PRAGMA page_size').get()?.['page_size']);
    this.#database.exec(`PRAGMA max_page_count = ${bytes === undefined ? 4_294_967_294 : Math.ceil(bytes / pageSize)}`);
  }

  /** Runs `work` in one transaction: all of it is kept, or, when it throws, none. */
  transaction<Result>(work: () => Result): Result {
    this.control('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.control('COMMIT');
      this.succeeded();
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /** Ends a transaction without keeping it. SQLite itself may have done so already, as when the disk is full. */
  rollback(): void {
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
  }

  close(): void {
    openDatabases.delete(this);
    this.#statements.clear();
    this.#controls.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  /** Runs one call to SQLite. @throws StorageUnavailableError when the file cannot be read or written */
  attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (!storageCodes.has(sqliteCode(error) ?? -1)) throw error;
      const unavailable = new StorageUnavailableError(this.file, error);
      if (!this.#failing) this.#log('storage-unavailable', { message: unavailable.message });
      this.#failing = true;
      throw unavailable;
    }
  }

  /** Notes that something was written. */
  succeeded(): void {
    if (!this.#failing) return;
    this.#failing = false;
    this.#log('storage-available', { message: `The data file '${this.file}' can be written again.` });
  }

  #open({
    schema,
    exclusive = false,
    cacheKb = 2_000,
    applicationId = 0,
    version = 0,
    migrate,
  }: DatabaseOptions): void {
    const pragma = (name: string) => Number(Object.values(this.#database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
    const isNew = pragma('schema_version') === 0;
    const found = { application: pragma('application_id'), version: pragma('user_version') };
    if (!isNew && (found.application !== applicationId || found.version > version))
      throw new DataFileError(this.file, 'it was not written by this version of the embedded Azure');
    // In exclusive mode a second process is refused, instead of the two undoing each other's work.
    if (exclusive) this.#database.exec('PRAGMA locking_mode = EXCLUSIVE;');
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;');
    this.#database.exec(`PRAGMA cache_size = -${cacheKb}; PRAGMA journal_size_limit = 67108864;`);
    // Without a change nothing is written, so that a start on a full disk is possible.
    this.transaction(() => {
      if (!isNew && found.version < version) migrate?.(this, found.version);
      this.#database.exec(schema);
      if (isNew || found.version < version)
        this.#database.exec(`PRAGMA user_version = ${version}; PRAGMA application_id = ${applicationId};`);
    });
  }
}

/** A prepared statement. */
export class Statement {
  readonly #statement: StatementSync;
  readonly #database: Database;

  constructor(statement: StatementSync, database: Database) {
    this.#statement = statement;
    this.#database = database;
  }

  /** Returns how many rows changed, and the row id of the last that was inserted. */
  run(...values: SqlValue[]): { changes: number; lastInsertRowid: number } {
    try {
      const { changes, lastInsertRowid } = this.#statement.run(...values);
      if (this.#database.isFailing && !this.#database.inTransaction) this.#database.succeeded();
      return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
    } catch (error) {
      return this.#database.attempt(() => fail(error));
    }
  }

  get(...values: SqlValue[]): Row | undefined {
    try {
      return this.#statement.get(...values);
    } catch (error) {
      return this.#database.attempt(() => fail(error));
    }
  }

  all(...values: SqlValue[]): Row[] {
    try {
      return this.#statement.all(...values);
    } catch (error) {
      return this.#database.attempt(() => fail(error));
    }
  }
}

function fail(error: unknown): never {
  throw error;
}
