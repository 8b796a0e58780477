import { EventEmitter } from 'node:events';
import { Database, type SqlValue } from '../database.ts';
import type { Log } from '../http.ts';

export type Channel = 'email' | 'sms';

export interface Address {
  /** An e-mail address or a telephone number. */
  address: string;
  name?: string;
}

export interface Attachment {
  name: string;
  contentType: string;
  content: Buffer;
}

/** A message as it is delivered. */
export interface Delivery {
  id: string;
  channel: Channel;
  from: string;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  replyTo: Address[];
  /** Empty for an SMS. */
  subject: string;
  /** Empty for an e-mail that has only HTML. */
  text: string;
  html?: string | undefined;
  /** Custom headers of an e-mail; the `tag` of an SMS. */
  headers: Record<string, string>;
  attachments: Attachment[];
}

/** A message as the mailbox gives it back, without the bytes of its attachments. */
export interface Message extends Omit<Delivery, 'attachments'> {
  /** Grows with every message; never used again. */
  sequence: number;
  /** ISO 8601, UTC. */
  sentAt: string;
  attachments: { name: string; contentType: string; size: number }[];
}

/** What to look for; everything given must be met. */
export interface Query {
  /** A recipient, whole, in any case; also in Cc and Bcc. */
  to?: string | undefined;
  /** Somewhere in subject, text, HTML, sender or recipients; in any case. */
  contains?: string | undefined;
  channel?: Channel | undefined;
  /** Delivered later than this; milliseconds since 1970. */
  since?: number | undefined;
  /** Newer than the message of this sequence. */
  after?: number | undefined;
  limit: number;
}

/** A request id that was answered before. */
export interface Repeated {
  /** A hash of what was asked for. */
  digest: string;
  /** What it was answered with: an operation id or a message id. */
  result: string;
}

const schema = `
  CREATE TABLE IF NOT EXISTS messages (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, sent_at INTEGER NOT NULL,
    searched TEXT NOT NULL, content TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS messages_by_channel ON messages (channel);
  CREATE TABLE IF NOT EXISTS recipients (
    address TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (address, sequence)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS recipients_by_message ON recipients (sequence);
  CREATE TABLE IF NOT EXISTS attachments (
    sequence INTEGER NOT NULL, position INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (sequence, position)
  );
  CREATE TABLE IF NOT EXISTS requests (
    position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, result TEXT NOT NULL
  );`;

/** The first version kept the recipients of a message as one text, an address a line. */
function migrate(database: Database): void {
  database.exec(schema);
  const wholeTable = 'it runs once for a file, over a mailbox of bounded size';
  const insert = database.prepare('INSERT OR IGNORE INTO recipients (address, sequence) VALUES (?, ?)');
  for (const row of database.prepare('SELECT sequence, recipients FROM messages', { wholeTable }).all())
    for (const address of String(row['recipients']).split('\n').filter(Boolean))
      insert.run(address, Number(row['sequence']));
  database.forget('messages');
  database.exec('ALTER TABLE messages DROP COLUMN recipients');
}

const tables = ['messages', 'recipients', 'attachments'];
const mostRequests = 50_000;

interface Row {
  sequence: number;
  sent_at: number;
  content: string;
}

/**
 * Where every message ends: newest first, the oldest dropped when it is full, kept in a SQLite file or in memory. It also
 * remembers which request ids were answered, apart from the messages, so clearing the mailbox delivers nothing again.
 */
export class Mailbox {
  readonly #database: Database;
  readonly #capacity: number;
  readonly #events = new EventEmitter<{ delivered: [Message]; cleared: [] }>().setMaxListeners(0);

  /** @throws DataFileError */
  constructor({ file, capacity = 10_000, log }: { file?: string | undefined; capacity?: number; log?: Log }) {
    this.#database = new Database({ file, schema, version: 1, migrate, log });
    this.#capacity = capacity;
  }

  close(): void {
    this.#database.close();
  }

  /** Notifies of every delivery and clearing from now on, until the returned function is called. */
  watch(on: { delivered: (message: Message) => void; cleared: () => void }): () => void {
    this.#events.on('delivered', on.delivered).on('cleared', on.cleared);
    return () => this.#events.off('delivered', on.delivered).off('cleared', on.cleared);
  }

