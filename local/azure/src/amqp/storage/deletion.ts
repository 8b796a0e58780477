import type { EntityRecord, Journal } from './journal.ts';
import { entitySpan } from './schema.ts';

/** Deletes an entity with its messages, sessions, rules and remembered message ids. */
export function deleteEntity(journal: Journal, { id }: EntityRecord): void {
  const messages = journal.prepare('DELETE FROM messages WHERE id >= ? AND id < ?');
  journal.write(messages, id * entitySpan, (id + 1) * entitySpan);
  for (const table of ['duplicates', 'sessions', 'rules'])
    journal.write(journal.prepare(`DELETE FROM ${table} WHERE entity = ?`), id);
  journal.write(journal.prepare('DELETE FROM entities WHERE id = ?'), id);
}
