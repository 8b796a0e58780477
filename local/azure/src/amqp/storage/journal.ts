import { Database, type SqlValue, type Statement } from '../../database.ts';

/** The tables, one schema for everything the broker keeps. `name` of an entity is its address in lower case. */
const schema = `
  PRAGMA wal_autocheckpoint = 8000;
  CREATE TABLE IF NOT EXISTS entities (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next_sequence INTEGER NOT NULL, created_at INTEGER NOT NULL,
    configured_rules TEXT
  );
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, sequence INTEGER NOT NULL, enqueued_sequence INTEGER NOT NULL,
    state TEXT NOT NULL, delivery_count INTEGER NOT NULL, enqueued_at INTEGER NOT NULL, scheduled_for INTEGER,
    ttl INTEGER, expires_at INTEGER, session_id TEXT, partition_key TEXT, dead_letter_source TEXT, hops INTEGER NOT NULL,
    properties_length INTEGER NOT NULL, application_properties_length INTEGER NOT NULL, foreign_annotations BLOB,
    content BLOB NOT NULL
  );
  CREATE TABLE IF NOT EXISTS duplicates (
    entity INTEGER NOT NULL, message_id TEXT NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY (entity, message_id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS duplicates_by_age ON duplicates (entity, seen_at);
  CREATE TABLE IF NOT EXISTS sessions (
    entity INTEGER NOT NULL, session_id TEXT NOT NULL, state BLOB NOT NULL, PRIMARY KEY (entity, session_id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rules (
    id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, name TEXT NOT NULL, rule TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS rules_by_entity ON rules (entity);
  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY, event_offset INTEGER NOT NULL, enqueued_at INTEGER NOT NULL, partition_key TEXT,
    foreign_annotations BLOB, content BLOB NOT NULL
  );
  CREATE TABLE IF NOT EXISTS purged_partitions (
    entity INTEGER PRIMARY KEY, last_offset INTEGER NOT NULL, last_enqueued_at INTEGER NOT NULL
  );
`;

/** An entity as it is kept: its row, and the sequence number that it gives out next. */
export interface EntityRecord {
  readonly id: number;
  readonly createdAt: number;
  nextSequence: number;
}

/** Is told what goes wrong where no caller is left to be told. */
export interface JournalObserver {
  /** Something could not be kept. From now on nothing is kept, and no callback is called. */
  stopped(error: unknown): void;
  /** A callback threw. */
  callbackFailed(error: unknown): void;
}

/**
 * Durable state in SQLite. All writes of one turn of the event loop become one transaction, committed when the turn
 * ends; whatever must not happen before it is safe waits with {@link afterCommit}.
 */
export class Journal {
  readonly #database: Database;
  readonly #observer: JournalObserver;
  readonly #sequences = new Set<EntityRecord>();
  readonly #saveSequence: Statement;
  #callbacks: (() => void)[] = [];
  #turn: NodeJS.Immediate | undefined;
  #failed = false;

  /**
   * @param file the SQLite file; `undefined` keeps everything in memory
   * @throws DataFileError
   */
  constructor(file: string | undefined, observer: JournalObserver) {
    this.#observer = observer;
    this.#database = new Database({ file, schema, exclusive: true });
    this.#saveSequence = this.prepare('UPDATE entities SET next_sequence = ? WHERE id = ?');
  }

  /** The record of the entity called `name`, made when it is new. */
  entity(name: string, now: number): EntityRecord {
    const key = name.toLowerCase();
    this.write(
      this.prepare('INSERT OR IGNORE INTO entities (name, next_sequence, created_at) VALUES (?, 1, ?)'),
      key,
      now,
    );
    const row = this.prepare('SELECT id, next_sequence, created_at FROM entities WHERE name = ?').get(key);
    return {
      id: Number(row?.['id']),
      nextSequence: Number(row?.['next_sequence']),
      createdAt: Number(row?.['created_at']),
    };
  }

  /** Gives out the next sequence number of an entity. */
  nextSequence(record: EntityRecord): number {
    this.#begin();
    this.#sequences.add(record);
    return record.nextSequence++;
  }

  prepare(sql: string, options?: { wholeTable: string }): Statement {
    return this.#database.prepare(sql, options);
  }

  /** Executes a statement in this turn's transaction. Returns how many rows it changed; none after a failure. */
  write(statement: Statement, ...values: SqlValue[]): number {
    try {
      this.#begin();
      return this.#failed ? 0 : statement.run(...values).changes;
    } catch (error) {
      this.#fail(error);
      return 0;
    }
  }

  /** Calls back when everything written so far is committed; never, when that fails. */
  afterCommit(callback: () => void): void {
    if (this.#failed) return;
    if (this.#turn) this.#callbacks.push(callback);
    else queueMicrotask(() => this.#call(callback));
  }

  /** Commits what is open and closes the file. */
  close(): void {
    if (!this.#database.isOpen) return;
    this.#commit();
    this.#database.close();
  }

  #begin(): void {
    if (this.#failed || this.#turn) return;
    this.#database.exec('BEGIN');
    this.#turn = setImmediate(() => this.#commit());
  }

  #commit(): void {
    if (!this.#turn) return;
    clearImmediate(this.#turn);
    try {
      if (this.#failed) return;
      for (const { nextSequence, id } of this.#sequences) this.#saveSequence.run(nextSequence, id);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#fail(error);
      return;
    } finally {
      this.#sequences.clear();
      this.#turn = undefined;
    }
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) this.#call(callback);
  }

  #call(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#observer.callbackFailed(error);
    }
  }

  #fail(error: unknown): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#callbacks = [];
    this.#observer.stopped(error);
  }
}
