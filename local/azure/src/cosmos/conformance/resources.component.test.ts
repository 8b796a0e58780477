import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ContainerRequest,
  ConsistencyLevel,
  CosmosClient,
  PartitionKeyDefinitionVersion,
  PartitionKeyKind,
} from '@azure/cosmos';
import { failure, send, startCosmos, type Cosmos } from '../testing/harness.ts';

let cosmos: Cosmos;
beforeAll(async () => void (cosmos = await startCosmos()));
afterAll(() => cosmos.stop());

describe('the account', () => {
  it('names itself as the only region to write to and read from', async () => {
    const { resource } = await cosmos.client.getDatabaseAccount();
    expect(resource!.writableLocations.map((region) => region.databaseAccountEndpoint)).toEqual([
      `${cosmos.server.endpoint}/`,
    ]);
    expect(resource!.ConsistencyPolicy).toBe('Session');
  });

  it('serves a client that has nothing but endpoint and key', async () => {
    const client = new CosmosClient({ endpoint: cosmos.server.endpoint, key: cosmos.server.key });
    expect((await client.database('shop').read()).resource!.id).toBe('shop');
    client.dispose();
    const fromString = new CosmosClient(`AccountEndpoint=${cosmos.server.endpoint}/;AccountKey=${cosmos.server.key};`);
    expect((await fromString.database('shop').read()).resource!.id).toBe('shop');
    fromString.dispose();
  });
});

