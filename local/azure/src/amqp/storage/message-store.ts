import type { Row, SqlValue, Statement } from '../../database.ts';
import type { EntityRecord, Journal } from './journal.ts';
import { asBuffer, packAnnotations, unpackAnnotations } from './packed.ts';
import { entitySpan } from './schema.ts';
import type { Content } from '../wire/message.ts';

/** The state of a message that is kept. Times are milliseconds since 1970. */
export interface StoredMessage {
  /** Position in the entity: increasing, never reused. */
  readonly sequence: number;
  /** The sequence number where the message first arrived: it survives scheduling and forwarding. */
  readonly enqueuedSequence: number;
  readonly enqueuedAt: number;
  /** 0 when it was not scheduled. */
  readonly scheduledFor: number;
  /** Milliseconds; `undefined` when it lives for ever. */
  readonly ttl: number | undefined;
  /** `Infinity` when it never expires. */
  readonly expiresAt: number;
  readonly sessionId: string | undefined;
  readonly partitionKey: string | undefined;
  /** The entity whose dead letter it was, when it was forwarded as one. */
  readonly deadLetterSource: string | undefined;
  /** How often it was forwarded. */
  readonly hops: number;
  state: 'active' | 'deferred' | 'scheduled';
  deliveryCount: number;
  /** `undefined` while only the data file has it; read it with {@link MessageStore.content}. */
  content: Content | undefined;
}

export type Draft = StoredMessage & { content: Content };

/** How many messages an entity keeps. */
export type MessageCounts = Record<StoredMessage['state'] | 'bytes', number>;

export interface PeekLimits {
  count: number;
  /** Of content, after which no further message is added. */
  bytes: number;
  sessionId?: string | undefined;
}

/** Larger contents stay in the data file until they are delivered. */
const residentBytes = 8 * 1024;

const metadata = `id, entity, sequence, enqueued_sequence, state, delivery_count, enqueued_at, scheduled_for, ttl,
  expires_at, session_id, partition_key, dead_letter_source, hops`;
const contents = 'properties_length, application_properties_length, foreign_annotations, content';
const smallContents = `properties_length, application_properties_length, foreign_annotations,
  CASE WHEN length(content) <= ${residentBytes} THEN content END AS content`;

/** The messages of one entity in the data file, by sequence number. */
export class MessageStore {
  readonly #journal: Journal;
  readonly #entity: EntityRecord;
  readonly #range: readonly [number, number];

  constructor(journal: Journal, entity: EntityRecord) {
    this.#journal = journal;
    this.#entity = entity;
    this.#range = [entity.id * entitySpan, (entity.id + 1) * entitySpan];
  }

