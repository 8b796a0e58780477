import type { Expression, Query } from './ast.ts';
import { compileExpression, type Scope } from './compile-expression.ts';
import type { Evaluator } from './frame.ts';
import { volatileFunctions } from './functions/index.ts';
import { likePrefix } from './like.ts';

/**
 * A condition that every result must meet and that an index can answer: the value at a path of the item equals one of
 * several, lies in a range, starts with a text, or is an array with an element. What it is compared with does not
 * depend on the item. The index only narrows down where to look; WHERE still judges every item.
 */
export type Predicate = { path: readonly string[] } & (
  | { kind: 'equal'; values: Evaluator[] }
  | { kind: 'range'; low: Limit | undefined; high: Limit | undefined }
  | { kind: 'prefix'; prefix: Evaluator }
  | { kind: 'element'; value: Evaluator }
);
export interface Limit {
  value: Evaluator;
  inclusive: boolean;
}

/** The predicates among the conditions that WHERE joins by AND. `alias` is the name of the item. */
export function findPredicates(where: Expression | undefined, alias: string, scope: Scope): Predicate[] {
  if (!where) return [];
  if (where.kind === 'binary' && where.operator === 'AND')
    return [...findPredicates(where.left, alias, scope), ...findPredicates(where.right, alias, scope)];
  const predicate = predicateOf(where, { alias, compile: (expression) => compileExpression(expression, scope) });
  return predicate ? [predicate] : [];
}

/** The path of property names from the item to what an expression refers to: `c.a["b"]` is ['a', 'b']. */
export function itemPath(expression: Expression, alias: string): string[] | undefined {
  if (expression.kind === 'identifier') return expression.name === alias ? [] : undefined;
  if (expression.kind !== 'property') return undefined;
  const of = itemPath(expression.of, alias);
  return of && [...of, expression.name];
}

interface Context {
  alias: string;
  compile: (expression: Expression) => Evaluator;
}

function predicateOf(expression: Expression, context: Context): Predicate | undefined {
  switch (expression.kind) {
    case 'binary':
      return comparison(expression, context);
    case 'in':
      return !expression.not && expression.items.every(isConstant)
        ? at(expression.needle, context, { kind: 'equal', values: expression.items.map(context.compile) })
        : undefined;
    case 'between': {
      if (expression.not || !isConstant(expression.low) || !isConstant(expression.high)) return undefined;
      const limit = (value: Expression) => ({ value: context.compile(value), inclusive: true });
      return at(expression.operand, context, {
        kind: 'range',
        low: limit(expression.low),
        high: limit(expression.high),
      });
    }
    case 'like': {
      if (expression.not || !isConstant(expression.pattern)) return undefined;
      const [pattern, { escape }] = [context.compile(expression.pattern), expression];
      return at(expression.operand, context, {
        kind: 'prefix',
        prefix: (frame) => {
          const text = pattern(frame);
          return typeof text === 'string' ? likePrefix(text, escape) : undefined;
        },
      });
    }
    case 'call':
      return callPredicate(expression.name.toUpperCase(), expression.arguments, context);
    default:
      return undefined;
  }
}

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' } as const;

function comparison(expression: Expression & { kind: 'binary' }, context: Context): Predicate | undefined {
  const { left, right, operator } = expression;
  if (!Object.hasOwn(mirrored, operator)) return undefined;
  const asked = operator as keyof typeof mirrored;
  if (isConstant(right)) return ordered(left, asked, { value: right, context });
  return isConstant(left) ? ordered(right, mirrored[asked], { value: left, context }) : undefined;
}

function ordered(
  operand: Expression,
  operator: keyof typeof mirrored,
  { value, context }: { value: Expression; context: Context },
): Predicate | undefined {
  const evaluate = context.compile(value);
  if (operator === '=') return at(operand, context, { kind: 'equal', values: [evaluate] });
  const limit = { value: evaluate, inclusive: operator.endsWith('=') };
  return operator.startsWith('>')
    ? at(operand, context, { kind: 'range', low: limit, high: undefined })
    : at(operand, context, { kind: 'range', low: undefined, high: limit });
}

function callPredicate(name: string, args: Expression[], context: Context): Predicate | undefined {
  const [subject, value, flag] = args;
  if (!subject || !value || !isConstant(value)) return undefined;
  if (flag && !(flag.kind === 'literal' && flag.value === false)) return undefined;
  if (name === 'STARTSWITH') return at(subject, context, { kind: 'prefix', prefix: context.compile(value) });
  if (name === 'STRINGEQUALS') return at(subject, context, { kind: 'equal', values: [context.compile(value)] });
  if (name === 'ARRAY_CONTAINS') return at(subject, context, { kind: 'element', value: context.compile(value) });
  return undefined;
}

type Condition<P = Predicate> = P extends Predicate ? Omit<P, 'path'> : never;

function at(subject: Expression, { alias }: Context, condition: Condition): Predicate | undefined {
  const path = itemPath(subject, alias);
  return path && path.length > 0 ? { path, ...condition } : undefined;
}

/** Whether an expression has the same value for every item. */
function isConstant(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'parameter':
      return true;
    case 'array':
      return expression.items.every(isConstant);
    case 'object':
      return expression.properties.every(({ value }) => isConstant(value));
    case 'unary':
      return isConstant(expression.operand);
    case 'binary':
      return isConstant(expression.left) && isConstant(expression.right);
    case 'call':
      return !volatileFunctions.has(expression.name.toUpperCase()) && expression.arguments.every(isConstant);
    default:
      return false;
  }
}

/** The name under which a query speaks of the item as a whole; undefined when it starts inside of it. */
export function itemAlias(query: Query): string | undefined {
  const [source] = query.from;
  if (!source || source.each || source.collection.kind !== 'path') return undefined;
  return source.collection.steps.length === 0 ? source.alias : undefined;
}
