/** What is known of something that is loaded: data may be there while a newer version is on its way or has failed. */
export interface Entry<T> {
  data?: T;
  error?: unknown;
  loading: boolean;
}

interface Slot<T> {
  entry: Entry<T>;
  loadedAt: number;
  /** The load under way whose answer counts; the answer of any other is out of date and dropped. */
  load: Promise<void> | undefined;
  listeners: Set<() => void>;
}

export interface CacheOptions {
  /** Milliseconds since some beginning. */
  now: () => number;
  /** How long data is shown without loading it again. */
  freshMs: number;
  /** How many entries that nobody watches are kept. */
  size: number;
}

/** Nothing is known yet. */
export const unloaded: Entry<never> = { loading: true };

/** Remembers data by key, so that going back shows at once what was there, and two parts of a page load it once. */
export function createCache({ now, freshMs, size }: CacheOptions) {
  const slots = new Map<string, Slot<unknown>>();

  function slotOf<T>(key: string): Slot<T> {
    const known = slots.get(key);
    const slot = known ?? { entry: unloaded, loadedAt: -Infinity, load: undefined, listeners: new Set<() => void>() };
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

  function start<T>(slot: Slot<T>, fetcher: () => Promise<T>): Promise<void> {
    const known = 'data' in slot.entry ? { data: slot.entry.data as T } : {};
    const finish = (entry: Entry<T>) => {
      if (slot.load !== load) return;
      slot.load = undefined;
      if (entry.error === undefined) slot.loadedAt = now();
      update(slot, entry);
    };
    const load = fetcher().then(
      (data) => finish({ data, loading: false }),
      (error: unknown) => finish({ ...known, error, loading: false }),
    );
    slot.load = load;
    update(slot, { ...known, loading: true });
    return load;
  }

  return {
    peek: <T>(key: string): Entry<T> => (slots.get(key)?.entry as Entry<T> | undefined) ?? unloaded,

    subscribe(key: string, listener: () => void): () => void {
      const { listeners } = slotOf(key);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /**
     * Loads unless what is known is fresh or already on its way; `force` loads in any case, and what was on its way before no longer
     * counts. Never rejects: the entry holds the error.
     */
    async load<T>(key: string, fetcher: () => Promise<T>, { force = false } = {}): Promise<void> {
      const slot = slotOf<T>(key);
      if (!force) {
        if (slot.load) return slot.load;
        if (slot.entry.error === undefined && now() - slot.loadedAt < freshMs) return;
      }
      await start(slot, fetcher);
    },

    /** Puts in what is known from elsewhere: an answer to a change, an event. A load under way began before it and no longer counts. */
    put<T>(key: string, data: T): void {
      const slot = slotOf<T>(key);
      slot.load = undefined;
      slot.loadedAt = now();
      update(slot, { data, loading: false });
    },

    /** Forgets what belongs to a person, say after signing out; a load that was begun for that person brings nothing back. */
    forget(prefix: string): void {
      for (const [key, slot] of slots)
        if (key.startsWith(prefix)) {
          slot.load = undefined;
          slot.loadedAt = -Infinity;
          update(slot, unloaded);
        }
    },
  };
}
export type Cache = ReturnType<typeof createCache>;
