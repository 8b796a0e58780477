/** What is known of something that is loaded: data may be there while a newer version is on its way or has failed. */
export interface Entry<T> {
  data?: T;
  error?: unknown;
  loading: boolean;
}

interface Slot<T> {
  entry: Entry<T>;
  loadedAt: number;
  listeners: Set<() => void>;
}

export interface CacheOptions {
  /** Milliseconds since some beginning. */
  now: () => number;
  /** How long data is shown without asking again. */
  freshMs: number;
  /** How many entries that nobody watches are kept. */
  size: number;
}

/** Nothing is known yet. */
export const unasked: Entry<never> = { loading: true };

/** Remembers answers by key, so that going back shows at once what was there, and two parts of a page ask once. */
export function createCache({ now, freshMs, size }: CacheOptions) {
  const slots = new Map<string, Slot<unknown>>();

  function slotOf<T>(key: string): Slot<T> {
    const known = slots.get(key);
    const slot = known ?? { entry: unasked, loadedAt: -Infinity, listeners: new Set<() => void>() };
    // The order of the map is the order of use.
    if (known) slots.delete(key);
    slots.set(key, slot);
    for (const [oldKey, { listeners }] of slots) {
      if (slots.size <= size) break;
      if (listeners.size === 0 && oldKey !== key) slots.delete(oldKey);
    }
    return slot as Slot<T>;
  }

  function update<T>(slot: Slot<T>, entry: Entry<T>): void {
    slot.entry = entry;
    slot.listeners.forEach((listener) => listener());
  }

  return {
    peek: <T>(key: string): Entry<T> => (slots.get(key)?.entry as Entry<T> | undefined) ?? unasked,

    subscribe(key: string, listener: () => void): () => void {
      const { listeners } = slotOf(key);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** Loads unless what is known is fresh or already on its way; `force` asks in any case. Never rejects: the entry holds the error. */
    async load<T>(key: string, fetcher: () => Promise<T>, options: { force?: boolean } = {}): Promise<void> {
      const slot = slotOf<T>(key);
      const { entry, loadedAt } = slot;
      const under = entry.loading && entry !== unasked;
      const fresh = entry.error === undefined && now() - loadedAt < freshMs;
      if (under || (fresh && !options.force)) return;
      update(slot, { ...(entry.data !== undefined && { data: entry.data }), loading: true });
      try {
        const data = await fetcher();
        slot.loadedAt = now();
        update(slot, { data, loading: false });
      } catch (error) {
        update(slot, { ...(entry.data !== undefined && { data: entry.data }), error, loading: false });
      }
    },

    /** Puts in what is known from elsewhere: an answer to a change, an event. */
    put<T>(key: string, data: T): void {
      const slot = slotOf<T>(key);
      slot.loadedAt = now();
      update(slot, { data, loading: false });
    },

    /** Forgets what belongs to a person, say after signing out. */
    forget(prefix: string): void {
      for (const [key, slot] of slots)
        if (key.startsWith(prefix)) {
          slot.loadedAt = -Infinity;
          update(slot, unasked);
        }
    },
  };
}
export type Cache = ReturnType<typeof createCache>;
