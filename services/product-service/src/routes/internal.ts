import { DomainError } from '@halden/contracts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { StockShards } from '../domain/ports.ts';
import { priceLines } from '../domain/pricing.ts';
import { reserveStock } from '../domain/reserve-stock.ts';
import { settleReservations } from '../domain/settle-reservations.ts';
import type { ProductMetrics, StockEvent } from '../product-metrics.ts';
import type { ProductHandlers } from './catalogue.ts';

/** What other services ask. */
export function internalHandlers(deps: {
  catalogue: Catalogue;
  stock: StockShards;
  metrics: ProductMetrics;
  now: () => number;
  newAttempt: () => string;
}): Pick<ProductHandlers, 'priceLines' | 'reserveStock' | 'settleReservations'> {
  const { catalogue, metrics } = deps;
  const reserve = reserveStock(deps);
  const settle = settleReservations(deps);
  return {
    priceLines: ({ body }) => ({ status: 200, body: priceLines(catalogue, body) }),
    async reserveStock({ body }) {
      try {
        const reservation = await reserve(body);
        metrics.reservation('reserved');
        return { status: 201, body: reservation };
      } catch (error) {
        metrics.reservation(refusalOf(error));
        throw error;
      }
    },
    async settleReservations({ body }) {
      const results = await settle(body);
      for (const { outcome } of results.items) metrics.reservation(outcome);
      return { status: 200, body: results };
    },
  };
}

const refusals: readonly StockEvent[] = ['out_of_stock', 'unknown_product', 'reservation_conflict'];
const refusalOf = (error: unknown): StockEvent =>
  refusals.find((code) => error instanceof DomainError && error.code === code) ?? 'failed';
