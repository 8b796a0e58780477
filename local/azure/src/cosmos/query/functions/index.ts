import { QueryError, type Span } from '../query-error.ts';
import { arrayFunctions, typeFunctions } from './arrays-and-types.ts';
import type { BuiltIn } from './built-in.ts';
import { dateFunctions } from './dates.ts';
import { numberFunctions } from './numbers.ts';
import { stringFunctions } from './strings.ts';

const functions = new Map<string, BuiltIn>(
  Object.entries({ ...stringFunctions, ...numberFunctions, ...arrayFunctions, ...typeFunctions, ...dateFunctions }),
);

/** Functions whose answer changes from call to call; an index cannot serve a condition with one of them. */
export const volatileFunctions = new Set(['RAND']);

/** The built-in function of that name, which does not depend on case, for a call with so many arguments. */
export function findFunction(name: string, count: number, span: Span): BuiltIn {
  if (name.startsWith('udf.'))
    throw new QueryError('SC2005', `The embedded Cosmos DB server has no user-defined functions: '${name}'.`, span);
  const found = functions.get(name.toUpperCase());
  if (!found) throw new QueryError('SC2005', `'${name}' is not a recognized built-in function name.`, span);
  const { minimum, maximum } = found;
  if (count < minimum || count > maximum) {
    const wanted =
      minimum === maximum ? `${minimum}` : maximum === Infinity ? `at least ${minimum}` : `${minimum} to ${maximum}`;
    throw new QueryError('SC2050', `The ${name.toUpperCase()} function requires ${wanted} argument(s).`, span);
  }
  return found;
}
