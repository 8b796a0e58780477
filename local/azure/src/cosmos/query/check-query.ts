import { aggregateFunctions } from './aggregates.ts';
import { forEachChild, type Expression, type Query } from './ast.ts';
import { QueryError } from './query-error.ts';

export function isAggregate(expression: Expression): boolean {
  return expression.kind === 'call' && aggregateFunctions.has(expression.name.toUpperCase());
}

/** The expressions of a SELECT clause. */
export function selectedExpressions({ select }: Query): Expression[] {
  if (select.kind === 'star') return [];
  return select.kind === 'value' ? [select.expression] : select.items.map(({ expression }) => expression);
}

/**
 * Checks that SELECT uses nothing of a group but what all its rows share: aggregates, the grouped expressions, and
 * what does not depend on a row. `isOwn` distinguishes the aliases of the query from those of queries around it.
 */
export function checkGrouping(query: Query, isOwn: (name: string) => boolean): void {
  if (query.select.kind === 'star')
    throw new QueryError(
      'SC2102',
      "'SELECT *' is not valid with GROUP BY or an aggregate function.",
      query.select.span,
    );
  if (query.orderBy.length > 0 && query.groupBy.length > 0)
    throw new QueryError('SC2101', "'ORDER BY' is not supported in presence of GROUP BY.", query);
  const keys = new Set(query.groupBy.map(textOf));
  const check = (expression: Expression): void => {
    if (isAggregate(expression) || keys.has(textOf(expression))) return;
    const path = pathOf(expression);
    if (path && isOwn(path.root))
      throw new QueryError(
        'SC2102',
        `Property reference '${path.text}' is invalid in the select list because it is not contained in either an ` +
          `aggregate function or the GROUP BY clause.`,
        expression,
      );
    forEachChild(expression, check);
  };
  selectedExpressions(query).forEach(check);
}

/** Whether an aggregate function is only a part of a selected expression, as in ROUND(AVG(c.price)). */
export function composesAggregates(query: Query): boolean {
  const contains = (expression: Expression): boolean => {
    let found = isAggregate(expression);
    forEachChild(expression, (child) => (found ||= contains(child)));
    return found;
  };
  return selectedExpressions(query).some((expression) => !isAggregate(expression) && contains(expression));
}

/** A text that two expressions share exactly when they say the same, wherever they stand. */
function textOf(expression: Expression): string {
  return JSON.stringify(expression, (name, value: unknown) => (name === 'start' || name === 'end' ? undefined : value));
}

function pathOf(expression: Expression): { root: string; text: string } | undefined {
  if (expression.kind === 'identifier') return { root: expression.name, text: expression.name };
  if (expression.kind === 'element') return pathOf(expression.of);
  if (expression.kind !== 'property') return undefined;
  const of = pathOf(expression.of);
  return of && { root: of.root, text: `${of.text}.${expression.name}` };
}
