import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startCosmos, type Cosmos } from '../testing/harness.ts';
import { createProducts, type Parameters, type Products } from '../testing/products.ts';

let cosmos: Cosmos;
let container: Products['container'];
let query: Products['query'];
let refused: Products['refused'];
beforeAll(async () => {
  cosmos = await startCosmos();
  ({ container, query, refused } = await createProducts(cosmos));
});
afterAll(() => cosmos.stop());

describe('SELECT', () => {
  it('* returns the items as they were stored', async () => {
    const [first] = await query('SELECT * FROM c WHERE c.id = "1"');
    expect(first).toEqual((await container.item('1', 'mugs').read()).resource);
  });

  it.each([
    ['SELECT c.id, c.name FROM c WHERE c.id = "1"', [{ id: '1', name: 'Blue Mug' }]],
    ['SELECT c.id, c.missing FROM c WHERE c.id = "1"', [{ id: '1' }]],
    ['SELECT VALUE c.maker.city FROM c', ['Oslo', 'Rome']],
    ['SELECT c.price AS amount, c.maker["city"] FROM c WHERE c.id = "1"', [{ amount: 12.5, city: 'Oslo' }]],
    ['SELECT c.price * 2, UPPER(c.name) FROM c WHERE c.id = "1"', [{ $1: 25, $2: 'BLUE MUG' }]],
    ['SELECT VALUE {"n": c.name, t: c.tags[0], none: c.none} FROM c WHERE c.id = "1"', [{ n: 'Blue Mug', t: 'blue' }]],
    ['SELECT VALUE [c.id, c.none, 1] FROM c WHERE c.id = "1"', [['1', 1]]],
    ['SELECT VALUE c["odd name"]["x\\"y"] FROM c WHERE c.id = "5"', [1]],
    ['SELECT products.id FROM products WHERE products.id = "2"', [{ id: '2' }]],
    ['SELECT p.id FROM products AS p WHERE p.id = "2"', [{ id: '2' }]],
    ['SELECT p.id FROM products p WHERE p.id = "2"', [{ id: '2' }]],
    ['SELECT 1 AS one, "x" AS x', [{ one: 1, x: 'x' }]],
    ['SELECT VALUE c FROM c WHERE c.id = "none"', []],
    ['SELECT DISTINCT VALUE c.pk FROM c', ['mugs', 'tees', 'caps']],
    ['SELECT DISTINCT c.tags[1] AS tag FROM c', [{ tag: 'ceramic' }, {}]],
    ['SELECT TOP 2 VALUE c.id FROM c', ['1', '2']],
    ['select value c.id from c where c.id in ("1", "2") -- a comment\n order by c.id desc', ['2', '1']],
  ])('%s', async (text, expected) => {
    expect(await query(text)).toEqual(expected);
  });
});

describe('FROM and JOIN', () => {
  it.each([
    ['SELECT VALUE t FROM t IN c.tags', ['blue', 'ceramic', 'red', 'ceramic']],
    ['SELECT VALUE maker.city FROM c.maker', ['Oslo', 'Rome']],
    [
      'SELECT c.id, t AS tag FROM c JOIN t IN c.tags WHERE c.pk = "mugs" AND t != "ceramic"',
      [
        { id: '1', tag: 'blue' },
        { id: '2', tag: 'red' },
      ],
    ],
    ['SELECT VALUE s.units FROM c JOIN s IN c.sizes WHERE s.size = "S"', [2, 0]],
    ['SELECT c.id, s.size, t FROM c JOIN s IN c.sizes JOIN t IN ["x", "y"]', 3],
    ['SELECT VALUE s FROM c JOIN (SELECT VALUE s.size FROM s IN c.sizes WHERE s.units > 1) s', ['S', 'M']],
    ['SELECT VALUE n FROM c JOIN (SELECT VALUE COUNT(1) FROM t IN c.tags) n WHERE c.pk = "mugs"', [2, 2]],
  ])('%s', async (text, expected) => {
    if (typeof expected === 'number') expect((await refused(text)).code).toBe(400);
    else expect(await query(text)).toEqual(expected);
  });
});

