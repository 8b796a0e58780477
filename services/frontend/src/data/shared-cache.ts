import { createCache } from './cache.ts';

/** Data of the services, under a key that names everything it depends on. */
export interface Query<T> {
  key: string;
  load: () => Promise<T>;
}

/** The cache of the whole page; keys of what belongs to a person begin with `mine:`. */
export const cache = createCache({ now: () => performance.now(), freshMs: 10_000, size: 60 });

/** Loads ahead of time, so that the data is there or on its way when a component wants it. Resolves with it, when there is any. */
export async function prefetch<T>({ key, load }: Query<T>): Promise<T | undefined> {
  await cache.load(key, load);
  return cache.peek<T>(key).data;
}
