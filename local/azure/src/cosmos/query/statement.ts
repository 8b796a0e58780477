import { createHash } from 'node:crypto';
import { CosmosError } from '../errors.ts';
import type { Query } from './ast.ts';
import { composesAggregates } from './check-query.ts';
import { compileExpression, type Scope } from './compile-expression.ts';
import { compileBlock, type Block } from './compile-query.ts';
import { itemSlot, Numbering, type Evaluator } from './frame.ts';
import type { SortKey } from './indexes.ts';
import { parseCondition, parseQuery } from './parser.ts';
import { findPredicates, itemAlias, itemPath, type Predicate } from './predicates.ts';
import { notServable, QueryError, withinStack } from './query-error.ts';
import type { JsonObject } from './values.ts';

const maximumLength = 512 * 1024;
const maximumJoins = 10;
/** Texts longer than this are not kept; they are generated, and seldom come twice. */
const cached = { statements: 500, length: 10_000 };

/** A query that has been understood and can be run any number of times. */
export interface Statement {
  /** Distinguishes continuations of this query from those of another. */
  fingerprint: string;
  numbering: Numbering;
  block: Block;
  predicates: Predicate[];
  orderBy: SortKey[];
  /** Whether every result is a whole item, so that its stored text can be sent as it is. */
  isWholeItem: boolean;
  hasSelectValue: boolean;
  /** Whether an aggregate function is part of an expression, which Azure serves only within one partition. */
  composesAggregates: boolean;
  offset: Evaluator | undefined;
  /** LIMIT or TOP. */
  limit: Evaluator | undefined;
}

const statements = new Map<string, Statement>();

/**
 * Parses and compiles a query, or takes it from the cache of the last ones.
 * @throws CosmosError 400 with the JSON that Azure answers when the query is not one, or asks for what Azure refuses
 */
export function prepare(text: string): Statement {
  const known = statements.get(text);
  if (known) return known;
  if (text.length > maximumLength)
    throw new CosmosError(400, `The SQL query text exceeds the limit of ${maximumLength} characters.`);
  const statement = withinStack(() => compileStatement(parseQuery(text), text));
  if (text.length > cached.length) return statement;
  if (statements.size >= cached.statements) statements.delete(statements.keys().next().value!);
  statements.set(text, statement);
  return statement;
}

/** Whether the condition of a patch, `FROM c WHERE …`, holds for an item. @throws CosmosError 400 when it is none */
export function conditionHolds(condition: string, item: JsonObject, { now }: { now: number }): boolean {
  return withinStack(() => {
    const numbering = new Numbering();
    const block = compileBlock(parseCondition(condition), numbering);
    const frame = numbering.frame(new Map(), now);
    frame.slots[itemSlot] = item;
    return !block.forEachRow(frame, () => false);
  });
}

function compileStatement(query: Query, text: string): Statement {
  if (query.from.length - 1 > maximumJoins)
    throw new CosmosError(400, `The query has ${query.from.length - 1} JOINs, the limit is ${maximumJoins}.`);
  if (query.top && query.offset) throw notServable("'TOP' cannot be used together with 'OFFSET LIMIT'.");
  const numbering = new Numbering();
  const block = compileBlock(query, numbering);
  const constants: Scope = { numbering, slots: new Map(), subquery: noSubquery };
  const compile = (expression: Query['top']) => expression && compileExpression(expression, constants);
  const alias = itemAlias(query);
  const { select } = query;
  return {
    fingerprint: createHash('sha1').update(text).digest('base64').slice(0, 8),
    numbering,
    block,
    predicates: alias === undefined ? [] : findPredicates(query.where, alias, constants),
    orderBy: query.orderBy.map(({ expression, descending }) => ({
      path: sortPath(expression, query, block),
      descending,
    })),
    isWholeItem:
      !block.grouping &&
      query.from.length === 1 &&
      alias !== undefined &&
      (select.kind === 'star' ||
        (select.kind === 'value' && select.expression.kind === 'identifier' && select.expression.name === alias)),
    hasSelectValue: select.kind === 'value',
    composesAggregates: composesAggregates(query),
    offset: compile(query.offset),
    limit: compile(query.limit ?? query.top),
  };
}

function sortPath(expression: Query['orderBy'][number]['expression'], query: Query, block: Block): string[] {
  const alias = itemAlias(query);
  const path = alias === undefined ? undefined : itemPath(expression, alias);
  if (path && path.length > 0) return path;
  if (expression.kind === 'identifier' && !block.ownSlots.has(expression.name))
    throw new QueryError('SC2001', `Identifier '${expression.name}' could not be resolved.`, expression);
  throw new QueryError(
    'SC2206',
    'Unsupported ORDER BY clause. ORDER BY item expression could not be mapped to a document path.',
    expression,
  );
}

function noSubquery(): never {
  throw new Error('a constant holds no subquery');
}
