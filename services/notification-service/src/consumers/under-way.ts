/** Work that can be waited for. */
export interface UnderWay<A extends unknown[], R> {
  run: (...args: A) => Promise<R>;
  /** Resolves when everything that was begun has ended, one way or the other. */
  idle: () => Promise<void>;
}

/** Remembers what is under way, for stopping an Event Hubs consumer does not wait for its handler. */
export function underWay<A extends unknown[], R>(work: (...args: A) => Promise<R>): UnderWay<A, R> {
  const running = new Set<Promise<R>>();
  return {
    async run(...args) {
      const one = work(...args);
      running.add(one);
      try {
        return await one;
      } finally {
        running.delete(one);
      }
    },
    async idle() {
      await Promise.allSettled(running);
    },
  };
}
