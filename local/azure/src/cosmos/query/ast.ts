import type { Span } from './query-error.ts';
import type { Value } from './values.ts';

export type Expression = Span &
  (
    | { kind: 'literal'; value: Value }
    | { kind: 'parameter'; name: string }
    | { kind: 'identifier'; name: string }
    | { kind: 'property'; of: Expression; name: string }
    | { kind: 'element'; of: Expression; index: Expression }
    | { kind: 'array'; items: Expression[] }
    | { kind: 'object'; properties: { name: string; value: Expression }[] }
    | { kind: 'unary'; operator: UnaryOperator; operand: Expression }
    | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression }
    | { kind: 'conditional'; condition: Expression; then: Expression; otherwise: Expression }
    | { kind: 'in'; needle: Expression; items: Expression[]; not: boolean }
    | { kind: 'between'; operand: Expression; low: Expression; high: Expression; not: boolean }
    | { kind: 'like'; operand: Expression; pattern: Expression; escape: string | undefined; not: boolean }
    | { kind: 'call'; name: string; arguments: Expression[] }
    | { kind: 'subquery'; form: 'scalar' | 'exists' | 'array'; query: Query }
  );
export type UnaryOperator = 'NOT' | '-' | '+' | '~';
export type BinaryOperator =
  'AND' | 'OR' | '??' | '||' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^';

/** `SELECT … FROM … WHERE … GROUP BY … ORDER BY … OFFSET … LIMIT …` */
export interface Query extends Span {
  select: Selection;
  distinct: boolean;
  top: Expression | undefined;
  /** The first source, then the joins. Empty without FROM. */
  from: Source[];
  where: Expression | undefined;
  groupBy: Expression[];
  orderBy: { expression: Expression; descending: boolean }[];
  offset: Expression | undefined;
  limit: Expression | undefined;
}

export type Selection =
  | { kind: 'star'; span: Span }
  | { kind: 'value'; expression: Expression }
  | { kind: 'list'; items: { expression: Expression; name: string }[] };

/**
 * One source of rows: `c`, `c.children AS child`, `t IN c.tags` (each element), `(SELECT …) s`.
 * A path starts at a name: for the first source of a query that of the container, or one that is in scope.
 */
export type Source = Span & {
  alias: string;
  /** Whether each element of the array is a row, or the value itself is the only one. */
  each: boolean;
  collection:
    { kind: 'path'; root: string; rootSpan: Span; steps: (string | number)[] } | { kind: 'subquery'; query: Query };
};

/** Calls `visit` for the expressions directly inside `expression`; the inside of subqueries is left out. */
export function forEachChild(expression: Expression, visit: (child: Expression) => void): void {
  switch (expression.kind) {
    case 'literal':
    case 'parameter':
    case 'identifier':
    case 'subquery':
      return;
    case 'property':
      return visit(expression.of);
    case 'element':
      visit(expression.of);
      return visit(expression.index);
    case 'array':
      return expression.items.forEach(visit);
    case 'object':
      return expression.properties.forEach(({ value }) => visit(value));
    case 'unary':
      return visit(expression.operand);
    case 'binary':
      visit(expression.left);
      return visit(expression.right);
    case 'conditional':
      visit(expression.condition);
      visit(expression.then);
      return visit(expression.otherwise);
    case 'in':
      visit(expression.needle);
      return expression.items.forEach(visit);
    case 'between':
      visit(expression.operand);
      visit(expression.low);
      return visit(expression.high);
    case 'like':
      visit(expression.operand);
      return visit(expression.pattern);
    case 'call':
      return expression.arguments.forEach(visit);
  }
}
