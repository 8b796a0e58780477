import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Container, FeedOptions } from '@azure/cosmos';
import { failure, send, startCosmos, type Cosmos } from '../testing/harness.ts';

let cosmos: Cosmos;
let container: Container;
beforeAll(async () => {
  cosmos = await startCosmos();
  container = await fill(25);
});
afterAll(() => cosmos.stop());

async function fill(count: number) {
  const filled = await cosmos.container({
    indexingPolicy: { compositeIndexes: [[{ path: '/kind' }, { path: '/n' }]] } as never,
  });
  for (let n = 0; n < count; n++)
    await filled.items.create({ id: `${n}`, pk: `p${n % 3}`, kind: n % 5, n, tags: ['a', 'b', 'c'] });
  return filled;
}

/** All pages of a query, each fetched by a new iterator from the continuation of the page before. */
async function pages<T = number>(text: string, options: FeedOptions = {}, source = container): Promise<T[][]> {
  const all: T[][] = [];
  let continuationToken: string | undefined;
  do {
    const page = await source.items.query<T>(text, { maxItemCount: 4, ...options, continuationToken }).fetchNext();
    all.push(page.resources);
    continuationToken = page.continuationToken;
  } while (continuationToken);
  return all;
}
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('pages of a query', () => {
  it.each([
    ['plain', 'SELECT VALUE c.n FROM c', numbers(25)],
    ['filtered', 'SELECT VALUE c.n FROM c WHERE c.n >= 10', numbers(25).slice(10)],
    ['sorted', 'SELECT VALUE c.n FROM c ORDER BY c.n DESC', numbers(25).reverse()],
    [
      'sorted with equal keys',
      'SELECT VALUE c.n FROM c ORDER BY c.kind',
      numbers(25).sort((a, b) => (a % 5) - (b % 5) || a - b),
    ],
    [
      'sorted by two keys',
      'SELECT VALUE c.n FROM c ORDER BY c.kind, c.n',
      numbers(25).sort((a, b) => (a % 5) - (b % 5) || a - b),
    ],
    ['with offset and limit', 'SELECT VALUE c.n FROM c ORDER BY c.n OFFSET 3 LIMIT 11', numbers(25).slice(3, 14)],
    ['with top', 'SELECT TOP 10 VALUE c.n FROM c', numbers(10)],
    ['joined', 'SELECT VALUE c.n FROM c JOIN t IN c.tags WHERE c.n < 5', numbers(5).flatMap((n) => [n, n, n])],
    [
      'joined and sorted',
      'SELECT VALUE c.n FROM c JOIN t IN c.tags WHERE c.n < 5 ORDER BY c.n DESC',
      numbers(5)
        .reverse()
        .flatMap((n) => [n, n, n]),
    ],
    ['distinct', 'SELECT DISTINCT VALUE c.n % 9 FROM c', numbers(9)],
    ['grouped', 'SELECT VALUE COUNT(1) FROM c GROUP BY c.n', numbers(25).map(() => 1)],
  ])('%s hold every row once, in order', async (_, text, expected) => {
    const all = await pages(text);
    expect(all.flat()).toEqual(expected);
    expect(all.slice(0, -1).every((page) => page.length === 4)).toBe(true);
    const iterator = container.items.query<number>(text, { maxItemCount: 7 });
    const rows: number[] = [];
    for await (const page of iterator.getAsyncIterator()) rows.push(...page.resources);
    expect(rows).toEqual(expected);
  });

  it('of one partition', async () => {
    const all = await pages('SELECT VALUE c.n FROM c ORDER BY c.n', { partitionKey: 'p1', maxItemCount: 3 });
    expect(all).toEqual([
      [1, 4, 7],
      [10, 13, 16],
      [19, 22],
    ]);
  });

  it('have 100 rows unless asked otherwise, and at most 4 MB', async () => {
    const wide = await cosmos.container();
    const operations = numbers(120).map((n) => ({
      operationType: 'Create' as const,
      resourceBody: { id: `${n}`, pk: 'a', text: 'x'.repeat(n < 100 ? 10 : 400_000) },
    }));
    for (let at = 0; at < operations.length; at += 60) await wide.items.bulk(operations.slice(at, at + 60));
    const sizes = (await pages('SELECT * FROM c', { maxItemCount: undefined }, wide)).map((page) => page.length);
    expect(sizes).toEqual([100, 10, 10]);
  });

  it('neither repeat nor lose a row when items are inserted between them', async () => {
    const live = await fill(12);
    for (const text of ['SELECT VALUE c.n FROM c ORDER BY c.n', 'SELECT VALUE c.n FROM c WHERE c.n >= 0']) {
      const iterator = live.items.query<number>(text, { maxItemCount: 5 });
      const first = (await iterator.fetchNext()).resources;
      await live.items.create({ pk: 'p0', kind: 0, n: first[0]! + 0.5 });
      await live.items.upsert({ id: '3', pk: 'p0', kind: 0, n: 3, touched: true });
      const rest = [...(await iterator.fetchNext()).resources, ...(await iterator.fetchNext()).resources];
      expect(rest.filter(Number.isInteger)).toEqual(numbers(12).filter((n) => !first.includes(n)));
      expect([...first, ...rest].filter((n) => n % 1 === 0)).toHaveLength(12);
    }
  });

  it('go on behind an item that was deleted', async () => {
    const live = await fill(8);
    const iterator = live.items.query<number>('SELECT VALUE c.n FROM c ORDER BY c.n', { maxItemCount: 3 });
    expect((await iterator.fetchNext()).resources).toEqual([0, 1, 2]);
    await live.item('2', 'p2').delete();
    expect((await iterator.fetchNext()).resources).toEqual([3, 4, 5]);
  });

  it('survive keys that are too long for a continuation header', async () => {
    const long = await cosmos.container();
    for (let n = 0; n < 6; n++) await long.items.create({ id: `${n}`, pk: 'a', key: 'ü'.repeat(5_000) + n });
    expect(await pages('SELECT VALUE c.id FROM c ORDER BY c.key', { maxItemCount: 2 }, long)).toEqual([
      ['0', '1'],
      ['2', '3'],
      ['4', '5'],
    ]);
  });

  it('need a continuation of the same query', async () => {
    const page = await container.items.query('SELECT * FROM c ORDER BY c.n', { maxItemCount: 2 }).fetchNext();
    for (const continuationToken of ['nonsense', page.continuationToken]) {
      const other = container.items.query('SELECT * FROM c WHERE c.n > 3', { continuationToken });
      expect(await failure(other.fetchNext())).toMatchObject({ code: 400 });
    }
  });

  it('need a sensible size', async () => {
    const answer = await send(cosmos.server, {
      method: 'POST',
      path: `/dbs/shop/colls/${container.id}/docs`,
      headers: {
        'x-ms-documentdb-isquery': 'true',
        'content-type': 'application/query+json',
        'x-ms-max-item-count': 'many',
      },
      body: '{"query":"SELECT * FROM c"}',
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BadRequest' } });
  });
});
