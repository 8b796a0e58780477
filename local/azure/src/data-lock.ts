import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process has the data directory. */
export class DataDirectoryInUseError extends Error {
  readonly code = 'DATA_DIRECTORY_IN_USE';
  constructor(folder: string, pid: string | undefined) {
    const owner = pid ? `process ${pid}` : 'another process';
    super(`the data directory ${folder} is in use by ${owner}; stop it, or choose another directory`);
    this.name = 'DataDirectoryInUseError';
  }
}

/**
 * Takes the data directory for this process, making it when it is not there. The lock is SQLite's on a file in it, so the
 * system gives it back when the process dies, however it dies. Throws {@link DataDirectoryInUseError}.
 * @returns a function that gives it back
 */
export function lockDataDirectory(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const owner = join(folder, 'owner.pid');
  const file = join(folder, 'lock.db');
  const database = lock(file);
  if (!database) throw new DataDirectoryInUseError(folder, readPid(owner));
  writeFileSync(owner, String(process.pid));
  return () => database.close();
}

/** The locked file; `undefined` when another process has it. */
function lock(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    return database;
  } catch (error) {
    database.close();
    if (/database is locked/.test(String(error))) return undefined;
    // It holds nothing but the lock, which nobody can have of a file that is no database.
    if (!/not a database|malformed/.test(String(error))) throw error;
    rmSync(file, { force: true });
    return lock(file);
  }
}

function readPid(file: string): string | undefined {
  try {
    return /^\d+$/.exec(readFileSync(file, 'utf8'))?.[0];
  } catch {
    return undefined;
  }
}
