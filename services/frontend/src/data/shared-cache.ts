import { createCache } from './cache.ts';

/** Something to ask the services, under a key that names everything it depends on. */
export interface Question<T> {
  key: string;
  ask: () => Promise<T>;
}

/** The memory of the whole page; keys of what belongs to a person begin with `mine:`. */
export const cache = createCache({ now: () => performance.now(), freshMs: 10_000, size: 60 });

/** Asks ahead of time, so that the answer is there or on its way when a component wants it. Resolves with it, when there is one. */
export async function askAhead<T>({ key, ask }: Question<T>): Promise<T | undefined> {
  await cache.load(key, ask);
  return cache.peek<T>(key).data;
}
