import type { Value } from '../values.ts';
import { builtIn, isInteger, isString, type BuiltIns } from './built-in.ts';

/** A moment in ticks of 100 nanoseconds since 1970, the resolution of the dates in queries. */
type Ticks = bigint;

const perMillisecond = 10_000n;

/**
 * Date and time functions. Dates are ISO 8601 in UTC, `2024-05-06T07:08:09.1234567Z`.
 * Source: https://learn.microsoft.com/azure/cosmos-db/nosql/query/date-time-functions
 */
export const dateFunctions: BuiltIns = {
  GETCURRENTDATETIME: builtIn(0, 0, (_, now) => format(BigInt(now) * perMillisecond)),
  GETCURRENTDATETIMESTATIC: builtIn(0, 0, (_, now) => format(BigInt(now) * perMillisecond)),
  GETCURRENTTIMESTAMP: builtIn(0, 0, (_, now) => now),
  GETCURRENTTIMESTAMPSTATIC: builtIn(0, 0, (_, now) => now),
  GETCURRENTTICKS: builtIn(0, 0, (_, now) => Number(BigInt(now) * perMillisecond)),
  GETCURRENTTICKSSTATIC: builtIn(0, 0, (_, now) => Number(BigInt(now) * perMillisecond)),
  DATETIMETOTIMESTAMP: builtIn(1, 1, ([text]) => convert(text, (at) => Number(floorDivide(at, perMillisecond)))),
  DATETIMETOTICKS: builtIn(1, 1, ([text]) => convert(text, (at) => Number(at))),
  TIMESTAMPTODATETIME: builtIn(1, 1, ([ms]) => (isInteger(ms) ? format(BigInt(ms) * perMillisecond) : undefined)),
  TICKSTODATETIME: builtIn(1, 1, ([ticks]) => (isInteger(ticks) ? format(BigInt(ticks)) : undefined)),
  DATETIMEPART: builtIn(2, 2, ([part, text]) => {
    const unit = unitOf(part);
    return unit && convert(text, (at) => partOf(unit, at));
  }),
  DATETIMEADD: builtIn(3, 3, ([part, amount, text]) => {
    const unit = unitOf(part);
    return unit && isInteger(amount) ? convert(text, (at) => format(add(unit, amount, at))) : undefined;
  }),
  DATETIMEDIFF: builtIn(3, 3, ([part, from, to]) => {
    const unit = unitOf(part);
    return unit && convert(from, (start) => convert(to, (end) => boundary(unit, end) - boundary(unit, start)));
  }),
  DATETIMEBIN: builtIn(2, 4, ([text, part, size = 1, origin = '1970-01-01T00:00:00.0000000Z']) => {
    const unit = unitOf(part);
    if (!unit || !isInteger(size) || size <= 0) return undefined;
    return convert(text, (at) => convert(origin, (start) => bin(unit, size, { at, start })));
  }),
  DATETIMEFROMPARTS: builtIn(3, 7, (args) => {
    if (!args.every(isInteger)) return undefined;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0] = args;
    const digits = (value: number, length: number) => String(value).padStart(length, '0');
    const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
    const time = `${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}.${digits(fraction, 7)}`;
    const at = args.some((value) => value < 0) ? undefined : parse(`${date}T${time}Z`);
    return at === undefined ? undefined : format(at);
  }),
};

type Unit = 'year' | 'month' | 'weekday' | keyof typeof lengths;
const lengths = {
  day: 864_000_000_000n,
  hour: 36_000_000_000n,
  minute: 600_000_000n,
  second: 10_000_000n,
  millisecond: perMillisecond,
  microsecond: 10n,
  nanosecond: 0n,
};
const abbreviations: Record<string, Unit> = {
  year: 'year',
  yyyy: 'year',
  yy: 'year',
  month: 'month',
  mm: 'month',
  m: 'month',
  day: 'day',
  dd: 'day',
  d: 'day',
  weekday: 'weekday',
  dw: 'weekday',
  w: 'weekday',
  hour: 'hour',
  hh: 'hour',
  minute: 'minute',
  mi: 'minute',
  n: 'minute',
  second: 'second',
  ss: 'second',
  s: 'second',
  millisecond: 'millisecond',
  ms: 'millisecond',
  microsecond: 'microsecond',
  mcs: 'microsecond',
  nanosecond: 'nanosecond',
  ns: 'nanosecond',
};

function unitOf(part: Value): Unit | undefined {
  const name = isString(part) ? part.toLowerCase() : '';
  return Object.hasOwn(abbreviations, name) ? abbreviations[name] : undefined;
}

function convert(text: Value, answer: (at: Ticks) => Value): Value {
  const at = isString(text) ? parse(text) : undefined;
  return at === undefined ? undefined : answer(at);
}

function parse(text: string): Ticks | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?Z?)?$/.exec(text);
  if (!match) return undefined;
  const iso = `${match[1]}T${match[2] ?? '00:00:00'}.000Z`;
  const ms = Date.parse(iso);
  // Date rolls 31 February over to March; such a date is no date here.
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== iso) return undefined;
  return BigInt(ms) * perMillisecond + BigInt((match[3] ?? '').padEnd(7, '0'));
}

function format(at: Ticks): Value {
  const seconds = floorDivide(at, lengths.second);
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return undefined;
  const fraction = String(at - seconds * lengths.second).padStart(7, '0');
  return `${date.toISOString().slice(0, 19)}.${fraction}Z`;
}

const dateOf = (at: Ticks) => new Date(Number(floorDivide(at, perMillisecond)));

function partOf(unit: Unit, at: Ticks): Value {
  const date = dateOf(at);
  const within = Number(at - floorDivide(at, lengths.second) * lengths.second);
  const parts: Record<Unit, number> = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() + 1,
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
    microsecond: Math.floor(within / 10),
    nanosecond: within * 100,
  };
  return parts[unit];
}

function add(unit: Unit, amount: number, at: Ticks): Ticks {
  if (unit === 'year' || unit === 'month') {
    const date = dateOf(at);
    const months = unit === 'year' ? amount * 12 : amount;
    const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
    const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
    target.setUTCDate(Math.min(date.getUTCDate(), lastDay));
    return BigInt(target.getTime()) * perMillisecond + at - floorDivide(at, lengths.day) * lengths.day;
  }
  if (unit === 'nanosecond') return at + BigInt(Math.trunc(amount / 100));
  return at + BigInt(amount) * lengths[unit === 'weekday' ? 'day' : unit];
}

/** How many boundaries of the unit lie before the moment; the difference of two counts is what DateTimeDiff answers. */
function boundary(unit: Unit, at: Ticks): number {
  const date = dateOf(at);
  if (unit === 'year') return date.getUTCFullYear();
  if (unit === 'month') return date.getUTCFullYear() * 12 + date.getUTCMonth();
  if (unit === 'nanosecond') return Number(at) * 100;
  return Number(floorDivide(at, lengths[unit === 'weekday' ? 'day' : unit]));
}

function bin(unit: Unit, size: number, { at, start }: { at: Ticks; start: Ticks }): Value {
  if (unit === 'year' || unit === 'month' || unit === 'weekday') {
    const steps = Math.floor((boundary(unit, at) - boundary(unit, start)) / size) * size;
    return format(add(unit, steps, start));
  }
  const length = unit === 'nanosecond' ? BigInt(Math.max(1, Math.trunc(size / 100))) : lengths[unit] * BigInt(size);
  return format(start + floorDivide(at - start, length) * length);
}

function floorDivide(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return left % right < 0n ? quotient - 1n : quotient;
}
