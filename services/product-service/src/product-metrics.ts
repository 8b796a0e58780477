import { Counter, Gauge, Histogram, type Metrics } from '@halden/service-kit';
import type { ContainerFollower } from './stores/change-feed.ts';

export type StockEvent =
  | 'reserved'
  | 'out_of_stock'
  | 'unknown_product'
  | 'reservation_conflict'
  | 'failed'
  | 'committed'
  | 'released'
  | 'unavailable'
  | 'unknown'
  | 'expired';

/** What the business watches, and what a canary is judged by. */
export interface ProductMetrics {
  reservation(outcome: StockEvent, count?: number): void;
  transaction(commands: number): void;
}

export function createProductMetrics({ registry }: Metrics): ProductMetrics {
  const registers = [registry];
  const reservations = new Counter({
    name: 'stock_reservations_total',
    help: 'What became of reservations and their settlements',
    labelNames: ['outcome'] as const,
    registers,
  });
  const size = new Histogram({
    name: 'stock_reservation_batch_size',
    help: 'Requests that shared one stock transaction',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers,
  });
  return {
    reservation: (outcome, count = 1) => reservations.labels(outcome).inc(count),
    transaction: (commands) => size.observe(commands),
  };
}

/** How large the read model is, and how far behind. */
export function watchReadModel(
  { registry }: Metrics,
  watched: { products: () => number; followers: Record<string, ContainerFollower> },
): void {
  const registers = [registry];
  new Gauge({
    name: 'catalogue_products',
    help: 'Products in the catalogue',
    registers,
    collect() {
      this.set(watched.products());
    },
  });
  new Gauge({
    name: 'change_feed_lag_seconds',
    help: 'Between the writing of the latest change that was heard of and its hearing',
    labelNames: ['container'] as const,
    registers,
    collect() {
      for (const [name, follower] of Object.entries(watched.followers)) this.labels(name).set(follower.lagSeconds());
    },
  });
  new Gauge({
    name: 'read_model_age_seconds',
    help: 'Since the container last said what is new',
    labelNames: ['container'] as const,
    registers,
    collect() {
      for (const [name, follower] of Object.entries(watched.followers)) this.labels(name).set(follower.ageSeconds());
    },
  });
}