describe('databases', () => {
  it('are created, read, listed, found by a query, and deleted', async () => {
    const created = await cosmos.client.databases.create({ id: 'made' });
    expect(created.statusCode).toBe(201);
    expect(created.resource).toMatchObject({ id: 'made', _colls: 'colls/', _users: 'users/' });
    expect((await created.database.read()).resource!.id).toBe('made');
    expect((await cosmos.client.databases.readAll().fetchAll()).resources.map(({ id }) => id)).toContain('made');
    const query = { query: 'SELECT * FROM root r WHERE r.id = @id', parameters: [{ name: '@id', value: 'made' }] };
    expect((await cosmos.client.databases.query(query).fetchAll()).resources).toHaveLength(1);
    expect((await created.database.delete()).statusCode).toBe(204);
    expect(await failure(created.database.read())).toMatchObject({ code: 404 });
  });

  it('answer 409 to a second one with the same id, and createIfNotExists finds the first', async () => {
    const first = await cosmos.client.databases.createIfNotExists({ id: 'twice' });
    expect(first.statusCode).toBe(201);
    expect(await failure(cosmos.client.databases.create({ id: 'twice' }))).toMatchObject({ code: 409 });
    const second = await cosmos.client.databases.createIfNotExists({ id: 'twice' });
    expect(second.statusCode).toBe(200);
    expect(second.resource!._rid).toBe(first.resource!._rid);
  });

  it('need an id that can stand in a URL', async () => {
    const answer = await send(cosmos.server, { method: 'POST', path: '/dbs', body: '{"id":"a/b"}' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BadRequest' } });
    expect(answer.body.message).toContain("'a/b'");
  });

  it('take their containers with them when they are deleted', async () => {
    const { database } = await cosmos.client.databases.create({ id: 'short-lived' });
    const { container } = await database.containers.create({ id: 'things', partitionKey: '/pk' });
    await container.items.create({ id: '1', pk: 'a' });
    await database.delete();
    await cosmos.client.databases.create({ id: 'short-lived' });
    expect(await failure(container.read())).toMatchObject({ code: 404 });
  });
});

describe('containers', () => {
  it('are created with the defaults of Azure', async () => {
    const { resource, statusCode } = await cosmos.database.containers.create({ id: 'plain', partitionKey: '/pk' });
    expect(statusCode).toBe(201);
    expect(resource).toMatchObject({
      id: 'plain',
      partitionKey: { paths: ['/pk'], kind: 'Hash' },
      indexingPolicy: {
        indexingMode: 'consistent',
        automatic: true,
        includedPaths: [{ path: '/*' }],
        excludedPaths: [{ path: '/"_etag"/?' }],
      },
      conflictResolutionPolicy: { mode: 'LastWriterWins', conflictResolutionPath: '/_ts' },
      geospatialConfig: { type: 'Geography' },
      _docs: 'docs/',
    });
    expect(resource).not.toHaveProperty('defaultTtl');
  });

  it('keep what they were created with', async () => {
    const definition = {
      id: 'rich',
      partitionKey: {
        paths: ['/tenant', '/user/id', '/session'],
        kind: PartitionKeyKind.MultiHash,
        version: PartitionKeyDefinitionVersion.V2,
      },
      defaultTtl: 3600,
      uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/email'] }, { paths: ['/a', '/b/c'] }] },
      indexingPolicy: {
        indexingMode: 'consistent' as const,
        automatic: true,
        includedPaths: [{ path: '/*' }],
        excludedPaths: [{ path: '/secret/*' }],
        compositeIndexes: [
          [
            { path: '/name', order: 'ascending' as const },
            { path: '/age', order: 'descending' as const },
          ],
        ],
      },
    };
    const { container } = await cosmos.database.containers.create(definition);
    expect((await container.read()).resource).toMatchObject(definition);
  });

  it.each([
    ['computed properties', { computedProperties: [{ name: 'up', query: 'SELECT VALUE UPPER(c.name) FROM c' }] }],
    ['vector search', { vectorEmbeddingPolicy: { vectorEmbeddings: [{ path: '/v', dimensions: 3 }] } }],
    ['full-text search', { fullTextPolicy: { defaultLanguage: 'en-US', fullTextPaths: [{ path: '/text' }] } }],
    ['change feed of all versions', { changeFeedPolicy: { retentionDuration: 60 } }],
    ['conflict resolution by a procedure', { conflictResolutionPolicy: { mode: 'Custom' } }],
  ])('refuse what they would keep and then not do: %s', async (what, settings) => {
    const body = { id: 'unsupported', partitionKey: '/p', ...settings } as unknown as ContainerRequest;
    await expect(cosmos.database.containers.create(body)).rejects.toMatchObject({
      code: 400,
      message: expect.stringContaining(what),
    });
    await expect(cosmos.database.container('unsupported').read()).rejects.toMatchObject({ code: 404 });
  });

  it('take a setting that asks for nothing', async () => {
    const body = { id: 'empty-settings', partitionKey: '/p', computedProperties: [], vectorEmbeddingPolicy: {} };
    expect((await cosmos.database.containers.create(body as unknown as ContainerRequest)).statusCode).toBe(201);
  });

  it('are found again by createIfNotExists, listed, queried and deleted', async () => {
    const { container } = await cosmos.database.containers.createIfNotExists({ id: 'listed', partitionKey: '/pk' });
    expect((await cosmos.database.containers.createIfNotExists({ id: 'listed', partitionKey: '/pk' })).statusCode).toBe(
      200,
    );
    expect((await cosmos.database.containers.readAll().fetchAll()).resources.map(({ id }) => id)).toContain('listed');
    const listed = { query: "SELECT * FROM c WHERE c.id = 'listed'" };
    expect((await cosmos.database.containers.query(listed).fetchAll()).resources).toMatchObject([{ id: 'listed' }]);
    expect(await failure(cosmos.database.containers.create({ id: 'listed', partitionKey: '/pk' }))).toMatchObject({
      code: 409,
    });
    expect((await container.delete()).statusCode).toBe(204);
    expect(await failure(container.delete())).toMatchObject({ code: 404 });
  });

  it('change their time to live and indexing policy by replace, but never their partition key', async () => {
    const container = await cosmos.container();
    const { resource } = await container.read();
    const replaced = await container.replace({ ...resource!, defaultTtl: 60 });
    expect(replaced.resource).toMatchObject({ defaultTtl: 60, _rid: resource!._rid });
    expect(replaced.resource!._etag).not.toBe(resource!._etag);
    const error = await failure(
      container.replace({ ...resource!, partitionKey: { paths: ['/other'], kind: PartitionKeyKind.Hash } }),
    );
    expect(error.code).toBe(400);
    expect(error.message).toContain('partition key cannot be changed');
    const unique = { uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/x'] }] } };
    expect(await failure(container.replace({ ...resource!, ...unique }))).toMatchObject({ code: 400 });
  });

  it.each([
    ['four partition key levels', { partitionKey: { paths: ['/a', '/b', '/c', '/d'], kind: 'MultiHash', version: 2 } }],
    ['two paths without MultiHash', { partitionKey: { paths: ['/a', '/b'] } }],
    ['a partition key path without a slash', { partitionKey: { paths: ['a'] } }],
    ['a time to live of zero', { defaultTtl: 0 }],
    ['an indexing policy without the root path', { indexingPolicy: { includedPaths: [{ path: '/a/?' }] } }],
    ['a composite index of one path', { indexingPolicy: { compositeIndexes: [[{ path: '/a' }]] } }],
    ['a unique key without paths', { uniqueKeyPolicy: { uniqueKeys: [{ paths: [] }] } }],
  ])('refuse %s', async (_, definition) => {
    const body = JSON.stringify({ id: 'refused', partitionKey: { paths: ['/pk'], kind: 'Hash' }, ...definition });
    const answer = await send(cosmos.server, { method: 'POST', path: '/dbs/shop/colls', body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BadRequest' } });
  });

  it('in a database that is not there answer 404', async () => {
    const missing = cosmos.client.database('nowhere').containers.create({ id: 'x', partitionKey: '/pk' });
    expect(await failure(missing)).toMatchObject({ code: 404 });
  });

  it('have one partition key range over everything', async () => {
    const container = await cosmos.container();
    const { resources } = await container.readPartitionKeyRanges().fetchAll();
    expect(resources).toMatchObject([{ id: '0', minInclusive: '', maxExclusive: 'FF' }]);
    expect(await container.getFeedRanges()).toMatchObject({ length: 1 });
  });
});

describe('throughput', () => {
  it('is 400 RU/s where none was asked for, and can be replaced', async () => {
    const container = await cosmos.container();
    const { resource, offer } = await container.readOffer();
    expect(resource!.content!.offerThroughput).toBe(400);
    const raised = await offer.replace({ ...resource!, content: { ...resource!.content!, offerThroughput: 1000 } });
    expect(raised.resource!.content!.offerThroughput).toBe(1000);
    expect((await container.readOffer()).resource!.content!.offerThroughput).toBe(1000);
  });

  it('is what the database or container was created with, manual or autoscale', async () => {
    const { database } = await cosmos.client.databases.create({ id: 'shared', throughput: 800 });
    expect((await database.readOffer()).resource!.content!.offerThroughput).toBe(800);
    const { container } = await database.containers.create({ id: 'inside', partitionKey: '/pk' });
    expect((await container.readOffer()).resource).toBeUndefined();
    const auto = await cosmos.container({ maxThroughput: 4000 });
    expect((await auto.readOffer()).resource!.content).toMatchObject({
      offerAutopilotSettings: { maxThroughput: 4000 },
    });
    expect((await cosmos.client.offers.readAll().fetchAll()).resources.length).toBeGreaterThan(1);
  });

  it('below 400 or between two hundreds is refused', async () => {
    expect(await failure(cosmos.container({ throughput: 300 }))).toMatchObject({ code: 400 });
    expect(await failure(cosmos.container({ throughput: 450 }))).toMatchObject({ code: 400 });
  });
});

describe('what the embedded server does not have', () => {
  it.each(['storedProcedures', 'triggers', 'userDefinedFunctions'] as const)(
    '%s answer 501 and say so',
    async (kind) => {
      const container = await cosmos.container();
      const error = await failure(container.scripts[kind].readAll().fetchAll());
      expect(error.code).toBe(501);
      expect(error.message).toMatch(/embedded .*server has no/);
    },
  );

  it('triggers named by a request answer 501', async () => {
    const container = await cosmos.container();
    const create = container.items.create({ id: '1', pk: 'a' }, { preTriggerInclude: 'stamp' });
    expect(await failure(create)).toMatchObject({ code: 501 });
  });

  it('a consistency stronger than Session answers 400', async () => {
    const container = await cosmos.container();
    const read = container.item('1', 'a').read({ consistencyLevel: ConsistencyLevel.Strong });
    expect(await failure(read)).toMatchObject({ code: 400 });
  });

  it('users answer 501', async () => {
    expect(await failure(cosmos.database.users.readAll().fetchAll())).toMatchObject({ code: 501 });
  });

  it('a path that is no resource answers 400 and names it', async () => {
    const answer = await send(cosmos.server, { path: '/dbs/shop/nonsense' });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain('/dbs/shop/nonsense');
  });

  it('a method that a resource does not take answers 405', async () => {
    expect((await send(cosmos.server, { method: 'PATCH', path: '/dbs/shop' })).status).toBe(405);
  });
});
