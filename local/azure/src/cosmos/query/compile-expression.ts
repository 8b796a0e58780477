import type { BinaryOperator, Expression, Query } from './ast.ts';
import { aggregateFunctions, type Aggregate } from './aggregates.ts';
import type { Evaluator, Frame, Numbering } from './frame.ts';
import { findFunction } from './functions/index.ts';
import { likeExpression } from './like.ts';
import { notServable, QueryError, type Span } from './query-error.ts';
import { equals, isObject, typeRank, type Json, type JsonObject, type Value } from './values.ts';

/** What names mean at one place of a query. */
export interface Scope {
  numbering: Numbering;
  /** The slots of the aliases that are in sight, those of outer queries included. */
  slots: ReadonlyMap<string, number>;
  /** Where an aggregate function may stand, its calls are collected here. */
  aggregates?: Aggregate[];
  insideAggregate?: boolean;
  /** Compiles a subquery; all its rows, or only whether there are any. */
  subquery: (query: Query, scope: Scope) => { rows: (frame: Frame) => Json[]; any: Evaluator };
}

/** Turns an expression into a function of a frame. Undefined operands follow the three-valued logic of Cosmos DB. */
export function compileExpression(expression: Expression, scope: Scope): Evaluator {
  const compile = (part: Expression) => compileExpression(part, scope);
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'parameter': {
      const number = scope.numbering.parameter(expression.name);
      return (frame) => frame.parameters[number];
    }
    case 'identifier': {
      const slot = resolve(expression.name, expression, scope);
      return (frame) => frame.slots[slot];
    }
    case 'property':
      return property(compile(expression.of), expression.name);
    case 'element':
      return element(compile(expression.of), compile(expression.index));
    case 'array': {
      const items = expression.items.map(compile);
      return (frame) => items.map((item) => item(frame)).filter((item) => item !== undefined);
    }
    case 'object': {
      const properties = expression.properties.map(({ name, value }) => ({ name, value: compile(value) }));
      return (frame) => {
        const object: JsonObject = {};
        for (const { name, value } of properties) setProperty(object, name, value(frame));
        return object;
      };
    }
    case 'unary':
      return unary(expression.operator, compile(expression.operand));
    case 'binary':
      return binary(expression.operator, compile(expression.left), compile(expression.right));
    case 'conditional': {
      const [condition, then, otherwise] = [expression.condition, expression.then, expression.otherwise].map(compile);
      return (frame) => (condition!(frame) === true ? then!(frame) : otherwise!(frame));
    }
    case 'in': {
      const [needle, items] = [compile(expression.needle), expression.items.map(compile)];
      const holds: Evaluator = (frame) => {
        const wanted = needle(frame);
        if (wanted === undefined) return undefined;
        return items.some((item) => {
          const value = item(frame);
          return value !== undefined && equals(wanted, value);
        });
      };
      return expression.not ? negate(holds) : holds;
    }
    case 'between': {
      const operand = compile(expression.operand);
      const holds = binary(
        'AND',
        binary('>=', operand, compile(expression.low)),
        binary('<=', operand, compile(expression.high)),
      );
      return expression.not ? negate(holds) : holds;
    }
    case 'like': {
      const holds = like(compile(expression.operand), compile(expression.pattern), expression.escape);
      return expression.not ? negate(holds) : holds;
    }
    case 'call':
      return call(expression.name, expression.arguments, { span: expression, scope });
    case 'subquery':
      return subquery(expression.form, expression.query, scope);
  }
}

export function resolve(name: string, span: Span, scope: Scope): number {
  const slot = scope.slots.get(name);
  if (slot === undefined) throw new QueryError('SC2001', `Identifier '${name}' could not be resolved.`, span);
  return slot;
}

/** Property access is what queries do most, so it avoids Object.hasOwn where no inherited property can be met. */
export function property(of: Evaluator, name: string): Evaluator {
  if (name === '__proto__' || name === 'length' || /^\d/.test(name))
    return (frame) => {
      const value = of(frame);
      return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    };
  return (frame) => {
    const value = of(frame);
    if (typeof value !== 'object' || value === null) return undefined;
    const found = (value as JsonObject)[name];
    return typeof found === 'function' ? undefined : found;
  };
}

export function element(of: Evaluator, index: Evaluator): Evaluator {
  return (frame) => {
    const [value, at] = [of(frame), index(frame)];
    if (Array.isArray(value)) return typeof at === 'number' ? value[at] : undefined;
    return isObject(value) && typeof at === 'string' && Object.hasOwn(value, at) ? value[at] : undefined;
  };
}

/** Sets a property, also one that is called __proto__; undefined leaves it out. */
export function setProperty(object: JsonObject, name: string, value: Value): void {
  if (value === undefined) return;
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true });
  else object[name] = value;
}

function unary(operator: 'NOT' | '-' | '+' | '~', operand: Evaluator): Evaluator {
  if (operator === 'NOT') return negate(operand);
  const answer = { '-': (x: number) => -x, '+': (x: number) => x, '~': (x: number) => ~x }[operator];
  return (frame) => {
    const value = operand(frame);
    return typeof value === 'number' ? answer(value) : undefined;
  };
}

