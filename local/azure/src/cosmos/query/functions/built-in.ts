import type { Value } from '../values.ts';

/** A built-in function: how many arguments it takes and what it answers. `now` is the query's clock in milliseconds. */
export interface BuiltIn {
  minimum: number;
  maximum: number;
  call: (args: readonly Value[], now: number) => Value;
}
export type BuiltIns = Record<string, BuiltIn>;

export function builtIn(minimum: number, maximum: number, call: BuiltIn['call']): BuiltIn {
  return { minimum, maximum, call };
}

/** A function of strings alone: any other argument makes it undefined. */
export function ofStrings(minimum: number, maximum: number, answer: (...texts: string[]) => Value): BuiltIn {
  return builtIn(minimum, maximum, (args) => (args.every(isString) ? answer(...args) : undefined));
}

/** A function of numbers alone: any other argument makes it undefined, and so does a result that JSON cannot hold. */
export function ofNumbers(minimum: number, maximum: number, answer: (...numbers: number[]) => number): BuiltIn {
  return builtIn(minimum, maximum, (args) => (args.every(isNumber) ? finite(answer(...args)) : undefined));
}

export const isString = (value: Value): value is string => typeof value === 'string';
export const isNumber = (value: Value): value is number => typeof value === 'number';
export const isInteger = (value: Value): value is number => Number.isInteger(value);
export const finite = (value: number): Value => (Number.isFinite(value) ? value : undefined);
