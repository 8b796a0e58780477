import { createCache } from './cache.ts';

/** Something to ask the services, under a key that names everything it depends on. */
export interface Question<T> {
  key: string;
  ask: () => Promise<T>;
}

/** The memory of the whole page; keys of what belongs to a person begin with `mine:`. */
export const cache = createCache({ now: () => performance.now(), freshMs: 10_000, size: 60 });

/** Asks ahead of time, so that the answer is there or on its way when a component wants it. */
export const askAhead = ({ key, ask }: Question<unknown>): void => void cache.load(key, ask);
