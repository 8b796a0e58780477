import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Container } from '@azure/cosmos';
import { failure, send, startCosmos, type Cosmos } from '../testing/harness.ts';

let cosmos: Cosmos;
let items: Container;
beforeAll(async () => {
  cosmos = await startCosmos();
  items = await cosmos.container();
});
afterAll(() => cosmos.stop());

describe('creating an item', () => {
  it('answers 201 with the item, its system properties and its ETag', async () => {
    const { resource, statusCode, etag, headers } = await items.items.create({ id: 'new', pk: 'a', name: 'Mug' });
    expect(statusCode).toBe(201);
    expect(resource).toMatchObject({ id: 'new', pk: 'a', name: 'Mug', _attachments: 'attachments/' });
    expect(resource!._etag).toBe(etag);
    expect(Math.abs(resource!._ts * 1000 - Date.now())).toBeLessThan(60_000);
    expect(Buffer.from(resource!._rid.replaceAll('-', '/'), 'base64')).toHaveLength(16);
    expect(resource!._self).toMatch(/^dbs\/.+\/colls\/.+\/docs\/.+\/$/);
    expect(Number(headers['x-ms-request-charge'])).toBeGreaterThan(0);
    expect(headers['x-ms-session-token']).toMatch(/^0:-1#\d+$/);
    expect(headers['x-ms-activity-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('gives it an id when it has none', async () => {
    const { resource } = await items.items.create({ pk: 'a' });
    expect(resource!.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers 409 when the partition has the id already, not when another partition has', async () => {
    await items.items.create({ id: 'taken', pk: 'a' });
    const error = await failure(items.items.create({ id: 'taken', pk: 'a' }));
    expect(error).toMatchObject({ code: 409, body: { code: 'Conflict' } });
    expect(error.message).toContain('Entity with the specified id already exists in the system');
    expect((await items.items.create({ id: 'taken', pk: 'b' })).statusCode).toBe(201);
  });

  it('without an id on the wire answers 400', async () => {
    const error = await failure(items.items.create({ pk: 'a' }, { disableAutomaticIdGeneration: true }));
    expect(error).toMatchObject({ code: 400, body: { code: 'BadRequest' } });
    expect(error.message).toContain("required properties - 'id; '");
  });

  it('of more than 2 MB answers 413, and one just below fits', async () => {
    const error = await failure(items.items.create({ id: 'big', pk: 'a', text: 'x'.repeat(2 * 1024 * 1024) }));
    expect(error).toMatchObject({ code: 413, body: { code: 'RequestEntityTooLarge' } });
    const fits = await items.items.create({ id: 'fits', pk: 'a', text: 'x'.repeat(2 * 1024 * 1024 - 400) });
    expect(fits.statusCode).toBe(201);
    expect((await items.item('fits', 'a').delete()).statusCode).toBe(204);
  });

  it('measures the 2 MB in bytes of UTF-8', async () => {
    const error = await failure(items.items.create({ id: 'wide', pk: 'a', text: '€'.repeat(800_000) }));
    expect(error.code).toBe(413);
  });

  it('in a container that is not there answers 404 with substatus 1003', async () => {
    const answer = await send(cosmos.server, {
      method: 'POST',
      path: '/dbs/shop/colls/nowhere/docs',
      headers: { 'x-ms-documentdb-partitionkey': '["a"]' },
      body: '{"id":"1","pk":"a"}',
    });
    expect(answer).toMatchObject({ status: 404, headers: { 'x-ms-substatus': '1003' }, body: { code: 'NotFound' } });
    expect(answer.body.message).toContain('Owner resource does not exist');
  });

  it('keeps every JSON value as it is', async () => {
    const values = { null: null, yes: true, zero: 0, float: 1.5e-7, text: 'ü — "quoted" \u2028', list: [[], {}, [1]] };
    await items.items.create({ id: 'values', pk: 'a', ...values, __proto__: undefined });
    expect((await items.item('values', 'a').read()).resource).toMatchObject(values);
  });
});

describe('reading an item', () => {
  it('answers 404 without a body when there is none, in the SDK as a status', async () => {
    const missing = await items.item('missing', 'a').read();
    expect(missing).toMatchObject({ statusCode: 404, resource: undefined });
  });

  it('answers 304 when If-None-Match has its ETag', async () => {
    const { etag } = await items.items.create({ id: 'cached', pk: 'a' });
    const condition = { accessCondition: { type: 'IfNoneMatch', condition: etag } };
    expect((await items.item('cached', 'a').read(condition)).statusCode).toBe(304);
    await items.items.upsert({ id: 'cached', pk: 'a', changed: true });
    expect((await items.item('cached', 'a').read(condition)).statusCode).toBe(200);
  });

  it.each(['with space', 'umlaut-ü-€-😀', 'a.b:c;d=e&f+g%20h', 'quote\'and"both', 'q?x=1', '~!@$^*()[]{}|', '100%'])(
    'finds the id %j',
    async (id) => {
      await items.items.create({ id, pk: 'odd' });
      expect((await items.item(id, 'odd').read()).resource!.id).toBe(id);
      expect((await items.item(id, 'odd').replace({ id, pk: 'odd', n: 1 })).statusCode).toBe(200);
      expect((await items.item(id, 'odd').delete()).statusCode).toBe(204);
    },
  );

  it('needs the partition key', async () => {
    await items.items.create({ id: 'keyed', pk: 'a' });
    const answer = await send(cosmos.server, { path: `/dbs/shop/colls/${items.id}/docs/keyed` });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BadRequest' } });
    expect(answer.body.message).toContain('x-ms-partitionkey');
  });
});

describe('upserting an item', () => {
  it('answers 201 for a new item and 200 for one it replaced, which keeps its _rid', async () => {
    const first = await items.items.upsert({ id: 'put', pk: 'a', version: 1 });
    const second = await items.items.upsert({ id: 'put', pk: 'a', version: 2 });
    expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
    expect(second.resource).toMatchObject({ version: 2, _rid: first.resource!['_rid'] });
    expect(second.etag).not.toBe(first.etag);
  });

  it('replaces the item as a whole', async () => {
    await items.items.upsert({ id: 'whole', pk: 'a', old: true });
    await items.items.upsert({ id: 'whole', pk: 'a', new: true });
    expect((await items.item('whole', 'a').read()).resource).not.toHaveProperty('old');
  });

  it('ignores the system properties that a client sends back', async () => {
    const { resource } = await items.items.upsert({ id: 'echo', pk: 'a' });
    const again = await items.items.upsert({ ...resource!, _etag: 'mine', _rid: 'mine', _ts: 1 });
    expect(again.resource!['_rid']).toBe(resource!['_rid']);
    expect(again.resource!['_ts']).toBeGreaterThan(1);
  });
});

describe('ETag conditions', () => {
  const match = (condition: string) => ({ accessCondition: { type: 'IfMatch', condition } });

  it('let the first of two writers win; the second gets 412', async () => {
    const { etag } = await items.items.create({ id: 'contended', pk: 'a' });
    const item = items.item('contended', 'a');
    expect((await item.replace({ id: 'contended', pk: 'a', by: 1 }, match(etag))).statusCode).toBe(200);
    const error = await failure(item.replace({ id: 'contended', pk: 'a', by: 2 }, match(etag)));
    expect(error).toMatchObject({ code: 412, body: { code: 'PreconditionFailed' } });
    expect((await item.read()).resource).toMatchObject({ by: 1 });
  });

  it('hold for upsert, patch and delete as well', async () => {
    const { etag } = await items.items.create({ id: 'guarded', pk: 'a' });
    await items.items.upsert({ id: 'guarded', pk: 'a', n: 1 });
    const item = items.item('guarded', 'a');
    expect(await failure(items.items.upsert({ id: 'guarded', pk: 'a' }, match(etag)))).toMatchObject({ code: 412 });
    expect(await failure(item.patch([{ op: 'incr', path: '/n', value: 1 }], match(etag)))).toMatchObject({ code: 412 });
    expect(await failure(item.delete(match(etag)))).toMatchObject({ code: 412 });
    expect((await item.delete(match((await item.read()).etag))).statusCode).toBe(204);
  });

  it('If-Match * takes any version', async () => {
    await items.items.create({ id: 'any', pk: 'a' });
    expect((await items.item('any', 'a').replace({ id: 'any', pk: 'a' }, match('*'))).statusCode).toBe(200);
  });

  it('are not asked of an upsert that creates', async () => {
    const created = await items.items.upsert({ id: 'fresh', pk: 'a' }, match('"never-seen"'));
    expect(created.statusCode).toBe(201);
  });
});

describe('replacing and deleting an item', () => {
  it('answer 404 when there is none', async () => {
    const item = items.item('gone', 'a');
    const error = await failure(item.replace({ id: 'gone', pk: 'a' }));
    expect(error).toMatchObject({ code: 404, body: { code: 'NotFound' } });
    expect(error.message).toContain('Entity with the specified id does not exist in the system');
    expect(await failure(item.delete())).toMatchObject({ code: 404 });
  });

  it('can rename the item, unless the new id is taken', async () => {
    await items.items.create({ id: 'before', pk: 'rename' });
    await items.items.create({ id: 'occupied', pk: 'rename' });
    const error = await failure(items.item('before', 'rename').replace({ id: 'occupied', pk: 'rename' }));
    expect(error).toMatchObject({ code: 409 });
    const renamed = await items.item('before', 'rename').replace({ id: 'after', pk: 'rename' });
    expect(renamed.resource!.id).toBe('after');
    expect((await items.item('before', 'rename').read()).statusCode).toBe(404);
    expect((await items.item('after', 'rename').read()).statusCode).toBe(200);
  });

  it('never move it to another partition', async () => {
    await items.items.create({ id: 'stays', pk: 'a' });
    const error = await failure(items.item('stays', 'a').replace({ id: 'stays', pk: 'b' }));
    expect(error).toMatchObject({ code: 400, substatus: 1001 });
  });
});

describe('reading all items', () => {
  it('lists them in pages', async () => {
    const container = await cosmos.container();
    for (let n = 0; n < 5; n++) await container.items.create({ id: `${n}`, pk: `p${n % 2}` });
    const { resources } = await container.items.readAll().fetchAll();
    expect(resources.map(({ id }) => id)).toEqual(['0', '1', '2', '3', '4']);
    const page = await container.items.readAll({ maxItemCount: 2 }).fetchNext();
    expect(page.resources).toHaveLength(2);
    const feed = await send(cosmos.server, { path: `/dbs/shop/colls/${container.id}/docs` });
    expect(feed.body).toMatchObject({ _count: 5, Documents: { length: 5 } });
  });
});

describe('a write that asks for no content (Prefer: return=minimal)', () => {
  it('answers without the body but with the ETag', async () => {
    const answer = await send(cosmos.server, {
      method: 'POST',
      path: `/dbs/shop/colls/${items.id}/docs`,
      headers: { 'x-ms-documentdb-partitionkey': '["a"]', prefer: 'return=minimal' },
      body: '{"id":"quiet","pk":"a"}',
    });
    expect(answer).toMatchObject({ status: 201, body: '' });
    expect(answer.headers['etag']).toBe((await items.item('quiet', 'a').read()).etag);
  });
});

describe('ids that Azure or its SDK could not read back', () => {
  it.each(['a/b', 'a\\b', 'a#b', 'x'.repeat(1024)])('%.10s are refused with 400', async (id) => {
    const [result] = await items.items.bulk([{ operationType: 'Create', resourceBody: { id, pk: 'a' } }]);
    expect(result!.statusCode).toBe(400);
  });
});
