import type { Statement } from '../../database.ts';
import type { EntityRecord, Journal } from './journal.ts';
import { asBuffer } from './packed.ts';

/** What applications note about the sessions of an entity. */
export class SessionStates {
  readonly #journal: Journal;
  readonly #entity: EntityRecord;
  readonly #select: Statement;
  readonly #upsert: Statement;
  readonly #delete: Statement;
  readonly #list: Statement;

  constructor(journal: Journal, entity: EntityRecord) {
    this.#journal = journal;
    this.#entity = entity;
    this.#select = journal.prepare('SELECT state FROM sessions WHERE entity = ? AND session_id = ?');
    this.#upsert = journal.prepare('INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)');
    this.#delete = journal.prepare('DELETE FROM sessions WHERE entity = ? AND session_id = ?');
    this.#list = journal.prepare('SELECT session_id FROM sessions WHERE entity = ? ORDER BY session_id LIMIT ?');
  }

  get(sessionId: string): Buffer | undefined {
    const row = this.#select.get(this.#entity.id, sessionId);
    return row && asBuffer(row['state']);
  }

  /** `undefined` clears it. */
  set(sessionId: string, state: Buffer | undefined): void {
    if (state) this.#journal.write(this.#upsert, this.#entity.id, sessionId, state);
    else this.#journal.write(this.#delete, this.#entity.id, sessionId);
  }

  /** The first ids, in order. */
  ids(limit: number): string[] {
    return this.#list.all(this.#entity.id, limit).map((row) => String(row['session_id']));
  }
}
