import { badRequest, invalidPayload } from './errors.ts';
import { completeIndexingPolicy, type IndexingPolicy } from './indexing-policy.ts';
import { parsePath } from './partition-key.ts';
import { isObject, type JsonObject, type Value } from './query/values.ts';

export interface PartitionKeyDefinition {
  paths: string[];
  kind: string;
  version?: number;
  systemKey?: boolean;
}
export interface UniqueKeyPolicy {
  uniqueKeys: { paths: string[] }[];
}
/** What a container was asked to be, defaults filled in. Settings that change nothing here are kept as they came. */
export interface ContainerDefinition {
  id: string;
  partitionKey: PartitionKeyDefinition;
  indexingPolicy: IndexingPolicy;
  uniqueKeyPolicy?: UniqueKeyPolicy;
  /** Seconds; -1: items live for ever unless they say otherwise. Absent: time to live is off. */
  defaultTtl?: number;
  conflictResolutionPolicy?: unknown;
  geospatialConfig?: unknown;
}

/** A resource id of the given kind. @throws CosmosError 400 */
export function checkId(id: Value, kind: string): string {
  if (typeof id !== 'string' || id === '')
    throw badRequest("The input content is invalid because the required properties - 'id; ' - are missing");
  const illegal = kind === 'item' ? /[/\\#]/ : /[/\\#?]|\s$/;
  if (illegal.test(id))
    throw badRequest(
      `The ${kind} id '${id}' is invalid: it must not contain / \\ #${kind === 'item' ? '' : ' ? or end with a space'}.`,
    );
  const [bytes, limit] = [Buffer.byteLength(id), kind === 'item' ? 1023 : 255];
  if (bytes > limit)
    throw badRequest(`The ${kind} id '${id.slice(0, 40)}…' has ${bytes} bytes, the limit is ${limit}.`);
  return id;
}

/** Checks a container definition and fills in Azure's defaults. @throws CosmosError 400 */
export function completeContainer(body: JsonObject): ContainerDefinition {
  const { defaultTtl, uniqueKeyPolicy, ...rest } = withoutSystemProperties(body);
  refuseUnsupported(rest);
  const ttl = defaultTtl === null ? undefined : checkTimeToLive(defaultTtl, 'The container property defaultTtl');
  const unique = uniqueKeyPolicy === null ? undefined : completeUniqueKeys(uniqueKeyPolicy);
  return {
    conflictResolutionPolicy: {
      mode: 'LastWriterWins',
      conflictResolutionPath: '/_ts',
      conflictResolutionProcedure: '',
    },
    geospatialConfig: { type: 'Geography' },
    ...rest,
    id: checkId(body['id'], 'container'),
    partitionKey: completePartitionKey(body['partitionKey']),
    indexingPolicy: completeIndexingPolicy(shaped(body['indexingPolicy'], 'indexingPolicy')),
    ...(unique ? { uniqueKeyPolicy: unique } : {}),
    ...(ttl === undefined ? {} : { defaultTtl: ttl }),
  };
}

/** Settings of a container that would change answers, and that are not built here. */
const unsupported: Readonly<Record<string, string>> = {
  computedProperties: 'computed properties',
  vectorEmbeddingPolicy: 'vector search',
  fullTextPolicy: 'full-text search',
  clientEncryptionPolicy: 'client-side encryption',
  changeFeedPolicy: 'the change feed of all versions and deletes',
  analyticalStorageTtl: 'the analytical store',
  materializedViewDefinition: 'materialized views',
};

/** A setting that is kept and then ignored answers wrongly without a word: it is refused when the container is made. */
function refuseUnsupported(settings: JsonObject): void {
  const isSet = (value: Value) => value !== null && value !== 0 && !isEmptyPolicy(value);
  const names = Object.keys(unsupported).filter((name) => name in settings && isSet(settings[name]));
  const conflicts = settings['conflictResolutionPolicy'];
  if (isObject(conflicts) && conflicts['mode'] === 'Custom') names.push('conflictResolutionPolicy');
  if (names.length > 0)
    throw badRequest(
      `The embedded Cosmos DB does not support ${names.map((name) => unsupported[name] ?? 'conflict resolution by a procedure').join(', ')} ` +
        `(container properties: ${names.join(', ')}). Leave them out, or use an account in Azure.`,
    );
}

/** `[]`, or an object that holds nothing but that. */
const isEmptyPolicy = (value: Value): boolean =>
  Array.isArray(value) ? value.length === 0 : isObject(value) && Object.values(value).every(isEmptyPolicy);

/** A definition as a client first sent it: without what the service added. */
function withoutSystemProperties(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.startsWith('_')));
}

/** A time to live in seconds. @throws CosmosError 400 unless it is a positive integer or -1 */
export function checkTimeToLive(ttl: Value, what: string): number | undefined {
  if (ttl === undefined) return undefined;
  if (typeof ttl === 'number' && Number.isInteger(ttl) && (ttl === -1 || (ttl > 0 && ttl <= 2147483647))) return ttl;
  throw badRequest(
    `${what} '${typeof ttl === 'object' ? JSON.stringify(ttl) : String(ttl)}' is invalid. Ensure to provide a nonzero ` +
      `positive (less than or equal to '2147483647') integer value, or '-1' which means never expire.`,
  );
}

function completePartitionKey(given: Value): PartitionKeyDefinition {
  if (given === undefined) return { paths: ['/_partitionKey'], kind: 'Hash', version: 2, systemKey: true };
  const { paths, kind = 'Hash', version, systemKey } = shaped<PartitionKeyDefinition>(given, 'partitionKey') ?? {};
  if (!Array.isArray(paths) || paths.length === 0) throw badRequest('The partition key definition names no path.');
  for (const path of paths)
    if (typeof path !== 'string' || !parsePath(path))
      throw badRequest(
        `The partition key component definition path '${String(path)}' could not be accepted: it must start with / and name a property.`,
      );
  const most = kind === 'MultiHash' ? 3 : 1;
  if (!['Hash', 'MultiHash', 'Range'].includes(kind) || paths.length > most)
    throw badRequest(
      `A partition key of kind ${String(kind)} has at most ${most} path(s), got ${paths.length}; several need kind MultiHash, version 2, and are at most 3.`,
    );
  return {
    paths,
    kind,
    ...(version === undefined ? {} : { version }),
    ...(systemKey === undefined ? {} : { systemKey }),
  };
}

function completeUniqueKeys(given: Value): UniqueKeyPolicy | undefined {
  const { uniqueKeys = [] } = shaped<UniqueKeyPolicy>(given, 'uniqueKeyPolicy') ?? {};
  if (uniqueKeys.length > 10) throw badRequest(`A container has at most 10 unique keys, got ${uniqueKeys.length}.`);
  for (const { paths } of uniqueKeys)
    if (
      !Array.isArray(paths) ||
      paths.length === 0 ||
      !paths.every((path) => typeof path === 'string' && parsePath(path))
    )
      throw badRequest(`A unique key has one or more paths that start with /, got ${JSON.stringify(paths)}.`);
  return given === undefined ? undefined : { uniqueKeys };
}

/** Takes a part of a definition as what it should be; its members are checked by those who use them. */
function shaped<Shape>(value: Value, name: string): Partial<Shape> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw invalidPayload(`'${name}' must be an object.`);
  return value as Partial<Shape>;
}
