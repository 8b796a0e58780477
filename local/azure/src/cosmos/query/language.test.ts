import { describe, expect, it } from '@jest/globals';
import { CosmosError } from '../errors.ts';
import { collectionOf, rowsOf, valueOf } from '../testing/query.ts';
import { compare, type Value } from './values.ts';

describe('three-valued logic', () => {
  const values = { true: 'true', false: 'false', undefined: 'undefined', other: '1' };
  const table: [string, Value, Value, Value, Value][] = [
    // left operand: and with true, false, undefined, 1
    ['true', true, false, undefined, undefined],
    ['false', false, false, false, false],
    ['undefined', undefined, false, undefined, undefined],
    ['other', undefined, false, undefined, undefined],
  ];
  it.each(table)('AND: %s', (left, ...expected) => {
    const operands = Object.values(values);
    const text = values[left as keyof typeof values];
    expect(operands.map((right) => valueOf(`${text} AND ${right}`))).toEqual(expected);
  });

  it('OR is true as soon as one side is', () => {
    expect(['true', 'false', 'undefined', '1'].map((right) => valueOf(`true OR ${right}`))).toEqual(
      Array(4).fill(true),
    );
    expect(['true', 'false', 'undefined', '1'].map((right) => valueOf(`undefined OR ${right}`))).toEqual([
      true,
      undefined,
      undefined,
      undefined,
    ]);
    expect(valueOf('false OR false')).toBe(false);
  });

  it('NOT of what is no boolean is undefined', () => {
    expect(['true', 'false', 'undefined', '1'].map((operand) => valueOf(`NOT ${operand}`))).toEqual([
      false,
      true,
      undefined,
      undefined,
    ]);
  });
});

describe('comparison', () => {
  it.each<[string, Value]>([
    ['1 = 1.0', true],
    ['1 = "1"', false],
    ['1 != "1"', true],
    ['null = null', true],
    ['undefined = undefined', undefined],
    ['null != undefined', undefined],
    ['1 < 2', true],
    ['1 < "2"', undefined],
    ['null < 1', undefined],
    ['null >= null', true],
    ['false < true', true],
    ['"a" < "b"', true],
    ['"Z" < "a"', true],
    ['[1] = [1]', true],
    ['[1] < [2]', undefined],
    ['{"a": 1, "b": [2]} = {"b": [2], "a": 1}', true],
    ['{"a": 1} = {"a": 1, "b": 1}', false],
    ['2 BETWEEN 1 AND 3', true],
    ['2 NOT BETWEEN 1 AND 3', false],
    ['"b" BETWEEN 1 AND 3', undefined],
    ['2 IN (1, "2", 2)', true],
    ['2 NOT IN (1, "2")', true],
    ['undefined IN (undefined)', undefined],
    ['"abc" LIKE "a%"', true],
    ['"a%c" LIKE "a[%]c"', true],
    ['"a.c" LIKE "abc"', false],
    ['"a\\nb" LIKE "a%b"', true],
    ['1 LIKE "1"', undefined],
  ])('%s', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });
});

describe('operators', () => {
  it.each<[string, Value]>([
    ['undefined ?? null ?? 1', null],
    ['true ? 1 : 2', 1],
    ['1 ? 1 : 2', 2],
    ['false ? 1 : true ? 2 : 3', 2],
    ['"a" || "b" || "c"', 'abc'],
    ['"a" || 1', undefined],
    ['NOT true = false', true],
    ['1 + 1 = 2 AND NOT false', true],
    ['[1, undefined, 2][1]', 2],
    ['{"a": {"b": 1}}.a["b"]', 1],
    ['{a: 1, "b": undefined}', { a: 1 }],
    ['[1, 2][-1]', undefined],
    ['"abc"[0]', undefined],
    ["'it\\'s \\u00fc'", "it's ü"],
    ['.5 + 1e1', 10.5],
    ['0x10', 16],
    ['-0XfF', -255],
  ])('%s', (text, expected) => {
    expect(valueOf(text)).toEqual(expected);
  });

  it('a parameter may hold any JSON value', () => {
    expect(valueOf('@p.a[0]', { '@p': { a: ['x'] } })).toBe('x');
    expect(valueOf('@p = [null]', { '@p': [null] })).toBe(true);
  });
});

