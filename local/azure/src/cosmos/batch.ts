import type { Container } from './container.ts';
import { badRequest, CosmosError, invalidPayload, tooLarge } from './errors.ts';
import { operationTypes, perform, wholeKey, type Operation, type OperationType, type Outcome } from './operations.ts';
import { parsePartitionKey, type PartitionKeyValue } from './partition-key.ts';
import { isObject, type Json, type Value } from './query/values.ts';

const maximumOperations = 100;
const maximumAtomicBytes = 2 * 1024 * 1024;

export interface BatchRequest {
  /** All or nothing, in one partition; otherwise every operation stands for itself. */
  isAtomic: boolean;
  /** Of the header; operations of a bulk request bring their own. */
  key: readonly PartitionKeyValue[] | undefined;
  continueOnError: boolean;
  /** Whether results carry the items that were written; those that were read always come. */
  returnsContent: boolean;
  bytes: number;
  now: number;
}

export interface BatchAnswer {
  /** 207 as soon as one operation failed. */
  status: 200 | 207;
  /** The results as JSON text, in the order of the operations. */
  body: string;
}

/**
 * Runs a transactional batch or a bulk request.
 * Source: https://learn.microsoft.com/azure/cosmos-db/nosql/transactional-batch
 * @throws CosmosError 400 or 413 when the request as a whole is none
 */
export function runBatch(container: Container, body: Value, request: BatchRequest): BatchAnswer {
  if (!Array.isArray(body)) throw invalidPayload('A batch is a JSON array of operations.');
  if (body.length === 0 || body.length > maximumOperations)
    throw badRequest(`Batch request has ${body.length} operations, it must have 1 to ${maximumOperations}.`);
  if (request.isAtomic && request.bytes > maximumAtomicBytes)
    throw tooLarge('the batch', request.bytes, maximumAtomicBytes);
  const results = request.isAtomic ? runAtomic(container, body, request) : runBulk(container, body, request);
  return {
    status: results.some(({ failed }) => failed) ? 207 : 200,
    body: `[${results.map(({ text }) => text).join()}]`,
  };
}

interface Result {
  failed: boolean;
  text: string;
}

function runAtomic(container: Container, operations: Json[], request: BatchRequest): Result[] {
  const key = wholeKey(container, request.key);
  const results: Result[] = [];
  container.begin();
  try {
    for (const given of operations)
      results.push(succeeded(perform(container, { ...readOperation(given), key }, request), given, request));
    container.commit();
    return results;
  } catch (error) {
    container.rollback();
    return operations.map((_, at) => (at === results.length ? failure(error) : failedDependency));
  }
}

function runBulk(container: Container, operations: Json[], request: BatchRequest): Result[] {
  let stopped = false;
  return operations.map((given) => {
    if (stopped) return failedDependency;
    try {
      const operation = readOperation(given);
      const key = isObject(given) && typeof given['partitionKey'] === 'string' ? given['partitionKey'] : undefined;
      const outcome = perform(container, { ...operation, key: keyOf(container, key, request) }, request);
      container.commit();
      return succeeded(outcome, given, request);
    } catch (error) {
      container.rollback();
      stopped = !request.continueOnError;
      return failure(error);
    }
  });
}

function keyOf(container: Container, text: string | undefined, { key }: BatchRequest): readonly PartitionKeyValue[] {
  const { partitionKeyPaths, definition } = container;
  const own =
    text === undefined ? key : parsePartitionKey(text, partitionKeyPaths, definition.partitionKey.systemKey ?? false);
  return wholeKey(container, own);
}

function readOperation(given: Json): Omit<Operation, 'key'> {
  if (!isObject(given)) throw invalidPayload('An operation of a batch must be a JSON object.');
  const { operationType, id, resourceBody, ifMatch, ifNoneMatch } = given;
  if (!operationTypes.includes(operationType as OperationType))
    throw invalidPayload(
      `operationType must be one of ${operationTypes.join(', ')}, got ${JSON.stringify(operationType)}.`,
    );
  const text = (value: Value) => (typeof value === 'string' ? value : undefined);
  return {
    type: operationType as OperationType,
    id: text(id),
    body: resourceBody,
    ifMatch: text(ifMatch),
    ifNoneMatch: text(ifNoneMatch),
  };
}

function succeeded({ status, item }: Outcome, given: Json, { returnsContent }: BatchRequest): Result {
  if (!item) return { failed: false, text: `{"statusCode":${status},"requestCharge":1}` };
  const { etag, json } = item.content;
  const isRead = isObject(given) && given['operationType'] === 'Read';
  const content = (isRead || returnsContent) && status !== 304 ? `,"resourceBody":${json}` : '';
  return { failed: false, text: `{"statusCode":${status},"requestCharge":1,"eTag":${JSON.stringify(etag)}${content}}` };
}

function failure(error: unknown): Result {
  if (!(error instanceof CosmosError)) throw error;
  const { status, substatus, message } = error;
  return {
    failed: true,
    text: JSON.stringify({ statusCode: status, subStatusCode: substatus, requestCharge: 1, message }),
  };
}

const failedDependency: Result = { failed: true, text: '{"statusCode":424,"requestCharge":0}' };
