/** JSON as Kubernetes speaks it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value deep inside, or undefined. */
export function at(value: Json | undefined, ...keys: readonly (string | number)[]): Json | undefined {
  let found: Json | undefined = value;
  for (const key of keys) {
    if (Array.isArray(found)) found = typeof key === 'number' ? found[key] : undefined;
    else found = isObject(found) ? found[String(key)] : undefined;
  }
  return found;
}

/** A text deep inside, or undefined. */
export function textAt(value: Json | undefined, ...keys: readonly (string | number)[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/** The condition of that type in an object's status, such as `Ready`. */
export function conditionOf(object: Json | undefined, type: string): Json | undefined {
  const conditions = at(object, 'status', 'conditions');
  return Array.isArray(conditions) ? conditions.find((entry) => textAt(entry, 'type') === type) : undefined;
}
