import type { Evaluator, Frame } from './frame.ts';
import { compare, typeRank, type Value } from './values.ts';

/** Takes in the values of a group one after another and knows what they come to. */
export interface Accumulator {
  add(value: Value): void;
  result(): Value;
}

/** One call of an aggregate function in a SELECT clause. */
export interface Aggregate {
  /** Where the result goes in a frame. */
  number: number;
  argument: Evaluator;
  start: () => Accumulator;
}

/**
 * The aggregate functions. Undefined values do not count; SUM and AVG of anything but numbers, and MIN and MAX of
 * arrays or objects, are undefined. Source: https://learn.microsoft.com/azure/cosmos-db/nosql/query/aggregate-functions
 */
export const aggregateFunctions = new Map<string, () => Accumulator>([
  ['COUNT', count],
  ['SUM', () => total((sum) => sum)],
  ['AVG', () => total((sum, values) => (values === 0 ? undefined : sum / values))],
  ['MIN', () => extreme((order) => order < 0)],
  ['MAX', () => extreme((order) => order > 0)],
]);

function count(): Accumulator {
  let values = 0;
  return { add: (value) => void (value !== undefined && values++), result: () => values };
}

function total(answer: (sum: number, values: number) => Value): Accumulator {
  let sum = 0;
  let values = 0;
  let summable = true;
  return {
    add(value) {
      if (value === undefined) return;
      if (typeof value !== 'number') summable = false;
      else {
        sum += value;
        values++;
      }
    },
    result: () => (summable && Number.isFinite(sum) ? answer(sum, values) : undefined),
  };
}

function extreme(beats: (order: number) => boolean): Accumulator {
  let best: Value;
  let comparable = true;
  return {
    add(value) {
      if (value === undefined) return;
      if (typeRank(value) >= 5) comparable = false;
      else if (best === undefined || beats(compare(value, best))) best = value;
    },
    result: () => (comparable ? best : undefined),
  };
}

/** Puts the results of a group into its frame. */
export function settle(aggregates: readonly Aggregate[], accumulators: readonly Accumulator[], frame: Frame): void {
  aggregates.forEach(({ number }, at) => (frame.aggregates[number] = accumulators[at]!.result()));
}