  /** Keeps a new message. */
  add(message: Draft): StoredMessage {
    this.#write(
      `INSERT INTO messages (${metadata}, ${contents}) VALUES (${Array(18).fill('?').join(', ')})`,
      this.#idOf(message.sequence),
      this.#entity.id,
      message.sequence,
      message.enqueuedSequence,
      message.state,
      message.deliveryCount,
      message.enqueuedAt,
      message.scheduledFor || null,
      message.ttl ?? null,
      message.expiresAt === Infinity ? null : message.expiresAt,
      message.sessionId ?? null,
      message.partitionKey ?? null,
      message.deadLetterSource ?? null,
      message.hops,
      ...contentColumns(message.content),
    );
    return message.content.bytes.length <= residentBytes ? message : { ...message, content: undefined };
  }

  /** Keeps a changed state or delivery count, and the content that the message has now. */
  update(message: StoredMessage, content: Content): void {
    this.#write(
      `UPDATE messages SET state = ?, delivery_count = ?, properties_length = ?, application_properties_length = ?,
       foreign_annotations = ?, content = ? WHERE id = ?`,
      message.state,
      message.deliveryCount,
      ...contentColumns(content),
      this.#idOf(message.sequence),
    );
    if (message.content) message.content = content;
  }

  remove(message: StoredMessage): void {
    this.#write('DELETE FROM messages WHERE id = ?', this.#idOf(message.sequence));
  }

  content(message: StoredMessage): Content {
    if (message.content) return message.content;
    const row = this.#prepare(`SELECT ${contents} FROM messages WHERE id = ?`).get(this.#idOf(message.sequence));
    if (!row) throw new Error(`message ${message.sequence} of entity ${this.#entity.id} is not in the data file`);
    return readContent(row);
  }

  get(sequence: number): StoredMessage | undefined {
    const row = this.#prepare(`SELECT ${metadata} FROM messages WHERE id = ?`).get(this.#idOf(sequence));
    return row && readMessage(row);
  }

  /** The active messages after a sequence number, in order, with their contents where these are small. */
  active(after: number, limit: number): StoredMessage[] {
    const sql = `SELECT ${metadata}, ${smallContents} FROM messages
      WHERE id > ? AND id < ? AND state = 'active' ORDER BY id LIMIT ?`;
    return this.#prepare(sql).all(this.#idOf(after), this.#range[1], limit).map(readMessage);
  }

  /** Those of one session. */
  activeOf(sessionId: string, after: number, limit: number): StoredMessage[] {
    const sql = `SELECT ${metadata}, ${smallContents} FROM messages
      WHERE entity = ? AND session_id = ? AND state = 'active' AND id > ? ORDER BY id LIMIT ?`;
    return this.#prepare(sql).all(this.#entity.id, sessionId, this.#idOf(after), limit).map(readMessage);
  }

  /** The active messages without a session among the next `span` sequence numbers. */
  activeWithoutSession(after: number, span: number): StoredMessage[] {
    const sql = `SELECT ${metadata} FROM messages
      WHERE id > ? AND id <= ? AND state = 'active' AND session_id IS NULL ORDER BY id`;
    return this.#prepare(sql)
      .all(this.#idOf(after), this.#idOf(after + span))
      .map(readMessage);
  }

  /** The ids of sessions with active messages that sort after one, in order. */
  sessionsAfter(after: string, limit: number): string[] {
    const sql = `SELECT session_id FROM messages
      WHERE entity = ? AND session_id > ? AND state = 'active' AND session_id IS NOT NULL ORDER BY session_id LIMIT 1`;
    const statement = this.#prepare(sql);
    const ids: string[] = [];
    for (let row; ids.length < limit && (row = statement.get(this.#entity.id, ids.at(-1) ?? after));)
      ids.push(String(row['session_id']));
    return ids;
  }

  /** The scheduled messages whose time has come, some at once. */
  due(now: number, limit: number): StoredMessage[] {
    const sql = `SELECT ${metadata} FROM messages
      WHERE entity = ? AND state = 'scheduled' AND scheduled_for <= ? ORDER BY scheduled_for, id LIMIT ?`;
    return this.#prepare(sql).all(this.#entity.id, now, limit).map(readMessage);
  }

  /** The active messages that expire at `now` or before, some at once, behind the last one of the page before. */
  expired(now: number, limit: number, after?: StoredMessage): StoredMessage[] {
    const sql = `SELECT ${metadata} FROM messages WHERE entity = ? AND state = 'active' AND expires_at IS NOT NULL
      AND (expires_at, id) > (?, ?) AND expires_at <= ? ORDER BY expires_at, id LIMIT ?`;
    const [time, id] = after ? [after.expiresAt, this.#idOf(after.sequence)] : [-1, -1];
    return this.#prepare(sql).all(this.#entity.id, time, id, now, limit).map(readMessage);
  }

  /** When the first scheduled message is to be enqueued; `Infinity` when there is none. */
  nextDue(): number {
    const sql = "SELECT min(scheduled_for) AS next FROM messages WHERE entity = ? AND state = 'scheduled'";
    return Number(this.#prepare(sql).get(this.#entity.id)?.['next'] ?? Infinity);
  }

  /** When the first message expires that does so after `now`; `Infinity` when there is none. */
  nextExpiry(now: number): number {
    const sql = `SELECT min(expires_at) AS next FROM messages
      WHERE entity = ? AND state = 'active' AND expires_at IS NOT NULL AND expires_at > ?`;
    return Number(this.#prepare(sql).get(this.#entity.id, now)?.['next'] ?? Infinity);
  }

  /** Messages from a sequence number on, as a client may look at them: as they are, without receiving them. */
  peek(from: number, limits: PeekLimits): { message: StoredMessage; content: Content }[] {
    const { sessionId } = limits;
    const [where, ...values] =
      sessionId === undefined
        ? ['id < ?', this.#range[1]]
        : ['entity = ? AND session_id = ? AND session_id IS NOT NULL', this.#entity.id, sessionId];
    const statement = this.#prepare(
      `SELECT ${metadata}, ${contents} FROM messages WHERE ${where} AND id >= ? ORDER BY id LIMIT ?`,
    );
    const found: { message: StoredMessage; content: Content }[] = [];
    let bytes = 0;
    for (let next = Math.max(from, 0); found.length < limits.count && bytes <= limits.bytes;) {
      const page = Math.min(32, limits.count - found.length);
      const rows = statement.all(...values, this.#idOf(next), page);
      for (const row of rows) {
        if (bytes > limits.bytes) break;
        const [message, content] = [readMessage(row), readContent(row)];
        bytes += content.bytes.length;
        found.push({ message, content });
        next = message.sequence + 1;
      }
      if (rows.length < page) break;
    }
    return found;
  }

  count(): number {
    const sql = 'SELECT count(*) AS count FROM messages WHERE id >= ? AND id < ?';
    return Number(this.#prepare(sql).get(...this.#range)?.['count']);
  }

  /** How many messages there are in each state, and the bytes of all of them. */
  counts(): MessageCounts {
    const counts = { active: 0, deferred: 0, scheduled: 0, bytes: 0 };
    const sql = `SELECT state, count(*) AS count, sum(length(content)) AS bytes FROM messages
      WHERE id >= ? AND id < ? GROUP BY state`;
    const statement = this.#journal.prepare(sql, {
      wholeTable: 'an administrator asks, seldom, and each message counts',
    });
    for (const row of statement.all(...this.#range)) {
      counts[row['state'] as StoredMessage['state']] = Number(row['count']);
      counts.bytes += Number(row['bytes']);
    }
    return counts;
  }

  #idOf(sequence: number): number {
    return this.#range[0] + Math.min(sequence, entitySpan - 1);
  }

  #prepare(sql: string): Statement {
    return this.#journal.prepare(sql);
  }

  #write(sql: string, ...values: SqlValue[]): void {
    this.#journal.write(this.#prepare(sql), ...values);
  }
}

function readMessage(row: Row): StoredMessage {
  return {
    sequence: Number(row['sequence']),
    enqueuedSequence: Number(row['enqueued_sequence']),
    state: row['state'] as StoredMessage['state'],
    deliveryCount: Number(row['delivery_count']),
    enqueuedAt: Number(row['enqueued_at']),
    scheduledFor: Number(row['scheduled_for'] ?? 0),
    ttl: row['ttl'] === null ? undefined : Number(row['ttl']),
    expiresAt: Number(row['expires_at'] ?? Infinity),
    sessionId: text(row['session_id']),
    partitionKey: text(row['partition_key']),
    deadLetterSource: text(row['dead_letter_source']),
    hops: Number(row['hops']),
    content: row['content'] instanceof Uint8Array ? readContent(row) : undefined,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function contentColumns(content: Content): SqlValue[] {
  return [
    content.propertiesLength,
    content.applicationPropertiesLength,
    packAnnotations(content.foreignAnnotations),
    content.bytes,
  ];
}

function readContent(row: Row): Content {
  const foreignAnnotations = unpackAnnotations(row['foreign_annotations']);
  return {
    propertiesLength: Number(row['properties_length']),
    applicationPropertiesLength: Number(row['application_properties_length']),
    bytes: asBuffer(row['content']),
    ...(foreignAnnotations && { foreignAnnotations }),
  };
}
