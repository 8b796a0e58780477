import { describe, expect, it } from '@jest/globals';
import { encodeKey, encodeValue, keysStarting } from './index-key.ts';
import { collectionOf, rowsOf } from '../testing/query.ts';
import { compare, type Json, type JsonObject, type Value } from './values.ts';

/** A small repeatable source of chance (mulberry32). */
function chance(seed: number) {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  return { next, below, pick, maybe: (probability: number) => next() < probability };
}
type Chance = ReturnType<typeof chance>;

const texts = ['', 'a', 'ab', 'abc', 'b', 'B', 'ü', '10', '\uffff', 'a\uffff'];
const scalar = ({ below, pick }: Chance): Json => pick([below(6), below(6) - 0.5, pick(texts), true, false, null]);

function item(random: Chance, id: number): JsonObject {
  const value: JsonObject = { id: `${id}`, n: random.below(40) };
  if (random.maybe(0.8)) value['a'] = scalar(random);
  if (random.maybe(0.7)) value['b'] = random.maybe(0.15) ? [scalar(random)] : scalar(random);
  if (random.maybe(0.6)) value['tags'] = Array.from({ length: random.below(4) }, () => scalar(random));
  if (random.maybe(0.5)) value['nested'] = { x: scalar(random), 'y z': random.below(3) };
  return value;
}

const paths = ['c.a', 'c.b', 'c.n', 'c.nested.x', 'c.nested["y z"]', 'c.missing'];

function condition(random: Chance, depth = 0): string {
  const { pick, maybe } = random;
  const path = () => pick(paths);
  const value = () => (maybe(0.05) ? pick(['undefined', '[1]', '{"x": 1}']) : JSON.stringify(scalar(random)));
  const simple = [
    () => `${path()} ${pick(['=', '=', '<', '<=', '>', '>=', '!='])} ${value()}`,
    () => `${value()} ${pick(['=', '<', '>='])} ${path()}`,
    () => `${path()} ${maybe(0.2) ? 'NOT ' : ''}BETWEEN ${value()} AND ${value()}`,
    () => `${path()} ${maybe(0.2) ? 'NOT ' : ''}IN (${value()}, ${value()}, ${value()})`,
    () => `STARTSWITH(${path()}, ${JSON.stringify(pick(texts))}${pick(['', '', ', true', ', false'])})`,
    () => `${path()} LIKE ${JSON.stringify(pick(texts) + pick(['', '%', '_']))}`,
    () => `ARRAY_CONTAINS(c.tags, ${value()})`,
    () => `StringEquals(${path()}, ${JSON.stringify(pick(texts))})`,
    () => `${path()} = @p`,
    () => `IS_DEFINED(${path()})`,
    () => `EXISTS(SELECT VALUE t FROM t IN c.tags WHERE t = ${value()})`,
  ];
  if (depth < 2 && maybe(0.5)) {
    const inner = () => condition(random, depth + 1);
    return pick([() => `${inner()} AND ${inner()}`, () => `(${inner()} OR ${inner()})`, () => `NOT (${inner()})`])();
  }
  return pick(simple)();
}

function query(random: Chance): string {
  const { pick, maybe, below } = random;
  const where = Array.from({ length: 1 + below(3) }, () => condition(random)).join(' AND ');
  const order = maybe(0.6)
    ? ` ORDER BY ${pick(['c.n', 'c.a', 'c.b', 'c.nested.x'])}${pick(['', ' DESC'])}${pick(['', '', ', c.a', ', c.n DESC'])}`
    : '';
  const page = maybe(0.4) ? ` OFFSET ${below(6)} LIMIT ${below(12)}` : '';
  const from = maybe(0.15) ? 'c JOIN t IN c.tags' : 'c';
  const select = pick(['VALUE c', 'VALUE c', 'c.id, c.a', 'DISTINCT VALUE c.n', 'VALUE COUNT(1)']);
  return `SELECT ${select} FROM ${from}${maybe(0.9) ? ` WHERE ${where}` : ''}${order}${page}`;
}