describe('WHERE', () => {
  it.each<[string, Parameters, string[]]>([
    ['c.price = 12.5', {}, ['1']],
    ['c.price = @p', { '@p': '12.5' }, ['5']],
    ['c.price = null', {}, ['4']],
    ['c.price != null', {}, ['1', '2', '3', '5']],
    ['c.price <> 10', {}, ['1', '3', '4', '5']],
    ['c.price > 10', {}, ['1', '3']],
    ['c.price >= 10 AND c.price <= 12.5', {}, ['1', '2']],
    ['c.price BETWEEN 10 AND 12.5', {}, ['1', '2']],
    ['c.price NOT BETWEEN 10 AND 12.5', {}, ['3']],
    ['c.price < "2"', {}, ['5']],
    ['c.stock = true', {}, ['5']],
    ['c.discontinued', {}, ['5']],
    ['NOT c.discontinued', {}, []],
    ['NOT (c.pk = "mugs")', {}, ['3', '4', '5']],
    ['c.pk IN ("caps", @pk)', { '@pk': 'mugs' }, ['1', '2', '5']],
    ['c.pk NOT IN ("caps", "mugs")', {}, ['3', '4']],
    ['c.missing = 1 OR c.id = "1"', {}, ['1']],
    ['c.missing != 1', {}, []],
    ['NOT (c.missing = 1)', {}, []],
    ['c.name LIKE "%Mug"', {}, ['1', '2']],
    ['c.name LIKE "_ed%"', {}, ['2']],
    ['c.name NOT LIKE "%Mug"', {}, ['3', '4']],
    ['c.name LIKE "%100!%" ESCAPE "!"', {}, ['3']],
    ['c.name LIKE "Shirt!_%" ESCAPE "!"', {}, ['3']],
    ['c.name LIKE "[BR]%"', {}, ['1', '2']],
    ['c.name LIKE "[^B]%Mug"', {}, ['2']],
    ['STARTSWITH(c.name, "SHIRT", true)', {}, ['3', '4']],
    ['STARTSWITH(c.name, "Shirt")', {}, ['3']],
    ['CONTAINS(c.name, "mug", true) AND NOT CONTAINS(c.name, "Red")', {}, ['1']],
    ['ENDSWITH(c.name, "%")', {}, ['3']],
    ['StringEquals(c.name, "SHIRT", true)', {}, ['4']],
    ['RegexMatch(c.name, "^s.*t$", "i")', {}, ['4']],
    ['IS_DEFINED(c.name) = false', {}, ['5']],
    ['IS_STRING(c.price)', {}, ['5']],
    ['IS_NULL(c.price)', {}, ['4']],
    ['ARRAY_CONTAINS(c.tags, "ceramic")', {}, ['1', '2']],
    ['ARRAY_CONTAINS(c.sizes, {"size": "S"}, true)', {}, ['3', '4']],
    ['ARRAY_CONTAINS(c.sizes, {"size": "S"})', {}, []],
    ['ARRAY_CONTAINS(@wanted, c.pk)', { '@wanted': ['caps', 'tees'] }, ['3', '4', '5']],
    ['ARRAY_CONTAINS_ANY(c.tags, "red", "blue")', {}, ['1', '2']],
    ['ARRAY_CONTAINS_ALL(c.tags, "red", "ceramic")', {}, ['2']],
    ['ARRAY_LENGTH(c.tags) = 0', {}, ['3']],
    ['EXISTS(SELECT VALUE s FROM s IN c.sizes WHERE s.units = 0)', {}, ['4']],
    ['EXISTS(SELECT VALUE t FROM t IN c.tags WHERE t = @t)', { '@t': 'red' }, ['2']],
    ['c.maker = {"city": "Oslo"}', {}, ['1']],
    ['c.tags = []', {}, ['3']],
    ['(SELECT VALUE COUNT(1) FROM t IN c.tags) > 1', {}, ['1', '2']],
    ['(c.maker.city ?? "nowhere") = "nowhere"', {}, ['3', '4', '5']],
    ['(IS_NUMBER(c.stock) ? c.stock : 99) > 5', {}, ['3', '5']],
    ['IIF(c.stock = 0, "out", "in") = "out"', {}, ['2']],
    ['c.stock + 1 = 4 OR c.stock % 7 = 0 AND c.stock > 0', {}, ['1', '3']],
    ['c.pk || "-" || c.id = "x"', {}, []],
    ['(c.pk || "-" || c.id) = "mugs-1"', {}, ['1']],
    ['-c.price = -10', {}, ['2']],
    ['c.length = 1 OR c.tags.length = 2 OR c.constructor != 1 OR IS_DEFINED(c.__proto__)', {}, []],
  ])('%s', async (condition, parameters, ids) => {
    expect(await query(`SELECT VALUE c.id FROM c WHERE ${condition}`, parameters)).toEqual(ids);
  });
});

describe('query options', () => {
  it('force the query plan and query control without another result', async () => {
    const text = 'SELECT VALUE c.id FROM c ORDER BY c.price OFFSET 1 LIMIT 3';
    expect(await query(text, {}, { forceQueryPlan: true })).toEqual(['2', '1', '3']);
    const iterator = container.items.query<string>('SELECT VALUE c.id FROM c ORDER BY c.price', {
      enableQueryControl: true,
      maxItemCount: 2,
    });
    const pages: string[][] = [];
    while (iterator.hasMoreResults()) pages.push((await iterator.fetchNext()).resources);
    expect(pages.flat()).toEqual(['4', '2', '1', '3', '5']);
  });

  it('return query metrics when asked for', async () => {
    const options = { populateQueryMetrics: true, populateIndexMetrics: true };
    const { resources, queryMetrics, requestCharge } = await container.items
      .query('SELECT * FROM c WHERE c.pk = "mugs"', options)
      .fetchAll();
    expect(resources).toHaveLength(2);
    expect(requestCharge).toBeGreaterThan(0);
    expect(queryMetrics).toMatchObject({ '0': { outputDocumentCount: 2 } });
  });
});
