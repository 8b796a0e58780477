import { describe, expect, it } from '@jest/globals';
import { valueOf } from '../testing/query.ts';
import type { Value } from './values.ts';

/** Cases as the query writes them; the expected value is what the query answers, undefined for no answer. */
const cases = (table: [string, Value][]) =>
  it.each(table)('%s', (text, expected) => expect(valueOf(text)).toEqual(expected));

describe('string functions', () => {
  cases([
    ['CONCAT("a", "b", "c")', 'abc'],
    ['CONCAT("a", 1)', undefined],
    ['CONTAINS("Blue", "LU", true)', true],
    ['CONTAINS("Blue", "LU")', false],
    ['CONTAINS("Blue", null)', undefined],
    ['CONTAINS("Blue", "")', true],
    ['STARTSWITH("Blue", "bl", true)', true],
    ['ENDSWITH("Blue", "UE", false)', false],
    ['StringEquals("Blue", "bLUE", true)', true],
    ['INDEX_OF("banana", "an")', 1],
    ['INDEX_OF("banana", "an", 2)', 3],
    ['INDEX_OF("banana", "x")', -1],
    ['LEFT("banana", 3)', 'ban'],
    ['LEFT("banana", -1)', ''],
    ['RIGHT("banana", 2)', 'na'],
    ['RIGHT("banana", 20)', 'banana'],
    ['SUBSTRING("banana", 1, 3)', 'ana'],
    ['SUBSTRING("banana", 4, 30)', 'na'],
    ['SUBSTRING("banana", 1.5, 3)', undefined],
    ['LENGTH("banana")', 6],
    ['LENGTH(1)', undefined],
    ['LOWER("BLUE")', 'blue'],
    ['UPPER("blue")', 'BLUE'],
    ['TRIM("  a ")', 'a'],
    ['LTRIM("  a ")', 'a '],
    ['RTRIM("  a ")', '  a'],
    ['TRIM("xxaxx", "x")', 'a'],
    ['REVERSE("abc")', 'cba'],
    ['REPLACE("a-b-c", "-", "$&")', 'a$&b$&c'],
    ['REPLACE("abc", "", "x")', undefined],
    ['REPLICATE("ab", 3)', 'ababab'],
    ['REPLICATE("ab", -1)', undefined],
    ['REPLICATE("ab", 5001)', undefined],
    ['RegexMatch("abcd", "ABC", "i")', true],
    ['RegexMatch("abcd", "a b c # comment", "x")', true],
    ['RegexMatch("a\\nb", "^b$", "m")', true],
    ['StringJoin(["a", "b"], "-")', 'a-b'],
    ['StringSplit("a-b", "-")', ['a', 'b']],
    ['ToString(1.5)', '1.5'],
    ['ToString([1, "a"])', '[1,"a"]'],
    ['ToString("a")', 'a'],
    ['ToString(undefined)', undefined],
    ['StringToNumber("  1e3 ")', 1000],
    ['StringToNumber("1,5")', undefined],
    ['StringToBoolean("true")', true],
    ['StringToBoolean("True")', undefined],
    ['StringToNull("null")', null],
    ['StringToArray("[1, 2]")', [1, 2]],
    ['StringToObject("{\\"a\\": 1}")', { a: 1 }],
    ['StringToObject("[]")', undefined],
  ]);
});

describe('mathematical functions', () => {
  cases([
    ['ABS(-2)', 2],
    ['ABS("-2")', undefined],
    ['CEILING(1.2)', 2],
    ['FLOOR(-1.2)', -2],
    ['ROUND(2.5)', 3],
    ['ROUND(-2.5)', -3],
    ['ROUND(1.005, 2)', 1.01],
    ['ROUND(1234, -2)', 1200],
    ['TRUNC(-1.9)', -1],
    ['SQRT(9)', 3],
    ['SQRT(-1)', undefined],
    ['SQUARE(3)', 9],
    ['POWER(2, 10)', 1024],
    ['EXP(0)', 1],
    ['LOG(1)', 0],
    ['LOG(8, 2)', 3],
    ['LOG10(1000)', 3],
    ['SIGN(-7)', -1],
    ['PI()', Math.PI],
    ['DEGREES(PI())', 180],
    ['ATN2(0, 1)', 0],
    ['IntAdd(9007199254740991, 0)', 9007199254740991],
    ['IntDiv(7, 2)', 3],
    ['IntDiv(7, 0)', undefined],
    ['IntMod(-7, 2)', -1],
    ['IntBitAnd(6, 3)', 2],
    ['NumberBin(37, 10)', 30],
    ['1 / 0', undefined],
    ['7 % 4', 3],
    ['6 & 3 | 8', 10],
    ['~5', -6],
    ['2 + 3 * 4 - -1', 15],
    ['(2 + 3) * 4', 20],
    ['1 + "1"', undefined],
  ]);
});

