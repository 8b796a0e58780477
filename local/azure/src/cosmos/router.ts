import type { Account, Resource } from './account.ts';
import type { Container } from './container.ts';
import { badRequest, CosmosError, notPartOfTheServer, ownerNotFound } from './errors.ts';
import { header, isQuery, readObject, type CosmosRequest, type CosmosResponse } from './exchange.ts';
import { deletePartition, handleItem, handleItems } from './item-requests.ts';
import type { ThroughputHeaders } from './offers.ts';
import { answerList } from './queries.ts';

/** What the embedded server leaves to Azure, by the name it has in a path. */
const absent: Record<string, string> = {
  sprocs: 'stored procedures',
  triggers: 'triggers',
  udfs: 'user-defined functions',
  users: 'users and permissions',
  permissions: 'users and permissions',
  conflicts: 'conflicts',
  clientencryptionkeys: 'client encryption keys',
  attachments: 'attachments',
};

/**
 * Answers a request. Source of the paths: https://learn.microsoft.com/rest/api/cosmos-db/
 * @throws CosmosError whatever Azure would answer
 */
export function route(account: Account, request: CosmosRequest, { now }: { now: number }): CosmosResponse {
  const [root, id, ...rest] = request.segments;
  if (root === undefined) return allow(request, { GET: () => readAccount(request) });
  if (root === 'dbs')
    return id === undefined ? databases(account, request, { now }) : inDatabase(account, { id, rest, request, now });
  if (root === 'offers' && rest.length === 0) return offers(account, id, { request, now });
  throw unknownPath(request);
}

type Handlers = Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH', () => CosmosResponse>>;

function allow(request: CosmosRequest, handlers: Handlers): CosmosResponse {
  const handler = Object.hasOwn(handlers, request.method) ? handlers[request.method as keyof Handlers] : undefined;
  if (handler) return handler();
  throw new CosmosError(405, `${pathOf(request)} takes ${Object.keys(handlers).join(', ')}, not ${request.method}.`);
}

const pathOf = ({ segments }: CosmosRequest) => `/${segments.join('/')}`;
const unknownPath = (request: CosmosRequest) =>
  badRequest(`The path '${pathOf(request)}' is no resource of Azure Cosmos DB for NoSQL.`);

/** The account says that it is the only place to read from and write to, under the name that the client used. */
function readAccount(request: CosmosRequest): CosmosResponse {
  const locations = [{ name: 'Local', databaseAccountEndpoint: `http://${header(request, 'host')}/` }];
  const consistency = { defaultConsistencyLevel: 'Session' };
  const replicas = { minReplicaSetSize: 1, maxReplicasetSize: 1 };
  const body = {
    _self: '',
    id: 'local',
    _rid: 'local',
    media: '//media/',
    addresses: '//addresses/',
    _dbs: '//dbs/',
    writableLocations: locations,
    readableLocations: locations,
    enableMultipleWriteLocations: false,
    userReplicationPolicy: replicas,
    userConsistencyPolicy: consistency,
    systemReplicationPolicy: replicas,
    readPolicy: { primaryReadCoefficient: 1, secondaryReadCoefficient: 1 },
    queryEngineConfiguration: '{}',
  };
  return { status: 200, body: JSON.stringify(body) };
}

function databases(account: Account, request: CosmosRequest, { now }: { now: number }): CosmosResponse {
  const resources = () => [...account.databases.values()].map(({ resource }) => resource);
  const list = () => answerList(request, { name: 'Databases', rid: '', resources: resources(), now });
  const create = () => resourceResponse(201, account.createDatabase(readObject(request), throughput(request)));
  return allow(request, { GET: list, POST: () => (isQuery(request) ? list() : create()) });
}

interface RouteContext {
  id: string;
  rest: string[];
  request: CosmosRequest;
  now: number;
}

function inDatabase(account: Account, { id, rest, request, now }: RouteContext): CosmosResponse {
  const [kind, containerId, ...inside] = rest;
  if (kind === undefined)
    return allow(request, {
      GET: () => resourceResponse(200, account.database(id).resource),
      DELETE: () => {
        account.deleteDatabase(id);
        return { status: 204 };
      },
    });
  if (Object.hasOwn(absent, kind)) throw notPartOfTheServer(absent[kind]!);
  if (kind !== 'colls') throw unknownPath(request);
  if (containerId === undefined) return containers(account, { id, rest, request, now });
  return inContainer(account, { databaseId: id, id: containerId, rest: inside, request, now });
}

