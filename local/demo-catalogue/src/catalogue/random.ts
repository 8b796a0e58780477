import { fnv1a } from '@halden/contracts';
import { chance } from '@halden/shop-client/random';

/** A repeatable source of choices; never for anything secret. */
export interface Random {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** A number from `low` to `high`. */
  between(low: number, high: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items, of which there must be at least one. */
  pick<T>(items: readonly T[]): T;
}

/**
 * Mulberry32, seeded by a text: two sources of one seed make the same choices in the same order.
 * Neighbouring seeds (`lamp-1`, `lamp-2`) give unrelated sequences, because the text is hashed first.
 */
export function randomFrom(seed: string): Random {
  const next = chance(fnv1a(seed));
  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('random: pick() got an empty list; give it at least one item');
      return item;
    },
  };
}
