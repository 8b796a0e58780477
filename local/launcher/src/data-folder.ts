import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Refusal } from '@halden/cli/refusal';
import { importedMark } from './demo-catalogue.ts';

/** Makes the folder that data is kept in, where it is not there. Throws a {@link Refusal} where nothing can be kept there. */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    // Rights are not all: a file system may be mounted for reading only.
    const probe = join(folder, `.write-${process.pid}`);
    mkdirSync(probe);
    rmSync(probe, { recursive: true });
  } catch (error) {
    throw new Refusal({
      what: 'The data cannot be kept',
      where: folder,
      why: reasonOf(error as NodeJS.ErrnoException),
      fix: 'name a folder that this user may write to: npm start -- --data <folder>',
    });
  }
}

/** Not by `recursive`, which never ends in file systems that make no folders, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error('it is a file'), { code: 'ENOTDIR' });
    return;
  }
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOTDIR':
    case 'EEXIST':
      return 'it, or a folder above it, is a file';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not write there';
    case 'EROFS':
      return 'it is mounted for reading only';
    case 'ENOENT':
      return 'no folders can be made there';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return message;
  }
}

/** What `--reset` forgets, and nothing that it does not. */
export function forgetData(folder: string): void {
  for (const name of ['azure', importedMark]) rmSync(join(folder, name), { recursive: true, force: true });
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (/\.db(-wal|-shm|-journal)?$/.test(name) && !name.startsWith('lock.db'))
      rmSync(join(folder, name), { force: true });
}

/**
 * Opens each data file for a moment, before anything is started on them. Throws a {@link Refusal} that names the one that is damaged: a
 * process would only die of it again and again.
 */
export function checkDataFiles(folder: string): void {
  for (const place of [folder, join(folder, 'azure')])
    for (const name of existsSync(place) ? readdirSync(place) : [])
      if (name.endsWith('.db') && name !== 'lock.db') checkDataFile(join(place, name), folder);
}

function checkDataFile(file: string, folder: string): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    const { errcode = 0, message } = error as { errcode?: number; message: string };
    // Busy: somebody has it, and will say so.
    if ([5, 6].includes(errcode & 0xff)) return;
    throw new Refusal({
      what: 'A data file cannot be read',
      where: file,
      why: message,
      fix: `put back a copy of it, or forget everything: npm start -- --reset --data ${folder}`,
    });
  } finally {
    database?.close();
  }
}
