import type { Database, SqlValue, Statement } from './database.ts';

interface Waiting {
  done: () => void;
  failed: ((error: unknown) => void) | undefined;
}

export interface TurnObserver {
  /** Runs within the transaction, right before it is committed. */
  committing?: () => void;
  /** Nothing of the turn was kept: what is in memory of it must go, before anybody is answered. */
  rolledBack: (error: unknown) => void;
  /** A callback threw. */
  callbackFailed: (error: unknown) => void;
}

/**
 * All writes of one turn of the event loop are one transaction, committed when the turn ends; whatever must not happen
 * before that waits with {@link TurnTransaction.afterCommit}. When a write or the commit fails, nothing of the turn is
 * kept, and the next turn begins anew.
 */
export class TurnTransaction {
  readonly database: Database;
  readonly #observer: TurnObserver;
  #waiting: Waiting[] = [];
  #turn: NodeJS.Immediate | undefined;
  #failure: { error: unknown } | undefined;

  constructor(database: Database, observer: TurnObserver) {
    this.database = database;
    this.#observer = observer;
  }

  /** Whether something was written in this turn. */
  get isOpen(): boolean {
    return this.#turn !== undefined;
  }

  /** Whether a write of this turn has failed, so that none of it will be kept. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Executes a statement in this turn's transaction. @throws StorageUnavailableError, also for what follows in the turn */
  write(statement: Statement, ...values: SqlValue[]): { changes: number; lastInsertRowid: number } {
    return this.within(() => statement.run(...values));
  }

  /** Runs work that writes in this turn's transaction. */
  within<Result>(work: () => Result): Result {
    this.begin();
    try {
      return work();
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    }
  }

  /** Opens this turn's transaction, if it is not open. */
  begin(): void {
    if (this.#failure) throw this.#failure.error;
    if (this.#turn) return;
    this.#turn = setImmediate(() => this.commit());
    try {
      this.database.control('BEGIN');
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  /** Calls `done` when everything written so far is committed; `failed` instead when it was not. */
  afterCommit(done: () => void, failed?: (error: unknown) => void): void {
    if (this.#turn) this.#waiting.push({ done, failed });
    else queueMicrotask(() => this.#call(done));
  }

  /** Commits now what is open. */
  commit(): void {
    if (!this.#turn) return;
    clearImmediate(this.#turn);
    try {
      if (!this.#failure) {
        this.#observer.committing?.();
        this.database.control('COMMIT');
        this.database.succeeded();
      }
    } catch (error) {
      this.#failure = { error };
    }
    const failure = this.#failure;
    const waiting = this.#waiting;
    this.#turn = undefined;
    this.#failure = undefined;
    this.#waiting = [];
    if (failure) {
      this.database.rollback();
      this.#observer.rolledBack(failure.error);
    }
    for (const { done, failed } of waiting) this.#call(failure ? () => failed?.(failure.error) : done);
  }

  #call(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#observer.callbackFailed(error);
    }
  }
}
