import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { type Entry, unasked } from './cache.ts';
import { cache, type Question } from './shared-cache.ts';

export interface Resource<T> extends Entry<T> {
  reload: () => void;
}

/** What the answer to a question is, as far as it is known: what is remembered shows at once, and is asked for again when it is old. */
export function useResource<T>({ key, ask }: Question<T>): Resource<T> {
  const entry = useSyncExternalStore(
    useCallback((listener) => cache.subscribe(key, listener), [key]),
    () => cache.peek<T>(key),
    () => unasked,
  );
  // The key names everything that the question depends on.
  useEffect(() => {
    void cache.load(key, ask);
    const again = () => {
      if (cache.peek(key).error !== undefined) void cache.load(key, ask);
    };
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [key]);
  return { ...entry, reload: () => void cache.load(key, ask, { force: true }) };
}
