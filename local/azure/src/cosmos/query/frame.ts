import { badRequest } from '../errors.ts';
import type { Value } from './values.ts';

/** What a running query knows while it looks at one row. Every alias of the query, also in subqueries, has a slot. */
export interface Frame {
  parameters: readonly Value[];
  /** The query's clock, milliseconds since 1970. */
  now: number;
  slots: Value[];
  /** The results of the aggregate functions, by their number in the query. */
  aggregates: Value[];
}

export type Evaluator = (frame: Frame) => Value;

/** Slot 0 holds the item that the query looks at. */
export const itemSlot = 0;

/** Numbers that are handed out while one query is compiled. */
export class Numbering {
  readonly #parameters: string[] = [];
  #slots = itemSlot + 1;
  #aggregates = 0;

  slot(): number {
    return this.#slots++;
  }
  aggregate(): number {
    return this.#aggregates++;
  }
  parameter(name: string): number {
    const known = this.#parameters.indexOf(name);
    return known >= 0 ? known : this.#parameters.push(name) - 1;
  }

  /** A frame to run the query in. Every parameter that the query names must be given. */
  frame(given: ReadonlyMap<string, Value>, now: number): Frame {
    const parameters = this.#parameters.map((name) => {
      if (!given.has(name)) throw badRequest(`The query names the parameter ${name}, but no value was given for it.`);
      return given.get(name);
    });
    return { parameters, now, slots: new Array<Value>(this.#slots), aggregates: new Array<Value>(this.#aggregates) };
  }
}
