import { BatchFailure } from '@halden/service-kit';
import { type Command, decide, type Outcome } from '../domain/stock-decisions.ts';
import type { StockDocument } from '../domain/stock.ts';
import { createShardDraft, type Known } from './shard-draft.ts';

/** What became of a command; a failure belongs to its caller alone. */
export type Result = Outcome | BatchFailure;

/** What one transaction may write (Azure Cosmos DB, transactional batch limits). */
const operationLimit = 100;

export interface Decided {
  /** For the commands that fit, in order. */
  results: Result[];
  writes: StockDocument[];
  /** Documents to read before any of this counts. */
  unread: string[];
  /**
   * What commands looked at that found documents contradicting each other: a level and a reservation that were read at different times do not fit
   * together, so they are read again, together, before anybody is answered.
   */
  doubtful: string[];
}

/**
 * Decides commands one after the other, each on what the ones before it wrote, as many as fit into one transaction.
 * @param state what is known of the documents, and which of them were read for this very transaction
 */
export function decideTogether(
  commands: readonly Command[],
  state: { known: Known; isRead: (id: string) => boolean; now: number },
): Decided {
  const draft = createShardDraft(state.known);
  const results: Result[] = [];
  const unread = new Set<string>();
  /** What was looked at by commands that wrote nothing. */
  const unbacked = new Set<string>();
  const doubtful = new Set<string>();
  for (const command of commands) {
    const own = draft.open();
    let result: Result;
    try {
      result = decide(command, own.view, state.now);
    } catch (error) {
      result = new BatchFailure(error);
    }
    const size = new Set([...draft.writes.keys(), ...own.writes.keys()]).size;
    if (size > operationLimit && results.length > 0) break;
    results.push(result);
    for (const id of own.missing) unread.add(id);
    if (result instanceof BatchFailure) for (const id of own.seen) doubtful.add(id);
    if (own.missing.size > 0 || result instanceof BatchFailure) continue;
    if (own.writes.size === 0) for (const id of own.seen) unbacked.add(id);
    own.keep();
  }
  // A document that the transaction writes is checked by its ETag, so what was seen of it holds.
  for (const id of unbacked) if (!state.isRead(id) && !draft.writes.has(id)) unread.add(id);
  return { results, writes: [...draft.writes.values()], unread: [...unread], doubtful: [...doubtful] };
}
