import { runBatch } from './batch.ts';
import { readChanges } from './change-feed.ts';
import type { Container } from './container.ts';
import { badRequest, notPartOfTheServer } from './errors.ts';
import {
  header,
  isQuery,
  isTrue,
  readJson,
  readObject,
  readPageSize,
  type CosmosRequest,
  type CosmosResponse,
} from './exchange.ts';
import { perform, wholeKey, type Operation, type OperationType } from './operations.ts';
import { parsePartitionKey, partitionKeyOf, type PartitionKeyValue } from './partition-key.ts';
import { answerPlan, answerQuery, readFeed } from './queries.ts';

/** Answers requests to `/docs`: create, upsert, batch, query, query plan, read feed and change feed. */
export function handleItems(container: Container, request: CosmosRequest, { now }: { now: number }): CosmosResponse {
  checkOptions(request);
  const key = partitionKey(container, request);
  if (request.method === 'GET') {
    const mode = header(request, 'a-im');
    if (mode === undefined) return readFeed(container, request, { key, now });
    if (!/^incremental feed$/i.test(mode))
      throw badRequest(`The embedded Cosmos DB server has the change feed of the latest version only, not '${mode}'.`);
    return changeFeed(container, request, { key, now });
  }
  if (isTrue(request, 'x-ms-cosmos-is-batch-request')) return batch(container, request, { key, now });
  if (isTrue(request, 'x-ms-cosmos-is-query-plan-request')) return answerPlan(request);
  if (isQuery(request)) return answerQuery(container, request, { key, now });
  const body = readObject(request);
  const type = isTrue(request, 'x-ms-documentdb-is-upsert') ? 'Upsert' : 'Create';
  const given = key ? wholeKey(container, key) : partitionKeyOf(body, container.partitionKeyPaths);
  return single(container, request, { type, key: given, body, now });
}

const methods: Record<string, OperationType> = { GET: 'Read', PUT: 'Replace', DELETE: 'Delete', PATCH: 'Patch' };

/** Answers requests to `/docs/{id}`. */
export function handleItem(
  container: Container,
  request: CosmosRequest,
  { id, now }: { id: string; now: number },
): CosmosResponse {
  checkOptions(request);
  const type = methods[request.method]!;
  const key = wholeKey(container, partitionKey(container, request));
  const body = type === 'Replace' || type === 'Patch' ? readJson(request) : undefined;
  return single(container, request, { type, key, id, body, now });
}

/** Deletes every item of a partition key at once; Azure does so in the background. */
export function deletePartition(container: Container, request: CosmosRequest): CosmosResponse {
  const key = wholeKey(container, partitionKey(container, request));
  container.removePartition(key);
  container.commit();
  return { status: 200 };
}

/** Options of a request that Azure, or this server, does not serve must not pass unnoticed. */
function checkOptions(request: CosmosRequest): void {
  for (const name of ['x-ms-documentdb-pre-trigger-include', 'x-ms-documentdb-post-trigger-include'])
    if (header(request, name) !== undefined) throw notPartOfTheServer('triggers');
  const level = header(request, 'x-ms-consistency-level');
  if (level === 'Strong' || level === 'BoundedStaleness')
    throw badRequest(
      `ConsistencyLevel ${level} specified in the request is invalid when service is configured with consistency level ` +
        'Session. Ensure the request consistency level is not stronger than the service consistency level.',
    );
}

function single(
  container: Container,
  request: CosmosRequest,
  { now, ...operation }: Omit<Operation, 'ifMatch' | 'ifNoneMatch'> & { now: number },
): CosmosResponse {
  const [ifMatch, ifNoneMatch] = [header(request, 'if-match'), header(request, 'if-none-match')];
  try {
    const { status, item } = perform(container, { ...operation, ifMatch, ifNoneMatch }, { now });
    container.commit();
    const headers = sessionOf(container);
    if (!item) return { status, headers };
    headers['etag'] = item.content.etag;
    const isMinimal = operation.type !== 'Read' && /return=minimal/i.test(header(request, 'prefer') ?? '');
    return isMinimal || status === 304 ? { status, headers } : { status, headers, body: item.content.json };
  } catch (error) {
    container.rollback();
    throw error;
  }
}

function batch(
  container: Container,
  request: CosmosRequest,
  { key, now }: { key: readonly PartitionKeyValue[] | undefined; now: number },
): CosmosResponse {
  const { status, body } = runBatch(container, readJson(request), {
    isAtomic: isTrue(request, 'x-ms-cosmos-batch-atomic'),
    key,
    continueOnError: header(request, 'x-ms-cosmos-batch-continue-on-error')?.toLowerCase() !== 'false',
    returnsContent: !/return=minimal/i.test(header(request, 'prefer') ?? ''),
    bytes: request.body.length,
    now,
  });
  return { status, headers: sessionOf(container), body };
}

function changeFeed(
  container: Container,
  request: CosmosRequest,
  { key, now }: { key: readonly PartitionKeyValue[] | undefined; now: number },
): CosmosResponse {
  const [start, end] = [header(request, 'x-ms-start-epk'), header(request, 'x-ms-end-epk')];
  const { rows, position } = readChanges(container, {
    position: header(request, 'if-none-match'),
    since: header(request, 'if-modified-since'),
    key: key ?? [],
    range: start !== undefined && end !== undefined ? { start, end } : undefined,
    maximum: readPageSize(request),
    now,
  });
  const headers = { ...sessionOf(container), etag: position, 'x-ms-item-count': String(rows.length) };
  if (rows.length === 0) return { status: 304, headers };
  const body = `{"_rid":"${container.rid}","Documents":[${rows.join()}],"_count":${rows.length}}`;
  return { status: 200, headers, body };
}

function partitionKey(container: Container, request: CosmosRequest): readonly PartitionKeyValue[] | undefined {
  const text = header(request, 'x-ms-documentdb-partitionkey');
  if (text === undefined) return undefined;
  return parsePartitionKey(text, container.partitionKeyPaths, container.definition.partitionKey.systemKey ?? false);
}

/** The session token names the last write of the container. Reads here always see every write, whatever the token. */
function sessionOf(container: Container): Record<string, string> {
  return { 'x-ms-session-token': `0:-1#${container.lastLsn}` };
}
