import { badRequest, invalidPayload, preconditionFailed } from './errors.ts';
import { conditionHolds } from './query/statement.ts';
import { isObject, type Json, type JsonObject, type Value } from './query/values.ts';

/**
 * Partial document update.
 * Source: https://learn.microsoft.com/azure/cosmos-db/partial-document-update
 */
export interface Patch {
  operations: PatchOperation[];
  /** `FROM c WHERE …`; the patch happens only when it holds. */
  condition: string | undefined;
}

interface PatchOperation {
  op: 'add' | 'set' | 'replace' | 'remove' | 'incr' | 'move';
  path: string[];
  from: string[] | undefined;
  value: Value;
}

const kinds: readonly string[] = ['add', 'set', 'replace', 'remove', 'incr', 'move'] satisfies PatchOperation['op'][];
const maximumOperations = 10;
const systemProperties = new Set(['id', '_rid', '_self', '_etag', '_attachments', '_ts', '_lsn']);

/** Reads the body of a patch: an array of operations, or an object with `operations` and `condition`. */
export function readPatch(body: Value): Patch {
  const { operations, condition } = Array.isArray(body) ? { operations: body } : isObject(body) ? body : {};
  if (!Array.isArray(operations)) throw invalidPayload('A patch is a list of operations, or has one in "operations".');
  if (condition !== undefined && typeof condition !== 'string')
    throw invalidPayload('The condition of a patch is a text, FROM c WHERE ….');
  if (operations.length === 0 || operations.length > maximumOperations)
    throw badRequest(`A patch has 1 to ${maximumOperations} operations, got ${operations.length}.`);
  return { operations: operations.map((operation, at) => readOperation(operation, at + 1)), condition };
}

function readOperation(given: Json, number: number): PatchOperation {
  if (!isObject(given)) throw failed(number, 'it must be an object with op, path and value.');
  const { op, path, from, value } = given;
  if (typeof op !== 'string' || !kinds.includes(op))
    throw failed(number, `op must be one of ${kinds.join(', ')}, got ${JSON.stringify(op)}.`);
  if (op === 'move' && from === undefined) throw failed(number, 'a move needs "from".');
  if (value === undefined && op !== 'remove' && op !== 'move') throw failed(number, `${op} needs a value.`);
  if (op === 'incr' && typeof value !== 'number')
    throw failed(number, `incr needs a number, got ${JSON.stringify(value)}.`);
  return {
    op: op as PatchOperation['op'],
    path: parsePointer(path, number),
    from: from === undefined ? undefined : parsePointer(from, number),
    value,
  };
}

function parsePointer(path: Value, number: number): string[] {
  if (typeof path !== 'string' || !/^\/./.test(path))
    throw failed(number, `a path starts with / and names a property, got ${JSON.stringify(path)}.`);
  const steps = path
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (steps.includes('__proto__')) throw failed(number, "'__proto__' cannot be patched; replace the item instead.");
  return steps;
}

/**
 * The item that a patch makes of `before`, which stays as it is: what lies on a path is copied, the rest is shared.
 * @throws CosmosError 412 when the condition does not hold, 400 when an operation cannot be applied
 */
export function applyPatch(
  before: JsonObject,
  { operations, condition }: Patch,
  { keyPaths, now }: { keyPaths: readonly string[][]; now: number },
): JsonObject {
  if (condition !== undefined && !conditionHolds(condition, before, { now })) throw preconditionFailed();
  const item = { ...before };
  operations.forEach((operation, at) => {
    for (const path of operation.from ? [operation.from, operation.path] : [operation.path])
      checkWritable(path, keyPaths, at + 1);
    apply(item, operation, at + 1);
  });
  return item;
}

function checkWritable(path: string[], keyPaths: readonly string[][], number: number): void {
  const isPartOf = (key: readonly string[]) => key.every((name, at) => at >= path.length || name === path[at]);
  if (systemProperties.has(path[0]!) || keyPaths.some((key) => path.length <= key.length && isPartOf(key)))
    throw failed(
      number,
      `'/${path.join('/')}' cannot be changed; it is the id, part of the partition key, or set by the service.`,
    );
}

