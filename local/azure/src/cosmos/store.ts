import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { CosmosError } from './errors.ts';

const version = 1;
/** Enough that rewriting the same few thousand items seldom reads the file, and the log is copied back seldom. */
const cacheKb = 8_000;
const checkpointPages = 4_000;
const applicationId = 0x436f736d; // "Cosm"
const schema = `
  CREATE TABLE resource (kind TEXT NOT NULL, number INTEGER NOT NULL, parent INTEGER, body TEXT NOT NULL,
    PRIMARY KEY (kind, number)) WITHOUT ROWID;
  CREATE TABLE counter (container INTEGER PRIMARY KEY, seq INTEGER NOT NULL, lsn INTEGER NOT NULL);
`;
/** The items of a container have a table of their own, whose row ids are their numbers. */
const itemTable = (container: number) => `item_${container}`;

export type ResourceKind = 'database' | 'container' | 'offer';
export interface StoredResource {
  kind: ResourceKind;
  number: number;
  /** The number of the database that a container is in. */
  parent: number | null;
  body: string;
}
export interface StoredItem {
  seq: number;
  lsn: number;
  body: string;
}

/**
 * Keeps everything in a SQLite file, written through. What is written in one turn of the event loop is committed at
 * its end, in one transaction; `flushed` resolves then. Write-ahead log with `synchronous = NORMAL`: what was
 * committed survives the death of the process, not that of the machine. Without a file nothing is kept.
 */
export class Store {
  readonly #file: string | undefined;
  readonly #database: DatabaseSync | undefined;
  readonly #statements: ReturnType<typeof prepareStatements> | undefined;
  readonly #itemStatements = new Map<number, { put: StatementSync; delete: StatementSync }>();
  #pending: PromiseWithResolvers<void> | undefined;
  #failure: CosmosError | undefined;

  /** @throws Error that names the file when it is in use, is no data file, or is one of another version */
  constructor(file: string | undefined) {
    this.#file = file;
    if (file === undefined) return;
    this.#database = openFile(file);
    this.#statements = prepareStatements(this.#database);
  }

