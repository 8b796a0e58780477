import type { Container } from './container.ts';
import {
  header,
  isQuery,
  isTrue,
  readPageSize,
  readQuery,
  type CosmosRequest,
  type CosmosResponse,
} from './exchange.ts';
import { isExpired, type Item } from './item.ts';
import type { PartitionKeyValue } from './partition-key.ts';
import type { Collection } from './query/collection.ts';
import { execute, type Page } from './query/execute.ts';
import type { Frame } from './query/frame.ts';
import { notServable } from './query/query-error.ts';
import { prepare, type Statement } from './query/statement.ts';
import type { JsonObject, Value } from './query/values.ts';

interface Context {
  /** The partition key of the request, or a prefix of it. */
  key: readonly PartitionKeyValue[] | undefined;
  now: number;
}

/** Runs a query over the items of a container. */
export function answerQuery(container: Container, request: CosmosRequest, { key, now }: Context): CosmosResponse {
  const { text, parameters } = readQuery(request);
  const statement = prepare(text);
  if (statement.orderBy.length > 0) container.indexing.checkOrder(statement.orderBy);
  const scope = key ?? keyInWhere(container, statement, { parameters, now });
  if (statement.composesAggregates && scope?.length !== container.partitionKeyPaths.length)
    throw notServable('Compositions of aggregates and other expressions are not allowed.');
  return pageOf(container, request, { statement, parameters, key: scope, now });
}

/** All items, page by page, as GET answers them. */
export function readFeed(container: Container, request: CosmosRequest, { key, now }: Context): CosmosResponse {
  return pageOf(container, request, { statement: prepare('SELECT * FROM c'), parameters: new Map(), key, now });
}

function pageOf(
  container: Container,
  request: CosmosRequest,
  { statement, parameters, key, now }: Context & { statement: Statement; parameters: Map<string, Value> },
): CosmosResponse {
  const continuation = header(request, 'x-ms-continuation');
  const began = performance.now();
  const page = execute(statement, collectionOf(container, { key, now }), {
    parameters,
    now,
    maximum: readPageSize(request),
    continuation,
  });
  const { rows } = page;
  const headers: Record<string, string> = {
    'x-ms-item-count': String(rows.length),
    'x-ms-session-token': `0:-1#${container.lastLsn}`,
  };
  if (page.continuation !== undefined) headers['x-ms-continuation'] = page.continuation;
  if (isTrue(request, 'x-ms-documentdb-populatequerymetrics'))
    headers['x-ms-documentdb-query-metrics'] = metricsOf(page, performance.now() - began);
  return {
    status: 200,
    headers,
    body: `{"_rid":"${container.rid}","Documents":[${rows.join()}],"_count":${rows.length}}`,
  };
}

function metricsOf({ rows, retrieved }: Page, milliseconds: number): string {
  const size = rows.reduce((bytes, row) => bytes + row.length, 0);
  return Object.entries({
    totalExecutionTimeInMs: milliseconds.toFixed(2),
    retrievedDocumentCount: retrieved,
    outputDocumentCount: rows.length,
    outputDocumentSize: size,
  })
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
}

/** The partition key that WHERE fixes by equality on all of its paths; Azure sends such a query to one partition. */
function keyInWhere(
  container: Container,
  { predicates, numbering }: Statement,
  { parameters, now }: { parameters: Map<string, Value>; now: number },
): readonly PartitionKeyValue[] | undefined {
  let frame: Frame | undefined;
  const key: PartitionKeyValue[] = [];
  for (const path of container.partitionKeyPaths) {
    const fixed = predicates.find(
      (predicate) =>
        predicate.kind === 'equal' && predicate.values.length === 1 && predicate.path.join('\0') === path.join('\0'),
    );
    if (fixed?.kind !== 'equal') return undefined;
    frame ??= numbering.frame(parameters, now);
    const value = fixed.values[0]!(frame);
    if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
    key.push(value);
  }
  return key;
}

function collectionOf(container: Container, { key, now }: Context): Collection<Item> {
  return {
    ...container.part(key),
    item: (seq) => container.item(seq),
    isVisible: (item) => !isExpired(item, now),
    sortsUndefined: (path) => container.indexing.includesByName(path),
  };
}

/**
 * The plan of a query: what the client would have to do with the results of several partitions. There is only one
 * here, and the server does everything, so the plan is to pass the query through.
 */
export function answerPlan(request: CosmosRequest): CosmosResponse {
  const { hasSelectValue } = prepare(readQuery(request).text);
  const queryInfo = {
    distinctType: 'None',
    top: null,
    offset: null,
    limit: null,
    orderBy: [],
    orderByExpressions: [],
    groupByExpressions: [],
    groupByAliases: [],
    aggregates: [],
    groupByAliasToAggregateType: {},
    rewrittenQuery: '',
    hasSelectValue,
    hasNonStreamingOrderBy: false,
    dCountInfo: null,
  };
  const queryRanges = [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }];
  return { status: 200, body: JSON.stringify({ partitionedQueryExecutionInfoVersion: 2, queryInfo, queryRanges }) };
}

/** Lists resources that are no items (databases, containers, offers), all or those that a query finds. */
export function answerList(
  request: CosmosRequest,
  { name, rid, resources, now }: { name: string; rid: string; resources: JsonObject[]; now: number },
): CosmosResponse {
  const items = resources.map((value, seq) => ({ seq, content: { value, json: JSON.stringify(value) } }));
  const { text, parameters } = isQuery(request)
    ? readQuery(request)
    : { text: 'SELECT * FROM c', parameters: new Map<string, Value>() };
  const continuation = header(request, 'x-ms-continuation');
  const page = execute(
    prepare(text),
    {
      size: items.length,
      isVisible: () => true,
      items: (after = -1) => items.slice(after + 1),
      item: (seq) => items[seq],
    },
    { parameters, now, maximum: readPageSize(request), continuation },
  );
  const { rows } = page;
  return {
    status: 200,
    headers: {
      'x-ms-item-count': String(rows.length),
      ...(page.continuation === undefined ? {} : { 'x-ms-continuation': page.continuation }),
    },
    body: `{"_rid":"${rid}","${name}":[${rows.join()}],"_count":${rows.length}}`,
  };
}
