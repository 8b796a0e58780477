/** A value kept in the browser's storage that components can watch. */
export interface Stored<T> {
  get(): T;
  set(next: T | ((current: T) => T)): void;
  subscribe(listener: () => void): () => void;
}

export interface StoredOptions<T> {
  key: string;
  storage: () => Storage;
  /** What is kept, checked: whatever stands in the storage may be old or from elsewhere. Takes `null` when there is nothing. */
  read: (kept: unknown) => T;
}

/** Other tabs see a change of `localStorage` at once; a browser that refuses storage gets a value for this page only. */
export function createStored<T>({ key, storage, read }: StoredOptions<T>): Stored<T> {
  const listeners = new Set<() => void>();
  let value = load();

  function load(): T {
    try {
      return read(JSON.parse(storage().getItem(key) ?? 'null'));
    } catch {
      return read(null);
    }
  }
  const notify = () => listeners.forEach((listener) => listener());
  // Where pages are made beforehand there is no window, and nobody to listen for.
  globalThis.window?.addEventListener('storage', (event) => {
    if (event.key !== key && event.key !== null) return;
    value = load();
    notify();
  });

  return {
    get: () => value,
    set(next) {
      // Another tab may have written since: a change is made to what is there, not to what was.
      value = typeof next === 'function' ? (next as (current: T) => T)(load()) : next;
      try {
        storage().setItem(key, JSON.stringify(value));
      } catch {
        // Full or refused: the value lives as long as the page.
      }
      notify();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
