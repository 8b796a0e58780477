import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './alive.ts';

/** The preferred port when it is free and not promised to another, else one that the system gives. */
export async function portNear(preferred: number, host: string, promised: ReadonlySet<number>): Promise<number> {
  if (!promised.has(preferred) && (await isFree(preferred, host))) return preferred;
  return tryListen(0, host);
}

export const isFree = (port: number, host: string): Promise<boolean> =>
  tryListen(port, host).then(
    () => true,
    () => false,
  );

/** Listens for a moment. Resolves with the port; rejects with the system's error. */
export function tryListen(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => {
      const { port: given } = probe.address() as { port: number };
      probe.close(() => resolve(given));
    });
  });
}

export interface Reservation<T> {
  readonly chosen: T;
  /** Gives the ports back. Those of a process that has died are given back by themselves. */
  release(): Promise<void>;
}

/** The port is reserved by a shop that is starting, or whose process is being started again. */
export class PortReservedError extends Error {
  readonly code = 'EADDRINUSE';
  readonly pid: number;
  constructor(port: number, pid: number) {
    super(`port ${port} is reserved by process ${pid}`);
    this.pid = pid;
  }
}

export interface Choice {
  /** The preferred port, or any other where that is taken. */
  near(preferred: number): Promise<number>;
  /** This port. Rejects with the system's error, or with {@link PortReservedError}. */
  exactly(port: number): Promise<number>;
}

/**
 * Chooses ports that no other shop of this user gets meanwhile: between choosing a port and listening on it passes time, and more whenever
 * a process is started again. The book of reservations is a file that one process at a time may write.
 */
export async function reservePorts<T>(
  host: string,
  choose: (choice: Choice) => Promise<T>,
  bookFile = join(tmpdir(), `halden-ports-${userInfo().uid}`, 'ports.db'),
): Promise<Reservation<T>> {
  const book = await openBook(bookFile);
  const mine: number[] = [];
  try {
    for (const { pid } of book.prepare('SELECT DISTINCT pid FROM port').all() as { pid: number }[])
      if (!isAlive(pid)) book.prepare('DELETE FROM port WHERE pid = ?').run(pid);
    const ownerOf = (port: number) =>
      (book.prepare('SELECT pid FROM port WHERE port = ?').get(port) as { pid: number } | undefined)?.pid;
    const reserve = (port: number) => {
      book.prepare('INSERT INTO port (port, pid) VALUES (?, ?)').run(port, process.pid);
      mine.push(port);
      return port;
    };
    const any = async (): Promise<number> => {
      for (;;) {
        const port = await tryListen(0, host);
        if (ownerOf(port) === undefined) return reserve(port);
      }
    };
    const chosen = await choose({
      near: async (preferred) =>
        ownerOf(preferred) === undefined && (await isFree(preferred, host)) ? reserve(preferred) : any(),
      async exactly(port) {
        const owner = ownerOf(port);
        if (owner !== undefined) throw new PortReservedError(port, owner);
        return reserve(await tryListen(port, host));
      },
    });
    book.exec('COMMIT');
    return { chosen, release: () => giveBack(bookFile, mine) };
  } catch (error) {
    book.exec('ROLLBACK');
    throw error;
  } finally {
    book.close();
  }
}

/** How long another shop may take to choose its ports. */
const waitMs = 15_000;

/** The book, opened for this process alone. Where it cannot be kept, a book in memory: other shops then see no reservations. */
async function openBook(file: string): Promise<DatabaseSync> {
  const latest = Date.now() + waitMs;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    for (;;) {
      const book = new DatabaseSync(file, { timeout: 0 });
      try {
        book.exec(schema);
        return book;
      } catch (error) {
        book.close();
        const isBusy = ((error as { errcode?: number }).errcode ?? 0) % 256 === 5;
        if (!isBusy || Date.now() > latest) throw error;
        await pause(25);
      }
    }
  } catch {
    const book = new DatabaseSync(':memory:');
    book.exec(schema);
    return book;
  }
}

const schema = 'CREATE TABLE IF NOT EXISTS port (port INTEGER PRIMARY KEY, pid INTEGER NOT NULL); BEGIN EXCLUSIVE';

async function giveBack(file: string, ports: readonly number[]): Promise<void> {
  const book = await openBook(file);
  for (const port of ports) book.prepare('DELETE FROM port WHERE port = ? AND pid = ?').run(port, process.pid);
  book.exec('COMMIT');
  book.close();
}
