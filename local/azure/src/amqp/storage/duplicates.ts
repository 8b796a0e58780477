import type { Statement } from '../../database.ts';
import type { EntityRecord, Journal } from './journal.ts';

/** A few with each message, so that none waits for very many. */
const forgottenAtOnce = 100;

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
    this.#forget = journal.prepare(
      `DELETE FROM duplicates WHERE entity = ?1 AND message_id IN (
         SELECT message_id FROM duplicates WHERE entity = ?1 AND seen_at <= ?2 ORDER BY seen_at LIMIT ${forgottenAtOnce})`,
    );
  }

  /** Whether the id is seen for the first time within the window, which begins anew with it. */
  isNew(messageId: string, now: number): boolean {
    if (this.#windowMs === 0) return true;
    if (now >= this.#forgetAt) {
      const forgotten = this.#journal.write(this.#forget, this.#entity.id, now - this.#windowMs);
      if (forgotten < forgottenAtOnce) this.#forgetAt = now + this.#windowMs / 10;
    }
    return this.#journal.write(this.#remember, this.#entity.id, messageId, now, this.#windowMs) > 0;
  }
}
