import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Container, OperationInput } from '@azure/cosmos';
import { failure, send, startCosmos, type Cosmos } from '../testing/harness.ts';

let cosmos: Cosmos;
let container: Container;
beforeAll(async () => {
  cosmos = await startCosmos();
  container = await cosmos.container({ uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/code'] }] } });
});
afterAll(() => cosmos.stop());

let codes = 0;
const item = (id: string, pk: string, more: Record<string, string | number> = {}) => ({
  id,
  pk,
  code: `code-${++codes}`,
  ...more,
});
const create = (id: string, pk: string, more?: Record<string, string | number>): OperationInput => ({
  operationType: 'Create',
  resourceBody: item(id, pk, more),
});
const inPartition = async (pk: string) =>
  (await container.items.query<string>('SELECT VALUE c.id FROM c', { partitionKey: pk }).fetchAll()).resources;
const batch = async (operations: OperationInput[], pk: string) => {
  const answer = await container.items.batch(operations, pk);
  return { status: answer.code, results: answer.result ?? [], statuses: answer.result?.map((r) => r.statusCode) };
};

describe('a transactional batch', () => {
  it('runs every kind of operation and answers each with status, ETag and body', async () => {
    await container.items.create(item('old', 'all', { n: 1 }));
    await container.items.create(item('doomed', 'all'));
    const { status, results, statuses } = await batch(
      [
        create('new', 'all'),
        { operationType: 'Upsert', resourceBody: item('upserted', 'all') },
        { operationType: 'Read', id: 'old' },
        { operationType: 'Replace', id: 'old', resourceBody: item('old', 'all', { n: 5 }) },
        { operationType: 'Patch', id: 'old', resourceBody: [{ op: 'incr', path: '/n', value: 2 }] },
        { operationType: 'Delete', id: 'doomed' },
      ],
      'all',
    );
    expect(status).toBe(200);
    expect(statuses).toEqual([201, 201, 200, 200, 200, 204]);
    expect(results[2]!.resourceBody).toMatchObject({ n: 1 });
    expect(results[4]!.resourceBody).toMatchObject({ n: 7 });
    expect(results[4]!.eTag).toBe((await container.item('old', 'all').read()).etag);
    expect(results[5]).not.toHaveProperty('resourceBody');
    expect(await inPartition('all')).toEqual(['old', 'new', 'upserted']);
  });

  it('keeps nothing when one operation fails: 207, its own status, 424 for the rest', async () => {
    const before = (await container.items.create(item('kept', 'none', { n: 1 }))).resource!;
    const { status, results, statuses } = await batch(
      [
        { operationType: 'Patch', id: 'kept', resourceBody: [{ op: 'incr', path: '/n', value: 1 }] },
        create('first', 'none'),
        { operationType: 'Delete', id: 'kept' },
        { operationType: 'Delete', id: 'missing' },
        create('last', 'none'),
      ],
      'none',
    );
    expect(status).toBe(207);
    expect(statuses).toEqual([424, 424, 424, 404, 424]);
    expect(results.every((result) => !('resourceBody' in result))).toBe(true);
    expect(await inPartition('none')).toEqual(['kept']);
    expect((await container.item('kept', 'none').read()).resource).toEqual(before);
  });

  it('gives unique keys, order and indexes back when it fails', async () => {
    for (const id of ['1', '2', '3']) await container.items.create(item(id, 'undo', { n: Number(id) }));
    const byNumber = { query: 'SELECT VALUE c.id FROM c WHERE c.pk = "undo" AND c.n >= 1 ORDER BY c.n' };
    expect((await container.items.query(byNumber).fetchAll()).resources).toEqual(['1', '2', '3']);
    const { statuses } = await batch(
      [
        { operationType: 'Delete', id: '1' },
        create('4', 'undo', { code: 'taken-by-4', n: 0 }),
        { operationType: 'Replace', id: '2', resourceBody: { id: '2', pk: 'undo', code: 'moved', n: 9 } },
        create('3', 'undo'),
      ],
      'undo',
    );
    expect(statuses).toEqual([424, 424, 424, 409]);
    expect(await inPartition('undo')).toEqual(['1', '2', '3']);
    expect((await container.items.query(byNumber).fetchAll()).resources).toEqual(['1', '2', '3']);
    expect((await container.items.create({ id: '5', pk: 'undo', code: 'taken-by-4' })).statusCode).toBe(201);
    expect(
      await failure(container.items.create({ id: '6', pk: 'undo', code: (await read('2', 'undo'))['code'] })),
    ).toMatchObject({ code: 409 });
  });
  const read = async (id: string, pk: string) =>
    (await container.item(id, pk).read<Record<string, string>>()).resource!;

  it('sees its own writes', async () => {
    const { statuses } = await batch(
      [
        create('own', 'own'),
        { operationType: 'Read', id: 'own' },
        { operationType: 'Delete', id: 'own' },
        create('own', 'own'),
        create('own', 'own'),
      ],
      'own',
    );
    expect(statuses).toEqual([424, 424, 424, 424, 409]);
  });

  it('checks the ETag of each operation', async () => {
    const { etag } = await container.items.create(item('tagged', 'etags'));
    const replace = (ifMatch: string): OperationInput => ({
      operationType: 'Replace',
      id: 'tagged',
      resourceBody: item('tagged', 'etags'),
      ifMatch,
    });
    expect((await batch([create('x', 'etags'), replace('"stale"')], 'etags')).statuses).toEqual([424, 412]);
    expect((await batch([create('x', 'etags'), replace(etag)], 'etags')).statuses).toEqual([201, 200]);
  });

  it('refuses an item of another partition', async () => {
    expect((await batch([create('1', 'here'), create('2', 'elsewhere')], 'here')).statuses).toEqual([424, 400]);
    expect(await inPartition('here')).toEqual([]);
  });

  it('takes at most 100 operations and 2 MB', async () => {
    const operations = Array.from({ length: 100 }, (_, n) => create(`${n}`, 'hundred'));
    expect((await batch(operations, 'hundred')).status).toBe(200);
    const send101 = await raw(Array.from({ length: 101 }, (_, n) => create(`x${n}`, 'hundred')));
    expect(send101).toMatchObject({ status: 400, body: { code: 'BadRequest' } });
    const wide = Array.from({ length: 3 }, (_, n) => create(`w${n}`, 'hundred', { text: 'x'.repeat(800_000) }));
    expect(await raw(wide)).toMatchObject({ status: 413, body: { code: 'RequestEntityTooLarge' } });
    expect(await inPartition('hundred')).toHaveLength(100);
  });
  const raw = (operations: OperationInput[]) =>
    send(cosmos.server, {
      method: 'POST',
      path: `/dbs/shop/colls/${container.id}/docs`,
      headers: {
        'x-ms-cosmos-is-batch-request': 'true',
        'x-ms-cosmos-batch-atomic': 'true',
        'x-ms-documentdb-partitionkey': '["hundred"]',
      },
      body: JSON.stringify(operations),
    });

  it('returns no bodies when none are asked for, except those of reads', async () => {
    const answer = await container.items.batch(
      [create('silent', 'quiet'), { operationType: 'Read', id: 'silent' }],
      'quiet',
      {
        contentResponseOnWriteEnabled: false,
      },
    );
    expect(answer.result![0]).not.toHaveProperty('resourceBody');
    expect(answer.result![0]!.eTag).toBeDefined();
    expect(answer.result![1]!.resourceBody).toMatchObject({ id: 'silent' });
  });
});

describe('bulk', () => {
  it('answers every operation on its own, over all partitions, in the order asked', async () => {
    await container.items.create(item('exists', 'b1', { n: 1 }));
    const { etag } = await container.items.create(item('tagged', 'b2'));
    const results = await container.items.bulk([
      create('fresh', 'b1'),
      create('exists', 'b1'),
      { operationType: 'Read', id: 'exists', partitionKey: 'b1' },
      {
        operationType: 'Replace',
        id: 'tagged',
        partitionKey: 'b2',
        resourceBody: item('tagged', 'b2'),
        ifMatch: '"x"',
      },
      { operationType: 'Replace', id: 'tagged', partitionKey: 'b2', resourceBody: item('tagged', 'b2'), ifMatch: etag },
      {
        operationType: 'Patch',
        id: 'exists',
        partitionKey: 'b1',
        resourceBody: { condition: 'FROM c WHERE c.n = 1', operations: [{ op: 'incr', path: '/n', value: 1 }] },
      },
      {
        operationType: 'Patch',
        id: 'exists',
        partitionKey: 'b1',
        resourceBody: { condition: 'FROM c WHERE c.n = 1', operations: [{ op: 'incr', path: '/n', value: 1 }] },
      },
      { operationType: 'Delete', id: 'missing', partitionKey: 'b3' },
      { operationType: 'Upsert', resourceBody: item('up', 'b3') },
      { operationType: 'Delete', id: 'up', partitionKey: 'b3' },
    ]);
    expect(results.map((result) => result.statusCode)).toEqual([201, 409, 200, 412, 200, 200, 412, 404, 201, 204]);
    expect(results[5]!.resourceBody).toMatchObject({ n: 2 });
  });

  it('stops at the first failure when asked to', async () => {
    const results = await container.items.bulk(
      [create('s1', 'stop'), { operationType: 'Delete', id: 'no', partitionKey: 'stop' }, create('s2', 'stop')],
      { continueOnError: false },
    );
    expect(results.map((result) => result.statusCode)).toEqual([201, 404, 424]);
    expect(await inPartition('stop')).toEqual(['s1']);
  });

  it('takes thousands of operations through executeBulkOperations', async () => {
    const operations = Array.from({ length: 1_200 }, (_, n): OperationInput => {
      return { ...create(`${n}`, `p${n % 7}`, { bulk: 1 }), partitionKey: `p${n % 7}` };
    });
    const results = await container.items.executeBulkOperations([
      ...operations,
      { operationType: 'Delete', id: 'missing', partitionKey: 'p0' },
    ]);
    expect(results.filter(({ response }) => response?.statusCode === 201)).toHaveLength(1_200);
    expect(results.at(-1)!.error).toMatchObject({ code: 404 });
    const { resources } = await container.items.query('SELECT VALUE COUNT(1) FROM c WHERE c.bulk = 1').fetchAll();
    expect(resources).toEqual([1_200]);
  });

  it('refuses operations that are none with 400', async () => {
    const path = `/dbs/shop/colls/${container.id}/docs`;
    const headers = { 'x-ms-cosmos-is-batch-request': 'true' };
    for (const body of ['{}', '[1]', '[{"operationType":"Frobnicate"}]', '[{"operationType":"Create"}]']) {
      const answer = await send(cosmos.server, { method: 'POST', path, headers, body });
      if (answer.status !== 207) expect([body, answer.status]).toEqual([body, 400]);
      else expect([body, answer.body]).toMatchObject([body, [{ statusCode: 400 }]]);
    }
  });
});
