import type { OrderId, PaymentToken } from '@halden/contracts';
import type { BankLedger, LedgerEntry } from '../clients/bank-ledger.ts';
import type { PaymentRecord } from '../domain/payment.ts';
import { type CardOnFile, type CardStore, PaymentChanged, type PaymentStore } from '../domain/ports.ts';

/** Payments in memory that keep the promises of the port. */
export class MemoryPayments implements PaymentStore {
  readonly kept = new Map<OrderId, PaymentRecord>();
  #revision = 0;

  async create(payment: PaymentRecord) {
    const earlier = this.kept.get(payment.orderId);
    return earlier ? { payment: earlier, created: false } : { payment: this.#keep(payment), created: true };
  }

  async find(orderId: OrderId) {
    return this.kept.get(orderId);
  }

  async save(payment: PaymentRecord) {
    if (this.kept.get(payment.orderId)?.revision !== payment.revision) throw new PaymentChanged(payment.orderId);
    return this.#keep(payment);
  }

  async list() {
    return { items: [...this.kept.values()] };
  }

  #keep(payment: PaymentRecord): PaymentRecord {
    const kept = { ...payment, revision: String(++this.#revision) };
    this.kept.set(payment.orderId, kept);
    return kept;
  }
}

export class MemoryCards implements CardStore {
  readonly kept = new Map<PaymentToken, CardOnFile & { ttlSeconds: number }>();

  keep = async (token: PaymentToken, card: CardOnFile, ttlSeconds: number) => {
    this.kept.set(token, { ...card, ttlSeconds });
  };
  find = async (token: PaymentToken) => this.kept.get(token);
}

/** The bank's ledger in memory. */
export class MemoryLedger implements BankLedger {
  readonly entries = new Map<string, LedgerEntry>();

  async enter(entry: LedgerEntry) {
    if (!this.entries.has(entry.id)) this.entries.set(entry.id, entry);
    return this.#stored(entry.id);
  }

  async find(key: string) {
    return this.entries.has(key) ? this.#stored(key) : undefined;
  }

  async change(entry: LedgerEntry, to: (entry: LedgerEntry) => LedgerEntry) {
    this.entries.set(entry.id, to(this.#stored(entry.id)));
    return this.#stored(entry.id);
  }

  #stored(key: string) {
    return { ...(this.entries.get(key) as LedgerEntry), _etag: '' };
  }
}
