import type { OrderId } from '@halden/contracts';
import { type Reservation, reservationId, type Stored } from '../domain/stock.ts';

/** The reservations that this replica has made or heard of and that still hold something. */
export interface ReservationMemory {
  get(shard: string, id: string): Stored<Reservation> | undefined;
  of(orderId: OrderId): { shard: string; reservation: Reservation }[];
  /** Takes a version, unless a newer one is known. What no longer holds anything is forgotten. */
  learn(shard: string, stored: Stored<Reservation>): void;
}

/** Beyond this number the oldest are forgotten; they are read again when they are needed. */
const limit = 50_000;

export function createReservationMemory(): ReservationMemory {
  const orders = new Map<string, Map<string, Stored<Reservation>>>();
  return {
    get: (shard, id) => orders.get(id)?.get(shard),
    of: (orderId) =>
      [...(orders.get(reservationId(orderId)) ?? [])].map(([shard, { document }]) => ({
        shard,
        reservation: document,
      })),
    learn(shard, stored) {
      const { id, state, revision } = stored.document;
      const parts = orders.get(id) ?? new Map<string, Stored<Reservation>>();
      if ((parts.get(shard)?.document.revision ?? 0) > revision) return;
      if (state === 'reserved') parts.set(shard, stored);
      else parts.delete(shard);
      if (parts.size === 0) orders.delete(id);
      else orders.set(id, parts);
      if (orders.size <= limit) return;
      const oldest = orders.keys().next();
      if (!oldest.done) orders.delete(oldest.value);
    },
  };
}
