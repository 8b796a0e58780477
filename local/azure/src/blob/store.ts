import { Database } from '../database.ts';
import type { Log } from '../http.ts';
import {
  type Blob,
  type BlobRow,
  type Container,
  type ContainerRow,
  type Part,
  readBlob,
  readContainer,
  successor,
  writeProperties,
} from './model.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS containers (
    name TEXT PRIMARY KEY, etag TEXT NOT NULL, modified INTEGER NOT NULL, metadata TEXT NOT NULL, lease TEXT
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS blobs (
    id INTEGER PRIMARY KEY, container TEXT NOT NULL, name TEXT NOT NULL, etag TEXT NOT NULL,
    modified INTEGER NOT NULL, size INTEGER NOT NULL, properties TEXT NOT NULL, UNIQUE (container, name)
  );
  CREATE TABLE IF NOT EXISTS parts (
    blob INTEGER NOT NULL, start INTEGER NOT NULL, seq INTEGER NOT NULL, block TEXT NOT NULL,
    content INTEGER NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (blob, seq)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS parts_by_content ON parts (content);
  CREATE TABLE IF NOT EXISTS staged (
    container TEXT NOT NULL, name TEXT NOT NULL, block TEXT NOT NULL, content INTEGER NOT NULL, size INTEGER NOT NULL,
    PRIMARY KEY (container, name, block)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS staged_by_content ON staged (content);
  CREATE TABLE IF NOT EXISTS chunks (
    content INTEGER NOT NULL, seq INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (content, seq)
  );`;

const unreferenced = `NOT EXISTS (SELECT 1 FROM parts WHERE parts.content = chunks.content)
  AND NOT EXISTS (SELECT 1 FROM staged WHERE staged.content = chunks.content)`;

/** Every chunk of a content but the last has this many bytes, so a range is found by division. */
export const chunkSize = 1024 * 1024;

/**
 * Containers, blobs and their bytes in one SQLite file (or in memory). Bytes are contents of chunks; a blob is a list of
 * parts that point at contents, so committing blocks and copying move no bytes.
 */
export class BlobStore {
  readonly #database: Database;
  #nextContent: number;

  /** @throws DataFileError */
  constructor(file?: string, log?: Log) {
    this.#database = new Database({ file, schema, log });
    this.#dropAllUnreferenced();
    const highest = this.#get('SELECT max(content) AS content FROM chunks') as { content: number | null };
    this.#nextContent = (highest.content ?? 0) + 1;
  }

  close(): void {
    this.#database.close();
  }

  transaction<Result>(work: () => Result): Result {
    return this.#database.transaction(work);
  }

  container(name: string): Container | undefined {
    const row = this.#get('SELECT * FROM containers WHERE name = ?', name) as ContainerRow | undefined;
    return row && readContainer(row);
  }

  /** Up to `limit` containers in order of name, from `from` on, whose names begin with `prefix`. */
  containers({ prefix, from, limit }: { prefix: string; from: string; limit: number }): Container[] {
    const sql = 'SELECT * FROM containers WHERE name >= max(?, ?) AND name < ? ORDER BY name LIMIT ?';
    const rows = this.#all(sql, from, prefix, successor(prefix), limit);
    return (rows as unknown[] as ContainerRow[]).map(readContainer);
  }

  saveContainer({ name, etag, modified, metadata, lease }: Container): void {
    this.#run(
      'INSERT OR REPLACE INTO containers (name, etag, modified, metadata, lease) VALUES (?, ?, ?, ?, ?)',
      name,
      etag,
      modified,
      JSON.stringify(metadata),
      lease ? JSON.stringify(lease) : null,
    );
  }

  deleteContainer(name: string): void {
    this.#run('DELETE FROM parts WHERE blob IN (SELECT id FROM blobs WHERE container = ?)', name);
    this.#run('DELETE FROM blobs WHERE container = ?', name);
    this.#run('DELETE FROM staged WHERE container = ?', name);
    this.#run('DELETE FROM containers WHERE name = ?', name);
    this.#dropAllUnreferenced();
  }

  blob(container: string, name: string): Blob | undefined {
    const row = this.#get('SELECT * FROM blobs WHERE container = ? AND name = ?', container, name);
    return row && readBlob(row as unknown as BlobRow);
  }

  /** Up to `limit` blobs in order of name, from `from` on, whose names begin with `prefix`. */
  blobs(container: string, { prefix, from, limit }: { prefix: string; from: string; limit: number }): Blob[] {
    const sql = 'SELECT * FROM blobs WHERE container = ? AND name >= max(?, ?) AND name < ? ORDER BY name LIMIT ?';
    const rows = this.#all(sql, container, from, prefix, successor(prefix), limit);
    return (rows as unknown[] as BlobRow[]).map(readBlob);
  }

  /** Changes everything about a blob but its content. */
  saveBlob(blob: Blob): void {
    this.#run(
      'UPDATE blobs SET etag = ?, modified = ?, size = ?, properties = ? WHERE id = ?',
      blob.etag,
      blob.modified,
      blob.size,
      writeProperties(blob),
      blob.id,
    );
  }

  /** Puts a blob with this content in place of one of the same name, if any; blocks staged for it are gone. */
  replaceBlob(blob: Omit<Blob, 'id' | 'size'>, parts: readonly Part[]): Blob {
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    const before = this.#contentsOf(blob.container, blob.name);
    this.#forgetBlob(blob.container, blob.name);
    const { lastInsertRowid } = this.#run(
      'INSERT INTO blobs (container, name, etag, modified, size, properties) VALUES (?, ?, ?, ?, ?, ?)',
      blob.container,
      blob.name,
      blob.etag,
      blob.modified,
      size,
      writeProperties(blob),
    );
    const id = Number(lastInsertRowid);
    let start = 0;
    parts.forEach((part, seq) => {
      this.#addPart(id, seq, start, part);
      start += part.size;
    });
    this.#dropUnreferenced(before);
    return { ...blob, id, size };
  }

  /** Adds a part at the end of an append blob; {@link saveBlob} writes its new size. */
  appendPart(blob: Blob, part: Part): void {
    const { count } = this.#get('SELECT count(*) AS count FROM parts WHERE blob = ?', blob.id) as { count: number };
    this.#addPart(blob.id, count, blob.size, part);
  }

  deleteBlob(blob: Blob): void {
    const before = this.#contentsOf(blob.container, blob.name);
    this.#forgetBlob(blob.container, blob.name);
    this.#dropUnreferenced(before);
  }

  parts(blob: Blob): Part[] {
    return this.#all(
      'SELECT block, content, size FROM parts WHERE blob = ? ORDER BY seq',
      blob.id,
    ) as unknown[] as Part[];
  }

  /** Blocks that were put and not committed yet, in order of id. */
  staged(container: string, name: string): Part[] {
    const sql = 'SELECT block, content, size FROM staged WHERE container = ? AND name = ? ORDER BY block';
    return this.#all(sql, container, name) as unknown[] as Part[];
  }

  stage(container: string, name: string, part: Part): void {
    const sql = 'SELECT content FROM staged WHERE container = ? AND name = ? AND block = ?';
    const before = this.#get(sql, container, name, part.block) as { content: number } | undefined;
    this.#run(
      'INSERT OR REPLACE INTO staged (container, name, block, content, size) VALUES (?, ?, ?, ?, ?)',
      container,
      name,
      part.block,
      part.content,
      part.size,
    );
    if (before) this.#dropUnreferenced([before.content]);
  }

  /** A number for bytes to come. They count once a part points at them; until then a restart forgets them. */
  newContent(): number {
    return this.#nextContent++;
  }

  addChunk(content: number, seq: number, data: Uint8Array): void {
    this.#run('INSERT INTO chunks (content, seq, data) VALUES (?, ?, ?)', content, seq, data);
  }

  dropContent(content: number): void {
    this.#dropUnreferenced([content]);
  }

  /**
   * The bytes from `offset` on, `length` of them, in pieces of at most {@link chunkSize}. The pieces are read as they are
   * taken; they throw when the blob was overwritten meanwhile.
   */
  read(blob: Blob, offset: number, length: number): Iterable<Buffer> {
    const end = offset + length;
    const sql = 'SELECT start, content, size FROM parts WHERE blob = ? AND start < ? AND start + size > ? ORDER BY seq';
    const parts = this.#all(sql, blob.id, end, offset) as unknown[] as {
      start: number;
      content: number;
      size: number;
    }[];
    return this.#pieces(parts, { offset, end, name: blob.name });
  }

  *#pieces(
    parts: { start: number; content: number; size: number }[],
    { offset, end, name }: { offset: number; end: number; name: string },
  ): Generator<Buffer> {
    for (const { start, content, size } of parts) {
      let position = Math.max(0, offset - start);
      const stop = Math.min(size, end - start);
      while (position < stop) {
        const seq = Math.floor(position / chunkSize);
        const row = this.#get('SELECT data FROM chunks WHERE content = ? AND seq = ?', content, seq);
        if (!row) throw new Error(`the content of blob ${name} was replaced while it was being read`);
        const data = row.data as Uint8Array;
        const piece = Buffer.from(data.buffer, data.byteOffset, data.byteLength).subarray(
          position - seq * chunkSize,
          stop - seq * chunkSize,
        );
        yield piece;
        position += piece.length;
      }
    }
  }

  #addPart(blob: number, seq: number, start: number, { block, content, size }: Part): void {
    this.#run(
      'INSERT INTO parts (blob, seq, start, block, content, size) VALUES (?, ?, ?, ?, ?, ?)',
      blob,
      seq,
      start,
      block,
      content,
      size,
    );
  }

  #forgetBlob(container: string, name: string): void {
    this.#run(
      'DELETE FROM parts WHERE blob IN (SELECT id FROM blobs WHERE container = ? AND name = ?)',
      container,
      name,
    );
    this.#run('DELETE FROM blobs WHERE container = ? AND name = ?', container, name);
    this.#run('DELETE FROM staged WHERE container = ? AND name = ?', container, name);
  }

  #contentsOf(container: string, name: string): number[] {
    const rows = [
      ...this.#all(
        'SELECT content FROM parts WHERE blob IN (SELECT id FROM blobs WHERE container = ? AND name = ?)',
        container,
        name,
      ),
      ...this.#all('SELECT content FROM staged WHERE container = ? AND name = ?', container, name),
    ];
    return [...new Set(rows.map((row) => Number(row['content'])))];
  }

  /** Also what a process had not finished uploading when it died. */
  #dropAllUnreferenced(): void {
    const sql = `DELETE FROM chunks WHERE ${unreferenced}`;
    this.#database.prepare(sql, { wholeTable: 'it runs at a start and when a container is deleted' }).run();
  }

  #dropUnreferenced(contents: readonly number[]): void {
    for (const content of contents) this.#run(`DELETE FROM chunks WHERE content = ? AND ${unreferenced}`, content);
  }

  #run(sql: string, ...values: (string | number | null | Uint8Array)[]) {
    return this.#database.prepare(sql).run(...values);
  }

  #get(sql: string, ...values: (string | number)[]) {
    return this.#database.prepare(sql).get(...values);
  }

  #all(sql: string, ...values: (string | number)[]) {
    return this.#database.prepare(sql).all(...values);
  }
}