describe('array, set and type functions', () => {
  cases([
    ['ARRAY_CONCAT([1], [2, [3]])', [1, 2, [3]]],
    ['ARRAY_CONTAINS([1, {"a": 1, "b": 2}], {"a": 1})', false],
    ['ARRAY_CONTAINS([1, {"a": 1, "b": 2}], {"a": 1}, true)', true],
    ['ARRAY_CONTAINS("abc", "a")', undefined],
    ['ARRAY_CONTAINS([1], undefined)', undefined],
    ['ARRAY_CONTAINS_ANY([1, 2], 3, 2)', true],
    ['ARRAY_CONTAINS_ALL([1, 2], 1, 3)', false],
    ['ARRAY_LENGTH([1, 2])', 2],
    ['ARRAY_SLICE([1, 2, 3, 4], 1, 2)', [2, 3]],
    ['ARRAY_SLICE([1, 2, 3, 4], -2)', [3, 4]],
    ['ARRAY_SLICE([1], 5)', []],
    ['SetIntersect([1, 2, 2, "2"], ["2", 2])', [2, '2']],
    ['SetUnion([1, 2], [2, {"a": 1}, {"a": 1}])', [1, 2, { a: 1 }]],
    ['SetDifference([1, 2], [2])', [1]],
    ['SetEqual([1, 2, 1], [2, 1])', true],
    ['ObjectToArray({"a": 1})', [{ k: 'a', v: 1 }]],
    ['IS_INTEGER(1.0)', true],
    ['IS_NUMBER("1")', false],
    ['IS_PRIMITIVE(null)', true],
    ['IS_PRIMITIVE([])', false],
    ['IS_OBJECT([])', false],
    ['IS_ARRAY([])', true],
    ['IS_BOOL(false)', true],
    ['IS_DEFINED(undefined)', false],
    ['IIF(1, "yes", "no")', 'no'],
    ['CHOOSE(2, "a", "b")', 'b'],
  ]);
});

describe('date functions', () => {
  const now = Date.parse('2024-02-29T12:34:56.789Z');
  it.each([
    ['GetCurrentDateTime()', '2024-02-29T12:34:56.7890000Z'],
    ['GetCurrentTimestamp()', now],
    ['DateTimeToTimestamp(GetCurrentDateTime())', now],
    ['DateTimeToTicks("2015-05-19T12:00:00.0000000")', 14320368000000000],
    ['GetCurrentTicks()', now * 10_000],
    ['TicksToDateTime(0)', '1970-01-01T00:00:00.0000000Z'],
    ['TicksToDateTime(15973607943002652)', '2020-08-13T23:19:54.3002652Z'],
    ['TicksToDateTime(-116444736000000000)', '1601-01-01T00:00:00.0000000Z'],
    ['TimestampToDateTime(0)', '1970-01-01T00:00:00.0000000Z'],
    ['DateTimeAdd("mm", 1, "2020-07-09T23:20:13.4575530Z")', '2020-08-09T23:20:13.4575530Z'],
    ['DateTimeAdd("month", 1, "2024-01-31T00:00:00Z")', '2024-02-29T00:00:00.0000000Z'],
    ['DateTimeAdd("yyyy", -1, "2024-02-29")', '2023-02-28T00:00:00.0000000Z'],
    ['DateTimeAdd("hh", -25, "2024-03-01T00:30:00Z")', '2024-02-28T23:30:00.0000000Z'],
    ['DateTimeAdd("ns", 500, "2024-03-01T00:00:00Z")', '2024-03-01T00:00:00.0000005Z'],
    ['DateTimeDiff("day", "2024-02-28T23:59:59Z", "2024-03-01T00:00:00Z")', 2],
    ['DateTimeDiff("yyyy", "2028-01-01T01:02:03.1234527Z", "2020-01-03T01:02:03.1234567Z")', -8],
    ['DateTimeDiff("hour", "2024-01-01T00:59:00Z", "2024-01-01T01:00:00Z")', 1],
    ['DateTimePart("mcs", "2020-01-02T03:04:05.6789123Z")', 678912],
    ['DateTimePart("weekday", "2024-02-29T00:00:00Z")', 5],
    ['DateTimePart("day", "2024-02-30T00:00:00Z")', undefined],
    ['DateTimeBin("2021-01-08T18:35:00.0000000Z", "hh", 5)', '2021-01-08T15:00:00.0000000Z'],
    ['DateTimeFromParts(2020, 9, 4)', '2020-09-04T00:00:00.0000000Z'],
    ['DateTimeFromParts(2020, 13, 4)', undefined],
    ['DateTimeAdd("century", 1, GetCurrentDateTime())', undefined],
    ['DateTimeAdd("day", 1, "yesterday")', undefined],
  ])('%s', (text, expected) => {
    expect(valueOf(text, {}, now)).toEqual(expected);
  });
});

describe('a function call', () => {
  it.each(['ABS(1, 2)', 'CONCAT("a")', 'PI(1)', 'NO_SUCH(1)', 'udf.mine(1)', 'ST_DISTANCE(1, 2)'])(
    '%s is refused',
    (text) => {
      expect(() => valueOf(text)).toThrow(/errors/);
    },
  );
});