function containers(account: Account, { id, request, now }: RouteContext): CosmosResponse {
  const list = () => {
    const { resource, containers } = account.database(id);
    const resources = [...containers.values()].map((container) => container.resource);
    return answerList(request, { name: 'DocumentCollections', rid: resource._rid, resources, now });
  };
  const create = () => resourceResponse(201, account.createContainer(id, readObject(request), throughput(request)));
  return allow(request, { GET: list, POST: () => (isQuery(request) ? list() : create()) });
}

function inContainer(
  account: Account,
  { databaseId, id, rest, request, now }: RouteContext & { databaseId: string },
): CosmosResponse {
  const [kind, name, ...further] = rest;
  if (kind === undefined) {
    const ifMatch = header(request, 'if-match');
    return allow(request, {
      GET: () => resourceResponse(200, account.container(databaseId, id).resource),
      PUT: () =>
        resourceResponse(200, account.replaceContainer(databaseId, id, { body: readObject(request), ifMatch })),
      DELETE: () => {
        account.deleteContainer(databaseId, id);
        return { status: 204 };
      },
    });
  }
  if (Object.hasOwn(absent, kind)) throw notPartOfTheServer(absent[kind]!);
  const container = owner(account, databaseId, id);
  if (kind === 'pkranges' && name === undefined)
    return allow(request, { GET: () => partitionKeyRanges(container, request) });
  if (kind === 'operations' && name === 'partitionkeydelete' && further.length === 0)
    return allow(request, { POST: () => deletePartition(container, request) });
  if (kind !== 'docs' || further.length > 0) throw unknownPath(request);
  if (name === undefined) {
    const handle = () => handleItems(container, request, { now });
    return allow(request, { GET: handle, POST: handle });
  }
  const handle = () => handleItem(container, request, { id: name, now });
  return allow(request, { GET: handle, PUT: handle, DELETE: handle, PATCH: handle });
}

function owner(account: Account, databaseId: string, id: string): Container {
  const found = account.databases.get(databaseId)?.containers.get(id);
  if (!found) throw ownerNotFound(`dbs/${databaseId}/colls/${id}`);
  return found.container;
}

/** There is one range over everything, and it never splits. */
function partitionKeyRanges({ rid }: Container, request: CosmosRequest): CosmosResponse {
  const headers = { etag: '"1"', 'x-ms-item-count': '1' };
  if (header(request, 'if-none-match') === '"1"') return { status: 304, headers };
  const range = {
    _rid: rid,
    id: '0',
    _etag: '"1"',
    minInclusive: '',
    maxExclusive: 'FF',
    ridPrefix: 0,
    _self: '',
    throughputFraction: 1,
    status: 'online',
    parents: [],
  };
  return { status: 200, headers, body: JSON.stringify({ _rid: rid, PartitionKeyRanges: [range], _count: 1 }) };
}

function offers(
  account: Account,
  id: string | undefined,
  { request, now }: { request: CosmosRequest; now: number },
): CosmosResponse {
  if (id !== undefined)
    return allow(request, {
      GET: () => resourceResponse(200, account.offer(id)),
      PUT: () => resourceResponse(200, account.replaceOffer(id, readObject(request))),
    });
  const list = () => answerList(request, { name: 'Offers', rid: '', resources: [...account.offers.values()], now });
  return allow(request, { GET: list, POST: list });
}

function throughput(request: CosmosRequest): ThroughputHeaders {
  const manual = header(request, 'x-ms-offer-throughput');
  const settings = header(request, 'x-ms-cosmos-offer-autopilot-settings');
  const autoscale = /"maxThroughput"\s*:\s*(\d+)/.exec(settings ?? '')?.[1];
  if (settings !== undefined && autoscale === undefined)
    throw badRequest(`x-ms-cosmos-offer-autopilot-settings must be {"maxThroughput": …}, got '${settings}'.`);
  return {
    manual: manual === undefined ? undefined : Number(manual),
    autoscale: autoscale === undefined ? undefined : Number(autoscale),
  };
}

function resourceResponse(status: number, resource: Resource): CosmosResponse {
  return { status, headers: { etag: resource._etag }, body: JSON.stringify(resource) };
}
