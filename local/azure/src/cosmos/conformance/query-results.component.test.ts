import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { failure, startCosmos, type Cosmos } from '../testing/harness.ts';
import { createProducts, type Products } from '../testing/products.ts';

let cosmos: Cosmos;
let container: Products['container'];
let query: Products['query'];
let refused: Products['refused'];
beforeAll(async () => {
  cosmos = await startCosmos();
  ({ container, query, refused } = await createProducts(cosmos));
});
afterAll(() => cosmos.stop());

describe('ORDER BY', () => {
  it.each([
    ['numbers after null, before strings', 'SELECT VALUE c.id FROM c ORDER BY c.price', ['4', '2', '1', '3', '5']],
    ['descending', 'SELECT VALUE c.id FROM c ORDER BY c.price DESC', ['5', '3', '1', '2', '4']],
    ['booleans before numbers', 'SELECT VALUE c.id FROM c ORDER BY c.stock', ['5', '2', '4', '1', '3']],
    ['without the items that lack the property', 'SELECT VALUE c.id FROM c ORDER BY c.name', ['1', '2', '3', '4']],
    [
      'with them when the path is included by name',
      'SELECT VALUE c.id FROM c ORDER BY c.discontinued',
      ['1', '2', '3', '4', '5'],
    ],
    ['by a nested property', 'SELECT VALUE c.id FROM c ORDER BY c.maker.city DESC', ['2', '1']],
    ['equal keys in order of creation', 'SELECT VALUE c.id FROM c ORDER BY c.pk', ['5', '1', '2', '3', '4']],
    ['and in reverse when descending', 'SELECT VALUE c.id FROM c ORDER BY c.pk DESC', ['4', '3', '2', '1', '5']],
    ['by two properties', 'SELECT VALUE c.id FROM c ORDER BY c.pk, c.price DESC', ['5', '1', '2', '3', '4']],
    ['by both turned round', 'SELECT VALUE c.id FROM c ORDER BY c.pk DESC, c.price', ['4', '3', '2', '1', '5']],
    ['with a JOIN', 'SELECT VALUE t FROM c JOIN t IN c.tags ORDER BY c.price', ['red', 'ceramic', 'blue', 'ceramic']],
  ])('sorts %s', async (_, text, expected) => {
    expect(await query(text)).toEqual(expected);
  });

  it.each([
    ['several keys without a composite index', 'SELECT * FROM c ORDER BY c.name, c.price', 'composite index'],
    ['the composite index in another direction', 'SELECT * FROM c ORDER BY c.pk, c.price', 'composite index'],
    ['an expression', 'SELECT * FROM c ORDER BY LOWER(c.name)', 'could not be mapped to a document path'],
    ['a path outside the index', 'SELECT * FROM c ORDER BY c.hidden.x', 'order-by item is excluded'],
    ['GROUP BY beside it', 'SELECT c.pk FROM c GROUP BY c.pk ORDER BY c.pk', 'not supported in presence of GROUP BY'],
    ['an alias of the select list', 'SELECT c.price AS p FROM c ORDER BY p', "Identifier 'p' could not be resolved"],
  ])('is refused for %s, as Azure refuses it', async (_, text, message) => {
    const error = await refused(text);
    expect(error.code).toBe(400);
    expect(error.message).toContain(message);
  });
});

