import { type Database, openDatabases } from '../database.ts';

/** The data file of this name that is open in this process. */
export function openDatabase(name: string): Database {
  const found = [...openDatabases].filter(({ file }) => file.endsWith(name));
  if (found.length !== 1 || !found[0])
    throw new Error(`expected one open data file called ${name}, found ${found.length}`);
  return found[0];
}

/** Runs `work` while the data file cannot grow. */
export async function whileFull<Result>(name: string, work: () => Promise<Result> | Result): Promise<Result> {
  const database = openDatabase(name);
  database.limit(1);
  try {
    return await work();
  } finally {
    database.limit();
  }
}
