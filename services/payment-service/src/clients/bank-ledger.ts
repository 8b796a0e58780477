import type { Container } from '@azure/cosmos';
import type { Card, DeclineReason, Money } from '@halden/contracts';
import type { Guard } from '@halden/service-kit';
import { createDocuments, type Stored } from '@halden/service-kit/cosmos';

/** One charge in the ledger of the bank. */
export interface LedgerEntry {
  /** The key of the charge. */
  id: string;
  state: 'charged' | 'declined' | 'cancelled';
  amount: Money | undefined;
  card: Card | undefined;
  declineReason: DeclineReason | undefined;
  /** From when on the ledger shows it, in milliseconds since 1970: the bank books later than it charges. */
  bookedAt: number;
  refunds: { key: string; amount: number }[];
}

/** The ledger of the simulated bank. */
export interface BankLedger {
  /** Writes an entry, or returns the one that exists under its key. */
  enter(entry: LedgerEntry): Promise<Stored<LedgerEntry>>;
  find(key: string): Promise<Stored<LedgerEntry> | undefined>;
  /** Changes an entry as it is at this moment, and tries again after a concurrent change; returns the result. */
  change(entry: Stored<LedgerEntry>, to: (entry: LedgerEntry) => LedgerEntry): Promise<Stored<LedgerEntry>>;
}

export function createBankLedger(options: { container: Container; guard: Guard }): BankLedger {
  const documents = createDocuments<LedgerEntry>({ ...options, partitionOf: ({ id }) => id });
  return {
    enter: async (entry) => (await documents.create(entry)).document,
    find: (key) => documents.read(key, key),
    async change(entry, to) {
      for (let current: typeof entry | undefined = entry; current; current = await documents.read(entry.id, entry.id)) {
        const next = to(current);
        if (next === current) return current;
        const changed = await documents.replace({ ...next, _etag: current._etag });
        if (changed) return changed;
      }
      throw new Error(`the bank's entry ${entry.id} is gone`);
    },
  };
}