describe('OFFSET, LIMIT and TOP', () => {
  it.each([
    ['SELECT VALUE c.id FROM c ORDER BY c.id OFFSET 1 LIMIT 2', ['2', '3']],
    ['SELECT VALUE c.id FROM c OFFSET 3 LIMIT 10', ['4', '5']],
    ['SELECT VALUE c.id FROM c ORDER BY c.id OFFSET 9 LIMIT 2', []],
    ['SELECT TOP 1 VALUE c.id FROM c ORDER BY c.id DESC', ['5']],
    ['SELECT DISTINCT TOP 2 VALUE c.pk FROM c', ['mugs', 'tees']],
  ])('%s', async (text, expected) => {
    expect(await query(text)).toEqual(expected);
  });

  it('take parameters', async () => {
    const text = 'SELECT VALUE c.id FROM c ORDER BY c.id OFFSET @skip LIMIT @take';
    expect(await query(text, { '@skip': 2, '@take': 1 })).toEqual(['3']);
    expect(await query('SELECT TOP @n VALUE c.id FROM c', { '@n': 1 })).toEqual(['1']);
  });

  it.each(['OFFSET -1 LIMIT 1', 'OFFSET 1', 'LIMIT 1', 'OFFSET 0.5 LIMIT 1', 'OFFSET 1 + 1 LIMIT 1'])(
    'refuse %s',
    async (clause) => {
      expect((await refused(`SELECT * FROM c ${clause}`)).code).toBe(400);
    },
  );
});

describe('aggregates', () => {
  it.each([
    ['SELECT VALUE COUNT(1) FROM c', [5]],
    ['SELECT COUNT(c.name) AS named, COUNT(1) AS n FROM c', [{ named: 4, n: 5 }]],
    ['SELECT VALUE SUM(c.price) FROM c WHERE IS_NUMBER(c.price)', [47.5]],
    ['SELECT VALUE SUM(c.price) FROM c', []],
    ['SELECT VALUE AVG(c.stock) FROM c WHERE c.pk = "mugs"', [1.5]],
    ['SELECT MIN(c.price) AS low, MAX(c.price) AS high FROM c', [{ low: null, high: '12.5' }]],
    ['SELECT VALUE SUM(c.price) FROM c WHERE c.id = "none"', [0]],
    ['SELECT COUNT(1) AS n, MAX(c.price) AS high FROM c WHERE c.id = "none"', [{ n: 0 }]],
    ['SELECT VALUE COUNT(1) FROM c JOIN t IN c.tags', [4]],
    ['SELECT VALUE SUM(c.price * c.stock) FROM c WHERE c.pk = "mugs"', [37.5]],
    [
      'SELECT c.pk, COUNT(1) AS n FROM c GROUP BY c.pk',
      [
        { pk: 'mugs', n: 2 },
        { pk: 'tees', n: 2 },
        { pk: 'caps', n: 1 },
      ],
    ],
    ['SELECT VALUE COUNT(1) FROM c GROUP BY c.pk', [2, 2, 1]],
    [
      'SELECT c.maker.city, COUNT(1) AS n FROM c GROUP BY c.maker.city',
      [{ city: 'Oslo', n: 1 }, { city: 'Rome', n: 1 }, { n: 3 }],
    ],
    [
      'SELECT t AS tag, COUNT(1) AS n FROM c JOIN t IN c.tags GROUP BY t',
      [
        { tag: 'blue', n: 1 },
        { tag: 'ceramic', n: 2 },
        { tag: 'red', n: 1 },
      ],
    ],
    [
      'SELECT UPPER(c.pk) AS k, MIN(c.id) AS first FROM c GROUP BY UPPER(c.pk)',
      [
        { k: 'MUGS', first: '1' },
        { k: 'TEES', first: '3' },
        { k: 'CAPS', first: '5' },
      ],
    ],
    ['SELECT c.pk FROM c GROUP BY c.pk OFFSET 1 LIMIT 1', [{ pk: 'tees' }]],
    [
      'SELECT c.id, ARRAY_LENGTH(c.tags) AS n, (SELECT VALUE MAX(s.units) FROM s IN c.sizes) AS most FROM c WHERE c.pk = "tees"',
      [
        { id: '3', n: 0, most: 2 },
        { id: '4', most: 9 },
      ],
    ],
    [
      'SELECT c.id, ARRAY(SELECT VALUE s.size FROM s IN c.sizes WHERE s.units > 0) AS sizes FROM c WHERE c.pk = "tees"',
      [
        { id: '3', sizes: ['S'] },
        { id: '4', sizes: ['M'] },
      ],
    ],
  ])('%s', async (text, expected) => {
    expect(await query(text)).toEqual(expected);
  });

  it('may be part of an expression in one partition, but not across partitions, as in Azure', async () => {
    const text = 'SELECT VALUE ROUND(AVG(c.price) * 10) / 10 FROM c';
    expect(await query(text, {}, { partitionKey: 'mugs' })).toEqual([11.3]);
    expect(await query(`${text} WHERE c.pk = @pk`, { '@pk': 'mugs' })).toEqual([11.3]);
    const error = await refused(text);
    expect(error.code).toBe(400);
    expect(error.message).toContain('Compositions of aggregates and other expressions are not allowed');
  });

  it.each([
    ['SELECT c.id, COUNT(1) FROM c', "Property reference 'c.id' is invalid in the select list"],
    ['SELECT c.id, COUNT(1) AS n FROM c GROUP BY c.pk', "Property reference 'c.id' is invalid in the select list"],
    ['SELECT * FROM c WHERE COUNT(1) > 1', 'COUNT may only stand in the SELECT clause'],
    ['SELECT VALUE MAX(MIN(c.price)) FROM c', 'Cannot perform an aggregate function'],
    ['SELECT TOP 1 c.id FROM c OFFSET 0 LIMIT 1', "'TOP' cannot be used together with 'OFFSET LIMIT'"],
  ])('%s is refused', async (text, message) => {
    const error = await refused(text);
    expect(error.code).toBe(400);
    expect(error.message).toContain(message);
  });
});

