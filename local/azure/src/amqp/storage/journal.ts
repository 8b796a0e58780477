import { Database, type SqlValue, type Statement } from '../../database.ts';
import type { Log } from '../log.ts';
import { refusals } from '../errors.ts';
import { TurnTransaction } from '../../turn-transaction.ts';
import { migrateMessages, schema, version } from './schema.ts';

/** An entity as it is kept: its row, and the sequence number that it gives out next. */
export interface EntityRecord {
  readonly id: number;
  readonly createdAt: number;
  nextSequence: number;
}

/** Observes errors that no caller is left to receive. */
export interface JournalObserver {
  /** Nothing of a turn was kept: what is in memory of it is to be dropped and read again. */
  rolledBack(error: unknown): void;
  /** A callback threw. */
  callbackFailed(error: unknown): void;
}

const retryMs = 500;
/** What has to fit before work goes on, so that it does not stop again at once. */
const probeBytes = 256 * 1024;
const cacheKb = 8_000;

/**
 * Durable state in SQLite. All writes of one turn of the event loop become one transaction, committed when the turn
 * ends; whatever must not happen before it is safe waits with {@link afterCommit}. When the file cannot be written, the
 * journal pauses: it refuses what would write, holds back callbacks, and goes on by itself when the file can be written.
 */
export class Journal {
  readonly #database: Database;
  readonly #turn: TurnTransaction;
  readonly #sequences = new Set<EntityRecord>();
  #held: (() => void)[] = [];
  #retry: NodeJS.Timeout | undefined;
  #pause: { reason: string } | undefined;

  /**
   * @param file the SQLite file; `undefined` keeps everything in memory
   * @throws DataFileError
   */
  constructor(file: string | undefined, observer: JournalObserver, log?: Log) {
    this.#database = new Database({ file, schema, version, migrate: migrateMessages, exclusive: true, cacheKb, log });
    const saveSequence = this.prepare('UPDATE entities SET next_sequence = ? WHERE id = ?');
    this.#turn = new TurnTransaction(this.#database, {
      committing: () => {
        for (const { nextSequence, id } of this.#sequences) saveSequence.run(nextSequence, id);
        this.#sequences.clear();
      },
      rolledBack: (error) => {
        this.#sequences.clear();
        if (this.#database.isFailing) this.#stop(error);
        observer.rolledBack(error);
      },
      callbackFailed: (error) => observer.callbackFailed(error),
    });
  }

  /** Whether nothing can be written now. */
  get isPaused(): boolean {
    return this.#pause !== undefined;
  }

  /** @throws BrokerError `com.microsoft:server-busy` when nothing can be written now */
  check(): void {
    if (this.#pause) throw refusals.serverBusy(this.#pause.reason);
  }

  /** The record of the entity called `name`, made when it is new. */
  entity(name: string, now: number): EntityRecord {
    const key = name.toLowerCase();
    const find = this.prepare('SELECT id, next_sequence, created_at FROM entities WHERE name = ?');
    if (!find.get(key)) {
      const sql = 'INSERT INTO entities (name, next_sequence, created_at) VALUES (?, 1, ?)';
      this.write(this.prepare(sql), key, now);
    }
    const row = find.get(key);
    return {
      id: Number(row?.['id']),
      nextSequence: Number(row?.['next_sequence']),
      createdAt: Number(row?.['created_at']),
    };
  }

  /** Gives out the next sequence number of an entity. */
  nextSequence(record: EntityRecord): number {
    this.check();
    this.#turn.begin();
    this.#sequences.add(record);
    return record.nextSequence++;
  }

  prepare(sql: string, options?: { wholeTable: string }): Statement {
    return this.#database.prepare(sql, options);
  }

  /**
   * Executes a statement in this turn's transaction. Returns how many rows it changed.
   * @throws StorageUnavailableError, and BrokerError for what follows
   */
  write(statement: Statement, ...values: SqlValue[]): number {
    this.check();
    return this.#turn.write(statement, ...values).changes;
  }

  /** Calls back when everything written so far is committed; never, when that fails. While it is paused, later. */
  afterCommit(callback: () => void): void {
    if (this.#pause) this.#held.push(callback);
    else this.#turn.afterCommit(callback);
  }

  /** Commits what is open and closes the file. */
  close(): void {
    clearTimeout(this.#retry);
    if (!this.#database.isOpen) return;
    this.#turn.commit();
    this.#database.close();
  }

  #stop(error: unknown): void {
    this.#pause = { reason: error instanceof Error ? error.message : String(error) };
    this.#retry = setTimeout(() => this.#tryAgain(), retryMs).unref();
  }

  #tryAgain(): void {
    try {
      this.#database.transaction(() =>
        this.prepare('INSERT OR REPLACE INTO probe (id, content) VALUES (1, zeroblob(?))').run(probeBytes),
      );
      this.#database.transaction(() => this.prepare('DELETE FROM probe WHERE id = 1').run());
    } catch (error) {
      return this.#stop(error);
    }
    this.#pause = undefined;
    const held = this.#held;
    this.#held = [];
    for (const callback of held) this.afterCommit(callback);
  }
}
