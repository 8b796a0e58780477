/** A value kept in the browser's storage that components can watch. */
export interface Stored<T> {
  get(): T;
  /** What the storage holds now: another tab may have written before this one has heard of it. */
  read(): T;
  set(next: T | ((current: T) => T)): void;
  subscribe(listener: () => void): () => void;
}

export interface StoredOptions<T> {
  key: string;
  storage: () => Storage;
  /** What is kept, checked: whatever stands in the storage may be old or from elsewhere. Takes `null` when there is nothing. */
  parse: (kept: unknown) => T;
  /**
   * Belongs to the person in front of this tab, and is forgotten when they sign out.
   * @default false
   */
  personal?: boolean;
}

const personalPrefix = 'halden.mine.';
const personalStores = new Set<() => void>();

/** Forgets what is kept of the person in this tab: in every store of this page, and what earlier pages of the tab have kept. */
export function forgetPersonal(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(personalPrefix)) sessionStorage.removeItem(key);
  } catch {
    // Without storage nothing is kept.
  }
  personalStores.forEach((forget) => forget());
}

/** Other tabs see a change of `localStorage` at once; a browser that refuses storage gets a value for this page only. */
export function createStored<T>({ key: name, storage, parse, personal }: StoredOptions<T>): Stored<T> {
  const key = `${personal ? personalPrefix : 'halden.'}${name}`;
  const listeners = new Set<() => void>();
  let text = textInStorage();
  let value = parsed(text);

  function textInStorage(): string | null | undefined {
    try {
      return storage().getItem(key);
    } catch {
      return undefined;
    }
  }

  function parsed(kept: string | null | undefined): T {
    try {
      return parse(JSON.parse(kept ?? 'null'));
    } catch {
      return parse(null);
    }
  }

  const notify = () => listeners.forEach((listener) => listener());
  const reread = () => {
    const kept = textInStorage();
    // Refused storage: the value lives in this page. Unchanged: the same object, so that nothing is drawn again.
    if (kept === undefined || kept === text) return;
    text = kept;
    value = parsed(kept);
    notify();
  };
  // Where pages are made beforehand there is no window, and nobody to listen for.
  globalThis.window?.addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) reread();
  });
  // A page that the back button brings back from the browser's memory has heard of nothing meanwhile.
  globalThis.window?.addEventListener('pageshow', (event) => {
    if (event.persisted) reread();
  });

  if (personal)
    personalStores.add(() => {
      text = null;
      value = parse(null);
      notify();
    });

  return {
    get: () => value,
    read() {
      reread();
      return value;
    },
    set(next) {
      // A change is made to what is there, not to what was.
      reread();
      value = typeof next === 'function' ? (next as (current: T) => T)(value) : next;
      try {
        const written = JSON.stringify(value);
        storage().setItem(key, written);
        text = written;
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