  /**
   * Delivers the messages and remembers the request ids they answer: both, or on an error neither.
   * @throws StorageUnavailableError
   */
  deliver(deliveries: readonly Delivery[], answered: readonly (Repeated & { id: string })[], now: number): void {
    const delivered = this.#database.transaction(() => {
      for (const { id, digest, result } of answered)
        this.#database.prepare('INSERT INTO requests (id, digest, result) VALUES (?, ?, ?)').run(id, digest, result);
      const kept = deliveries.map((delivery) => this.#keep(delivery, now));
      this.#forgetOldest();
      return kept;
    });
    for (const message of delivered) this.#events.emit('delivered', message);
  }

  /** What a request id was answered with before. */
  answered(id: string): Repeated | undefined {
    const row = this.#database.prepare('SELECT digest, result FROM requests WHERE id = ?').get(id);
    return row && { digest: String(row.digest), result: String(row.result) };
  }

  /** Newest first. */
  list({ to, contains, channel, since, after = 0, limit }: Query): Message[] {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    const must = (condition: string, value: string | number | undefined): void => {
      if (value === undefined) return;
      conditions.push(` AND ${condition}`);
      values.push(value);
    };
    must('instr(searched, ?) > 0', contains?.toLowerCase());
    must('channel = ?', channel);
    must('sent_at > ?', since);
    const where = conditions.join('');
    const columns = 'messages.sequence, sent_at, content';
    const rows = to
      ? this.#database
          .prepare(
            `SELECT ${columns} FROM recipients CROSS JOIN messages ON messages.sequence = recipients.sequence
             WHERE address = ? AND recipients.sequence > ?${where} ORDER BY recipients.sequence DESC LIMIT ?`,
          )
          .all(to.toLowerCase(), after, ...values, limit)
      : this.#database
          .prepare(`SELECT ${columns} FROM messages WHERE sequence > ?${where} ORDER BY sequence DESC LIMIT ?`)
          .all(after, ...values, limit);
    return (rows as unknown[] as Row[]).map(readMessage);
  }

  get(id: string): Message | undefined {
    const row = this.#database.prepare('SELECT sequence, sent_at, content FROM messages WHERE id = ?').get(id);
    return row && readMessage(row as unknown as Row);
  }

  /** The bytes of an attachment, counted from 0. */
  attachment({ sequence }: Message, position: number): Buffer | undefined {
    const row = this.#database
      .prepare('SELECT content FROM attachments WHERE sequence = ? AND position = ?')
      .get(sequence, position);
    return row && Buffer.from(row.content as Uint8Array);
  }

  clear(): void {
    this.#database.transaction(() => {
      for (const table of tables) this.#database.prepare(`DELETE FROM ${table}`).run();
    });
    this.#events.emit('cleared');
  }

  #keep({ attachments, ...delivery }: Delivery, now: number): Message {
    const listed = attachments.map(({ name, contentType, content }) => ({ name, contentType, size: content.length }));
    const addresses = [...delivery.to, ...delivery.cc, ...delivery.bcc].map(({ address }) => address.toLowerCase());
    const names = [...delivery.to, ...delivery.cc, ...delivery.bcc].map(({ name = '' }) => name);
    const searched = [delivery.from, ...addresses, ...names, delivery.subject, delivery.text, delivery.html ?? ''];
    const content = { ...delivery, attachments: listed };
    const { lastInsertRowid } = this.#database
      .prepare('INSERT INTO messages (id, channel, sent_at, searched, content) VALUES (?, ?, ?, ?, ?)')
      .run(delivery.id, delivery.channel, now, searched.join('\n').toLowerCase(), JSON.stringify(content));
    const sequence = lastInsertRowid;
    for (const address of new Set(addresses))
      this.#database.prepare('INSERT INTO recipients (address, sequence) VALUES (?, ?)').run(address, sequence);
    attachments.forEach((attachment, position) => {
      this.#database
        .prepare('INSERT INTO attachments (sequence, position, content) VALUES (?, ?, ?)')
        .run(sequence, position, attachment.content);
    });
    return { ...content, sequence, sentAt: new Date(now).toISOString() };
  }

  /** By number, not by counting: sequences have no gaps but those that clearing leaves. */
  #forgetOldest(): void {
    const newest = this.#database.prepare('SELECT max(sequence) AS last FROM messages').get()?.['last'];
    for (const table of tables)
      this.#database.prepare(`DELETE FROM ${table} WHERE sequence <= ?`).run(Number(newest ?? 0) - this.#capacity);
    this.#database
      .prepare('DELETE FROM requests WHERE position <= (SELECT max(position) FROM requests) - ?')
      .run(mostRequests);
  }
}

function readMessage({ sequence, sent_at, content }: Row): Message {
  const stored = JSON.parse(content) as Omit<Message, 'sequence' | 'sentAt'>;
  return { ...stored, sequence, sentAt: new Date(sent_at).toISOString() };
}