  /** Resolves when all that was written so far is committed. Rejects with 503 when it could not be. */
  get flushed(): Promise<void> | undefined {
    if (this.#failure) return Promise.reject(this.#failure);
    return this.#pending?.promise;
  }

  resources(): StoredResource[] {
    return (this.#statements?.resources.all() ?? []).map(({ kind, number, parent, body }) => ({
      kind: String(kind) as ResourceKind,
      number: Number(number),
      parent: parent === null ? null : Number(parent),
      body: String(body),
    }));
  }
  /** The items of a container in order of creation. */
  *items(container: number): Iterable<StoredItem> {
    const statement = this.#database?.prepare(`SELECT seq, lsn, body FROM ${itemTable(container)} ORDER BY seq`);
    for (const { seq, lsn, body } of statement?.iterate() ?? [])
      yield { seq: Number(seq), lsn: Number(lsn), body: String(body) };
  }
  /** The highest numbers that a container has given out. */
  counters(): { container: number; seq: number; lsn: number }[] {
    return (this.#statements?.counters.all() ?? []).map(({ container, seq, lsn }) => ({
      container: Number(container),
      seq: Number(seq),
      lsn: Number(lsn),
    }));
  }

  putResource({ kind, number, parent, body }: StoredResource): void {
    this.#write(({ putResource }) => putResource.run(kind, number, parent, body));
  }
  deleteResource(kind: ResourceKind, number: number): void {
    this.#write(({ deleteResource }) => deleteResource.run(kind, number));
  }
  /** Makes room for the items of a new container. */
  createItems(container: number): void {
    this.#write((_, database) =>
      database.exec(
        `CREATE TABLE ${itemTable(container)} (seq INTEGER PRIMARY KEY, lsn INTEGER NOT NULL, body TEXT NOT NULL)`,
      ),
    );
  }
  dropItems(container: number): void {
    this.#write(({ deleteCounter }, database) => {
      this.#itemStatements.delete(container);
      database.exec(`DROP TABLE ${itemTable(container)}`);
      deleteCounter.run(container);
    });
  }
  putItem(container: number, { seq, lsn, body }: StoredItem): void {
    this.#write((_, database) => this.#itemsOf(container, database).put.run(seq, lsn, body));
  }
  deleteItem(container: number, seq: number): void {
    this.#write((_, database) => this.#itemsOf(container, database).delete.run(seq));
  }
  /** Remembers numbers that no item bears any more, so that they are never given out again. */
  putCounter(container: number, seq: number, lsn: number): void {
    this.#write(({ putCounter }) => putCounter.run(container, seq, lsn));
  }

  /** Commits what is pending and closes the file. */
  close(): void {
    this.#commit();
    this.#database?.close();
  }

  #itemsOf(container: number, database: DatabaseSync): { put: StatementSync; delete: StatementSync } {
    const known = this.#itemStatements.get(container);
    if (known) return known;
    const table = itemTable(container);
    const statements = {
      put: database.prepare(`INSERT OR REPLACE INTO ${table} (seq, lsn, body) VALUES (?, ?, ?)`),
      delete: database.prepare(`DELETE FROM ${table} WHERE seq = ?`),
    };
    this.#itemStatements.set(container, statements);
    return statements;
  }

  #write(work: (statements: ReturnType<typeof prepareStatements>, database: DatabaseSync) => void): void {
    if (!this.#database || !this.#statements || this.#failure) return;
    try {
      if (!this.#pending) {
        this.#database.exec('BEGIN');
        this.#pending = Promise.withResolvers();
        setImmediate(() => this.#commit());
      }
      work(this.#statements, this.#database);
    } catch (error) {
      this.#fail(error);
    }
  }

  #commit(): void {
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = undefined;
    try {
      if (!this.#failure) this.#database?.exec('COMMIT');
    } catch (error) {
      this.#fail(error);
    }
    if (!this.#failure) return pending.resolve();
    // Whoever waited gets the failure; without a waiter it must not end the process.
    pending.promise.catch(() => undefined);
    pending.reject(this.#failure);
  }

  /** What is in memory is now ahead of the file; nothing more is answered until a restart reads the file again. */
  #fail(error: unknown): void {
    this.#failure ??= new CosmosError(
      503,
      `The data file '${this.#file}' could not be written: ${(error as Error).message}. Make room or give access, then restart the server.`,
    );
  }
}

function openFile(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    const pragma = (name: string) => Number(Object.values(database!.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
    const isEmpty = pragma('schema_version') === 0;
    if (!isEmpty && (pragma('application_id') !== applicationId || pragma('user_version') !== version))
      throw new Error('it was not written by this version of the embedded Cosmos DB server; use another file');
    // Exclusive: a second server on the same file would not see the memory of the first.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec(`PRAGMA cache_size = -${cacheKb}; PRAGMA wal_autocheckpoint = ${checkpointPages};`);
    const create = `${schema} PRAGMA user_version = ${version}; PRAGMA application_id = ${applicationId};`;
    database.exec(`BEGIN EXCLUSIVE; ${isEmpty ? create : ''} COMMIT;`);
    return database;
  } catch (error) {
    database?.close();
    const { message } = error as Error;
    const why = /locked|busy/.test(message)
      ? 'it is in use by another server; stop that one or use another file'
      : message;
    throw new Error(`cannot open the Cosmos DB data file '${file}': ${why}`, { cause: error });
  }
}

function prepareStatements(database: DatabaseSync) {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  return {
    resources: prepare('SELECT kind, number, parent, body FROM resource ORDER BY kind DESC, number'),
    counters: prepare('SELECT container, seq, lsn FROM counter'),
    putResource: prepare('INSERT OR REPLACE INTO resource (kind, number, parent, body) VALUES (?, ?, ?, ?)'),
    deleteResource: prepare('DELETE FROM resource WHERE kind = ? AND number = ?'),
    putCounter: prepare('INSERT OR REPLACE INTO counter (container, seq, lsn) VALUES (?, ?, ?)'),
    deleteCounter: prepare('DELETE FROM counter WHERE container = ?'),
  };
}
