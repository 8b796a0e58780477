import type { Logger } from '@halden/service-kit';

/** A step of a schema. Steps are numbered from 1 by their place in the list; one that was released is never changed. */
export interface Migration {
  name: string;
  /** An earlier program cannot work with the schema after this step. Absent: it only adds or loosens, so a program that is rolled back goes on. */
  breaking?: true;
}
/** A step that the database says it has had. */
export interface AppliedMigration {
  version: number;
  name: string;
  breaking: boolean;
}

/** The database cannot be used by this program. The message says what was found, what was expected, and what helps. */
export class SchemaMismatch extends Error {}

/**
 * What is to be done with a database that had `applied`: the steps that are missing, and those that a newer program made. Throws
 * `SchemaMismatch` when a newer step breaks this program, or when the database has another history than the program.
 */
export function planMigrations<M extends Migration>(
  known: readonly M[],
  applied: readonly AppliedMigration[],
): { pending: { version: number; migration: M }[]; newer: AppliedMigration[] } {
  const byVersion = new Map(applied.map((migration) => [migration.version, migration]));
  const highest = Math.max(0, ...byVersion.keys());
  for (let version = 1; version <= highest; version++) {
    const found = byVersion.get(version);
    const expected = known[version - 1];
    if (!found)
      throw new SchemaMismatch(
        `schema version ${version} is missing although version ${highest} is there, expected every version up to ${highest}; restore schema_migrations from a backup`,
      );
    if (expected && expected.name !== found.name)
      throw new SchemaMismatch(
        `schema version ${version} is '${found.name}', expected '${expected.name}'; the database belongs to another program: check DATABASE_URL and DATABASE_SCHEMA`,
      );
  }
  const newer = applied
    .filter(({ version }) => version > known.length)
    .toSorted((one, other) => one.version - other.version);
  const breaking = newer.find((migration) => migration.breaking);
  if (breaking)
    throw new SchemaMismatch(
      `the schema is at version ${highest}, and version ${breaking.version} ('${breaking.name}') breaks earlier programs; this one knows versions up to ${known.length}; run the newer image, or restore a backup from before that version`,
    );
  const pending = known.flatMap((migration, index) =>
    byVersion.has(index + 1) ? [] : [{ version: index + 1, migration }],
  );
  return { pending, newer };
}

/** Says in the log that this is an earlier program on a newer schema, as after an image was rolled back. */
export function warnOfNewer(newer: readonly AppliedMigration[], log: Logger): void {
  if (newer.length === 0) return;
  log.warn(
    { newer: newer.map(({ version, name }) => `${version} ${name}`) },
    'the database is newer than this program; the newer steps only added something, so it goes on',
  );
}