describe('queries that Azure refuses', () => {
  it('name the place of a syntax error', async () => {
    const error = await refused('SELECT * FORM c');
    expect(error).toMatchObject({ code: 400, body: { code: 'BadRequest' } });
    const text = /\{"errors":.*\]\}/.exec(error.message)![0];
    expect(JSON.parse(text)).toEqual({
      errors: [
        {
          severity: 'Error',
          location: { start: 9, end: 13 },
          code: 'SC1001',
          message: "Syntax error, incorrect syntax near 'FORM'.",
        },
      ],
    });
  });

  it.each([
    ['SELECT * FROM', 'SC1002'],
    ['SELECT c.value FROM c', "near 'value'"],
    ['SELECT c.order FROM c', "near 'order'"],
    ['SELECT c.left FROM c', "near 'left'"],
    ['SELECT "open FROM c', 'SC10'],
    ['SELECT FROBNICATE(c.id) FROM c', "'FROBNICATE' is not a recognized built-in function name"],
    ['SELECT ABS() FROM c', 'ABS function requires 1 argument'],
    ['SELECT d.id FROM c', "Identifier 'd' could not be resolved"],
    ['SELECT *', "'SELECT *' is not valid if FROM clause is omitted"],
    ['SELECT * FROM c JOIN t IN c.tags', "'SELECT *' is only valid with a single input set"],
    ['SELECT (SELECT VALUE t FROM t IN c.tags) FROM c', 'cardinality of a scalar subquery'],
    ['SELECT udf.tax(c.price) FROM c', 'user-defined functions'],
    ['SELECT * FROM c WHERE c.id = @undeclared', '@undeclared'],
    ['SELECT ARRAY(SELECT VALUE t FROM t IN c.tags ORDER BY t) FROM c', 'subquer'],
    ['SELECT * FROM c WHERE RegexMatch(c.name, "(")', 'regular expression'],
    [`SELECT * FROM c WHERE c.id = "${'x'.repeat(600_000)}"`, 'exceeds'],
  ])('%.60s', async (text, message) => {
    const error = await refused(text);
    expect(error.code).toBe(400);
    expect(error.message).toContain(message);
  });

  it.each(['{}', '{"query": 1}', '{"query": "SELECT 1", "parameters": [{"value": 1}]}', '[]'])(
    'and the query document %s',
    async (body) => {
      const spec = JSON.parse(body) as { query: string };
      expect((await failure(container.items.query(spec).fetchAll())).code).toBe(400);
    },
  );
});
