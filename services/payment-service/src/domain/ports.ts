import type { Card, Money, OrderId, PaymentToken, TestCard } from '@halden/contracts';
import type { ChargeOutcome, PaymentRecord } from './payment.ts';

/** What the simulated bank does with a card. */
export type CardBehaviour = TestCard['behaviour'];

/** A card as we keep it: what may be shown of it, and the bank's own handle. There is no number in it. */
export interface CardOnFile {
  card: Card;
  behaviour: CardBehaviour;
}

/** Cards by token, for a short time. */
export interface CardStore {
  keep(token: PaymentToken, card: CardOnFile, ttlSeconds: number): Promise<void>;
  /** `undefined` when the token is unknown or has expired. */
  find(token: PaymentToken): Promise<CardOnFile | undefined>;
}

export type RefundOutcome = { kind: 'refunded' } | { kind: 'refused'; reason: string };

/**
 * A bank. Its keys are idempotent: the same key twice is one charge or one refund, with the same answer. Every method rejects when
 * the bank cannot be reached.
 */
export interface PaymentProvider {
  /** Rejects with `ProviderTimeout` when no answer came: it may have charged, or do it yet. */
  charge(request: { key: OrderId; amount: Money; card: CardOnFile }): Promise<ChargeOutcome>;
  /** The outcome in the bank's ledger; `undefined` while there is no entry. */
  lookup(key: OrderId): Promise<ChargeOutcome | undefined>;
  /** Cancels a charge for good, or returns its outcome when that is decided already. */
  cancel(key: OrderId): Promise<ChargeOutcome>;
  /** Gives back a part of a charge, never more than what is left of it. */
  refund(request: { key: string; chargeKey: OrderId; amount: Money }): Promise<RefundOutcome>;
}

/** The bank did not answer in time: nobody knows whether it charged. */
export class ProviderTimeout extends Error {
  override readonly name = 'ProviderTimeout';
  constructor(key: string, ms: number) {
    super(`the bank did not answer within ${ms} ms about ${key}`);
  }
}

/** Where payments are kept: one for each order. */
export interface PaymentStore {
  /** Keeps a new payment; where there is one already, that one wins and is returned. */
  create(payment: PaymentRecord): Promise<{ payment: PaymentRecord; created: boolean }>;
  find(orderId: OrderId): Promise<PaymentRecord | undefined>;
  /** Keeps a change. Rejects with `PaymentChanged` when somebody else changed the payment meanwhile. */
  save(payment: PaymentRecord): Promise<PaymentRecord>;
  /** Oldest first; `after` is the cursor that an earlier page returned. */
  list(query: { limit: number; after?: string }): Promise<{ items: PaymentRecord[]; next?: string }>;
}

/** Somebody else changed the payment meanwhile: look at it again. */
export class PaymentChanged extends Error {
  override readonly name = 'PaymentChanged';
  constructor(orderId: OrderId) {
    super(`the payment of ${orderId} was changed by somebody else meanwhile`);
  }
}

/** What the business watches. Called once for each thing that happened, however often its message came. */
export interface PaymentObserver {
  decided(payment: PaymentRecord): void;
  refunded(outcome: 'succeeded' | 'failed'): void;
}
