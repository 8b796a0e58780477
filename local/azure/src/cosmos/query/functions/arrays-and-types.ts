import { canonical, equals, isObject, typeRank, type Json, type Value } from '../values.ts';
import { builtIn, isInteger, isString, type BuiltIns } from './built-in.ts';

const is = (holds: (value: Value) => boolean) => builtIn(1, 1, ([value]) => holds(value));

/** Type checks. Source: https://learn.microsoft.com/azure/cosmos-db/nosql/query/type-checking-functions */
export const typeFunctions: BuiltIns = {
  IS_ARRAY: is((value) => Array.isArray(value)),
  IS_BOOL: is((value) => typeof value === 'boolean'),
  IS_DEFINED: is((value) => value !== undefined),
  IS_FINITE_NUMBER: is((value) => Number.isFinite(value)),
  IS_INTEGER: is((value) => isInteger(value)),
  IS_NULL: is((value) => value === null),
  IS_NUMBER: is((value) => typeof value === 'number'),
  IS_OBJECT: is((value) => isObject(value)),
  IS_PRIMITIVE: is((value) => value !== undefined && typeRank(value) < 5),
  IS_STRING: is(isString),
  IIF: builtIn(3, 3, ([condition, then, otherwise]) => (condition === true ? then : otherwise)),
  CHOOSE: builtIn(2, Infinity, ([index, ...items]) => (isInteger(index) && index > 0 ? items[index - 1] : undefined)),
};

/** Array functions. Source: https://learn.microsoft.com/azure/cosmos-db/nosql/query/array-functions */
export const arrayFunctions: BuiltIns = {
  ARRAY_CONCAT: builtIn(2, Infinity, (args) => (args.every(isArray) ? args.flat(1) : undefined)),
  ARRAY_CONTAINS: builtIn(2, 3, ([items, wanted, partial = false]) => {
    if (!isArray(items) || wanted === undefined || typeof partial !== 'boolean') return undefined;
    return items.some((item) => (partial ? covers(item, wanted) : equals(item, wanted)));
  }),
  ARRAY_CONTAINS_ANY: builtIn(2, Infinity, ([items, ...wanted]) =>
    isArray(items) && wanted.every(isDefined)
      ? wanted.some((value) => items.some((item) => equals(item, value)))
      : undefined,
  ),
  ARRAY_CONTAINS_ALL: builtIn(2, Infinity, ([items, ...wanted]) =>
    isArray(items) && wanted.every(isDefined)
      ? wanted.every((value) => items.some((item) => equals(item, value)))
      : undefined,
  ),
  ARRAY_LENGTH: builtIn(1, 1, ([items]) => (isArray(items) ? items.length : undefined)),
  ARRAY_SLICE: builtIn(2, 3, ([items, start, length = Number.MAX_SAFE_INTEGER]) => {
    if (!isArray(items) || !isInteger(start) || !isInteger(length)) return undefined;
    const from = start < 0 ? Math.max(start + items.length, 0) : start;
    return length <= 0 ? [] : items.slice(from, from + length);
  }),
  OBJECTTOARRAY: builtIn(1, 3, ([object, key = 'k', value = 'v']) =>
    isObject(object) && isString(key) && isString(value)
      ? Object.entries(object).map(([name, content]) => ({ [key]: name, [value]: content }))
      : undefined,
  ),
  SETINTERSECT: builtIn(2, 2, ([left, right]) => {
    if (!isArray(left) || !isArray(right)) return undefined;
    const wanted = new Set(right.map(canonical));
    return distinct(left).filter((item) => wanted.has(canonical(item)));
  }),
  SETUNION: builtIn(2, 2, ([left, right]) =>
    isArray(left) && isArray(right) ? distinct([...left, ...right]) : undefined,
  ),
  SETDIFFERENCE: builtIn(2, 2, ([left, right]) => {
    if (!isArray(left) || !isArray(right)) return undefined;
    const unwanted = new Set(right.map(canonical));
    return distinct(left).filter((item) => !unwanted.has(canonical(item)));
  }),
  SETEQUAL: builtIn(2, 2, ([left, right]) => {
    if (!isArray(left) || !isArray(right)) return undefined;
    const [a, b] = [new Set(left.map(canonical)), new Set(right.map(canonical))];
    return a.size === b.size && [...a].every((item) => b.has(item));
  }),
};

const isArray = (value: Value): value is Json[] => Array.isArray(value);
const isDefined = (value: Value): value is Json => value !== undefined;

/** Whether an object has all properties of another; values that are no objects must be equal. */
function covers(item: Json, wanted: Json): boolean {
  if (!isObject(wanted)) return equals(item, wanted);
  return (
    isObject(item) &&
    Object.entries(wanted).every(([name, value]) => Object.hasOwn(item, name) && equals(item[name]!, value))
  );
}

function distinct(items: Json[]): Json[] {
  return [...new Map(items.map((item) => [canonical(item), item])).values()];
}
