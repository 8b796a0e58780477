import type { Statement } from '../../database.ts';
import type { EntityRecord, Journal } from './journal.ts';
import { asBuffer, packAnnotations, unpackAnnotations } from './packed.ts';
import { entitySpan } from './schema.ts';

/** What a publisher sent, as it is passed on. */
export interface EventContent {
  /** Properties, application properties and body, encoded. */
  readonly bytes: Buffer;
  readonly partitionKey: string | undefined;
  /** Encoded annotations (key and value) of the publisher. */
  readonly foreignAnnotations?: readonly Buffer[] | undefined;
}

export interface StoredEvent extends EventContent {
  /** From 0, without gaps. */
  readonly sequence: number;
  /** Bytes before it in the partition. */
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly enqueuedAt: number;
}

const pageSize = 256;
const purgeSize = 1_000;
const cacheLimit = { events: 1_024, bytes: 1024 * 1024 };

/** The events of one partition: all in the data file, the newest also in memory. */
export class EventLog {
  readonly #journal: Journal;
  readonly #record: EntityRecord;
  readonly #insert: Statement;
  readonly #page: Statement;
  readonly #delete: Statement;
  readonly #notePurge: Statement;
  #newest: StoredEvent[] = [];
  #newestBytes = 0;
  /** The sequence number of the oldest event, or of the next when there is none. */
  first: number;
  /** The newest event there has been, even when it is purged. */
  #last: Pick<StoredEvent, 'offset' | 'enqueuedAt'> & { length: number };

  constructor(journal: Journal, record: EntityRecord) {
    this.#journal = journal;
    this.#record = record;
    this.#insert = journal.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)');
    this.#page = journal.prepare(`SELECT * FROM events WHERE id >= ? AND id < ? ORDER BY id LIMIT ?`);
    this.#delete = journal.prepare('DELETE FROM events WHERE id >= ? AND id < ?');
    this.#notePurge = journal.prepare('INSERT OR REPLACE INTO purged_partitions VALUES (?, ?, ?)');
    const [oldest] = this.read(0, 1);
    this.first = oldest?.sequence ?? this.next;
    this.#last = this.#lastKept();
  }

  /** The sequence number of the next event. */
  get next(): number {
    return this.#record.nextSequence - 1;
  }

  get isEmpty(): boolean {
    return this.first === this.next;
  }

  /** Sequence number, offset and time of the newest event there has been: -1, -1 and 0 before the first. */
  get last(): { sequence: number; offset: number; enqueuedAt: number } {
    return { sequence: this.next - 1, offset: this.#last.offset, enqueuedAt: this.#last.enqueuedAt };
  }

  append(content: EventContent, now: number): void {
    const offset = this.next === 0 ? 0 : this.#last.offset + this.#last.length;
    const sequence = this.#journal.nextSequence(this.#record) - 1;
    const event: StoredEvent = { ...content, sequence, offset, enqueuedAt: Math.max(now, this.#last.enqueuedAt) };
    this.#journal.write(
      this.#insert,
      this.#rowOf(sequence),
      offset,
      event.enqueuedAt,
      content.partitionKey ?? null,
      packAnnotations(content.foreignAnnotations),
      content.bytes,
    );
    this.#last = { offset, enqueuedAt: event.enqueuedAt, length: content.bytes.length };
    this.#remember(event);
  }

  /** Up to `limit` events from a sequence number on; more of them may follow. */
  read(from: number, limit: number): StoredEvent[] {
    const cached = this.#newest[0];
    if (cached && from >= cached.sequence)
      return this.#newest.slice(from - cached.sequence, from - cached.sequence + limit);
    const rows = this.#page.all(this.#rowOf(from), this.#rowOf(entitySpan), Math.min(limit, pageSize));
    return rows.map((row) => ({
      sequence: Number(row['id']) - this.#rowOf(0),
      offset: Number(row['event_offset']),
      enqueuedAt: Number(row['enqueued_at']),
      partitionKey: typeof row['partition_key'] === 'string' ? row['partition_key'] : undefined,
      foreignAnnotations: unpackAnnotations(row['foreign_annotations']),
      bytes: asBuffer(row['content']),
    }));
  }

  /** The sequence number of the first event that `isAfter`; it must hold for all events after one for which it holds. */
  find(isAfter: (event: StoredEvent) => boolean): number {
    let [low, high] = [this.first, this.next];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const [event] = this.read(middle, 1);
      if (event && !isAfter(event)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Drops events that were enqueued before `cutoff`, a limited number at once. Returns whether more are left. */
  purge(cutoff: number): boolean {
    const end = this.find(({ enqueuedAt }) => enqueuedAt >= cutoff);
    const upTo = Math.min(end, this.first + purgeSize);
    if (upTo === this.first) return false;
    if (upTo === this.next)
      this.#journal.write(
        this.#notePurge,
        this.#record.id,
        this.#last.offset + this.#last.length,
        this.#last.enqueuedAt,
      );
    this.#journal.write(this.#delete, this.#rowOf(this.first), this.#rowOf(upTo));
    const cached = this.#newest[0];
    if (cached)
      for (const { bytes } of this.#newest.splice(0, upTo - cached.sequence)) this.#newestBytes -= bytes.length;
    this.first = upTo;
    return upTo < end;
  }

  #rowOf(sequence: number): number {
    return this.#record.id * entitySpan + sequence;
  }

  #lastKept(): { offset: number; enqueuedAt: number; length: number } {
    const [newest] = this.isEmpty ? [] : this.read(this.next - 1, 1);
    if (newest) return { ...newest, length: newest.bytes.length };
    const purged = this.#journal.prepare('SELECT * FROM purged_partitions WHERE entity = ?').get(this.#record.id);
    if (!purged) return { offset: -1, enqueuedAt: 0, length: 0 };
    return { offset: Number(purged['last_offset']), enqueuedAt: Number(purged['last_enqueued_at']), length: 0 };
  }

  #remember(event: StoredEvent): void {
    this.#newest.push(event);
    this.#newestBytes += event.bytes.length;
    if (this.#newest.length <= cacheLimit.events && this.#newestBytes <= cacheLimit.bytes) return;
    const half = this.#newest.splice(0, Math.ceil(this.#newest.length / 2));
    for (const { bytes } of half) this.#newestBytes -= bytes.length;
  }
}
