import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChangeFeedMode,
  ChangeFeedStartFrom,
  PartitionKeyDefinitionVersion,
  PartitionKeyKind,
  type ChangeFeedIteratorOptions,
  type Container,
} from '@azure/cosmos';
import { failure, send, startCosmos, type Cosmos } from '../testing/harness.ts';

let cosmos: Cosmos;
beforeAll(async () => void (cosmos = await startCosmos()));
afterAll(() => cosmos.stop());

interface Change {
  id: string;
  n?: number;
  _lsn: number;
}
const beginning = { changeFeedStartFrom: ChangeFeedStartFrom.Beginning() };

/** Reads until there is nothing new (304) and returns what came and where to go on. */
async function drain(container: Container, options: ChangeFeedIteratorOptions) {
  const iterator = container.items.getChangeFeedIterator<Change>(options);
  const changes: Change[] = [];
  const pages: number[] = [];
  for (;;) {
    const response = await iterator.readNext();
    if (response.statusCode === 304) return { changes, pages, continuation: response.continuationToken, iterator };
    changes.push(...response.result);
    pages.push(response.count);
  }
}
const ids = (changes: Change[]) => changes.map(({ id }) => id);

describe('the change feed', () => {
  it('has the latest version of every item in the order of the changes, without the deleted', async () => {
    const container = await cosmos.container();
    for (const id of ['1', '2', '3']) await container.items.create({ id, pk: id });
    await container.items.upsert({ id: '1', pk: '1', n: 2 });
    await container.item('2', '2').delete();
    const { changes } = await drain(container, beginning);
    expect(ids(changes)).toEqual(['3', '1']);
    expect(changes[1]).toMatchObject({ n: 2 });
    expect(changes[1]!._lsn).toBeGreaterThan(changes[0]!._lsn);
  });

  it('comes in pages and goes on from a continuation', async () => {
    const container = await cosmos.container();
    for (let n = 0; n < 5; n++) await container.items.create({ id: `${n}`, pk: 'a' });
    const first = await drain(container, { ...beginning, maxItemCount: 2 });
    expect(first.pages).toEqual([2, 2, 1]);
    await container.items.create({ id: 'later', pk: 'b' });
    expect(ids((await first.iterator.readNext()).result)).toEqual(['later']);
    const resumed = await drain(container, {
      changeFeedStartFrom: ChangeFeedStartFrom.Continuation(first.continuation),
    });
    expect(ids(resumed.changes)).toEqual(['later']);
  });

  it('starts from now', async () => {
    const container = await cosmos.container();
    await container.items.create({ id: 'before', pk: 'a' });
    const { changes, iterator } = await drain(container, { changeFeedStartFrom: ChangeFeedStartFrom.Now() });
    expect(changes).toEqual([]);
    await container.items.create({ id: 'after', pk: 'a' });
    expect(ids((await iterator.readNext()).result)).toEqual(['after']);
  });

  it('starts from a time', async () => {
    const container = await cosmos.container();
    await container.items.create({ id: 'before', pk: 'a' });
    cosmos.advance(60);
    await container.items.create({ id: 'after', pk: 'a' });
    const { resource } = await container.item('after', 'a').read();
    const since = new Date(resource._ts * 1000 - 30_000);
    const { changes } = await drain(container, { changeFeedStartFrom: ChangeFeedStartFrom.Time(since) });
    expect(ids(changes)).toEqual(['after']);
  });

  it('is read for one partition key', async () => {
    const container = await cosmos.container();
    for (const [id, pk] of [
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'a'],
    ])
      await container.items.create({ id, pk });
    const { changes, continuation } = await drain(container, {
      changeFeedStartFrom: ChangeFeedStartFrom.Beginning('a'),
    });
    expect(ids(changes)).toEqual(['1', '3']);
    await container.items.create({ id: '4', pk: 'b' });
    await container.items.create({ id: '5', pk: 'a' });
    const resumed = await drain(container, { changeFeedStartFrom: ChangeFeedStartFrom.Continuation(continuation) });
    expect(ids(resumed.changes)).toEqual(['5']);
  });

  it('is read for a prefix of a hierarchical partition key', async () => {
    const container = await cosmos.container({
      partitionKey: {
        paths: ['/tenant', '/user'],
        kind: PartitionKeyKind.MultiHash,
        version: PartitionKeyDefinitionVersion.V2,
      },
    });
    for (const [id, tenant, user] of [
      ['1', 't1', 'u1'],
      ['2', 't2', 'u1'],
      ['3', 't1', 'u2'],
    ])
      await container.items.create({ id, tenant, user });
    const prefix = await drain(container, { changeFeedStartFrom: ChangeFeedStartFrom.Beginning(['t1']) });
    expect(ids(prefix.changes)).toEqual(['1', '3']);
    const whole = await drain(container, { changeFeedStartFrom: ChangeFeedStartFrom.Beginning(['t1', 'u2']) });
    expect(ids(whole.changes)).toEqual(['3']);
  });

  it('is read for a feed range', async () => {
    const container = await cosmos.container();
    await container.items.create({ id: '1', pk: 'a' });
    const [range] = await container.getFeedRanges();
    const { changes } = await drain(container, { changeFeedStartFrom: ChangeFeedStartFrom.Beginning(range) });
    expect(ids(changes)).toEqual(['1']);
  });

  it('keeps the items of one transactional batch on one page', async () => {
    const container = await cosmos.container();
    await container.items.create({ id: 'single', pk: 'a' });
    const create = (id: string) => ({ operationType: 'Create' as const, resourceBody: { id, pk: 'a' } });
    await container.items.batch([create('1'), create('2'), create('3')], 'a');
    const { changes, pages } = await drain(container, { ...beginning, maxItemCount: 2 });
    expect(pages).toEqual([4]);
    expect(new Set(changes.map(({ _lsn }) => _lsn)).size).toBe(2);
  });

  it('leaves out what has expired', async () => {
    const container = await cosmos.container({ defaultTtl: 10 });
    await container.items.create({ id: 'short', pk: 'a' });
    await container.items.create({ id: 'long', pk: 'a', ttl: 100 });
    cosmos.advance(11);
    expect(ids((await drain(container, beginning)).changes)).toEqual(['long']);
  });

  it('answers the older changeFeed() iterator, too', async () => {
    const container = await cosmos.container();
    for (const id of ['1', '2', '3']) await container.items.create({ id, pk: 'a' });
    const iterator = container.items.changeFeed<Change[]>('a', { startFromBeginning: true, maxItemCount: 2 });
    const pages: string[][] = [];
    for await (const page of iterator.getAsyncIterator()) pages.push(ids(page.result as unknown as Change[]));
    expect(pages).toEqual([['1', '2'], ['3']]);
    const resumed = container.items.changeFeed<Change[]>('a', {
      continuation: (await iterator.fetchNext()).continuation,
    });
    expect((await resumed.fetchNext()).statusCode).toBe(304);
  });

  it('refuses a continuation that is none', async () => {
    const container = await cosmos.container();
    const answer = await send(cosmos.server, {
      path: `/dbs/shop/colls/${container.id}/docs`,
      headers: { 'a-im': 'Incremental Feed', 'if-none-match': '"nonsense"' },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BadRequest' } });
  });

  it('of all versions and deletes is refused, for the embedded server keeps only the latest', async () => {
    const container = await cosmos.container();
    const iterator = container.items.getChangeFeedIterator({
      changeFeedMode: ChangeFeedMode.AllVersionsAndDeletes,
      changeFeedStartFrom: ChangeFeedStartFrom.Now(),
    });
    const error = await failure(iterator.readNext());
    expect(error.code).toBe(400);
    expect(error.message).toContain('latest version');
  });
});
