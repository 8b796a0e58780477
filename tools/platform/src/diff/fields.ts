import { isObject, type Json, type JsonObject } from '@halden/kubernetes/json';

/** One value that differs. `path` is for people: `spec.template.spec.containers[order-service].image`. */
export interface FieldChange {
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/**
 * The smallest set of values in which two objects differ. Items of a list are matched by their `name`
 * where all have one (containers, ports, variables), else as whole values, whatever their order.
 */
export function fieldChanges(before: Json | undefined, after: Json | undefined, path = ''): FieldChange[] {
  if (equal(before, after)) return [];
  if (isObject(before) && isObject(after))
    return union(Object.keys(before), Object.keys(after)).flatMap((key) =>
      fieldChanges(before[key], after[key], path === '' ? key : `${path}${segment(key)}`),
    );
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [byName(before), byName(after)];
    if (old && now)
      return union([...old.keys()], [...now.keys()]).flatMap((name) =>
        fieldChanges(old.get(name), now.get(name), `${path}[${name}]`),
      );
    const changes = [
      ...before.filter((item) => !after.some((other) => equal(item, other))).map((item) => [item, undefined] as const),
      ...after.filter((item) => !before.some((other) => equal(item, other))).map((item) => [undefined, item] as const),
    ];
    // The same items in another order.
    if (changes.length === 0) return [{ path, before, after }];
    return changes.map(([was, is]) => ({ path: `${path}[]`, before: was, after: is }));
  }
  return [{ path, before, after }];
}

const segment = (key: string): string => (/^[\w-]+$/.test(key) ? `.${key}` : `["${key}"]`);

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

function byName(items: readonly Json[]): Map<string, JsonObject> | undefined {
  const named = new Map<string, JsonObject>();
  for (const item of items) {
    if (!isObject(item) || typeof item.name !== 'string' || named.has(item.name)) return undefined;
    named.set(item.name, item);
  }
  return named;
}

/** Deep equality of JSON, whatever the order of keys. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && equal(a[key], b[key]));
}
