import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PartitionKeyDefinitionVersion, PartitionKeyKind } from '@azure/cosmos';
import { failure, send, startCosmos, type Cosmos } from '../testing/harness.ts';

let cosmos: Cosmos;
beforeAll(async () => void (cosmos = await startCosmos()));
afterAll(() => cosmos.stop());

const hierarchical = {
  partitionKey: {
    paths: ['/tenant', '/user/id', '/session'],
    kind: PartitionKeyKind.MultiHash,
    version: PartitionKeyDefinitionVersion.V2,
  },
};
const ids = (resources: { id: string }[]) => resources.map(({ id }) => id).sort();

describe('a partition key', () => {
  it('may be a string, number, boolean or null, or be missing: five different partitions', async () => {
    const container = await cosmos.container();
    for (const pk of ['1', 1, true, null])
      await container.items.create({ id: 'same', pk, was: String(pk) + typeof pk });
    await container.items.create({ id: 'same', was: 'missing' });
    for (const pk of ['1', 1, true, null])
      expect((await container.item('same', pk).read()).resource.was).toBe(String(pk) + typeof pk);
    expect((await container.item('same').read()).resource.was).toBe('missing');
    expect((await container.items.readAll().fetchAll()).resources).toHaveLength(5);
  });

  it('may lie in a nested property', async () => {
    const container = await cosmos.container({ partitionKey: '/address/city' });
    await container.items.create({ id: '1', address: { city: 'Oslo' } });
    expect((await container.item('1', 'Oslo').read()).statusCode).toBe(200);
    const inOslo = await container.items.query('SELECT c.id FROM c', { partitionKey: 'Oslo' }).fetchAll();
    expect(inOslo.resources).toEqual([{ id: '1' }]);
  });

  it('may have a quoted path', async () => {
    const container = await cosmos.container({ partitionKey: '/"odd name"' });
    await container.items.create({ id: '1', 'odd name': 'x' });
    expect((await container.item('1', 'x').read()).statusCode).toBe(200);
  });

  it('may be left out of the container altogether', async () => {
    const { container } = await cosmos.database.containers.create({ id: 'keyless' });
    await container.items.create({ id: '1' });
    expect((await container.item('1').read()).statusCode).toBe(200);
    expect((await container.items.batch([{ operationType: 'Read', id: '1' }])).result![0]!.statusCode).toBe(200);
  });

  it('that differs from the one in the item answers 400 with substatus 1001', async () => {
    const container = await cosmos.container();
    const answer = await send(cosmos.server, {
      method: 'POST',
      path: `/dbs/shop/colls/${container.id}/docs`,
      headers: { 'x-ms-documentdb-partitionkey': '["other"]' },
      body: '{"id":"1","pk":"a"}',
    });
    expect(answer).toMatchObject({ status: 400, headers: { 'x-ms-substatus': '1001' } });
    expect(answer.body.message).toContain("doesn't match the one specified in the header");
  });

  it('that is an object or array answers 400', async () => {
    const container = await cosmos.container();
    expect(await failure(container.items.create({ id: '1', pk: { nested: 1 } }))).toMatchObject({ code: 400 });
  });

  it.each(['nonsense', '"a"', '[{"a":1}]', '[1,2]'])('header of %s answers 400', async (header) => {
    const container = await cosmos.container();
    const answer = await send(cosmos.server, {
      path: `/dbs/shop/colls/${container.id}/docs/1`,
      headers: { 'x-ms-documentdb-partitionkey': header },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BadRequest' } });
  });
});

describe('a hierarchical partition key', () => {
  it('addresses an item by all of its levels', async () => {
    const container = await cosmos.container(hierarchical);
    await container.items.create({ id: '1', tenant: 't1', user: { id: 7 }, session: 's1' });
    await container.items.create({ id: '1', tenant: 't1', user: { id: 7 } });
    expect((await container.item('1', ['t1', 7, 's1']).read()).resource.session).toBe('s1');
    expect((await container.item('1', ['t1', 7, undefined as never]).read()).resource).not.toHaveProperty('session');
    expect(await failure(container.item('1', ['t1', 7]).delete())).toMatchObject({ code: 400 });
  });

  it('answers queries for the whole key and for any prefix of it', async () => {
    const container = await cosmos.container(hierarchical);
    const keys = [
      ['t1', 1, 'a'],
      ['t1', 1, 'b'],
      ['t1', 2, 'a'],
      ['t11', 1, 'a'],
      ['t2', 1, 'a'],
    ] as const;
    for (const [tenant, user, session] of keys)
      await container.items.create({ id: `${tenant}-${user}-${session}`, tenant, user: { id: user }, session });
    const query = async (partitionKey: (string | number)[]) =>
      ids((await container.items.query<{ id: string }>('SELECT c.id FROM c', { partitionKey }).fetchAll()).resources);
    expect(await query(['t1', 1, 'b'])).toEqual(['t1-1-b']);
    expect(await query(['t1', 1])).toEqual(['t1-1-a', 't1-1-b']);
    expect(await query(['t1'])).toEqual(['t1-1-a', 't1-1-b', 't1-2-a']);
    expect(await query(['t3'])).toEqual([]);
  });
});

describe('deleting all items of a partition key', () => {
  it('leaves the other partitions alone', async () => {
    const container = await cosmos.container();
    for (const pk of ['a', 'b']) for (const id of ['1', '2']) await container.items.create({ id, pk });
    expect((await container.deleteAllItemsForPartitionKey('a')).statusCode).toBe(200);
    const left = await container.items.query('SELECT VALUE c.pk FROM c').fetchAll();
    expect(left.resources).toEqual(['b', 'b']);
  });
});

describe('unique keys', () => {
  it('hold within a partition, over several paths, and let go when an item is changed or deleted', async () => {
    const container = await cosmos.container({
      uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/email'] }, { paths: ['/first', '/name/last'] }] },
    });
    const person = (id: string, email: string, first = id) => ({ id, pk: 'a', email, first, name: { last: 'x' } });
    await container.items.create(person('1', 'a@x'));
    const error = await failure(container.items.create(person('2', 'a@x')));
    expect(error).toMatchObject({ code: 409, body: { code: 'Conflict' } });
    expect(error.message).toContain('Unique index constraint violation');
    expect(await failure(container.items.create(person('2', 'b@x', '1')))).toMatchObject({ code: 409 });
    expect((await container.items.create({ ...person('1', 'a@x'), pk: 'b' })).statusCode).toBe(201);

    expect((await container.items.upsert(person('1', 'a@x'))).statusCode).toBe(200);
    await container.items.upsert(person('1', 'new@x'));
    await container.items.create(person('2', 'a@x'));
    await container.item('2', 'a').delete();
    expect((await container.items.create(person('3', 'a@x'))).statusCode).toBe(201);
    const patched = container.item('3', 'a').patch([{ op: 'set', path: '/email', value: 'new@x' }]);
    expect(await failure(patched)).toMatchObject({ code: 409 });
  });

  it('count a missing property as a value', async () => {
    const container = await cosmos.container({ uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/code'] }] } });
    await container.items.create({ id: '1', pk: 'a' });
    expect(await failure(container.items.create({ id: '2', pk: 'a' }))).toMatchObject({ code: 409 });
    expect((await container.items.create({ id: '3', pk: 'a', code: 'x' })).statusCode).toBe(201);
  });
});
