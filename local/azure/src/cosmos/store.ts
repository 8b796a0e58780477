import { Database } from '../database.ts';
import type { Log } from '../http.ts';
import { TurnTransaction } from '../turn-transaction.ts';
import { ItemCache } from './item-cache.ts';
import { migrateItems } from './migration.ts';

const version = 2;
/** Enough that rewriting the same few thousand items seldom reads the file, and the log is copied back seldom. */
const cacheKb = 16_000;
const checkpointPages = 4_000;
/** Of the texts of items that are kept parsed. */
const itemCacheBytes = 8 * 1024 * 1024;
const applicationId = 0x436f736d; // "Cosm"
const schema = `
  PRAGMA wal_autocheckpoint = ${checkpointPages};
  CREATE TABLE IF NOT EXISTS resource (kind TEXT NOT NULL, number INTEGER NOT NULL, parent INTEGER, body TEXT NOT NULL,
    PRIMARY KEY (kind, number)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS counter (container INTEGER PRIMARY KEY, seq INTEGER NOT NULL, lsn INTEGER NOT NULL,
    items INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS item_index (container INTEGER NOT NULL, number INTEGER NOT NULL, definition TEXT NOT NULL,
    PRIMARY KEY (container, number)) WITHOUT ROWID;
`;

export type ResourceKind = 'database' | 'container' | 'offer';
export interface StoredResource {
  kind: ResourceKind;
  number: number;
  /** The number of the database that a container is in. */
  parent: number | null;
  body: string;
}

/** The highest numbers that a container has given out, and how many items it has. */
export interface Counter {
  seq: number;
  lsn: number;
  items: number;
}

/**
 * Keeps everything in a SQLite file. What is written in one turn of the event loop is committed at its end, in one
 * transaction; `flushed` resolves then. When that fails, nothing of the turn is kept, and `onRolledBack` is called.
 */
export class Store {
  readonly database: Database;
  readonly turn: TurnTransaction;
  /** Items by `container * 2^36 + seq`. */
  readonly cache = new ItemCache(itemCacheBytes);
  /** Called when nothing of a turn was kept: everything in memory that came from it is to be read again. */
  onRolledBack: () => void = () => {};
  readonly #counters = new Map<number, () => Counter>();
  #flushed: Promise<void> | undefined;

  /** @throws DataFileError when the file is in use, is no data file, or is one of another version */
  constructor(file: string | undefined, log?: Log) {
    this.database = new Database({
      file,
      schema,
      exclusive: true,
      cacheKb,
      applicationId,
      version,
      log,
      migrate: (database) => migrateItems(database, schema),
    });
    this.turn = new TurnTransaction(this.database, {
      committing: () => this.#writeCounters(),
      rolledBack: () => {
        this.#counters.clear();
        this.cache.clear();
        this.onRolledBack();
      },
      callbackFailed: (error) => log?.('callback-failed', { error }),
    });
  }

  /** Resolves when all that was written so far is committed. Rejects with StorageUnavailableError when it was not. */
  get flushed(): Promise<void> | undefined {
    if (!this.turn.isOpen) return undefined;
    return (this.#flushed ??= new Promise<void>((resolve, reject) => {
      this.turn.afterCommit(resolve, reject);
    }).finally(() => (this.#flushed = undefined)));
  }

  resources(): StoredResource[] {
    const statement = this.database.prepare('SELECT kind, number, parent, body FROM resource', {
      wholeTable: 'a start reads all databases, containers and offers',
    });
    return statement.all().map(({ kind, number, parent, body }) => ({
      kind: String(kind) as ResourceKind,
      number: Number(number),
      parent: parent === null ? null : Number(parent),
      body: String(body),
    }));
  }

  counter(container: number): Counter {
    const row = this.database.prepare('SELECT seq, lsn, items FROM counter WHERE container = ?').get(container);
    return { seq: Number(row?.['seq'] ?? 0), lsn: Number(row?.['lsn'] ?? 0), items: Number(row?.['items'] ?? 0) };
  }

  putResource({ kind, number, parent, body }: StoredResource): void {
    const sql = 'INSERT OR REPLACE INTO resource (kind, number, parent, body) VALUES (?, ?, ?, ?)';
    this.turn.write(this.database.prepare(sql), kind, number, parent, body);
  }

  deleteResource(kind: ResourceKind, number: number): void {
    this.turn.write(this.database.prepare('DELETE FROM resource WHERE kind = ? AND number = ?'), kind, number);
  }

  /** Notes that a container's counter has changed; it is written once, when the turn is committed. */
  counterChanged(container: number, read: () => Counter): void {
    this.#counters.set(container, read);
  }

  deleteCounter(container: number): void {
    this.#counters.delete(container);
    this.turn.write(this.database.prepare('DELETE FROM counter WHERE container = ?'), container);
  }

  /** Commits what is pending and closes the file. */
  close(): void {
    this.turn.commit();
    this.database.close();
  }

  #writeCounters(): void {
    const sql = 'INSERT OR REPLACE INTO counter (container, seq, lsn, items) VALUES (?, ?, ?, ?)';
    for (const [container, read] of this.#counters) {
      const { seq, lsn, items } = read();
      this.database.prepare(sql).run(container, seq, lsn, items);
    }
    this.#counters.clear();
  }
}
