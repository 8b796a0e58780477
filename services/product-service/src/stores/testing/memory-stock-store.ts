import { type Level, type Reservation, type StockDocument, type Stored } from '../../domain/stock.ts';
import { toItem } from '../cosmos-stock.ts';
import type { StockStore, StockWrite } from '../../stock/stock-store.ts';

/** The documents of all shards, shared by any number of stores: what Cosmos DB is to replicas. */
export class StockMemory {
  readonly #shards = new Map<string, Map<string, Stored>>();
  readonly #endings = new Map<Stored, number>();
  readonly #now: () => number;
  #writes = 0;

  /** @param now by which documents that are kept for some time only disappear */
  constructor(now: () => number = () => 0) {
    this.#now = now;
  }
  shard(name: string): Map<string, Stored> {
    const shard = this.#shards.get(name) ?? new Map<string, Stored>();
    this.#shards.set(name, shard);
    for (const [id, stored] of shard)
      if ((this.#endings.get(stored) ?? Infinity) <= this.#now()) {
        shard.delete(id);
        this.#endings.delete(stored);
      }
    return shard;
  }
  put(shard: string, document: StockDocument): string {
    const etag = `"${++this.#writes}"`;
    const stored = { document: structuredClone(document), etag };
    const { ttl } = toItem(document, shard);
    if (ttl !== undefined) this.#endings.set(stored, this.#now() + ttl * 1000);
    this.shard(shard).set(document.id, stored);
    return etag;
  }
  all(): StockDocument[] {
    return [...this.#shards.keys()].flatMap((name) => [...this.shard(name).values()].map(({ document }) => document));
  }
}

/** What happens around a call: waits, faults, the death of the replica. */
export interface Weather {
  /** Before the memory is touched; a rejection keeps it untouched. */
  before(): Promise<void>;
  /** After it; a rejection is an answer that was lost. */
  after(): Promise<void>;
}

export function createMemoryStockStore(
  memory: StockMemory,
  weather: Weather = { before: async () => undefined, after: async () => undefined },
): StockStore {
  const during = async <T>(work: () => T): Promise<T> => {
    await weather.before();
    const result = structuredClone(work());
    await weather.after();
    return result;
  };
  const documents = <T extends StockDocument>(shard: string, is: (document: StockDocument) => document is T) =>
    [...memory.shard(shard).values()].filter((stored): stored is Stored<T> => is(stored.document));
  const write = (shard: string, writes: readonly StockWrite[]) => {
    if (writes.length > 100) throw new Error('a transaction has at most 100 operations');
    const stale = writes.some(({ document, etag }) => memory.shard(shard).get(document.id)?.etag !== etag);
    return stale ? 'conflict' : writes.map(({ document }) => memory.put(shard, document));
  };
  return {
    load: (shard, ids) => during(() => ids.flatMap((id) => memory.shard(shard).get(id) ?? [])),
    write: (shard, writes) => during(() => write(shard, writes)),
    levels: (shard) => during(() => documents(shard, (one): one is Level => one.type === 'level')),
    expired: (shard, { now, limit }) =>
      during(() =>
        documents(shard, (one): one is Reservation => one.type === 'reservation' && (one.expiresAt ?? Infinity) <= now)
          .sort((a, b) => (a.document.expiresAt ?? 0) - (b.document.expiresAt ?? 0))
          .slice(0, limit),
      ),
  };
}
