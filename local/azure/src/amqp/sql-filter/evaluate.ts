import { randomUUID } from 'node:crypto';
import type { Comparison, Expression, Predicate, Property, SqlValue } from './parser.ts';

/** What filters and actions see of a message. */
export interface MessageProperties {
  /** The value of a property; `undefined` when the message has none of that name (user names regardless of case). */
  get(scope: 'sys' | 'user', name: string): SqlValue | undefined;
}

/** `undefined` is SQL's third truth value: unknown. */
type Truth = boolean | undefined;

/** Whether the message is selected: only by a condition that is true, not by one that is unknown. */
export function matches(predicate: Predicate, message: MessageProperties): boolean {
  return truth(predicate, message) === true;
}

function truth(predicate: Predicate, message: MessageProperties): Truth {
  switch (predicate.kind) {
    case 'and':
      return and(truth(predicate.left, message), truth(predicate.right, message));
    case 'or':
      return not(and(not(truth(predicate.left, message)), not(truth(predicate.right, message))));
    case 'not':
      return not(truth(predicate.operand, message));
    case 'compare':
      return compare(predicate.operator, evaluate(predicate.left, message), evaluate(predicate.right, message));
    case 'in':
      return isIn(
        evaluate(predicate.operand, message),
        predicate.list.map((item) => evaluate(item, message)),
      );
    case 'like':
      return like(
        evaluate(predicate.operand, message),
        evaluate(predicate.pattern, message),
        predicate.escape && evaluate(predicate.escape, message),
      );
    case 'isNull':
      return read(predicate.property, message) == null;
    case 'exists':
      return read(predicate.property, message) !== undefined;
  }
}

function and(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  return left && right;
}

function not(value: Truth): Truth {
  return value === undefined ? undefined : !value;
}

/** The value of an expression; a property that the message does not have, and what is computed from it, is `null`. */
export function evaluate(expression: Expression, message: MessageProperties): SqlValue {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'property':
      return read(expression, message) ?? null;
    case 'newid':
      return randomUUID();
    case 'lookup': {
      const name = evaluate(expression.name, message);
      return typeof name === 'string' ? (message.get('user', name) ?? null) : null;
    }
    case 'negative': {
      const value = evaluate(expression.operand, message);
      return typeof value === 'bigint' || typeof value === 'number' ? -value : null;
    }
    case 'arithmetic':
      return arithmetic(expression.operator, evaluate(expression.left, message), evaluate(expression.right, message));
  }
}

function read({ scope, name }: Property, message: MessageProperties): SqlValue | undefined {
  return message.get(scope, name);
}

/** As C# computes: integers stay 64-bit integers, `/` on them truncates, and `+` also joins strings. */
function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: SqlValue, right: SqlValue): SqlValue {
  if (typeof left === 'string' && typeof right === 'string' && operator === '+') return left + right;
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    if (right === 0n && (operator === '/' || operator === '%')) return null;
    return BigInt.asIntN(64, compute(operator, left, right));
  }
  if (!isNumeric(left) || !isNumeric(right)) return null;
  return compute(operator, Number(left), Number(right));
}

function compute<Numeric extends bigint | number>(operator: string, left: Numeric, right: Numeric): Numeric;
function compute(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return left % right;
  }
}

function isNumeric(value: SqlValue): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

/** Unknown when either side is missing, or when the two are of kinds that cannot be compared. */
function compare(operator: Comparison, left: SqlValue, right: SqlValue): Truth {
  const order = comparable(left, right);
  if (order === undefined) return undefined;
  const [a, b] = order;
  switch (operator) {
    case '=':
      return a == b; // eslint-disable-line eqeqeq -- 1n == 1 holds, as 1 = 1.0 does in SQL
    case '<>':
      return a != b; // eslint-disable-line eqeqeq
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

function comparable(
  left: SqlValue,
  right: SqlValue,
): [string, string] | [bigint | number, bigint | number] | undefined {
  if (typeof left === 'string' && typeof right === 'string') return [left, right];
  if (isNumeric(left) && isNumeric(right)) return [left, right];
  if (typeof left === 'boolean' && typeof right === 'boolean') return [Number(left), Number(right)];
  if (left instanceof Date && right instanceof Date) return [left.getTime(), right.getTime()];
  return undefined;
}

function isIn(operand: SqlValue, list: SqlValue[]): Truth {
  if (operand === null) return undefined;
  const results = list.map((item) => compare('=', operand, item));
  if (results.includes(true)) return true;
  return list.includes(null) ? undefined : false;
}

function like(operand: SqlValue, pattern: SqlValue, escape: SqlValue | undefined): Truth {
  if (typeof operand !== 'string' || typeof pattern !== 'string') return undefined;
  if (escape !== undefined && (typeof escape !== 'string' || escape.length !== 1)) return undefined;
  return wildcard(operand, patternParts(pattern, escape));
}

const anyText = Symbol('%');
const anyCharacter = Symbol('_');
type Part = string | typeof anyText | typeof anyCharacter;

function patternParts(pattern: string, escape: string | undefined): Part[] {
  const parts: Part[] = [];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === escape && index + 1 < pattern.length) parts.push(pattern.charAt(++index));
    else parts.push(character === '%' ? anyText : character === '_' ? anyCharacter : character);
  }
  return parts;
}

/** Matches in time linear in text × pattern: after a mismatch only the last `%` takes one character more. */
function wildcard(text: string, parts: Part[]): boolean {
  let [at, part, lastAny, resumeAt] = [0, 0, -1, 0];
  while (at < text.length) {
    const expected = parts[part];
    if (expected === anyText) [lastAny, resumeAt, part] = [part, at, part + 1];
    else if (expected !== undefined && (expected === anyCharacter || expected === text.charAt(at)))
      [at, part] = [at + 1, part + 1];
    else if (lastAny >= 0) [at, part, resumeAt] = [resumeAt + 1, lastAny + 1, resumeAt + 1];
    else return false;
  }
  return parts.slice(part).every((rest) => rest === anyText);
}
