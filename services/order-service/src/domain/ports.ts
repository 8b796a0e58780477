import type {
  Attention,
  Currency,
  CustomerId,
  IdempotencyKey,
  Locale,
  OrderId,
  OrderLineRequest,
  OrderStatus,
  OrderSummary,
  PricedLines,
  Reservation,
  SettlementResults,
} from '@halden/contracts';
import type { OutboxMessage } from './messages.ts';
import type { OrderRecord } from './order.ts';

/** One attempt to place one order. */
export interface Attempt {
  /** Names the attempt alone, whoever makes it: a session that ended in between makes no second order of it. */
  key: IdempotencyKey;
  /** Fingerprint of the request, to distinguish a repetition from another order under the same key. */
  requestHash: string;
}

export interface PlacedOrder {
  order: OrderRecord;
  requestHash: string;
}

/** A new version of an order, made from `from`. */
export interface OrderChange {
  from: OrderRecord;
  order: OrderRecord;
  outbox: OutboxMessage[];
  /** The message that caused it, to be handled once. */
  inboxId?: string;
}
/** `conflict`: somebody else changed it meanwhile. `duplicate`: the message was handled before. In both cases nothing was written. */
export type SaveOutcome = 'saved' | 'conflict' | 'duplicate';

/** Which orders: of a customer, those staff must look at, or all. */
export type OrderQuery = ({ customerId: CustomerId; status?: OrderStatus } | { attention: Attention } | object) & {
  limit: number;
  after?: string;
};

/** Where orders are kept. Every method is atomic by itself. */
export interface OrderStore {
  /** Writes order, lines and outbox in one transaction, or returns what this attempt placed before. */
  place(order: OrderRecord, attempt: Attempt, outbox: OutboxMessage[]): Promise<{ placed: boolean } & PlacedOrder>;
  findAttempt(key: IdempotencyKey): Promise<PlacedOrder | undefined>;
  find(ids: readonly OrderId[]): Promise<Map<OrderId, OrderRecord>>;
  /** Newest first; `after` is the cursor that an earlier page returned. */
  list(query: OrderQuery): Promise<{ items: OrderSummary[]; next?: string }>;
  /** How many orders staff must look at. */
  countAttention(): Promise<number>;
  /** Each change is written whole or not at all, independent of the others. */
  save(changes: readonly OrderChange[]): Promise<SaveOutcome[]>;
  /** Message ids that were handled before. */
  seen(messageIds: readonly string[]): Promise<ReadonlySet<string>>;
  versions(ids: readonly OrderId[]): Promise<Map<OrderId, number>>;
}

/** The catalogue and its stock, as an order needs them. Each rejects with the codes of the product API. */
export interface CatalogueClient {
  price(request: { currency: Currency; locale: Locale; lines: OrderLineRequest[] }): Promise<PricedLines>;
  /** Repeating it for the same order gives the same reservation. */
  reserve(request: {
    orderId: OrderId;
    currency: Currency;
    locale: Locale;
    lines: OrderLineRequest[];
  }): Promise<Reservation>;
  settle(
    items: { orderId: OrderId; action: 'commit' | 'release'; lines: OrderLineRequest[] }[],
  ): Promise<SettlementResults['items']>;
}

/** Ids and secrets derived from facts, so that a repetition of a request gets the same ones. */
export interface OrderIdentity {
  orderId(key: IdempotencyKey): OrderId;
  requestHash(request: unknown): string;
  /** The secret that opens the order of a guest. */
  guestKey(orderId: OrderId): string;
  matchesGuestKey(orderId: OrderId, candidate: string): boolean;
}
