/** A JSON value as items hold it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}
/** What an expression can be: JSON, or undefined where a property is missing or an operation has no answer. */
export type Value = Json | undefined;

export function isObject(value: Value): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The place of a type in the order of all values: undefined, null, booleans, numbers, strings, arrays, objects. */
export function typeRank(value: Value): number {
  switch (typeof value) {
    case 'string':
      return 4;
    case 'number':
      return 3;
    case 'boolean':
      return 2;
    case 'undefined':
      return 0;
    default:
      return value === null ? 1 : Array.isArray(value) ? 5 : 6;
  }
}

/** The total order that ORDER BY, MIN, MAX and the indexes follow. Strings compare by UTF-16 code unit. */
export function compare(left: Value, right: Value): number {
  if (left === right) return 0;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : 1;
  const rank = typeRank(left);
  const difference = rank - typeRank(right);
  if (difference !== 0) return difference;
  if (rank < 5) return left! < right! ? -1 : 1;
  const [a, b] = [canonical(left), canonical(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Deep equality; the order of an object's properties does not matter. Values of different types are not equal. */
export function equals(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => equals(item, right[index]!));
  }
  if (Array.isArray(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && equals(left[name]!, right[name]!));
}

/** A text that two values share exactly when they are equal; undefined has one, too. */
export function canonical(value: Value): string {
  if (value === undefined) return 'undefined';
  if (typeof value !== 'object' || value === null) return value === 0 ? '0' : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}

/** The value at a path of property names, or undefined. Arrays and inherited properties are not looked into. */
export function valueAt(value: Value, path: readonly string[]): Value {
  let current = value;
  for (const name of path) {
    if (!isObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}
