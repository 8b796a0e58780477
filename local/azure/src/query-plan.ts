import type { DatabaseSync } from 'node:sqlite';

/** A statement would take longer the more is kept. */
export class QueryPlanError extends Error {
  constructor(sql: string, why: string) {
    super(
      `the statement '${sql.replace(/\s+/g, ' ').trim()}' ${why}; find its rows by an index and a bound, or say with wholeTable why it may`,
    );
    this.name = 'QueryPlanError';
  }
}

/** @throws QueryPlanError for a statement that reads a whole table or index, sorts its rows, or skips some by OFFSET */
export function checkPlan(database: DatabaseSync, sql: string): void {
  if (/\boffset\s+[?:\d]/i.test(sql)) throw new QueryPlanError(sql, 'skips rows with OFFSET');
  for (const row of database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all()) {
    const step = String(row['detail']);
    // A scan of a subquery's result goes through no more rows than the subquery itself has found.
    if (/^SCAN (?!\(subquery|CONSTANT ROW)/.test(step)) throw new QueryPlanError(sql, `reads all rows (${step})`);
    if (step.startsWith('USE TEMP B-TREE')) throw new QueryPlanError(sql, `sorts rows (${step})`);
  }
}
