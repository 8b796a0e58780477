import type { Statement } from '../../database.ts';
import type { EntityRecord, Journal } from './journal.ts';

/** The message ids that an entity has taken within its window. Kept, so that a restart does not forget them. */
export class DuplicateHistory {
  readonly #journal: Journal;
  readonly #entity: EntityRecord;
  readonly #windowMs: number;
  readonly #remember: Statement;
  readonly #forget: Statement;
  #forgetAt = 0;

  constructor(journal: Journal, entity: EntityRecord, windowMs: number) {
    this.#journal = journal;
    this.#entity = entity;
    this.#windowMs = windowMs;
    this.#remember = journal.prepare(
      `INSERT INTO duplicates (entity, message_id, seen_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at WHERE seen_at <= excluded.seen_at - ?`,
    );
    this.#forget = journal.prepare('DELETE FROM duplicates WHERE entity = ? AND seen_at <= ?');
  }

  /** Whether the id is seen for the first time within the window, which begins anew with it. */
  isNew(messageId: string, now: number): boolean {
    if (this.#windowMs === 0) return true;
    if (now >= this.#forgetAt) {
      this.#journal.write(this.#forget, this.#entity.id, now - this.#windowMs);
      this.#forgetAt = now + this.#windowMs / 10;
    }
    return this.#journal.write(this.#remember, this.#entity.id, messageId, now, this.#windowMs) > 0;
  }
}
