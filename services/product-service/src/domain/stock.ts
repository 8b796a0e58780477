import {
  fnv1a,
  type OrderId,
  type OrderLineRequest,
  type ProductId,
  type Sku,
  type StockLevel,
} from '@halden/contracts';

/**
 * Stock is kept in so many shards; one shard is one unit of transaction. A SKU's shard follows from this number: it must not change
 * while there is data, or levels would no longer be found.
 */
export const shardCount = 8;

/** In the order in which an order that needs several is reserved. */
export const shardNames: readonly string[] = Array.from({ length: shardCount }, (_, index) => `s${index}`);

export const shardOf = (sku: Sku): string => shardNames[fnv1a(sku) % shardCount] ?? 's0';

/** How many there are of a SKU. `onHand` contains the reserved ones. */
export interface Level {
  type: 'level';
  id: Sku;
  productId: ProductId;
  onHand: number;
  reserved: number;
  /** Counts the changes: of two versions of a document the one with the larger number is newer. */
  revision: number;
}

/**
 * What is held in one shard for one order: `res:` and the order's id. There is one document an order and shard, not one a line, because
 * the lines of a shard stand and fall together anyway, and one document is one operation less of the hundred a transaction may have.
 */
export interface Reservation {
  type: 'reservation';
  id: string;
  orderId: OrderId;
  lines: OrderLineRequest[];
  /** Of all lines of the order in every shard, to distinguish a repetition from other lines under the same id. */
  fingerprint: string;
  state: 'reserved' | 'committed' | 'released';
  /** Milliseconds since 1970; only while reserved, so that an index over it holds only what may expire. */
  expiresAt?: number;
  /** The call that wrote this state; only that call may take it back when it fails elsewhere. */
  attempt: string;
  /**
   * It ended without anybody's settlement: its time was over, or the call that made it failed elsewhere. Such a document is forgotten
   * after some days; what was committed or released by its order is kept for as long as the order.
   */
  lapsed?: true;
  revision: number;
}

/** Goods that came in or went missing; kept for the records, and so that no repetition counts twice. */
export interface Adjustment {
  type: 'adjustment';
  /** `adj:` and the name of the request. */
  id: string;
  sku: Sku;
  change: number;
  reason: string;
  bookedBy: string;
  at: string;
  /** The level it led to: the answer to every repetition. */
  after?: { onHand: number; reserved: number };
  revision: number;
}

export type StockDocument = Level | Reservation | Adjustment;

/** A document with the ETag it was read or written with. */
export interface Stored<T extends StockDocument = StockDocument> {
  document: T;
  etag: string;
}

export const reservationId = (orderId: OrderId): string => `res:${orderId}`;

/** Never less than nothing, whatever stands in the document. */
export const availableOf = (level: Level | undefined): number =>
  level ? Math.max(0, level.onHand - level.reserved) : 0;

export const toStockLevel = ({ id, onHand, reserved }: Level): StockLevel => ({
  sku: id,
  onHand,
  reserved,
  available: Math.max(0, onHand - reserved),
});

/** The lines of an order as one text, whatever their order. */
export const fingerprintOf = (lines: readonly OrderLineRequest[]): string =>
  lines
    .map(({ sku, quantity }) => `${sku}*${quantity}`)
    .sort()
    .join(' ');

/** An order's lines by shard, the shards in their fixed order. */
export function byShard(lines: readonly OrderLineRequest[]): [shard: string, lines: OrderLineRequest[]][] {
  const parts = new Map<string, OrderLineRequest[]>();
  for (const line of lines) {
    const shard = shardOf(line.sku);
    const part = parts.get(shard);
    if (part) part.push(line);
    else parts.set(shard, [line]);
  }
  return [...parts].sort(([a], [b]) => shardNames.indexOf(a) - shardNames.indexOf(b));
}