describe('a query with indexes', () => {
  it('answers what it answers without them, for hundreds of random queries over random items', () => {
    const random = chance(20_240_229);
    const differences: unknown[] = [];
    let found = 0;
    for (let round = 0; round < 6; round++) {
      const items = Array.from({ length: 150 }, (_, id) => item(random, id));
      const indexed = collectionOf(items, { indexed: random.pick([true, 'by partition'] as const) });
      const plain = collectionOf(items);
      for (let n = 0; n < 80; n++) {
        const text = query(random);
        const options = { parameters: { '@p': scalar(random) }, maximum: random.pick([3, 10, 1000]) };
        const [expected, actual] = [rowsOf(text, plain, options), rowsOf(text, indexed, options)];
        found += expected.length;
        if (JSON.stringify(expected) !== JSON.stringify(actual)) differences.push({ text, options, expected, actual });
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(found).toBeGreaterThan(5_000);
  });

  it('looks at few items when few can match', () => {
    const items = Array.from({ length: 2_000 }, (_, n) => ({ id: `${n}`, n, kind: `g${n % 100}`, tags: [n % 500] }));
    const collection = collectionOf(items, { indexed: true });
    const lookedAt = (text: string) => {
      let count = 0;
      rowsOf(text, { ...collection, isVisible: () => ++count > 0 }, { maximum: 1000 });
      return count;
    };
    expect(lookedAt('SELECT * FROM c WHERE c.kind = "g7"')).toBe(20);
    expect(lookedAt('SELECT * FROM c WHERE c.n BETWEEN 10 AND 19 AND c.kind != "g11"')).toBe(10);
    expect(lookedAt('SELECT * FROM c WHERE ARRAY_CONTAINS(c.tags, 3)')).toBe(4);
    expect(lookedAt('SELECT * FROM c WHERE STARTSWITH(c.kind, "g9")')).toBe(220);
    expect(lookedAt('SELECT * FROM c ORDER BY c.n DESC OFFSET 5 LIMIT 10')).toBeLessThan(20);
    expect(lookedAt('SELECT * FROM c WHERE c.n > 1000 ORDER BY c.n OFFSET 0 LIMIT 10')).toBeLessThan(20);
    expect(lookedAt('SELECT * FROM c WHERE c.missing = 1')).toBe(0);
  });
});

describe('a key of an index', () => {
  const random = chance(7);
  const deep = (): Value =>
    random.pick([
      undefined,
      scalar(random),
      [scalar(random)],
      { x: scalar(random) },
      '\0',
      'a\0',
      'a\x01',
      '😀',
      '\ud83d',
      -0,
      -7,
      1e300,
    ]);

  it('sorts as the values do, ascending and descending, alone and after others', () => {
    const wrong: unknown[] = [];
    for (let n = 0; n < 20_000; n++) {
      const columns = [{ descending: random.maybe(0.5) }, { descending: random.maybe(0.5) }];
      const [left, right] = [
        [deep(), deep()],
        [deep(), deep()],
      ];
      const order = (at: number) => compare(left[at], right[at]) * (columns[at]!.descending ? -1 : 1);
      const expected = Math.sign(order(0) || order(1));
      if (Buffer.compare(encodeKey(left, columns), encodeKey(right, columns)) !== expected)
        wrong.push({ left, right, columns });
    }
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it('lies in the range of what a text starts with exactly when the text does', () => {
    const pool = [
      '',
      'a',
      'ab',
      'a\0',
      'a\x01',
      'a\uffff',
      '\uffff',
      '\uffffa',
      '😀',
      '😀x',
      '\ud83d',
      '\ud83d\ude01',
      'b',
    ];
    for (const prefix of pool)
      for (const text of pool) {
        const { from, to } = keysStarting(prefix);
        const key = encodeValue(text);
        const isInside = Buffer.compare(key, from) >= 0 && Buffer.compare(key, to) < 0;
        expect({ prefix, text, isInside }).toEqual({ prefix, text, isInside: text.startsWith(prefix) });
      }
  });
});
