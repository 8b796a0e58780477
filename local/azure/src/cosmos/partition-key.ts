import { badRequest, substatus } from './errors.ts';
import { valueAt, type Json, type JsonObject } from './query/values.ts';

/** One component of a partition key; undefined where the item has no such property. */
export type PartitionKeyValue = string | number | boolean | null | undefined;

const maximumBytes = 2048;

/** `/address/"post code"` → `['address', 'post code']`. Undefined when it is no path. */
export function parsePath(path: string): string[] | undefined {
  const steps = [...path.matchAll(/\/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^/]+)/gy)].map((match) => match[1]!);
  if (steps.length === 0 || steps.reduce((length, step) => length + step.length + 1, 0) !== path.length)
    return undefined;
  return steps.map((step) => (/^["']/.test(step) ? step.slice(1, -1).replace(/\\(.)/g, '$1') : step.trim()));
}

/** The partition key of an item. Objects, arrays and overlong strings cannot be one. */
export function partitionKeyOf(item: JsonObject, paths: readonly string[][]): PartitionKeyValue[] {
  return paths.map((path) => component(valueAt(item, path), `/${path.join('/')}`));
}

/** A text that two partition keys share exactly when they are the same. */
export function partitionId(values: readonly PartitionKeyValue[]): string {
  return JSON.stringify(values.map((value) => (value === undefined ? {} : value)));
}

/** The values that {@link partitionId} made a text of. */
export function partitionValues(id: string): PartitionKeyValue[] {
  return (JSON.parse(id) as Json[]).map((value) => component(isEmptyObject(value) ? undefined : value, id));
}

/** Where the texts of the partition keys lie that begin with these values and have more. */
export function partitionPrefix(values: readonly PartitionKeyValue[]): { from: string; to: string } {
  const begin = partitionId(values).slice(0, -1);
  return { from: `${begin},`, to: `${begin}-` }; // '-' is the character after ','
}

/**
 * Reads a partition key from its wire form: a JSON array in which `{}` stands for undefined. Fewer components than
 * paths are a prefix of a hierarchical key; a container with a system key sends none at all.
 */
export function parsePartitionKey(text: string, paths: readonly string[][], systemKey: boolean): PartitionKeyValue[] {
  const parsed = parseArray(text);
  if (parsed.length === 0 && systemKey) return paths.map(() => undefined);
  if (parsed.length > paths.length || (parsed.length === 0 && paths.length > 0))
    throw badRequest(
      `Partition key provided either doesn't correspond to definition in the collection or doesn't match partition ` +
        `key field values specified in the document: got ${text}, the container has ${paths.length} path(s).`,
      substatus.partitionKeyMismatch,
    );
  return parsed.map((value) => component(isEmptyObject(value) ? undefined : value, 'the partition key header'));
}

function parseArray(text: string): Json[] {
  try {
    const parsed = JSON.parse(text) as Json;
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Reported below, like any other text that is no array.
  }
  throw badRequest(`The partition key supplied in x-ms-partitionkey header is not a JSON array: ${text}`);
}

function component(value: Json | undefined, where: string): PartitionKeyValue {
  if (typeof value === 'object' && value !== null)
    throw badRequest(
      `Partition key value at ${where} must be a string, number, boolean or null, got ${JSON.stringify(value)}.`,
      substatus.partitionKeyMismatch,
    );
  if (typeof value === 'string' && value.length * 3 > maximumBytes && Buffer.byteLength(value) > maximumBytes)
    throw badRequest(`Partition key value at ${where} is longer than ${maximumBytes} bytes.`);
  return value;
}

function isEmptyObject(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}