function apply(item: JsonObject, { op, path, from, value }: PatchOperation, number: number): void {
  const target = locate(item, path, number);
  switch (op) {
    case 'add':
      return insert(target, value!);
    case 'set':
      return write(target, value!);
    case 'replace':
      if (read(target) === undefined) throw missing('Replace', path, number);
      return write(target, value!);
    case 'remove':
      if (read(target) === undefined) throw missing('Remove', path, number);
      return remove(target);
    case 'incr': {
      const current = read(target) ?? 0;
      if (typeof current !== 'number')
        throw failed(number, `Increment Operation can only be performed on a number, '/${path.join('/')}' is none.`);
      return write(target, current + (value as number));
    }
    case 'move': {
      if (path.length > from!.length && from!.every((step, at) => step === path[at]))
        throw failed(number, `'/${from!.join('/')}' cannot be moved into itself.`);
      const source = locate(item, from!, number);
      const moved = read(source);
      if (moved === undefined) throw missing('Move', from!, number);
      remove(source);
      return insert(locate(item, path, number), moved);
    }
  }
}

/** A place in an item: a property of an object, or an index of an array, its length meaning behind the last element. */
type Target = { object: JsonObject; name: string } | { array: Json[]; index: number };

function locate(item: JsonObject, path: string[], number: number): Target {
  let parent: JsonObject | Json[] = item;
  for (const [at, step] of path.slice(0, -1).entries()) {
    const child = childOf(parent, step);
    if (!child) throw noParent(path.slice(0, at + 1), number);
    parent = child;
  }
  const name = path.at(-1)!;
  if (!Array.isArray(parent)) return { object: parent, name };
  const index = name === '-' ? parent.length : indexOf(name);
  if (index > parent.length || index < 0)
    throw failed(
      number,
      `'${name}' is no index of the array at '/${path.slice(0, -1).join('/')}', which has ${parent.length} element(s).`,
    );
  return { array: parent, index };
}

/** The object or array at a step, replaced by a copy that may be changed. */
function childOf(parent: JsonObject | Json[], step: string): JsonObject | Json[] | undefined {
  const target = Array.isArray(parent) ? { array: parent, index: indexOf(step) } : { object: parent, name: step };
  const child = read(target);
  if (typeof child !== 'object' || child === null) return undefined;
  const copy = Array.isArray(child) ? [...child] : { ...child };
  write(target, copy);
  return copy;
}

const indexOf = (step: string) => (/^(0|[1-9]\d*)$/.test(step) ? Number(step) : -1);

function read(target: Target): Value {
  if ('array' in target) return target.array[target.index];
  return Object.hasOwn(target.object, target.name) ? target.object[target.name] : undefined;
}

function write(target: Target, value: Json): void {
  if ('array' in target) target.array[target.index] = value;
  else target.object[target.name] = value;
}

function insert(target: Target, value: Json): void {
  if ('array' in target) target.array.splice(target.index, 0, value);
  else write(target, value);
}

function remove(target: Target): void {
  if ('array' in target) target.array.splice(target.index, 1);
  else delete target.object[target.name];
}

const failed = (number: number, why: string) =>
  badRequest(`Message: {"Errors":[${JSON.stringify(`For Operation(${number}): ${why}`)}]}`);

const missing = (kind: string, path: string[], number: number) =>
  failed(number, `${kind} Operation can only be performed on an existing path, no path found: '/${path.join('/')}'.`);

const noParent = (path: string[], number: number) =>
  failed(
    number,
    `Given Operation can only create a child object of an existing node(array or object) and cannot create path ` +
      `recursively, no path found beyond: '${path.at(-1)}'. Learn more: https://aka.ms/cosmosdbpatchdocs`,
  );
