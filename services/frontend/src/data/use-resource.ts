import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { type Entry, unloaded } from './cache.ts';
import { cache, type Query } from './shared-cache.ts';

export interface Resource<T> extends Entry<T> {
  reload: () => void;
}

/** The data of a query, as far as it is known: what is cached shows at once, and is loaded again when it is old. */
export function useResource<T>({ key, load }: Query<T>): Resource<T> {
  const entry = useSyncExternalStore(
    useCallback((listener) => cache.subscribe(key, listener), [key]),
    () => cache.peek<T>(key),
    () => unloaded,
  );
  // The key names everything that the query depends on.
  useEffect(() => {
    void cache.load(key, load);
    const again = () => {
      if (cache.peek(key).error !== undefined) void cache.load(key, load);
    };
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [key]);
  return { ...entry, reload: () => void cache.load(key, load, { force: true }) };
}