function negate(operand: Evaluator): Evaluator {
  return (frame) => {
    const value = operand(frame);
    return typeof value === 'boolean' ? !value : undefined;
  };
}

const arithmetic: Partial<Record<BinaryOperator, (x: number, y: number) => number>> = {
  '+': (x, y) => x + y,
  '-': (x, y) => x - y,
  '*': (x, y) => x * y,
  '/': (x, y) => x / y,
  '%': (x, y) => x % y,
  '&': (x, y) => x & y,
  '|': (x, y) => x | y,
  '^': (x, y) => x ^ y,
};
type Scalar = string | number | boolean;
const comparisons: Partial<Record<BinaryOperator, (x: Scalar, y: Scalar) => boolean>> = {
  '<': (x, y) => x < y,
  '<=': (x, y) => x <= y,
  '>': (x, y) => x > y,
  '>=': (x, y) => x >= y,
};

function binary(operator: BinaryOperator, left: Evaluator, right: Evaluator): Evaluator {
  const calculate = arithmetic[operator];
  if (calculate)
    return (frame) => {
      const [x, y] = [left(frame), right(frame)];
      if (typeof x !== 'number' || typeof y !== 'number') return undefined;
      const result = calculate(x, y);
      return Number.isFinite(result) ? result : undefined;
    };
  const holds = comparisons[operator];
  if (holds)
    return (frame) => {
      const [x, y] = [left(frame), right(frame)];
      const rank = typeRank(x);
      if (rank === 0 || rank > 4 || rank !== typeRank(y)) return undefined;
      return x === null ? operator.endsWith('=') : holds(x as Scalar, y as Scalar);
    };
  switch (operator) {
    case 'AND':
      return (frame) => {
        const x = left(frame);
        if (x === false) return false;
        const y = right(frame);
        return y === false ? false : x === true && y === true ? true : undefined;
      };
    case 'OR':
      return (frame) => {
        const x = left(frame);
        if (x === true) return true;
        const y = right(frame);
        return y === true ? true : x === false && y === false ? false : undefined;
      };
    case '??':
      return (frame) => {
        const x = left(frame);
        return x === undefined ? right(frame) : x;
      };
    case '||':
      return (frame) => {
        const [x, y] = [left(frame), right(frame)];
        return typeof x === 'string' && typeof y === 'string' ? x + y : undefined;
      };
    default: {
      const equal = operator === '=';
      return (frame) => {
        const [x, y] = [left(frame), right(frame)];
        return x === undefined || y === undefined ? undefined : equals(x, y) === equal;
      };
    }
  }
}

function like(operand: Evaluator, pattern: Evaluator, escape: string | undefined): Evaluator {
  let last: { pattern: string; expression: RegExp } | undefined;
  return (frame) => {
    const [text, wanted] = [operand(frame), pattern(frame)];
    if (typeof text !== 'string' || typeof wanted !== 'string') return undefined;
    if (last?.pattern !== wanted) last = { pattern: wanted, expression: likeExpression(wanted, escape) };
    return last.expression.test(text);
  };
}

function call(name: string, args: Expression[], { span, scope }: { span: Span; scope: Scope }): Evaluator {
  const start = aggregateFunctions.get(name.toUpperCase());
  if (start) return aggregate(name.toUpperCase(), args, { span, scope, start });
  const { call: answer } = findFunction(name, args.length, span);
  const evaluators = args.map((argument) => compileExpression(argument, scope));
  return (frame) =>
    answer(
      evaluators.map((evaluate) => evaluate(frame)),
      frame.now,
    );
}

function aggregate(
  name: string,
  args: Expression[],
  { span, scope, start }: { span: Span; scope: Scope; start: Aggregate['start'] },
): Evaluator {
  if (scope.insideAggregate) throw nestedAggregate();
  if (!scope.aggregates)
    throw new QueryError('SC2103', `The aggregate function ${name} may only stand in the SELECT clause.`, span);
  const [argument] = args;
  if (!argument || args.length > 1)
    throw new QueryError('SC2050', `The ${name} function requires 1 argument(s).`, span);
  const number = scope.numbering.aggregate();
  const evaluate = compileExpression(argument, { ...scope, insideAggregate: true });
  scope.aggregates.push({ number, argument: evaluate, start });
  return (frame) => frame.aggregates[number];
}

const nestedAggregate = () =>
  notServable('Cannot perform an aggregate function on an expression containing an aggregate or a subquery.');

function subquery(form: 'scalar' | 'exists' | 'array', query: Query, scope: Scope): Evaluator {
  if (scope.insideAggregate) throw nestedAggregate();
  const { rows, any } = scope.subquery(query, scope);
  if (form === 'exists') return any;
  if (form === 'array') return rows;
  return (frame) => {
    const found = rows(frame);
    if (found.length > 1)
      throw notServable('The cardinality of a scalar subquery result set cannot be greater than one.');
    return found[0];
  };
}