describe('the order of values', () => {
  it('is undefined, null, false, true, numbers, strings, arrays, objects', () => {
    const ordered: Value[] = [undefined, null, false, true, -1, 0, 2.5, '', 'A', 'a', 'ü', [1], { a: 1 }];
    const shuffled = ordered.toReversed();
    expect(shuffled.sort(compare).filter((value) => value !== undefined)).toEqual(ordered.slice(1));
    expect(compare({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(0);
  });
});

describe('a query', () => {
  const one = collectionOf([
    {
      id: '1',
      list: [
        { n: 1, tags: ['x'] },
        { n: 2, tags: ['y', 'z'] },
      ],
    },
  ]);
  const rows = (text: string) => rowsOf(text, one);

  it('nests joins and subqueries', () => {
    expect(rows('SELECT VALUE t FROM c JOIN l IN c.list JOIN t IN l.tags WHERE l.n = 2')).toEqual(['y', 'z']);
    expect(
      rows('SELECT VALUE ARRAY(SELECT l.n, (SELECT VALUE COUNT(1) FROM t IN l.tags) AS tags FROM l IN c.list) FROM c'),
    ).toEqual([
      [
        { n: 1, tags: 1 },
        { n: 2, tags: 2 },
      ],
    ]);
  });

  it('evaluates an aggregate subquery anew for each row', () => {
    const two = collectionOf([{ l: [1, 2] }, { l: [] }, { l: [5] }]);
    expect(rowsOf('SELECT VALUE (SELECT VALUE SUM(n) FROM n IN c.l) FROM c', two)).toEqual([3, 0, 5]);
    expect(rowsOf('SELECT VALUE (SELECT VALUE MAX(n) FROM n IN c.l) FROM c', two)).toEqual([2, 5]);
  });

  it('needs all its parameters', () => {
    expect(() => rows('SELECT * FROM c WHERE c.id = @id')).toThrow('@id');
  });

  it.each([
    ['SELECT * FROM c WHERE', { start: 21, end: 21 }],
    ['SELECT * FROM c WHERE c.a = = 1', { start: 28, end: 29 }],
    ['SELECT * FROM c WHERE (c.a = 1', { start: 30, end: 30 }],
    ['SELECT TOP x * FROM c', { start: 11, end: 12 }],
    ['SELECT *, c.id FROM c', { start: 8, end: 9 }],
    ['SELECT c.id name FROM c', { start: 12, end: 16 }],
    ['SELECT * FROM c; DROP', { start: 15, end: 16 }],
    ['SELECT c.a FROM c ORDER c.a', { start: 24, end: 25 }],
    ['SELECT "\\x" FROM c', { start: 7, end: 11 }],
  ])('%s fails where the mistake is', (text, location) => {
    let message = '';
    try {
      rows(text);
    } catch (error) {
      message = (error as Error).message;
    }
    const [mistake] = (JSON.parse(message.slice('Message: '.length)) as { errors: { location: unknown }[] }).errors;
    expect(mistake!.location).toEqual(location);
  });

  it('that is nested without end is refused, not a crash', () => {
    expect(() => rows(`SELECT VALUE ${'('.repeat(50_000)}1`)).toThrow(/SC1001/);
    expect(() => rows(`SELECT VALUE ${'NOT '.repeat(50_000)}1`)).toThrow(/SC1001/);
    expect(rows(`SELECT VALUE 1${' + 1'.repeat(1_000)} FROM c`)).toEqual([1_001]);
    expect(() => rows(`SELECT * FROM c WHERE c.a = 1${' AND c.a = 1'.repeat(40_000)}`)).toThrow(/nested too deeply/);
  });
});

describe('any text at all', () => {
  it('is answered or refused, but never ends in another error', () => {
    const tokens = (
      'SELECT SELECT VALUE DISTINCT TOP FROM FROM c c c.a c.list t IN JOIN WHERE WHERE AND OR NOT = != < ( ( ) ) [ ] { } ' +
      '" \' , , . * + - / ?? ? : || GROUP BY ORDER OFFSET LIMIT 1 2 0.5 "x" @p @q null true undefined EXISTS ARRAY ' +
      'COUNT(1) SUM(c.a) ABS( CONTAINS( UPPER( udf.f( LIKE BETWEEN ESCAPE AS AS name DESC -- \\ ~ | & ^ % é 🙂'
    ).split(' ');
    const items = collectionOf(
      [
        { id: '1', a: 1, list: [1, 'x', null] },
        { id: '2', a: 'y' },
      ],
      { indexed: true },
    );
    const outcomes = { answered: 0, refused: 0 };
    let seed = 1;
    const next = (limit: number) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
    for (let n = 0; n < 6_000; n++) {
      const start = ['SELECT * FROM c WHERE', 'SELECT VALUE', 'SELECT c.a FROM c', ''][n % 4]!;
      const text = `${start} ${Array.from({ length: next(12) }, () => tokens[next(tokens.length)]).join(' ')}`;
      try {
        rowsOf(text, items, { parameters: { '@p': 1 } });
        outcomes.answered++;
      } catch (error) {
        if (!(error instanceof CosmosError)) throw new Error(`${text}: ${String(error)}`, { cause: error });
        outcomes.refused++;
      }
    }
    expect(outcomes.answered).toBeGreaterThan(150);
    expect(outcomes.refused).toBeGreaterThan(2_000);
  });
});
