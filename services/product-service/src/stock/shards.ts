import { DomainError, type OrderId } from '@halden/contracts';
import { BatchFailure, createBatcher } from '@halden/service-kit';
import type { StockShards } from '../domain/ports.ts';
import type { Command, Outcome } from '../domain/stock-decisions.ts';
import type { StockLevels } from '../domain/stock-levels.ts';
import { type Level, type Reservation, reservationId, shardNames, type Stored } from '../domain/stock.ts';
import type { StockStore } from './stock-store.ts';
import { decideTogether, type Result } from './decide-together.ts';
import { createReservationMemory } from './reservation-memory.ts';

/** The shards as one replica sees them, and how it hears of what others write. */
export interface ReplicaShards extends StockShards {
  /** Takes a version of a document of a shard, unless a newer one is known. */
  learn(shard: string, stored: Stored): void;
}

export interface ShardsOptions {
  store: StockStore;
  levels: StockLevels;
  now: () => number;
  /** From 0 up to 1; spreads the retries of replicas that meet at the same documents. */
  random: () => number;
  /**
   * A shard that has just been written waits this long, in milliseconds, before it is written again: who comes in meanwhile shares
   * one transaction. Who comes to a shard at rest waits for nobody.
   */
  gatherMs: number;
  /** A transaction of so many commands was made. */
  onTransaction?: (commands: number) => void;
}

interface Waiting {
  command: Command;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/** How often it is tried again when other replicas are faster. */
const tries = 12;

/**
 * Group commit: what is asked of a shard while its last transaction is under way is decided together, on the documents this replica
 * knows, and written as one transaction on the ETags they have. When another replica was faster, the documents are read again and
 * everything is decided anew. What is answered without a write is answered from documents just read.
 */
export function createStockShards(options: ShardsOptions): ReplicaShards {
  const { store, levels, now, random, gatherMs, onTransaction = () => undefined } = options;
  const reservations = createReservationMemory();

  const learn = (shard: string, stored: Stored) => {
    if (stored.document.type === 'level') levels.learn(stored as Stored<Level>);
    if (stored.document.type === 'reservation') reservations.learn(shard, stored as Stored<Reservation>);
  };
  /** Decides as many of the commands as fit into one transaction, and writes it. */
  const transact = async (shard: string, commands: readonly Command[]): Promise<Result[]> => {
    const read = new Map<string, Stored | null>();
    const load = async (ids: readonly string[]) => {
      const found = await store.load(shard, ids);
      for (const id of ids) read.set(id, null);
      for (const stored of found) {
        read.set(stored.document.id, stored);
        learn(shard, stored);
      }
    };
    const known = (id: string) => {
      const stored = read.get(id);
      const remembered = id.startsWith('res:') ? reservations.get(shard, id) : levels.get(id as Level['id']);
      if (stored === null || !remembered) return stored;
      return stored && stored.document.revision >= remembered.document.revision ? stored : remembered;
    };
    let attempt = 0;
    let doubts = 0;
    while (attempt < tries) {
      const decided = decideTogether(commands, { known, isRead: (id) => read.has(id), now: now() });
      const { results, writes, unread, doubtful } = decided;
      if (unread.length > 0 || (doubtful.length > 0 && doubts++ < 3)) {
        await load([...new Set([...unread, ...doubtful])]);
        continue;
      }
      if (writes.length === 0) return results;
      const etags = await store.write(
        shard,
        writes.map((document) => ({ document, etag: known(document.id)?.etag })),
      );
      if (etags !== 'conflict') {
        writes.forEach((document, index) => learn(shard, { document, etag: etags[index] ?? '' }));
        onTransaction(results.length);
        return results;
      }
      attempt++;
      doubts = 0;
      await pause(random() * 5 * attempt);
      await load(writes.map(({ id }) => id));
    }
    throw new DomainError('dependency_unavailable', 'others change the same stock all the time; try again');
  };
  const runAll = async (shard: string, waiting: readonly Waiting[]): Promise<void> => {
    let rest = waiting;
    while (rest.length > 0) {
      let done = rest;
      try {
        const results = await transact(
          shard,
          rest.map(({ command }) => command),
        );
        done = rest.slice(0, results.length);
        done.forEach(({ resolve, reject }, index) => {
          const result = results[index];
          if (result instanceof BatchFailure) reject(result.error);
          else if (result) resolve(result);
        });
      } catch (error) {
        for (const { reject } of done) reject(error);
      }
      rest = rest.slice(done.length);
    }
  };
  const queues = new Map(
    shardNames.map((shard) => {
      const enqueue = createBatcher<Waiting, void>({
        maxSize: 1_000,
        run: async (waiting) => {
          const began = now();
          await runAll(shard, waiting);
          await pause(gatherMs - (now() - began));
          return [];
        },
      });
      return [shard, enqueue] as const;
    }),
  );
  return {
    learn,
    run: (shard, command) =>
      new Promise((resolve, reject) => {
        const enqueue = queues.get(shard);
        if (enqueue) void enqueue({ command, resolve, reject });
        else reject(new RangeError(`there is no stock shard '${shard}'`));
      }),
    heldFor: (orderId: OrderId) => reservations.of(orderId),
    reservation: async (shard, orderId) => {
      const [stored] = await store.load(shard, [reservationId(orderId)]);
      return stored?.document as Reservation | undefined;
    },
    level: async (shard, sku) => {
      const [stored] = await store.load(shard, [sku]);
      return stored?.document as Level | undefined;
    },
  };
}

const pause = (ms: number): Promise<void> =>
  ms > 0 ? new Promise((resolve) => void setTimeout(resolve, ms)) : Promise.resolve();
