import type { Container } from './container.ts';
import {
  badRequest,
  invalidPayload,
  itemExists,
  itemNotFound,
  partitionKeyMismatch,
  preconditionFailed,
} from './errors.ts';
import type { Item } from './item.ts';
import { partitionId, partitionKeyOf, type PartitionKeyValue } from './partition-key.ts';
import { applyPatch, readPatch } from './patch.ts';
import { isObject, type JsonObject, type Value } from './query/values.ts';

export const operationTypes = ['Create', 'Read', 'Upsert', 'Replace', 'Patch', 'Delete'] as const;
export type OperationType = (typeof operationTypes)[number];

/** One operation on one item, whether it came alone or in a batch. */
export interface Operation {
  type: OperationType;
  /** All components of the partition key. */
  key: readonly PartitionKeyValue[];
  /** Of the item to read or change; for Create and Upsert the body has it. */
  id?: string;
  body?: Value;
  ifMatch?: string;
  ifNoneMatch?: string;
}

/** What an operation came to. Deleted items and unchanged reads (304) have no content. */
export interface Outcome {
  status: 200 | 201 | 204 | 304;
  item?: Item;
}

/**
 * Performs one operation; its writes wait for `container.commit`.
 * @throws CosmosError 400, 404, 409, 412 or 413 as Azure answers
 */
export function perform(container: Container, operation: Operation, { now }: { now: number }): Outcome {
  const { key, type } = operation;
  if (type === 'Create' || type === 'Upsert') return put(container, operation, { now });
  const old = container.read(key, operation.id ?? '', { now });
  if (!old) throw itemNotFound();
  if (type === 'Read')
    return operation.ifNoneMatch === old.content.etag ? { status: 304, item: old } : { status: 200, item: old };
  checkConditions(operation, old);
  if (type === 'Delete') {
    container.remove(old);
    return { status: 204 };
  }
  const body =
    type === 'Patch'
      ? applyPatch(old.content.value, readPatch(operation.body), { keyPaths: container.partitionKeyPaths, now })
      : bodyOf(operation);
  checkKey(container, key, body);
  return { status: 200, item: container.write(key, body, { old, now }) };
}

function put(container: Container, operation: Operation, { now }: { now: number }): Outcome {
  const { key, type } = operation;
  const body = bodyOf(operation);
  checkKey(container, key, body);
  const old = container.read(key, typeof body['id'] === 'string' ? body['id'] : '', { now });
  if (!old) return { status: 201, item: container.write(key, body, { now }) };
  if (type === 'Create') throw itemExists();
  checkConditions(operation, old);
  return { status: 200, item: container.write(key, body, { old, now }) };
}

function bodyOf({ body }: Operation): JsonObject {
  if (!isObject(body)) throw invalidPayload('An item must be a JSON object.');
  return body;
}

function checkConditions({ ifMatch, ifNoneMatch }: Operation, { content: { etag } }: Item): void {
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etag) throw preconditionFailed();
  if (ifNoneMatch === '*' || ifNoneMatch === etag) throw preconditionFailed();
}

function checkKey(container: Container, key: readonly PartitionKeyValue[], body: JsonObject): void {
  const extracted = partitionKeyOf(body, container.partitionKeyPaths);
  if (extracted.some((value, at) => value !== key[at])) throw partitionKeyMismatch();
}

/** The whole partition key that an item operation needs. @throws CosmosError 400 when components are missing */
export function wholeKey(
  container: Container,
  key: readonly PartitionKeyValue[] | undefined,
): readonly PartitionKeyValue[] {
  if (key?.length === container.partitionKeyPaths.length) return key;
  throw badRequest(
    `The partition key supplied in x-ms-partitionkey header has fewer components than defined in the the collection: ` +
      `got ${key ? partitionId(key) : 'none'}, the paths are ${container.definition.partitionKey.paths.join(', ')}.`,
  );
}
