import mssql, { type ConnectionPool, type ISqlType, type Request, type Transaction } from 'mssql';

type Type = ISqlType | (() => ISqlType);
export type Column = [value: unknown, type: Type];

export const id40 = mssql.VarChar(40);
export const id128 = mssql.VarChar(128);
export const time = mssql.DateTime2(3);

const uniqueViolations = new Set([2601, 2627]);
const deadlock = 1205;
/** SQL Server takes 2,100 parameters a statement; some are left for the rest of it. */
const maxParameters = 2_000;
const maxRows = 1_000;

/** The tables of one schema. In texts, `{schema}` is its name. */
export interface SqlSession {
  pool: ConnectionPool;
  text(text: string): string;
}
export const sqlSession = (pool: ConnectionPool, schema: string): SqlSession => ({
  pool,
  text: (text) => text.replaceAll('{schema}', `[${schema}]`),
});

const errorNumber = (error: unknown): number | undefined =>
  (error as { number?: number }).number ??
  (error as { originalError?: { info?: { number?: number } } }).originalError?.info?.number;
export const isUniqueViolation = (error: unknown): boolean => uniqueViolations.has(errorNumber(error) ?? 0);

/** Runs `work` in a transaction, which is rolled back unless it says to commit; chosen as the victim of a deadlock, it runs again. */
export async function inTransaction<T>(
  { pool }: SqlSession,
  work: (request: () => Request) => Promise<{ commit: boolean; result: T }>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const transaction: Transaction = new mssql.Transaction(pool);
    await transaction.begin();
    try {
      const { commit, result } = await work(() => new mssql.Request(transaction));
      await (commit ? transaction.commit() : transaction.rollback());
      return result;
    } catch (error) {
      await transaction.rollback().catch(() => undefined); // the server may have rolled back already
      if (errorNumber(error) !== deadlock || attempt >= 5) throw error;
    }
  }
}

/** Inserts rows of the same columns, as many a statement as it has parameters for. */
export async function insertRows(
  session: SqlSession,
  request: () => Request,
  insert: { table: string; rows: readonly Record<string, Column>[] },
): Promise<void> {
  const [first] = insert.rows;
  if (!first) return;
  const columns = Object.keys(first);
  for (const rows of chunksOf(insert.rows, Math.min(maxRows, Math.floor(maxParameters / columns.length)))) {
    const statement = request();
    const values = rows.map((row, index) => {
      const names = columns.map((column) => {
        const [value, type] = row[column] as Column;
        statement.input(`${column}${index}`, type, value);
        return `@${column}${index}`;
      });
      return `(${names.join(', ')})`;
    });
    await statement.query(
      session.text(`INSERT INTO {schema}.${insert.table} (${columns.join(', ')}) VALUES ${values.join(', ')}`),
    );
  }
}

/**
 * Runs a statement with an `IN` list, in as many parts as the list needs, and gives all their results. Lists are filled up to a power
 * of two with their last value, so that the server keeps a handful of plans and not one for each length.
 */
export async function inParts<R>(
  values: readonly string[],
  type: Type,
  run: (request: { list: string; bind: (request: Request) => Request }) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (const part of chunksOf([...new Set(values)], maxParameters)) {
    const filled = Array.from({ length: listLength(part.length) }, (_, index) => part[index] ?? part.at(-1));
    results.push(
      await run({
        list: filled.map((_, index) => `@p${index}`).join(', '),
        bind: (request) => filled.reduce((bound, value, index) => bound.input(`p${index}`, type, value), request),
      }),
    );
  }
  return results;
}
const listLength = (count: number): number => Math.min(maxParameters, 2 ** Math.ceil(Math.log2(count)));

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let index = 0; index < items.length; index += size) chunks.push(items.slice(index, index + size));
  return chunks;
}

/** Rows from the driver: `bigint` comes as text, `datetime2` as `Date`. */
export type DriverRow<R> = { [K in keyof R]: R[K] | Date | string };
export const plain = <R extends object>(row: DriverRow<R>, numbers: readonly (keyof R)[]): R =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value instanceof Date) return [name, value.toISOString()];
      return [name, numbers.includes(name as keyof R) && value !== null ? Number(value) : value];
    }),
  ) as R;
