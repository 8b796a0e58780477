import type { SqlValue, Statement } from '../../database.ts';
import type { EntityRecord, Journal } from './journal.ts';
import type { Content } from '../wire/message.ts';

/** The state of a message that is kept. Times are milliseconds since 1970. */
export interface StoredMessage {
  /** Row in the data file. */
  readonly id: number;
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

/** Content that is kept in memory, over all entities; beyond it, only the data file holds what waits. */
const residentLimit = 16 * 1024 * 1024;

/** The messages, duplicate history and session states of all entities in the data file. */
export class MessageStore {
  readonly #journal: Journal;
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #delete: Statement;
  readonly #content: Statement;
  readonly #loadAll: Statement;
  #nextId: number;
  #resident = 0;

  constructor(journal: Journal) {
    this.#journal = journal;
    this.#insert = journal.prepare(`INSERT INTO messages VALUES (${Array(18).fill('?').join(', ')})`);
    this.#update = journal.prepare(
      `UPDATE messages SET state = ?, delivery_count = ?, properties_length = ?, application_properties_length = ?,
       foreign_annotations = ?, content = ? WHERE id = ?`,
    );
    this.#delete = journal.prepare('DELETE FROM messages WHERE id = ?');
    this.#content = journal.prepare(
      'SELECT properties_length, application_properties_length, foreign_annotations, content FROM messages WHERE id = ?',
    );
    // The content is the last column, so that this scan does not read its pages.
    this.#loadAll = journal.prepare(
      `SELECT entity, id, sequence, enqueued_sequence, state, delivery_count, enqueued_at, scheduled_for, ttl,
       expires_at, session_id, partition_key, dead_letter_source, hops FROM messages`,
      { wholeTable: 'a start reads all' },
    );
    this.#nextId = 1 + Number(journal.prepare('SELECT max(id) AS last FROM messages').get()?.['last'] ?? 0);
  }

  /** Keeps a new message. */
  add(entity: EntityRecord, draft: Omit<StoredMessage, 'id'> & { content: Content }): StoredMessage {
    const message: StoredMessage = { ...draft, id: this.#nextId++ };
    const { content } = draft;
    this.#journal.write(
      this.#insert,
      message.id,
      entity.id,
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
      ...contentColumns(content),
    );
    if (this.#resident + content.bytes.length > residentLimit) message.content = undefined;
    else this.#resident += content.bytes.length;
    return message;
  }

  /** Keeps a changed state or delivery count, and the content that the message has now. */
  update(message: StoredMessage, content: Content): void {
    this.#journal.write(this.#update, message.state, message.deliveryCount, ...contentColumns(content), message.id);
    if (!message.content) return;
    this.#resident += content.bytes.length - message.content.bytes.length;
    message.content = content;
  }

  remove(message: StoredMessage): void {
    this.#journal.write(this.#delete, message.id);
    if (message.content) this.#resident -= message.content.bytes.length;
  }

  content(message: StoredMessage): Content {
    if (message.content) return message.content;
    const row = this.#content.get(message.id);
    if (!row) throw new Error(`message ${message.id} is not in the data file`);
    return readContent(row);
  }

  /** What was kept, by the id of its entity, in no particular order; contents stay in the data file until used. */
  load(entities: ReadonlySet<number>): Map<number, StoredMessage[]> {
    const loaded = new Map<number, StoredMessage[]>([...entities].map((id) => [id, []]));
    for (const row of this.#loadAll.all()) loaded.get(Number(row['entity']))?.push(readMessage(row));
    return loaded;
  }
}

type Row = Record<string, unknown>;

function readMessage(row: Row): StoredMessage {
  return {
    id: Number(row['id']),
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
    content: undefined,
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

/** A column of bytes as a Buffer over the same memory. */
export function asBuffer(value: unknown): Buffer {
  if (!(value instanceof Uint8Array)) throw new Error('the data file holds no bytes where bytes were written');
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

/** Each entry after its length in four bytes. */
export function packAnnotations(annotations: readonly Buffer[] | undefined): Buffer | null {
  if (!annotations?.length) return null;
  return Buffer.concat(
    annotations.flatMap((entry) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(entry.length);
      return [length, entry];
    }),
  );
}

export function unpackAnnotations(packed: unknown): Buffer[] | undefined {
  if (packed === null || packed === undefined) return undefined;
  const bytes = asBuffer(packed);
  const annotations: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 4 + bytes.readUInt32BE(at);
    annotations.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return annotations;
}
